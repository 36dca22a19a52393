import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { immutabilities } from '../lib/vocabulary';

/** What a lock of a copy must say, whether of a bucket or of a vault. */
export interface CopyLock {
  readonly lockDays: number;
  readonly retentionDays: number;
  readonly immutability: string;
  readonly irrevocable?: boolean;
}

/** Object Lock takes at most 100 years (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html). */
const mostDays = 36_500;

/** @throws EDU601 for a lock that outlasts what it locks, or one that nobody can end and nobody has asked for */
export function checkLock(scope: Construct, props: CopyLock): void {
  const { lockDays, retentionDays, immutability, irrevocable = false } = props;
  const { path } = scope.node;
  const modes: readonly string[] = immutabilities;
  if (!modes.includes(immutability)) {
    const allowed = modes.join(', ');
    throw failure('EDU601', '`immutability` does not fit', { path, found: JSON.stringify(immutability), allowed });
  }
  for (const [property, days] of Object.entries({ lockDays, retentionDays })) {
    if (Number.isInteger(days) && days >= 1 && days <= mostDays) continue;
    const allowed = `a whole number of days from 1 to ${String(mostDays)}`;
    throw failure('EDU601', `\`${property}\` does not fit`, { path, found: String(days), allowed });
  }
  if (lockDays > retentionDays) {
    throw failure('EDU601', '`lockDays` is longer than `retentionDays`', {
      path,
      found: `${String(lockDays)} days locked, ${String(retentionDays)} days kept`,
      allowed: 'at most as long as versions are kept',
    });
  }
  if (immutability === 'compliance' && !irrevocable) {
    throw failure('EDU601', 'a lock in compliance mode must be asked for twice', {
      path,
      found: '`immutability: compliance` without `irrevocable: true`',
      allowed: 'both, since nobody can delete a version before its time, whatever the law asks for; or `governance`',
    });
  }
}
