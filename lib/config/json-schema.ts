import { z } from 'zod';
import { regionFileSchema } from './region-file-schema';

/** JSON Schema (draft 2020-12) of the region file, for editors. */
export function regionJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(regionFileSchema, { io: 'input' });
  return { $schema, $id: 'urn:educloud:region-file', ...rest };
}
