import { z } from 'zod';
import { materialsClasses, nameLanguages, recordsClasses, schoolKinds } from '../../vocabulary';

// The only declaration of what a school registers. constructs/school-cell.ts writes it, and a test reads back what the
// templates say. An entry comes from an account that others administer, so everything in it is bounded.

/** Bytes of a registry entry: as many as a standard parameter holds. */
export const entryBytes = 4096;

const slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be a slug' });
const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'must be the name of a bucket' });
const name = z
  .string()
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, { error: 'must be one line of visible characters' });

/** What entry and index say alike about a school that has resources. */
export const registeredShape = {
  names: z.partialRecord(z.enum(nameLanguages), name),
  kind: z.enum(schoolKinds),
  tier: z.enum(['node', 'pooled']),
  status: z.enum(['active', 'frozen']),
  jurisdiction: slug,
  account: z.string().regex(/^\d{12}$/, { error: 'must be twelve digits' }),
  awsRegion: slug,
  keyAlias: z.string().regex(/^alias\/[A-Za-z0-9/_-]{1,250}$/, { error: 'must be the alias of a key' }),
  stores: z.strictObject({
    records: z.strictObject({ bucket, dataClasses: z.array(z.enum(recordsClasses)).max(10) }),
    materials: z.strictObject({ bucket, dataClasses: z.array(z.enum(materialsClasses)).max(10) }),
  }),
};

/** Value of the parameter `/educloud/<region>/schools/<id>`, version 1. */
export const registryEntrySchema = z.strictObject({
  version: z.literal(1),
  region: slug,
  school: slug,
  ...registeredShape,
});

export type RegistryEntry = z.output<typeof registryEntrySchema>;
