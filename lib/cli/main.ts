import { CommanderError } from 'commander';
import { EducloudError, issue, KitError, type Issue } from '../errors';
import type { Command, CommandContext, Outcome, Values } from './command';
import { namedCommand, programFor, type ProgramOutput } from './program';
import { progressOn, silent } from './progress';
import { renderIssues } from './render-issues';
import { languages, type Language } from './texts';

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
}

const standard: Output = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  terminal: process.stderr,
};

/**
 * Runs a command line.
 *
 * @param args without `node` and the script
 * @returns the exit code: 0 kept, 1 the user's input or a promise fails, 2 the kit itself failed
 */
export async function main(args: readonly string[], output: Output = standard): Promise<0 | 1 | 2> {
  let exitCode: 0 | 1 | 2 = 0;
  let help = '';
  const commander: ProgramOutput = {
    out: output.out,
    err: (text) => {
      help += text;
    },
  };
  try {
    const program = programFor(commander, async (command, values) => {
      exitCode = await run(command, values, output);
    });
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return usage(error, args, output, help);
  }
}

async function run(command: Command, values: Values, output: Output): Promise<0 | 1 | 2> {
  const json = values.json === true;
  const language = languageOf(values.lang);
  const progress = json ? silent : progressOn(output.terminal);
  const context: CommandContext = { language: language ?? 'en', json, progress };
  try {
    if (language === undefined) {
      throw new EducloudError([
        issue('EDU704', '`--lang` has a value that does not fit', {
          found: String(values.lang),
          allowed: languages.join(', '),
        }),
      ]);
    }
    const command_ = await command.load();
    return report(await command_(values, context), context, output);
  } catch (error) {
    progress.end();
    return fail(error, context, output);
  }
}

function report(outcome: Outcome, { json, language, progress }: CommandContext, output: Output): 0 | 1 {
  progress.end();
  if (outcome.issues !== undefined && outcome.issues.length > 0 && !json)
    output.err(`${renderIssues(outcome.issues, language)}\n`);
  const text = json ? `${JSON.stringify(outcome.json, undefined, 2)}\n` : outcome.text;
  output.out(text);
  return outcome.exitCode;
}

function fail(error: unknown, { json, language }: CommandContext, output: Output): 1 | 2 {
  const issues = error instanceof EducloudError ? error.issues : internal(error);
  if (json) output.out(`${JSON.stringify({ ok: false, issues }, undefined, 2)}\n`);
  else output.err(`${renderIssues(issues, language)}\n`);
  return error instanceof EducloudError && !(error instanceof KitError) ? 1 : 2;
}

/** Never a stack trace, except for those who ask for one. */
function internal(error: unknown): Issue[] {
  const detail =
    error instanceof Error
      ? process.env.EDUCLOUD_DEBUG === '1'
        ? (error.stack ?? error.message)
        : error.message
      : String(error);
  const short = detail.length > 500 && process.env.EDUCLOUD_DEBUG !== '1' ? `${detail.slice(0, 500)}…` : detail;
  return [issue('EDU901', short, { fix: 'run again with EDUCLOUD_DEBUG=1 and report what it prints' })];
}

/** Commander's own errors: help and version are no failure, everything else is the user's command line. */
function usage(error: unknown, args: readonly string[], output: Output, help: string): 0 | 1 | 2 {
  const context = {
    json: args.includes('--json'),
    language: languageOf(statedLanguage(args)) ?? 'en',
    progress: silent,
  } as const;
  if (!(error instanceof CommanderError)) return fail(error, context, output);
  if (error.exitCode === 0) return 0;
  if (error.code === 'commander.help') {
    output.err(help);
    return 1;
  }
  const message = error.message.replace(/^error: /, '').replace(/\n/g, ' ');
  const { name, next } = namedCommand(args);
  return fail(
    new EducloudError([
      issue('EDU704', message, {
        ...(error.code === 'commander.unknownCommand' ? { allowed: next.join(', ') } : {}),
        fix: `see \`educloud ${name === '' ? '' : `${name} `}--help\``,
      }),
    ]),
    context,
    output,
  );
}

function languageOf(value: unknown): Language | undefined {
  return languages.find((language) => language === value);
}

/** The value of `--lang`, in either form, for command lines that commander cannot read. */
function statedLanguage(args: readonly string[]): string | undefined {
  return args.map((arg, index) => (arg === '--lang' ? args[index + 1] : /^--lang=(.*)$/.exec(arg)?.[1])).find(Boolean);
}
