import { failure } from '../errors';
import type { Values } from './command';

/**
 * The day on which dates are judged: as given, else today in UTC.
 *
 * @throws EDU704 for a text that is no day
 */
export function dayOf(value: Values[string], today = new Date()): string {
  if (value === undefined) return today.toISOString().slice(0, 10);
  const text = String(value);
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)) return text;
  throw failure('EDU704', '`--as-of` is no day', { found: text, allowed: 'YYYY-MM-DD, such as 2026-09-01' });
}
