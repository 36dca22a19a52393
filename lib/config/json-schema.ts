import { z } from 'zod';
import { acceptancesSchema } from './acceptances-schema';
import { cellsSchema } from './cells-schema';
import { regionFileSchema } from './region-file-schema';

/** JSON Schema (draft 2020-12) of the region file, for editors. */
export function regionJsonSchema(): Record<string, unknown> {
  return jsonSchema(regionFileSchema, 'region-file');
}

/** The same of a cells file. */
export function cellsJsonSchema(): Record<string, unknown> {
  return jsonSchema(cellsSchema, 'cells');
}

/** The same of a file of acceptances. */
export function acceptancesJsonSchema(): Record<string, unknown> {
  return jsonSchema(acceptancesSchema, 'acceptances');
}

function jsonSchema(schema: z.ZodType, name: string): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, $id: `urn:educloud:${name}`, ...rest };
}
