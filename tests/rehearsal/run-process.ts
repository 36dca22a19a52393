import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface Finished {
  readonly ok: boolean;
  readonly out: string;
  /** The last line of standard error, or why the program could not be started. */
  readonly reason: string;
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Finished {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], { encoding: 'utf8', env, maxBuffer: 1e9 });
  // A program that could not be started has said nothing.
  if (error !== undefined) return { ok: false, out: '', reason: error.message };
  return { ok: status === 0, out: stdout, reason: stderr.trim().split('\n').at(-1) ?? '' };
}

/** As {@link run}, while this process goes on: what is run may need it to answer. */
export function runBeside(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(command, [...args], { encoding: 'utf8', env, maxBuffer: 1e9 }, (error, out, err) => {
      resolve({ ok: error === null, out, reason: err.trim().split('\n').at(-1) ?? '' });
    });
  });
}

export interface Server {
  readonly stop: () => Promise<void>;
  /** The end of what it has printed. */
  readonly said: () => string;
}

/**
 * Starts a server and waits until an address answers.
 *
 * @throws Error when it ends, or does not answer within `seconds`
 */
export async function startServer(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { ready, log, seconds }: { readonly ready: string; readonly log: string; readonly seconds: number },
): Promise<Server> {
  const output = openSync(log, 'w');
  const child = spawn(command, [...args], { env, stdio: ['ignore', output, output] });
  closeSync(output);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  const said = (): string => readFileSync(log, 'utf8').slice(-2000);
  const server = { said, stop: () => stop(child) };
  for (let waited = 0; waited < seconds * 5; waited += 1) {
    if (failure !== undefined || child.exitCode !== null) break;
    if (await answers(ready)) return server;
    await pause(200);
  }
  await stop(child);
  throw new Error(`${command} did not get ready: ${failure ?? said()}`);
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(1000) })).status < 500;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  if (ended()) return;
  child.kill('SIGTERM');
  for (let waited = 0; waited < 50 && !ended(); waited += 1) await pause(100);
  if (!ended()) child.kill('SIGKILL');
}
