import { z } from 'zod';
import { awsRegionSchema, evidenceShape, ownEvidenceShape, textSchema } from './evidence-schema';

const substituteSchema = z.strictObject({ substitute: textSchema, reason: textSchema, ...ownEvidenceShape }).readonly();
const noSchema = z.strictObject({ no: textSchema, ...ownEvidenceShape }).readonly();
const unknownSchema = z.strictObject({ unknown: textSchema, ...ownEvidenceShape }).readonly();

const refusalSchema = z.union([substituteSchema, noSchema, unknownSchema], {
  error: 'must be {substitute, reason}, {no: reason} or {unknown: reason}',
});

const awsRegionsSchema = z.array(awsRegionSchema).min(1).readonly();

const yesSchema = z
  .strictObject({
    answer: z.literal('yes'),
    onlyAwsRegions: awsRegionsSchema.optional(),
    exceptAwsRegions: awsRegionsSchema.optional(),
    /** The answer in the AWS Regions that the limit shuts out. */
    elsewhere: refusalSchema.optional(),
    ...ownEvidenceShape,
  })
  .refine(
    (yes) => {
      const limits = [yes.onlyAwsRegions, yes.exceptAwsRegions].filter((limit) => limit !== undefined).length;
      return limits === (yes.elsewhere === undefined ? 0 : 1);
    },
    { error: 'needs one limit to AWS Regions together with `elsewhere`, or neither' },
  )
  .readonly();

const answerSchema = z.union([z.literal('yes'), yesSchema, substituteSchema, noSchema, unknownSchema], {
  error: 'must be yes, {answer: yes, …}, {substitute, reason}, {no: reason} or {unknown: reason}',
});

const rowSchema = z
  .strictObject({ title: textSchema, ...evidenceShape, partitions: z.record(textSchema, answerSchema).readonly() })
  .readonly();

const keySchema = z.string().regex(/^[a-z]\w*(\.\w+)+$/i, 'must be a dotted key');

export const capabilityFileSchema = z
  .strictObject({
    /** Things that stand in for a capability without being one. */
    named: z.record(keySchema, textSchema).readonly(),
    capabilities: z.record(keySchema, rowSchema).readonly(),
  })
  .superRefine((file, context) => {
    for (const [key, row] of Object.entries(file.capabilities)) {
      for (const [partition, answer] of Object.entries(row.partitions)) {
        const target = substituteOf(answer);
        if (target !== undefined && !Object.hasOwn(file.capabilities, target) && !Object.hasOwn(file.named, target)) {
          context.addIssue({
            code: 'custom',
            path: ['capabilities', key, 'partitions', partition],
            message: `the substitute "${target}" is neither a capability nor listed under \`named\``,
          });
        }
      }
    }
  })
  .readonly();

/** One row of the capability table. */
export type CapabilityRow = z.infer<typeof rowSchema>;
/** The answer of one partition, as written in the file. */
export type Answer = z.infer<typeof answerSchema>;
/** An answer that is not yes. */
export type Refusal = z.infer<typeof refusalSchema>;

function substituteOf(answer: Answer): string | undefined {
  if (answer === 'yes') {
    return undefined;
  }
  const effective = 'answer' in answer ? answer.elsewhere : answer;
  return effective !== undefined && 'substitute' in effective ? effective.substitute : undefined;
}
