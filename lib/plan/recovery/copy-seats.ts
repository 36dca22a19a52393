import { z } from 'zod';
import { immutabilities, recoveryMeans } from '../../vocabulary';

// What the ledger keeps of the copies of a school, so that they stay as they are when it is frozen, and so that no plan
// drops one in silence.

const means = z.array(z.enum(recoveryMeans));

const storeSchema = z.strictObject({
  means,
  /** Means that were used and ended with a reason; what they made stays where it is. */
  ended: means.optional(),
  rpoMinutes: z.int(),
  rtoMinutes: z.int(),
  retentionDays: z.int(),
  lockDays: z.int(),
  immutability: z.enum(immutabilities),
  timeControl: z.boolean(),
  everyHours: z.int().optional(),
});

/** Targets and means by store, and where the copies lie. */
export const copySeatSchema = z.strictObject({
  /** Account and AWS Region of the copies; none where there is no recovery AWS Region. */
  place: z
    .strictObject({
      account: z.string().regex(/^\d{12}$/),
      awsRegion: z.string().min(1),
      bucketNaming: z.enum(['account-regional', 'hashed']),
    })
    .optional(),
  /** Places where replicas ended, and still bear the names. */
  left: z.array(z.strictObject({ account: z.string().regex(/^\d{12}$/), awsRegion: z.string().min(1) })).optional(),
  records: storeSchema.optional(),
  materials: storeSchema.optional(),
});

export type CopySeat = z.output<typeof copySeatSchema>;
export type StoreCopySeat = NonNullable<CopySeat['records']>;
export type CopyPlace = NonNullable<CopySeat['place']>;

/** With its keys in one order, so that the same copies are the same text. */
export function orderedCopies({ place, left, records, materials }: CopySeat): CopySeat {
  return {
    ...(place === undefined
      ? {}
      : { place: { account: place.account, awsRegion: place.awsRegion, bucketNaming: place.bucketNaming } }),
    ...(left === undefined || left.length === 0
      ? {}
      : { left: left.map(({ account, awsRegion }) => ({ account, awsRegion })) }),
    ...(records === undefined ? {} : { records: orderedStore(records) }),
    ...(materials === undefined ? {} : { materials: orderedStore(materials) }),
  };
}

function orderedStore(store: StoreCopySeat): StoreCopySeat {
  const {
    means: used,
    ended,
    rpoMinutes,
    rtoMinutes,
    retentionDays,
    lockDays,
    immutability,
    timeControl,
    everyHours,
  } = store;
  return {
    means: used,
    ...(ended === undefined || ended.length === 0 ? {} : { ended }),
    rpoMinutes,
    rtoMinutes,
    retentionDays,
    lockDays,
    immutability,
    timeControl,
    ...(everyHours === undefined ? {} : { everyHours }),
  };
}
