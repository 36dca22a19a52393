const form = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** How an instant is written, for messages. */
export const instantForm = 'a day, a time and a zone, such as 2026-12-01T08:00:00Z or 2026-12-01T16:00:00+08:00';

/** The instant that a text with a zone names, to the second; undefined for any other text, also for 30 February. */
export function parseInstant(text: string): Date | undefined {
  const [, day = '', time = '', second = '00', zone = ''] = form.exec(text) ?? [];
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  return new Date(`${day}T${time}:${second}${zone}`);
}

/** An instant as messages and documents have it: UTC, to the second. */
export function formatInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `instant` and some hours. */
export function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000);
}
