import type { Block } from './markdown';
import { matching, type Repository } from './repository';

/** What is wrong with the commands that a console block shows; only lines that begin with `$ ` are commands. */
export function commandErrors(block: Block, repository: Repository): string[] {
  const source = matching(repository, /^lib\/cli\/.+\.ts$/).map((file) => repository.read(file));
  const { scripts = {} } = JSON.parse(repository.read('package.json')) as { scripts?: Record<string, string> };
  return commandsOf(block.text).flatMap((command) => {
    const [first, second, third] = command.split(/\s+/);
    const where = `${block.file}:${block.line} ${command}:`;
    if (first === 'npm' && second === 'run') {
      return third !== undefined && third in scripts ? [] : [`${where} no such npm script`];
    }
    if (first === 'npm' && (second === 'test' || second === 'start')) {
      return second in scripts ? [] : [`${where} no such npm script`];
    }
    if (first !== 'npx' || second !== 'educloud') return [];
    const options = command.match(/(?<=\s)--[a-z][a-z-]*/g) ?? [];
    const unknown = options.filter((option) => !common.has(option) && !source.some((text) => text.includes(option)));
    return [
      ...(third === undefined || third.startsWith('-') || isCommand(third, repository)
        ? []
        : [`${where} no such command`]),
      ...unknown.map((option) => `${where} no command knows ${option}`),
    ];
  });
}

const common = new Set(['--help', '--version']);

/** A command has a file of its own: lib/cli/NAME.ts or lib/cli/commands/NAME.ts. */
function isCommand(name: string, { files }: Repository): boolean {
  return [`lib/cli/${name}.ts`, `lib/cli/commands/${name}.ts`, `lib/cli/${name}/index.ts`].some((file) =>
    files.includes(file),
  );
}

/** The commands of a console block: split at `&&` and `|`, with continued lines joined. */
function commandsOf(text: string): string[] {
  const lines = text.replace(/\s*\\\n\s*/g, ' ').split('\n');
  const typed = lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2).replace(/\s#\s.*$/, ''));
  return typed.flatMap((line) => line.split(/&&|\|/)).map((command) => command.trim());
}
