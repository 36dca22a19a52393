import { z } from 'zod';
import { awsRegionSchema, evidenceSchema, namesSchema, textSchema } from './evidence-schema';

const samlSchema = z
  .strictObject({
    /** Value of `SAML:aud`; null while unknown. */
    audience: z.url().nullable(),
    /** The same for sign-in in one AWS Region, with the placeholder `{awsRegion}`; null while unknown. */
    regionalAudience: textSchema.nullable(),
    /** entityID of AWS as a service provider; null while unknown. */
    serviceProviderId: textSchema.nullable(),
    /** Address of the service provider metadata, with the placeholder `{awsRegion}`; null while unknown. */
    metadataUrl: textSchema.nullable(),
    /** The same for encrypted assertions, with `{awsRegion}` and `{providerId}`; null while unknown. */
    encryptedMetadataUrl: textSchema.nullable(),
    reason: textSchema.optional(),
  })
  .refine(
    (saml) =>
      saml.reason !== undefined ||
      [saml.audience, saml.regionalAudience, saml.serviceProviderId, saml.metadataUrl, saml.encryptedMetadataUrl].every(
        (value) => value !== null,
      ),
    { error: 'what is null needs a reason', path: ['reason'] },
  )
  .readonly();

const factShape = {
  arnPartition: textSchema,
  dnsSuffix: textSchema,
  dualStackDnsSuffix: textSchema,
  awsRegions: z
    .array(z.strictObject({ id: awsRegionSchema, name: textSchema, operator: textSchema.optional() }).readonly())
    .min(1)
    .readonly(),
  /** Global service to the AWS Region in which its control plane signs. */
  globalServiceHomes: z.record(textSchema, awsRegionSchema).readonly(),
  stsGlobalEndpoint: textSchema.nullable(),
  saml: samlSchema,
  /** Suffixes of `kms:ViaService` values; list all of them in a condition. */
  kmsViaServiceSuffixes: z.array(textSchema).min(1).readonly(),
  servicePrincipal: z
    .strictObject({ suffix: textSchema, rule: textSchema, confirmedFor: z.array(textSchema).readonly().optional() })
    .readonly(),
  /** Whether accounts have a root user; null while unknown. */
  rootUser: z.boolean().nullable(),
  consoleHost: textSchema,
};

export const partitionSchema = z
  .strictObject({
    id: textSchema,
    names: namesSchema,
    ...factShape,
    /** Source and certainty of each field. */
    evidence: z.record(z.keyof(z.object(factShape)), evidenceSchema).readonly(),
  })
  .readonly();

/** The identity of one AWS partition, as its file in `policies/partitions/` states it. */
export type Partition = z.infer<typeof partitionSchema>;
