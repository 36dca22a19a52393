import { join } from 'node:path';
import { EducloudError, issue, type Issue } from '../../errors';
import type { PackFile } from '../documents';
import { foldedPath } from '../pack-path';
import { walkFolder } from '../walk-folder';
import type { Owned } from './sync-state';
import { contentAt, placeAt } from './target-place';

/** How the files of a target become those of a version. */
export interface InstallPlan {
  /** Files that are to be put there; what is there already, verified, is not among them. */
  readonly wanted: readonly PackFile[];
  /** Paths that only earlier versions have. Files are removed if their content is that of an earlier version. */
  readonly obsolete: readonly string[];
  /** Files that stood there with other bytes than the version that was installed says, or were gone. */
  readonly repaired: readonly string[];
  /** Obsolete files that somebody has changed; they stay. */
  readonly kept: readonly string[];
}

/**
 * Compares a target with the files of a version, reading every file that is there.
 *
 * @throws EDU631 for files of others and links that are in the way, all of them
 */
export async function planInstall(
  target: string,
  files: readonly PackFile[],
  owned: Owned,
  onFile: (done: number) => void = () => undefined,
): Promise<InstallPlan> {
  const paths = new Set(files.map(({ path }) => path));
  const folded = new Map([...owned.keys()].map((path) => [foldedPath(path), path]));
  const wanted: PackFile[] = [];
  const repaired: string[] = [];
  const issues: Issue[] = [];
  for (const [index, file] of files.entries()) {
    onFile(index);
    const { path, sha256 } = file;
    const before = owned.get(path);
    // Where case does not count, the file stands there under its old name, which is going to be removed.
    const other = folded.get(foldedPath(path));
    const found = await contentAt(target, path);
    const isRenamed =
      before === undefined && other !== undefined && !paths.has(other) && owned.get(other)?.has(found ?? '') === true;
    if (found === sha256 && !isRenamed) continue;
    const foreign =
      found !== undefined && (before !== undefined || isRenamed)
        ? undefined
        : await inTheWay(target, path, owned, paths);
    if (foreign !== undefined) issues.push(foreign);
    wanted.push(file);
    if (before?.has(sha256) === true && (found === undefined || !before.has(found))) repaired.push(path);
  }
  if (issues.length > 0) throw new EducloudError(issues);
  const obsolete = [...owned.keys()].filter((path) => !paths.has(path));
  const kept: string[] = [];
  for (const path of obsolete) {
    const found = await contentAt(target, path);
    if (found !== undefined && owned.get(path)?.has(found) !== true) kept.push(path);
  }
  return { wanted, obsolete, repaired, kept };
}

/** What keeps a file from being put at a path, apart from what an earlier version has left there. */
async function inTheWay(
  target: string,
  path: string,
  owned: Owned,
  paths: ReadonlySet<string>,
): Promise<Issue | undefined> {
  const place = placeAt(target, path);
  const isObsolete = async (one: string): Promise<boolean> => {
    const found = paths.has(one) ? undefined : await contentAt(target, one);
    return found !== undefined && owned.get(one)?.has(found) === true;
  };
  switch (place.kind) {
    case 'absent':
      return undefined;
    case 'file':
      return foreignFile(target, path, 'a file');
    case 'foreign':
      return foreignFile(target, place.at, place.what);
    case 'below-file':
      return (await isObsolete(place.at)) ? undefined : foreignFile(target, place.at, 'a file');
    case 'folder': {
      const { files, others } = await walkFolder(join(target, path));
      const inside = [...files, ...others].map((one) => `${path}/${one.path}`);
      for (const one of inside) if (!(await isObsolete(one))) return foreignFile(target, one, 'not from this pack');
      return undefined;
    }
  }
}

function foreignFile(target: string, path: string, found: string): Issue {
  return issue('EDU631', 'a file that no sync has put there is in the way', {
    file: join(target, path),
    found,
    allowed: 'nothing, or what an earlier version of the pack has put there',
    fix: 'move it elsewhere, or choose another folder; nothing was changed',
  });
}
