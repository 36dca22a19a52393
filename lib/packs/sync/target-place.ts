import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from '../hash-file';
import { foldersOf } from '../pack-path';
import { kindOf } from '../walk-folder';

/** What stands at a path of a target. `at`: the name, relative, that is meant. */
export type Place =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly size: number }
  | { readonly kind: 'folder' }
  /** A file stands where a folder above the path would be. */
  | { readonly kind: 'below-file'; readonly at: string }
  /** A link on the way, or something that is neither file nor folder. */
  | { readonly kind: 'foreign'; readonly at: string; readonly what: string };

/** Looks at a path without following any link below `root`. */
export function placeAt(root: string, path: string): Place {
  for (const folder of foldersOf(path)) {
    const above = lstatSync(join(root, folder), { throwIfNoEntry: false });
    if (above === undefined) return { kind: 'absent' };
    if (above.isFile()) return { kind: 'below-file', at: folder };
    if (!above.isDirectory()) return { kind: 'foreign', at: folder, what: kindOf(above) };
  }
  const found = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return { kind: 'absent' };
  if (found.isFile()) return { kind: 'file', size: found.size };
  return found.isDirectory() ? { kind: 'folder' } : { kind: 'foreign', at: path, what: kindOf(found) };
}

/** SHA-256 of the file at a path; undefined where there is none, or a link is on the way. */
export async function contentAt(root: string, path: string): Promise<string | undefined> {
  return placeAt(root, path).kind === 'file' ? (await hashFile(join(root, path))).sha256 : undefined;
}
