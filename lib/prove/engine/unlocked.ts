import type { BackupRule, Bucket, Source, Vault } from '../../model';
import { keptTag, type Copies } from './copies';
import type { Lack } from './lack';
import type { Setting } from './setting';
import type { Subject } from './subject';

const immutabilityTag = 'educloud:immutability';

/**
 * Why what comes in is not kept for as long as the tag `educloud:kept-days` promises.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export function unlocked({ copies }: Setting, { bucket, vault }: Subject): readonly Lack[] {
  const kept = bucket ?? vault;
  if (kept === undefined) return [];
  const at = [kept.source];
  const rules = vault === undefined ? [] : (copies.rulesInto.get(vault.arn) ?? []);
  const doubts = [...(kept.keepingDoubts ?? []), ...rules.flatMap((rule) => rule.doubts)];
  const unread = doubts.map(({ reason, source }): Lack => ({ sure: false, reason, at: [source] }));
  const lock = bucket === undefined ? lockOfVault(vault) : lockOfBucket(bucket);
  // A lock that cannot be read may be there.
  if (lock === undefined)
    return unread.length > 0 ? unread : [{ sure: true, reason: 'nothing locks what comes in', at }];
  const keptDays = kept.keptDays === 0 ? undefined : kept.keptDays;
  const reasons = [
    ...promised(kept.tags[immutabilityTag], lock.mode),
    ...(keptDays === undefined ? [] : [...shorter(lock.days, keptDays), ...deleted(bucket, rules, keptDays)]),
  ];
  return [
    ...reasons.map((reason) => ({ sure: true, reason, at })),
    ...(copies.lockedOriginals.get(kept.arn) ?? []).flatMap((original) => brought(original, lock, keptDays)),
    ...(vault === undefined ? [] : rules.flatMap((rule) => refused(rule, vault))),
    ...(keptDays === undefined ? [untold(at)] : []),
    ...(isFed(copies, kept) ? [] : [{ sure: false, reason: 'nothing is copied into it', at }]),
    ...unread,
  ];
}

/** Whether something copies into a bucket that a school owns, or into a vault: a rule that selects nothing does not. */
function isFed({ originals, rulesInto, selecting, trailed }: Copies, kept: Bucket | Vault): boolean {
  if (kept.kind === 'vault') return (rulesInto.get(kept.arn) ?? []).some((rule) => selecting.has(rule));
  return kept.owner === undefined || originals.has(kept.arn) || trailed.has(kept.name);
}

interface Lock {
  readonly mode: 'governance' | 'compliance';
  readonly days: number;
}

function lockOfBucket({ objectLock, versioned, retention }: Bucket): Lock | undefined {
  if (!objectLock || !versioned || retention === undefined) return undefined;
  return { mode: retention.mode === 'COMPLIANCE' ? 'compliance' : 'governance', days: retention.days };
}

function lockOfVault(vault: Vault | undefined): Lock | undefined {
  return vault?.lock === undefined ? undefined : { mode: vault.lock.mode, days: vault.lock.minDays };
}

/**
 * What comes with a lock of its original keeps that one, whatever the bucket of the copy gives.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 */
function brought(original: Bucket, lock: Lock, keptDays: number | undefined): readonly Lack[] {
  const { source, keepingDoubts = [] } = original;
  const its = lockOfBucket(original);
  const isLess =
    its !== undefined && (its.days < (keptDays ?? 0) || (lock.mode === 'compliance' && its.mode === 'governance'));
  const reason = 'its original locks what it has for a shorter time or less firmly, and copies take that lock along';
  return [
    ...(isLess ? [{ sure: true, reason, at: [source] }] : []),
    ...keepingDoubts.map((one) => ({ sure: false, reason: one.reason, at: [one.source] })),
  ];
}

function untold(at: readonly Source[]): Lack {
  return { sure: false, reason: `for how many days it keeps what it has is not told by its tag ${keptTag}`, at };
}

function promised(immutability: string | undefined, mode: Lock['mode']): readonly string[] {
  if (immutability !== 'compliance' || mode === 'compliance') return [];
  return [`its tag ${immutabilityTag} promises compliance, and it is locked in governance mode`];
}

function shorter(days: number, keptDays: number): readonly string[] {
  return days >= keptDays ? [] : [`it is locked for ${days} days, and promises to keep what it has for ${keptDays}`];
}

/** Versions or recovery points that go before the promise is over. */
function deleted(bucket: Bucket | undefined, rules: readonly BackupRule[], keptDays: number): readonly string[] {
  const days = [bucket?.expiryDays, ...rules.map(({ deleteAfterDays }) => deleteAfterDays)];
  const least = Math.min(...days.flatMap((one) => one ?? []));
  return least >= keptDays ? [] : [`what it has is deleted after ${least} days, and it promises ${keptDays}`];
}

/** AWS Backup lets a job fail whose lifecycle does not go with the lock of the vault. */
function refused({ deleteAfterDays, source }: BackupRule, { lock }: Vault): readonly Lack[] {
  if (lock === undefined) return [];
  const least = deleteAfterDays !== undefined && deleteAfterDays < lock.minDays;
  const most = lock.maxDays !== undefined && (deleteAfterDays === undefined || deleteAfterDays > lock.maxDays);
  if (!least && !most) return [];
  const reason =
    'the lock of the vault refuses what this rule writes, since it would be kept for too short or too long';
  return [{ sure: true, reason, at: [source] }];
}
