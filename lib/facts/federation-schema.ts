import { z } from 'zod';
import { federationPresets, schoolPersonas } from '../vocabulary';
import { evidenceShape, namesSchema, textSchema } from './evidence-schema';

export const federationSchema = z
  .strictObject({
    id: z.enum(federationPresets),
    names: namesSchema,
    /** Value of eduPersonScopedAffiliation without `@scope` to persona. */
    affiliations: z.record(textSchema, z.enum(schoolPersonas)).readonly(),
    /** Value of eduPersonEntitlement to persona. */
    entitlements: z.record(textSchema, z.enum(schoolPersonas)).readonly(),
    ...evidenceShape,
  })
  .readonly();

/** What the attribute values of a kind of federation mean here. */
export type FederationFacts = z.infer<typeof federationSchema>;
