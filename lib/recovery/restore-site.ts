import { partition } from '../facts';
import type { PlannedCopies, RecoveryPlace } from '../plan';
import type { StorePurpose } from '../vocabulary';
import { formatInstant, type JudgedRestore } from './judge-restore';

/** The names that the commands of one store need. */
export interface RestoreSite {
  readonly school: string;
  readonly store: StorePurpose;
  readonly bucket: string;
  readonly bucketArn: string;
  readonly awsRegion: string;
  readonly stack: string;
  readonly quarantine: string;
  readonly restoreRole: string;
  readonly copies: PlannedCopies;
  /** Where copies outside the home AWS Region lie. */
  readonly place?: RecoveryPlace;
  /** The instant, in UTC. */
  readonly at: string;
  readonly prefix?: string;
}

/** The sites of a restore, in the order of its stores. */
export function restoreSites(partitionId: string, restore: JudgedRestore): readonly RestoreSite[] {
  const { school, recovery, at, prefix } = restore;
  const { arnPartition } = partition(partitionId);
  return restore.stores.flatMap(({ store }) => {
    const copies = recovery.stores[store];
    if (copies === undefined) return [];
    return [
      {
        school: school.id,
        store,
        bucket: school.buckets[store],
        bucketArn: `arn:${arnPartition}:s3:::${school.buckets[store]}`,
        awsRegion: school.awsRegion,
        stack: school.stack,
        quarantine: recovery.quarantineBucket,
        restoreRole: recovery.restoreRole,
        copies,
        ...(recovery.place === undefined ? {} : { place: recovery.place }),
        at: formatInstant(at),
        ...(prefix === undefined ? {} : { prefix }),
      },
    ];
  });
}
