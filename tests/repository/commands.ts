import type { Block } from './markdown';
import { matching, type Repository } from './repository';

/** What is wrong with the commands that a console block shows; only lines that begin with `$ ` are commands. */
export function commandErrors(block: Block, repository: Repository): string[] {
  const source = matching(repository, /^lib\/cli\/.+\.ts$/).map((file) => repository.read(file));
  const { scripts = {} } = JSON.parse(repository.read('package.json')) as { scripts?: Record<string, string> };
  return commandsOf(block.text).flatMap((command) => {
    const [first, second, third, fourth] = command.split(/\s+/);
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
      ...(third === undefined || third.startsWith('-') || isCommand(third, fourth, repository)
        ? []
        : [`${where} no such command`]),
      ...unknown.map((option) => `${where} no command knows ${option}`),
    ];
  });
}

const common = new Set(['--help', '--version']);

/** A command has a file of its own: lib/cli/NAME.ts, lib/cli/commands/NAME.ts, or commands/GROUP-NAME.ts where it has two words. */
function isCommand(name: string, next: string | undefined, { files }: Repository): boolean {
  const isGroup = files.some((file) => file.startsWith(`lib/cli/commands/${name}-`));
  const names = [name, ...(next === undefined ? [] : [`${name}-${next}`])];
  return (
    (isGroup && next?.startsWith('-') === true) ||
    names.some((one) => [`lib/cli/${one}.ts`, `lib/cli/commands/${one}.ts`].some((file) => files.includes(file)))
  );
}

/** The commands of a console block: split at `&&` and `|`, with continued lines joined. */
function commandsOf(text: string): string[] {
  const lines = text.replace(/\s*\\\n\s*/g, ' ').split('\n');
  const typed = lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2).replace(/\s#\s.*$/, ''));
  return typed.flatMap((line) => line.split(/&&|\|/)).map((command) => command.trim());
}
