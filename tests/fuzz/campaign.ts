import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { brokenCases } from './broken-cases';
import { judgeBroken } from './judge-broken';
import { judgeValid } from './judge-valid';
import { validCases } from './valid-cases';

/** Which arbitrary is tried, how often, and from where. */
export interface Campaign {
  readonly kind: 'broken' | 'valid';
  readonly runs: number;
  readonly seed: number;
  /** Path of one case, as a failure prints it. */
  readonly path?: string;
  /** Where each case is written before it is judged, so that one that never ends can be read, too. Outside the kit. */
  readonly folder: string;
}

export interface Result {
  readonly done: number;
  /** The longest times, in milliseconds, longest first. */
  readonly slowest: readonly number[];
  readonly failure?: { readonly path: string; readonly complaints: readonly string[] };
}

/** A file that takes longer is a failure: nobody waits for a checker. */
const patience = { broken: 5_000, valid: 120_000 } as const;

/** A failure is made smaller for so long, in milliseconds. */
const shrinking = 60_000;

/** Tries many cases; stops at the first failure, makes it small and leaves it in the folder. */
export async function run(campaign: Campaign, onCase: (done: number) => void): Promise<Result> {
  return campaign.kind === 'broken'
    ? tried(campaign, brokenCases, judgeBroken, onCase)
    : tried(campaign, validCases, (folder, one) => judgeValid(folder, one, { synth: true }), onCase);
}

async function tried<Case>(
  { kind, runs, seed, path, folder }: Campaign,
  cases: fc.Arbitrary<Case>,
  judge: (folder: string, one: Case) => Promise<string[]>,
  onCase: (done: number) => void,
): Promise<Result> {
  let done = 0;
  let slowest: number[] = [];
  let failedAt: number | undefined;
  let last: readonly string[] = [];
  const timed = async (one: Case): Promise<string[]> => {
    // Time of the processor: what else the machine does is no fault of the kit.
    const start = process.cpuUsage();
    const complaints = await judge(folder, one).catch((error: unknown) => [
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
    const { user, system } = process.cpuUsage(start);
    const took = Math.round((user + system) / 1_000);
    slowest = [...slowest, took].sort((a, b) => b - a).slice(0, 5);
    return took > patience[kind] ? [...complaints, `takes ${took} ms`] : complaints;
  };
  const property = fc.asyncProperty(cases, async (one) => {
    if (failedAt !== undefined && Date.now() - failedAt > shrinking) return true;
    const complaints = await timed(one);
    if (failedAt === undefined) done += 1;
    onCase(done);
    if (complaints.length === 0) return true;
    failedAt ??= Date.now();
    last = complaints;
    return false;
  });
  const result = await fc.check(property, { seed, numRuns: runs, ...(path === undefined ? {} : { path }) });
  if (!result.failed) return { done, slowest };
  // Judged once more, so that its files are in the folder; what was slow may be quick this time.
  const again = result.counterexample === null ? [] : await timed(result.counterexample[0]);
  const complaints = again.length === 0 ? last : again;
  // The first step is the number of the case; the others are how it was made smaller, by the thousand.
  const failure = { path: result.counterexamplePath?.split(':')[0] ?? '', complaints };
  writeFileSync(join(folder, 'complaints.txt'), `${complaints.join('\n')}\n`);
  return { done, slowest, failure };
}
