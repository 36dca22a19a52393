import { Command as Program } from 'commander';
import type { Command, Option, Values } from './command';
import { commands, groups } from './commands';
import { languages } from './texts';
import { version } from './version';

/** What commander itself has to say. */
export interface ProgramOutput {
  /** Help that was asked for. */
  readonly out: (text: string) => void;
  /** Help that was not asked for: a command is missing. */
  readonly err: (text: string) => void;
}

/** The tree of the command table; `call` gets a command with the values of its arguments and options. */
export function programFor(output: ProgramOutput, call: (command: Command, values: Values) => Promise<void>): Program {
  const program = new Program('educloud')
    .description('a regional education cloud as infrastructure as code')
    .version(version())
    // Behind a command `--version` is the command's own, as of `pack create`.
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: output.out, writeErr: output.err, outputError: () => undefined });
  for (const command of commands) addCommand(program, command, call);
  return program;
}

/** The longest beginning of a command line that names a command or a group of commands, and what may follow a group. */
export function namedCommand(args: readonly string[]): { readonly name: string; readonly next: readonly string[] } {
  const names = commands.map(({ name }) => name);
  const first = args[0] ?? '';
  const both = args.slice(0, 2).join(' ');
  if (names.includes(both)) return { name: both, next: [] };
  if (names.includes(first)) return { name: first, next: [] };
  if (!Object.hasOwn(groups, first)) return { name: '', next: [...new Set(names.map((name) => wordsOf(name).first))] };
  return { name: first, next: names.map(wordsOf).flatMap((words) => (words.first === first ? words.second : [])) };
}

function addCommand(
  program: Program,
  command: Command,
  call: (command: Command, values: Values) => Promise<void>,
): void {
  const { first, second } = wordsOf(command.name);
  const parent = second.length === 0 ? program : groupIn(program, first);
  const sub = parent
    .command(second[0] ?? first)
    .description(command.description)
    .allowExcessArguments(false);
  for (const { name, description } of command.arguments) sub.argument(name, description);
  for (const option of command.options) addOption(sub, option);
  sub
    .option('--json', 'one JSON document on standard output')
    .option(`--lang <lang>`, `language of titles and labels: ${languages.join(', ')}`, 'en');
  sub.action(() =>
    call(command, { ...sub.opts<Record<string, string | boolean | readonly string[]>>(), ...named(command, sub.args) }),
  );
}

function addOption(sub: Program, { flags, description, required, repeatable }: Option): void {
  if (required === true && repeatable === true) sub.requiredOption(flags, description, collect);
  else if (required === true) sub.requiredOption(flags, description);
  else if (repeatable === true) sub.option(flags, description, collect, []);
  else sub.option(flags, description);
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** The commander command that stands for a group; made when the first of the group is added. */
function groupIn(program: Program, name: string): Program {
  return program.commands.find((one) => one.name() === name) ?? program.command(name).description(groups[name] ?? '');
}

function wordsOf(name: string): { readonly first: string; readonly second: readonly string[] } {
  const [first = '', ...second] = name.split(' ');
  return { first, second };
}

function named(command: Command, args: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    command.arguments.map(({ name }, index) => [name.replace(/[<>[\]]/g, ''), args[index] ?? '']),
  );
}
