import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../errors';
import { damaged } from './policy-file';

const cache = new Map<string, readonly string[]>();

/** The names of the YAML files in a folder of `policies/`, sorted, without extension; opens none of them. */
export function policyIds(root: string, folder: string, except: readonly string[] = []): readonly string[] {
  const place = join(root, folder);
  const known = cache.get(place);
  if (known !== undefined) {
    return known;
  }
  const ids = namesIn(root, folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .filter((id) => !except.includes(id))
    .sort(compare);
  cache.set(place, Object.freeze(ids));
  return ids;
}

function namesIn(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder));
  } catch (cause) {
    throw damaged(root, folder, `the folder cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
