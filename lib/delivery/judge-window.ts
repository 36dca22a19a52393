import type { DeliverySigning } from '../config';
import { issue, type Issue } from '../errors';
import { formatInstant, hoursAfter, instantForm, parseInstant } from './instant';

/** When a signature holds. */
export interface SigningWindow {
  readonly from?: Date;
  readonly until: Date;
}

/** The times of a request as they were given; `asOf` is when it is signed. */
export interface AskedWindow {
  readonly from?: string;
  readonly until: string;
  readonly asOf: Date;
}

/**
 * Judges when a signature is to hold. Its end is counted from when it is signed, wherever it begins: a key is retired
 * `longestHours` after it has signed for the last time, so nothing that it has signed may hold longer.
 */
export function judgeWindow(
  { from, until, asOf }: AskedWindow,
  signing: Pick<DeliverySigning, 'longestHours'> | undefined,
): { readonly window?: SigningWindow; readonly issues: readonly Issue[] } {
  const end = parseInstant(until);
  const start = from === undefined ? undefined : parseInstant(from);
  const issues: Issue[] = [];
  if (end === undefined) issues.push(malformed('--until', until));
  if (from !== undefined && start === undefined) issues.push(malformed('--from', from));
  if (end === undefined || (from !== undefined && start === undefined)) return { issues };
  const problem = (message: string, found: string, allowed: string, fix: string): void => {
    issues.push(issue('EDU579', message, { found, allowed, fix }));
  };
  if (end <= asOf) {
    problem('the signature would have ended already', until, `after ${formatInstant(asOf)}`, 'choose a later end');
  }
  if (start !== undefined && start >= end) {
    problem(
      'the signature would end before it begins',
      `${from ?? ''} to ${until}`,
      'a beginning before the end',
      'exchange them',
    );
  }
  const latest = signing === undefined ? undefined : hoursAfter(asOf, signing.longestHours);
  if (latest !== undefined && end > latest) {
    problem(
      'the signature would hold longer than the region allows, counted from now',
      until,
      `${formatInstant(latest)} at the latest (longestHours ${signing?.longestHours ?? ''})`,
      'choose an earlier end and sign again later, or raise `longestHours` before keys are next changed',
    );
  }
  if (issues.length > 0) return { issues };
  return { window: { ...(start === undefined ? {} : { from: start }), until: end }, issues };
}

function malformed(option: string, found: string): Issue {
  return issue('EDU578', `\`${option}\` is no instant`, {
    found,
    allowed: instantForm,
    fix: 'write the zone, too: a day begins at another time in each',
  });
}
