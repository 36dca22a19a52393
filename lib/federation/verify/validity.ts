import { failure, issue, KitError, type Issue } from '../../errors';
import { dayOf, days, instantOf, isoOf } from './days';
import type { PinnedCertificate } from './pinned-certificate';

/** How long a feed may be valid, in days. A feed that is valid for long is one that can be shown again long after. */
export const windows = {
  /** eduGAIN's rule for aggregates (https://wiki.geant.org/display/eduGAIN/Metadata+Aggregation+Practice+Statement). */
  customary: 28,
  longest: 90,
} as const;

export interface Validity {
  /** ISO 8601. */
  readonly validUntil: string;
  readonly created?: string;
  readonly issues: readonly Issue[];
}

/** What the root says of time. */
export interface StatedTimes {
  readonly file: string;
  readonly line: number;
  readonly validUntil: string | undefined;
  readonly created: string | undefined;
}

/**
 * Judges a feed on a day: it was created before the day ends and is valid until its end or longer, so that it holds whenever on
 * that day it is used.
 */
export function validity({ file, line, validUntil, created }: StatedTimes, asOf: string): Validity {
  const day = theDay(asOf);
  const place = { file, line };
  const until = validUntil === undefined ? undefined : instantOf(validUntil);
  const since = created === undefined ? undefined : instantOf(created);
  const issues: Issue[] = [];
  const told = (code: 'EDU522' | 'EDU523', message: string, found: string, allowed: string, fix: string): void => {
    issues.push(issue(code, message, { ...place, found, allowed, fix }));
  };
  if (created !== undefined && since === undefined) {
    told('EDU523', 'the feed says when it was created, and it cannot be read', created, form, askPublisher);
  }
  if (since !== undefined && since >= day.end) {
    told('EDU523', 'the feed was created after that day', isoOf(since), `before the end of ${asOf}`, 'check the date');
  }
  if (until === undefined) {
    const found = validUntil ?? 'no validUntil';
    told('EDU522', 'the feed does not say how long it is valid', found, form, askPublisher);
    return { validUntil: '', issues };
  }
  if (until < day.end) {
    told('EDU522', 'the feed has expired', isoOf(until), `the end of ${asOf} or later`, 'fetch the feed again');
  }
  // A creation after the day, which would make any window look short, is refused above.
  const window = until - (since ?? day.start);
  if (window > days(windows.longest)) {
    const found = `${Math.ceil(window / days(1))} days`;
    told('EDU522', 'the feed is valid for too long', found, `${windows.longest} days`, askPublisher);
  } else if (window > days(windows.customary)) {
    issues.push(
      issue('EDU529', 'the feed is valid for longer than is customary', {
        ...place,
        severity: 'warning',
        found: `${Math.ceil(window / days(1))} days`,
        allowed: `${windows.customary} days`,
        fix: 'import often: an old feed with keys that are no longer trusted would still be accepted',
      }),
    );
  }
  return { validUntil: isoOf(until), ...(since === undefined ? {} : { created: isoOf(since) }), issues };
}

/** Refuses (EDU519) a certificate that is not valid during the whole day. */
export function checkCertificateDay({ file, notBefore, notAfter }: PinnedCertificate, asOf: string): void {
  const day = theDay(asOf);
  if (notBefore < day.end && notAfter >= day.end - 1000) return;
  throw failure('EDU519', 'the pinned certificate is not valid on that day', {
    file,
    found: `valid from ${isoOf(notBefore)} to ${isoOf(notAfter)}`,
    allowed: `one that is valid on ${asOf}`,
    fix: 'take the certificate that the federation publishes now, and compare its fingerprint',
  });
}

function theDay(asOf: string): { readonly start: number; readonly end: number } {
  const day = dayOf(asOf);
  if (day === undefined) throw new KitError(`a feed is judged on a day, not on "${asOf}"`);
  return day;
}

const form = 'a date with time and time zone, such as 2026-12-01T00:00:00Z';
const askPublisher = 'ask the publisher of the metadata';
