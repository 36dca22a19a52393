import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { renderIssues } from '../../lib/cli/render-issues';
import { codes, type Code, type Issue } from '../../lib/errors';
import { packageRoot } from '../../lib/facts';
import { ledgerFile } from '../../lib/plan';
import { planFile } from '../../lib/app';
import { regionFile, writeFiles, type Files } from './input';
import { runCommand } from './run-command';

export interface BrokenCase {
  readonly files: Files;
  /** Breaks the ledger that belongs to the files; without it there is none. */
  readonly ledger?: (text: string) => Uint8Array;
}

const isCode = (text: string): text is Code => Object.hasOwn(codes, text);

const issueSchema = z.strictObject({
  code: z.string().refine(isCode),
  severity: z.enum(['error', 'warning']),
  message: z.string().min(1).max(1_000),
  file: z.string(),
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
  path: z.string().max(1_000).optional(),
  found: z.string().max(1_000).optional(),
  allowed: z.string().max(1_000).optional(),
  fix: z.string().min(1).max(1_000).optional(),
});

const escape = '\u001b';

const documentSchema = z.looseObject({ ok: z.boolean(), issues: z.array(z.unknown()) });

/** Words of JavaScript, of libraries and of this machine, which a message holds only where a file holds them. */
const foreign: readonly RegExp[] = [
  /\bundefined\b/,
  /\[object \w+\]/,
  /\bNaN\b/,
  /=>|\bfunction\b/,
  /\n +at \w/,
  /\b(?:ERR|CSV)_[A-Z_]+/,
  /Maximum call stack|is not (?:a function|iterable)|Cannot read prop|Invalid (?:array|string) length|Unexpected token/,
  /Invalid input/,
  /node_modules/,
  new RegExp(packageRoot().replace(/[^\w/]/g, '\\$&')),
];

/** What is wrong with the answers of `check` and `plan` to files that may hold anything; nothing, if all is well. */
export async function judgeBroken(folder: string, { files, ledger }: BrokenCase): Promise<string[]> {
  writeFiles(folder, files);
  const file = join(folder, regionFile);
  if (ledger !== undefined) writeFiles(folder, { ...files, [ledgerFile]: ledger(planFile(file).ledgerText) });
  const check = await answer(folder, 'check', file);
  if (check.complaints.length > 0 || check.exitCode === 1) return check.complaints;
  return (await answer(folder, 'plan', file)).complaints;
}

async function answer(folder: string, ...args: string[]): Promise<{ exitCode: number; complaints: string[] }> {
  const { exitCode, out, err } = await runCommand(...args, '--json');
  const complaints = judged(folder, exitCode, out, err);
  return { exitCode, complaints: complaints.map((one) => `${args[0] ?? ''}: ${one}`.slice(0, 2_000)) };
}

function judged(folder: string, exitCode: number, out: string, err: string): string[] {
  if (exitCode !== 0 && exitCode !== 1) return [`exits with ${exitCode}: ${out.slice(0, 1_000)}`];
  if (err !== '') return [`prints ${err.slice(0, 1_000)}`];
  const { ok, issues } = documentSchema.parse(JSON.parse(out));
  if (ok !== (exitCode === 0)) return [`says ok: ${ok} and exits with ${exitCode}`];
  const texts = new Map<string, readonly (readonly string[])[]>();
  const parsed = issues.map((one) => ({ one, ...issueSchema.safeParse(one) }));
  const read = parsed.flatMap(({ success, data }) => (success ? [data] : []));
  return [
    ...(!ok && issues.length === 0 ? ['fails and says not why'] : []),
    ...parsed.flatMap(({ one, error }) => (error === undefined ? [] : [`${error.message} in ${JSON.stringify(one)}`])),
    ...read.flatMap((one) => misplaced(folder, one, texts)),
    ...spoken(folder, read),
  ];
}

/** A place outside its file, or none where there is a text to point into. */
function misplaced(
  folder: string,
  issue: z.output<typeof issueSchema>,
  texts: Map<string, readonly (readonly string[])[]>,
): string[] {
  const { code, file, line, column } = issue;
  const complain = (what: string): string[] => [`${what}: ${JSON.stringify(issue)}`];
  if (code === 'EDU901') return complain('the kit failed');
  if (basename(file) === file || !file.startsWith(folder)) return complain('a file of no folder');
  // Where a file cannot be read, or a whole ledger is no ledger, there is no line to point at.
  if (line === undefined)
    return ['EDU102', 'EDU103', 'EDU104', 'EDU401', 'EDU402'].includes(code) ? [] : complain('no line');
  const readings = texts.get(file) ?? readingsOf(file);
  texts.set(file, readings);
  const width = Math.max(...readings.map((lines) => lines[line - 1]?.length ?? -1));
  if (width < 0) return complain('a line behind the last');
  return column !== undefined && column > width + 1 ? complain(`a column behind the end, ${width}`) : [];
}

/** The lines of a file; of a roster in either of its encodings. */
function readingsOf(file: string): readonly (readonly string[])[] {
  const bytes = readFileSync(file);
  if (!file.endsWith('.csv')) return [new TextDecoder().decode(bytes).split('\n')];
  return ['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding).decode(bytes).split(/\r\n?|\n/));
}

/** What people would read and should not. */
function spoken(folder: string, issues: readonly z.output<typeof issueSchema>[]): string[] {
  const rendered = renderIssues(issues.map(plain), 'zh');
  const said = issues.map(({ message, found, allowed, fix }) => [message, found, allowed, fix].join(' | '));
  const input = [regionFile, ledgerFile].map((name) => readIfAny(join(folder, name))).join('\n');
  const words = foreign.filter((one) => said.some((text) => one.test(text)) && !one.test(input));
  return [
    ...words.map((one) => `${String(one)} stands in ${said.find((text) => one.test(text)) ?? ''}`),
    ...(obeyed(rendered, issues) ? ['control characters are printed'] : []),
    ...(rendered.length > 1_000_000 ? [`${rendered.length} characters are printed`] : []),
  ];
}

/** Whether a terminal would obey the texts; colours are the kit's own. */
function obeyed(rendered: string, issues: readonly z.output<typeof issueSchema>[]): boolean {
  const mild = issues.map((one) => ({ ...one, ...Object.fromEntries(Object.entries(one).map(withoutEscape)) }));
  const escapes = (text: string): number => text.split(escape).length;
  const own = escapes(renderIssues(mild.map(plain), 'zh'));
  return (
    escapes(rendered) !== own || /[^\P{C}\n]/u.test(rendered.replace(/\p{Cn}|\p{Co}/gu, '').replaceAll(escape, ''))
  );
}

function withoutEscape([key, value]: [string, unknown]): [string, unknown] {
  return [key, typeof value === 'string' ? value.replaceAll(escape, '') : value];
}

function plain(one: z.output<typeof issueSchema>): Issue {
  const { code, severity, message, ...rest } = one;
  return { ...Object.fromEntries(Object.entries(rest)), code, severity, message };
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
