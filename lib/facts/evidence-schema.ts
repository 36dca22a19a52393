import { z } from 'zod';

/** Text that says something. */
export const textSchema = z.string().regex(/\S/, 'must not be empty');

/** Identifier of an AWS Region. */
export const awsRegionSchema = z.string().regex(/^[a-z]+(-[a-z]+)+-\d+$/, 'must be the id of an AWS Region');

export const certaintySchema = z.enum(['verified', 'secondary', 'measured', 'inferred', 'unverified']);

/**
 * How well a fact is known: `verified` in a primary source, `secondary` (others tell it), `measured` by running a tool or
 * reading a data file, `inferred` from other facts, `unverified`.
 */
export type Certainty = z.infer<typeof certaintySchema>;

/** What every fact carries. */
export const evidenceShape = { source: textSchema, certainty: certaintySchema, note: textSchema.optional() };

/** The same, where a row may leave it to its parent. */
export const ownEvidenceShape = {
  source: textSchema.optional(),
  certainty: certaintySchema.optional(),
  note: textSchema.optional(),
};

export const evidenceSchema = z.strictObject(evidenceShape).readonly();

export const namesSchema = z.strictObject({ en: textSchema, zh: textSchema, ru: textSchema }).readonly();
