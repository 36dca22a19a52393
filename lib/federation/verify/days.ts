const dayLength = 24 * 60 * 60 * 1000;

/** A day in UTC, from its first millisecond to that of the next day; `undefined` for what is no day of the calendar. */
export function dayOf(text: string): { readonly start: number; readonly end: number } | undefined {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? instantOf(`${text}T00:00:00Z`) : undefined;
  return start === undefined ? undefined : { start, end: start + dayLength };
}

export function days(count: number): number {
  return count * dayLength;
}

/**
 * Milliseconds since 1970 of an xs:dateTime; `undefined` for one that cannot be read, or that has no time zone: nobody knows
 * when it is.
 */
export function instantOf(text: string): number | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,12})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = match[1].split('-').map(Number);
  // Date.parse takes 30 February for 2 March.
  if (new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) !== match[1]) return undefined;
  const instant = Date.parse(text.replace(/(\.\d{3})\d*/, '$1'));
  return Number.isNaN(instant) ? undefined : instant;
}

/** Instants as they are written in locks and messages. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
