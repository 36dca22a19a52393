import { compare } from '../../errors';
import { seatOf, type Ledger } from '../ledger';
import type { PlannedRecovery, PlannedSchool } from '../types';

/**
 * Stores that stood before their replication, which copies what is new alone: what they held is copied by a batch job
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html). Known while the ledger is older than the plan.
 */
export function toFill(schools: readonly PlannedSchool[], old: Ledger | undefined): PlannedRecovery['toFill'] {
  return schools
    .flatMap(({ id, recovery, buckets }) => {
      const before = seatOf(old, id);
      if (before === undefined) return [];
      return (['records', 'materials'] as const).flatMap((store) =>
        recovery?.stores[store]?.replica === undefined ||
        before.recovery?.[store]?.means.includes('replication') === true
          ? []
          : [{ school: id, store, bucket: buckets[store] }],
      );
    })
    .sort((a, b) => compare(a.bucket, b.bucket));
}
