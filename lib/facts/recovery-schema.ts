import { z } from 'zod';
import { evidenceShape } from './evidence-schema';

const meansSchema = z
  .strictObject({
    /** The least loss of work that it can be relied on to meet. */
    rpoMinutes: z.int().positive(),
    /** The least time until data can be read that it can be relied on to meet. */
    rtoMinutes: z.int().positive(),
    ...evidenceShape,
  })
  .readonly();

export const recoveryFileSchema = z
  .strictObject({
    means: z
      .strictObject({ 'replication-time-control': meansSchema, replication: meansSchema, backup: meansSchema })
      .readonly(),
  })
  .readonly();

/** What a means of recovery is taken to meet. */
export type RecoveryFigures = z.infer<typeof meansSchema>;

/** Means of recovery, with replication twice: with and without a promise of time. */
export type RecoveryMeansId = keyof z.infer<typeof recoveryFileSchema>['means'];
