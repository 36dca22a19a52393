import { join } from 'node:path';
import { compare, EducloudError, issue, type Issue } from '../errors';
import type { PackFile, RecallList } from './documents';
import { versionsIn, readManifest } from './pack-folder';
import type { PackKey } from './pack-keys';

/** One entry of a recall list. */
export type Recalled = RecallList['recalled'][number];

/**
 * What `--recall` asks for, as contents: a SHA-256 is taken as it is, a path stands for what the newest version that has it holds there.
 *
 * @throws EDU619 for paths that no version has
 */
export async function recalledBy(
  asked: readonly string[],
  folders: readonly string[],
  keys: readonly PackKey[],
): Promise<readonly Recalled[]> {
  const paths = new Set(asked.filter((one) => !isHash(one)).map((path) => path.normalize('NFC')));
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const version of paths.size === found.size ? [] : await versionsIn(folder)) {
      const { files } = await readManifest(folder, version, keys);
      for (const { path, sha256 } of files) if (paths.has(path) && !found.has(path)) found.set(path, sha256);
    }
  }
  const unknown = [...paths].filter((path) => !found.has(path));
  if (unknown.length > 0) throw new EducloudError(unknown.map((path) => nothingToRecall(path, folders)));
  return [
    ...asked.filter(isHash).map((sha256) => ({ sha256 })),
    ...[...found].map(([path, sha256]) => ({ path, sha256 })),
  ];
}

/** Lists as one: sorted by content, each content once. */
export function mergedRecalls(...lists: readonly (readonly Recalled[])[]): readonly Recalled[] {
  const byContent = new Map<string, Recalled>();
  for (const one of lists.flat()) if (byContent.get(one.sha256)?.path === undefined) byContent.set(one.sha256, one);
  return [...byContent.values()].sort((a, b) => compare(a.sha256, b.sha256));
}

/** Files of the new version whose content is recalled. */
export function recallsInUse(recalled: readonly Recalled[], files: readonly PackFile[]): Issue[] {
  const contents = new Set(recalled.map(({ sha256 }) => sha256));
  return files
    .filter(({ sha256 }) => contents.has(sha256))
    .map(({ path, sha256 }) =>
      issue('EDU618', 'a file is recalled, and the new version still lists it', {
        file: path,
        found: sha256,
        allowed: 'contents that were never recalled',
        fix: 'remove the file from the folder, or mend it: a recall holds for this content for ever',
      }),
    );
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function nothingToRecall(path: string, folders: readonly string[]): Issue {
  return issue('EDU619', 'there is nothing to recall under this name', {
    found: path,
    allowed: 'the path of a file in an earlier version of the pack, or the SHA-256 of a file',
    fix:
      folders.length === 0
        ? 'name the earlier version with `--base`'
        : `look into ${folders.map((folder) => join(folder, 'manifests')).join(', ')}, or recall by SHA-256`,
  });
}
