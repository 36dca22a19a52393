import { regionJsonSchema } from '../../config';
import type { Outcome } from '../command';

/** `educloud schema`: the JSON Schema of the region file. */
export function schema(): Outcome {
  const json = regionJsonSchema();
  return { exitCode: 0, json, text: `${JSON.stringify(json, undefined, 2)}\n` };
}
