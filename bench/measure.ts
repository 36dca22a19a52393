import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { KitError } from '../lib/errors';

/** Wall time and peak memory of one whole process. */
export interface Sample {
  /** Seconds. */
  readonly seconds: number;
  /** Peak resident memory in MB (10^6 bytes). */
  readonly megabytes: number;
}

/** Runs `node ARGS` as a whole process, start-up included. Throws KitError when it ends with another exit code. */
export function measure(args: readonly string[], exitCode = 0): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    let peak = '';
    const child = spawn(process.execPath, ['--require', join(__dirname, 'report-peak.js'), ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, CDK_VALIDATION: 'false' },
    });
    child.stdio[3]?.on('data', (chunk: Buffer) => {
      peak += chunk.toString();
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-1_000);
    });
    child.on('close', (code) => {
      if (code !== exitCode) reject(new KitError(`node ${args.join(' ')} ended with ${String(code)}: ${said}`));
      else resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: Number(peak) / 1000 });
    });
  });
}

/** The median of some samples, each figure by itself. */
export function median(samples: readonly Sample[]): Sample {
  const middle = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    seconds: middle(samples.map(({ seconds }) => seconds)),
    megabytes: middle(samples.map(({ megabytes }) => megabytes)),
  };
}
