import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();

const metadata = z.strictObject({
  certificates: z.array(z.strictObject({ sha256, key: z.string().min(1), notBefore: day, notAfter: day })).min(1),
  // Printable ASCII and line ends, as long as IAM takes.
  xml: z
    .string()
    .min(1_000)
    .max(10_000_000)
    .regex(/^[\n -~]+$/),
});

const use = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('school'), school: z.string().min(1) }),
  z.strictObject({ kind: z.literal('bureau') }),
  z.strictObject({ kind: z.literal('proxy') }),
]);

const feed = z.strictObject({
  sha256,
  signer: sha256,
  created: z.string().exactOptional(),
  publisher: z.string().exactOptional(),
  validUntil: z.string(),
  entities: z.int().nonnegative(),
});

const identityProvider = z.strictObject({
  entityId: z.string().min(1),
  feed: z.string().min(1),
  use,
  registrar: z.string().exactOptional(),
  scopes: z.array(z.string().min(1)),
  categories: z.array(z.string()),
  signOn: z.array(z.string()).min(1),
  active: z.enum(['blue', 'green']).exactOptional(),
  metadata,
  green: metadata.exactOptional(),
});

/** The lock as JSON holds it. */
export const lockSchema = z.strictObject({
  version: z.literal(1),
  region: z.string().min(1),
  feeds: z.record(z.string(), feed),
  identityProviders: z.array(identityProvider),
});
