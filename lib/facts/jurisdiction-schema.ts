import { z } from 'zod';
import { awsRegionSchema, evidenceShape, namesSchema, textSchema } from './evidence-schema';

export const jurisdictionSchema = z
  .strictObject({
    id: textSchema,
    names: namesSchema,
    /** The AWS Regions that lie inside, in all partitions. */
    awsRegions: z.array(awsRegionSchema).readonly(),
    /** Codes of ISO 3166-1 alpha-2 of the countries in which it holds. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/, 'must be a code of ISO 3166-1'))
      .min(1)
      .readonly(),
    /** Why the list of AWS Regions is empty. */
    reason: textSchema.optional(),
    ...evidenceShape,
  })
  .refine((jurisdiction) => (jurisdiction.awsRegions.length === 0) === (jurisdiction.reason !== undefined), {
    error: 'must be given exactly when there is no AWS Region',
    path: ['reason'],
  })
  .readonly();

/** A legal space with its own law, and the AWS Regions inside it. */
export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
