import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { KitError } from '../errors';

const manifestSchema = z.object({ name: z.string().optional() });

let found: string | undefined;

/**
 * The folder of the educloud package, in which `policies/` lies.
 *
 * Works from the sources and from `dist/`. Throws `KitError` when no folder above holds the package.
 */
export function packageRoot(): string {
  found ??= rootAbove(__dirname);
  return found;
}

/** The nearest folder at or above `start` whose package.json is named `educloud`. */
export function rootAbove(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).name === 'educloud') {
      return folder;
    }
    if (folder === dirname(folder)) {
      throw new KitError(`no package.json named "educloud" stands at or above ${start}`);
    }
  }
}
