import { parseInstant } from '../delivery';
import { failure } from '../errors';
import { dayOf } from './day';
import type { Values } from './command';

const day = 86_400_000;

/** When something is judged: a day lasts from its beginning to its end in UTC, an instant no time. */
export interface Moment {
  readonly earliest: Date;
  readonly latest: Date;
}

/**
 * The moment of `--as-of`: a day or an instant with its zone, as given, else now.
 *
 * @throws EDU704 for a text that is neither
 */
export function momentOf(value: Values[string], now = new Date()): Moment {
  if (value === undefined) return at(new Date(Math.floor(now.getTime() / 1000) * 1000));
  const text = String(value);
  const instant = parseInstant(text);
  if (instant !== undefined) return at(instant);
  if (text.includes('T')) {
    throw failure('EDU704', '`--as-of` is no instant', {
      found: text,
      allowed: 'YYYY-MM-DD, or a day, a time and a zone, such as 2026-12-01T08:00:00Z',
    });
  }
  const earliest = new Date(`${dayOf(text)}T00:00:00Z`);
  return { earliest, latest: new Date(earliest.getTime() + day) };
}

function at(instant: Date): Moment {
  return { earliest: instant, latest: instant };
}
