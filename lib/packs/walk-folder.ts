import { readdir } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { compare, EducloudError, issue, type Issue } from '../errors';
import { readIssue } from '../files';

/** A file below a folder. */
export interface FoundFile {
  /** Relative, with `/`, as the file system has it. */
  readonly path: string;
  readonly absolute: string;
}

/** What lies below a folder: its files, and what is neither file nor folder. Links are not followed. */
export interface FoundFiles {
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
  readonly others: readonly { readonly path: string; readonly what: string }[];
}

/**
 * Lists all files below a folder.
 *
 * @throws EDU101 or EDU102 where a folder cannot be read, for all of them
 */
export async function walkFolder(root: string): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const others: { path: string; what: string }[] = [];
  const issues: Issue[] = [];
  const visit = async (folder: string, prefix: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      issues.push(readIssue(folder, error));
      return [];
    });
    for (const entry of entries) {
      const path = `${prefix}${entry.name}`;
      const absolute = join(folder, entry.name);
      if (entry.isDirectory()) await visit(absolute, `${path}/`);
      else if (entry.isFile()) files.push({ path, absolute });
      else others.push({ path, what: kindOf(entry) });
    }
  };
  await visit(root, '');
  if (issues.length > 0) throw new EducloudError(issues);
  return {
    files: files.sort((a, b) => compare(a.path, b.path)),
    others: others.sort((a, b) => compare(a.path, b.path)),
  };
}

/** What stands at a place where no file is. */
export function kindOf(entry: Pick<Dirent, 'isSymbolicLink' | 'isDirectory' | 'isFIFO'>): string {
  if (entry.isSymbolicLink()) return 'a link';
  if (entry.isDirectory()) return 'a folder';
  return entry.isFIFO() ? 'a pipe' : 'a device or a socket';
}

/** What a pack cannot carry, for people. */
export function foreignKind(file: string, what: string): Issue {
  return issue('EDU614', 'a pack carries files alone', {
    file,
    found: what,
    allowed: 'files and folders',
    fix: what === 'a link' ? 'put the file itself there' : 'remove it',
  });
}
