import { z } from 'zod';
import { evidenceShape, ownEvidenceShape, textSchema } from './evidence-schema';

const countSchema = z.int().positive();

const rowShape = {
  title: textSchema,
  /** What a fresh account has. */
  value: countSchema,
  unit: textSchema,
  /** What the value is counted for. */
  scope: z.enum(['account', 'account+awsRegion', 'template', 'policy', 'resource', 'organization']),
  adjustable: z.boolean(),
  /** The most that AWS grants, where known. */
  max: countSchema.optional(),
  ...evidenceShape,
};

const overrideSchema = z
  .strictObject({
    value: countSchema.optional(),
    adjustable: z.boolean().optional(),
    max: countSchema.optional(),
    ...ownEvidenceShape,
  })
  .readonly();

const rowSchema = z
  .strictObject({ ...rowShape, partitions: z.record(textSchema, overrideSchema).readonly().optional() })
  .refine((row) => row.max === undefined || (row.adjustable && row.max >= row.value), {
    error: 'needs an adjustable quota and must not be below the value',
    path: ['max'],
  })
  .readonly();

export const quotaFileSchema = z
  .strictObject({
    quotas: z.record(z.string().regex(/^[a-z]\w*\.\w+$/i, 'must be a dotted key'), rowSchema).readonly(),
  })
  .readonly();

/** One quota as it holds in one partition. */
export interface Quota extends Omit<z.infer<typeof rowSchema>, 'partitions'> {
  readonly key: string;
  readonly partition: string;
}
