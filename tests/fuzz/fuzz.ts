import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../../lib/facts';
import type { Campaign, Result } from './campaign';

// `npm run fuzz -- [--runs N] [--valid N] [--seed S] [--path P]`: broken files, then valid regions. A path, as a failure
// prints it, begins with that one case.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    valid: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    path: { type: 'string' },
  },
});

/** A case that takes longer than this, in milliseconds, never ends. */
const endless = 180_000;

/** So many cases share a thread: CDK's validator keeps memory, and after some twenty runs is busy with nothing else. */
const inThread = { broken: 10_000, valid: 10 } as const;

/** The campaigns of one kind, each with a seed of its own; a path is a case of the first. */
function campaigns(kind: Campaign['kind'], runs: number): Omit<Campaign, 'folder'>[] {
  return Array.from({ length: Math.ceil(runs / inThread[kind]) }, (_, index) => ({
    kind,
    runs: Math.min(inThread[kind], runs - index * inThread[kind]),
    seed: Number(values.seed) + index,
    ...(values.path === undefined || index > 0 ? {} : { path: values.path }),
  }));
}

/** Tries a campaign in a thread of its own, so that a case that never ends can be ended. */
function tried(one: Campaign): Promise<Result> {
  const start = Date.now();
  const worker = new Worker(join(__dirname, 'fuzz-worker.js'), { workerData: one });
  return new Promise((resolve, reject) => {
    let done = 0;
    let heard = Date.now();
    let printed = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - heard < endless) return;
      finish({ done, slowest: [], failure: { path: '', complaints: [`a case does not end within ${endless} ms`] } });
      void worker.terminate();
    }, 1_000);
    const finish = (result: Result): void => {
      clearInterval(watch);
      console.log(
        `${one.kind}, seed ${one.seed}: ${result.done} tried, ${speed(result.done, start)}; slowest: ${result.slowest.join(', ')} ms`,
      );
      resolve(result);
    };
    worker.on('message', (message: { done?: number; result?: Result }) => {
      heard = Date.now();
      done = message.done ?? done;
      if (message.result !== undefined) finish(message.result);
      else if (heard - printed > 10_000) {
        printed = heard;
        console.log(`${one.kind}: ${done} of ${one.runs}, ${speed(done, start)}`);
      }
    });
    // An error that leaves the thread leaves it through the memory of the whole: a crash of the kit, not of a case.
    worker.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

function speed(done: number, start: number): string {
  return `${((done * 1_000) / Math.max(1, Date.now() - start)).toFixed(1)} a second`;
}

/** Whether a campaign found nothing; what it found is kept and told. */
async function passed(planned: Omit<Campaign, 'folder'>): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), 'educloud-fuzz-'));
  const folder = join(root, 'case');
  const { failure } = await tried({ ...planned, folder });
  const kept = join(packageRoot(), 'out', 'fuzz', `${planned.kind}-${planned.seed}`);
  if (failure !== undefined) cpSync(folder, kept, { recursive: true });
  rmSync(root, { recursive: true, force: true });
  if (failure === undefined) return true;
  const only = planned.kind === 'broken' ? '--runs 1 --valid 0' : '--runs 0 --valid 1';
  const path = failure.path === '' ? '' : ` --path ${failure.path}`;
  console.log(`${failure.complaints.join('\n')}\n`);
  console.log(`the failing case lies in ${kept}`);
  console.log(`again: npm run fuzz -- --seed ${planned.seed}${path} ${only}`);
  return false;
}

async function main(): Promise<void> {
  console.log(`seed ${values.seed}`);
  const kinds = [campaigns('broken', Number(values.runs)), campaigns('valid', Number(values.valid))];
  for (const all of kinds) {
    for (const one of all) {
      if (await passed(one)) continue;
      process.exitCode = 1;
      break;
    }
  }
}

void main();
