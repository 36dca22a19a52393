import { recoveryFigures } from '../facts';
import type { PlannedCopies, PlannedSchool } from '../plan';
import { oldVersionDays, type RecoveryMeans, type StorePurpose } from '../vocabulary';
import type { Loss } from './request';

/** By what a store comes back: its own old versions, or a copy. */
export type Source = 'versions' | RecoveryMeans;

/** What one source still has of a store, as it was at an instant. */
export interface Kept {
  readonly source: Source;
  /** Whether it survives the loss. */
  readonly survives: boolean;
  /** Whether what it keeps reaches back to the instant. */
  readonly reaches: boolean;
  /** Days for which it keeps what was overwritten or deleted. */
  readonly days: number;
  /** Minutes before the instant that may be missing, at worst. */
  readonly missingMinutes: number;
}

const minutesOfADay = 24 * 60;

/** All sources of a store, best first: nothing is missing in old versions, and a replica needs no job. */
export function keptOf(
  { awsRegion, recovery }: Pick<PlannedSchool, 'awsRegion' | 'recovery'>,
  store: StorePurpose,
  { lost, ageMinutes }: { readonly lost: Loss; readonly ageMinutes: number },
): readonly Kept[] {
  const copies = recovery?.stores[store];
  const reaches = (days: number, slack = 0): boolean => ageMinutes + slack <= days * minutesOfADay;
  const away = recovery?.place !== undefined && recovery.place.awsRegion !== awsRegion;
  return [
    {
      source: 'versions',
      survives: lost === 'objects',
      reaches: reaches(oldVersionDays[store]),
      days: oldVersionDays[store],
      missingMinutes: 0,
    },
    ...(copies?.replica === undefined ? [] : [replicaOf(copies, copies.replica.timeControl, reaches, lost, away)]),
    ...(copies?.backup === undefined ? [] : [backupOf(copies, copies.backup, reaches, lost)]),
  ];
}

/** S3 promises a time with replication time control; without it the facts say what can be relied on. */
function replicaOf(
  { retentionDays }: PlannedCopies,
  timeControl: boolean,
  reaches: (days: number) => boolean,
  lost: Loss,
  away: boolean,
): Kept {
  return {
    source: 'replication',
    survives: lost !== 'aws-region' || away,
    reaches: reaches(retentionDays),
    days: retentionDays,
    missingMinutes: recoveryFigures()[timeControl ? 'replication-time-control' : 'replication'].rpoMinutes,
  };
}

/** The newest backup that was complete may be one interval old, and may have taken its whole windows to begin and to end. */
function backupOf(
  { retentionDays }: PlannedCopies,
  { everyHours, startHours, completionHours, copyVault }: NonNullable<PlannedCopies['backup']>,
  reaches: (days: number, slack: number) => boolean,
  lost: Loss,
): Kept {
  const missingMinutes = (everyHours + startHours + completionHours) * 60;
  return {
    source: 'backup',
    survives: lost !== 'aws-region' || copyVault !== undefined,
    reaches: reaches(retentionDays, missingMinutes),
    days: retentionDays,
    missingMinutes,
  };
}
