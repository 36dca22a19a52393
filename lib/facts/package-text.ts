import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root';

/** Text of a file of the educloud package, by its path from the package's folder; the same from the sources and from `dist/`. */
export function packageText(path: string): string {
  return readFileSync(join(packageRoot(), path), 'utf8');
}
