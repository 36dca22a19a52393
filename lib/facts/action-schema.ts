import { z } from 'zod';
import { evidenceShape, textSchema } from './evidence-schema';

/** What an action is done to, as far as the kit tells kinds of resources apart. */
export const resourceKinds = ['bucket', 'key', 'object', 'recovery-point', 'role', 'trail', 'vault', 'other'] as const;

/** What AWS says that an action does, the most serious first. */
export const accessLevels = ['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const;

const actionSchema = z
  .strictObject({
    /** Without the service. */
    name: z.string().regex(/^[A-Za-z]+$/, 'must be the name of an action'),
    access: z.enum(accessLevels),
    /** Empty for an action that is done to no resource in particular. */
    on: z.array(z.enum(resourceKinds)).readonly(),
    /** Condition keys that a request may carry besides the global ones; `*` at the end stands for any text. */
    keys: z.array(textSchema).readonly(),
  })
  .readonly();

export const actionFileSchema = z
  .strictObject({
    service: z.string().regex(/^[a-z0-9-]+$/, 'must be the prefix of a service'),
    /** Package from which the file was made, with its version. */
    madeFrom: textSchema,
    /** Day of that package's data. */
    updated: z.iso.date(),
    ...evidenceShape,
    actions: z.array(actionSchema).min(1).readonly(),
  })
  .readonly();

/** One action that AWS documents. */
export type ServiceAction = z.infer<typeof actionSchema>;
/** The actions of one service, sorted by name, with date and source. */
export type ServiceActions = z.infer<typeof actionFileSchema>;
export type ResourceKind = (typeof resourceKinds)[number];
