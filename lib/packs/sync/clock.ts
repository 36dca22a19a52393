import { setTimeout as wait } from 'node:timers/promises';

/** Time as a sync sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since some moment. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Calls `act` later; returns what prevents it. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => wait(milliseconds),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
