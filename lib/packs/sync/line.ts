import { systemCode } from '../../files';
import type { Answer, Bytes, PackSource, Wanted } from '../source/pack-source';
import { systemClock, type Clock } from './clock';

/** How patient a sync is. */
export interface Patience {
  readonly clock?: Clock;
  /** Milliseconds without a byte after which a line counts as broken; 30 seconds by default. */
  readonly idle?: number;
  /** Failures in a row, with less than 1 KiB between them, after which it gives up; 10 by default, which takes about five minutes. */
  readonly attempts?: number;
  /** Bytes a second, of all requests together. */
  readonly limit?: number;
  /** Told before each pause after a failure, in milliseconds. */
  readonly onPause?: (milliseconds: number) => void;
}

/** The way to a source: with a limit of speed, an end to silence, and pauses before another attempt. */
export interface Line {
  readonly source: string;
  readonly attempts: number;
  readonly ask: (key: string, wanted: Wanted) => Promise<Answer>;
  /**
   * Hands the bytes of a body to `take` until it says that it has enough, or the body ends. What `take` throws is thrown.
   *
   * @returns why the line broke, where it did
   */
  readonly pour: (bytes: Bytes, take: (chunk: Uint8Array) => Promise<boolean>) => Promise<string | undefined>;
  /** Waits the longer the more failures there were. */
  readonly pause: (failures: number) => Promise<void>;
  /** Bytes that came so far, useful or not. */
  readonly received: () => number;
  /** Calls `listener` whenever bytes have come; returns what ends that. */
  readonly onBytes: (listener: () => void) => () => void;
}

const longestPause = 60_000;

/** Fewer bytes than this are no step forward: whoever sends one at a time keeps a machine busy for ever. */
export const leastStep = 1_024;

/** Milliseconds of waiting in which a line must bring as much. */
const longestStep = 60_000;

/** Opens a line; nothing is asked yet. */
export function openLine(source: PackSource, patience: Patience): Line {
  const { clock = systemClock, idle = 30_000, attempts = 10, limit, onPause = () => undefined } = patience;
  let received = 0;
  const listeners = new Set<() => void>();
  let free = clock.now();
  const withinIdle = <T>(work: Promise<T>): Promise<T | 'silence'> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(idle, () => {
        resolve('silence');
      });
      work.then(resolve, reject).finally(cancel);
    });
  const count = async (bytes: number): Promise<void> => {
    received += bytes;
    for (const listener of listeners) listener();
    if (limit === undefined) return;
    // Every request books its share of the line behind the others'.
    free = Math.max(free, clock.now()) + (bytes / limit) * 1_000;
    const wait = free - clock.now();
    if (wait > 0) await clock.sleep(wait);
  };
  return {
    source: source.name,
    attempts,
    received: () => received,
    onBytes: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pause: (failures) => {
      const milliseconds = Math.min(longestPause, 500 * 2 ** failures);
      onPause(milliseconds);
      return clock.sleep(milliseconds);
    },
    ask: async (key, wanted) => {
      const controller = new AbortController();
      const reading = source.read(key, wanted, controller.signal);
      const answer = await withinIdle(reading);
      if (answer !== 'silence') return answer;
      controller.abort();
      void reading.then(
        (late) => late.kind === 'bytes' && late.close(),
        () => undefined,
      );
      return { kind: 'broken', found: silence(idle) };
    },
    pour: async ({ body, close }, take) => {
      const iterator = body[Symbol.asyncIterator]();
      const step = { waited: 0, bytes: 0 };
      try {
        for (;;) {
          const asked = clock.now();
          const next = await withinIdle(iterator.next()).catch((error: unknown) => ({ fault: systemCode(error) }));
          if (next === 'silence') return silence(idle);
          if ('fault' in next) return next.fault;
          if (next.done === true) return undefined;
          step.waited += clock.now() - asked;
          step.bytes += next.value.length;
          if (step.bytes >= leastStep) Object.assign(step, { waited: 0, bytes: 0 });
          else if (step.waited > longestStep) return `${step.bytes} bytes in ${longestStep / 1_000} seconds`;
          await count(next.value.length);
          if (!(await take(next.value))) return undefined;
        }
      } finally {
        close();
      }
    },
  };
}

function silence(idle: number): string {
  return `nothing for ${idle / 1_000} seconds`;
}
