import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The root of the repository, seen from the sources and from `dist`. */
export const repository = rootAbove(__dirname);

export const cacheFolder = join(repository, 'node_modules/.cache');

export const commandLine = join(repository, 'dist/bin/educloud.js');

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
