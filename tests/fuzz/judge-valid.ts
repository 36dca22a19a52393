import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerFile } from '../../lib/plan';
import { regionFile, writeFiles, type Files } from './input';
import { runCommand } from './run-command';

export interface ValidCase {
  readonly files: Files;
  /** The same region after some schools have left. */
  readonly later: Files;
}

export interface ValidOptions {
  /** Whether templates are written and validated, too, which takes seconds. */
  readonly synth: boolean;
}

/** What the kit gets wrong about a valid region and about the same region a year later; nothing, if all is well. */
export async function judgeValid(
  folder: string,
  { files, later }: ValidCase,
  options: ValidOptions,
): Promise<string[]> {
  writeFiles(folder, files);
  const file = join(folder, regionFile);
  const first = [...(await checked(file)), ...(await planned(file))];
  if (first.length > 0) return first;
  const ledger = { [ledgerFile]: readFileSync(join(folder, ledgerFile)) };
  writeFiles(folder, { ...later, ...ledger });
  const second = [...(await checked(file)), ...(await planned(file))];
  // What is active and what is frozen stand together in these templates.
  if (second.length === 0 && options.synth) second.push(...(await synthesised(file)));
  return second.map((one) => `a year later: ${one}`);
}

async function checked(file: string): Promise<string[]> {
  const { exitCode, out } = await runCommand('check', file, '--json');
  return exitCode === 0 && issuesIn(out).length === 0 ? [] : [`check exits with ${exitCode}: ${brief(out)}`];
}

async function planned(file: string): Promise<string[]> {
  const first = await runCommand('plan', file, '--write', '--json');
  if (first.exitCode !== 0) return [`plan exits with ${first.exitCode}: ${brief(first.out)}`];
  const second = await runCommand('plan', file, '--json');
  const { changes, ledger } = documentIn(second.out);
  const settled = Array.isArray(changes) && changes.length === 0 && isMapping(ledger) && ledger.fresh === true;
  if (!settled) return [`a second plan differs: ${JSON.stringify({ changes, ledger })}`];
  return [];
}

async function synthesised(file: string): Promise<string[]> {
  const { exitCode, out } = await runCommand('synth', file, '--out', `${file}.out`, '--json');
  return exitCode === 0 && issuesIn(out).length === 0 ? [] : [`synth exits with ${exitCode}: ${brief(out)}`];
}

function issuesIn(out: string): readonly unknown[] {
  const { issues } = documentIn(out);
  return Array.isArray(issues) ? issues : ['no list'];
}

function documentIn(out: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(out);
  return isMapping(parsed) ? parsed : {};
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brief(text: string): string {
  return text.slice(0, 1_000);
}
