import { rmSync } from 'node:fs';

type Task = () => Promise<void> | void;

const tasks: Task[] = [];

/** Remembers what has to be undone when the run ends, however it ends. */
export function atEnd(task: Task): void {
  tasks.push(task);
}

/** A folder that goes at the end. */
export function removeAtEnd(folder: string): void {
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
}

/** Undoes everything, the latest first; one failure does not keep the others from being undone. */
export async function cleanUp(): Promise<void> {
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    try {
      await task();
    } catch (error) {
      process.stderr.write(`clean-up: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

/** Cleans up when the process is told to stop. */
export function cleanUpOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      void cleanUp().finally(() => process.exit(code));
    });
  }
}
