import { compare, failure } from '../errors';
import { canonicalJson } from './canonical-json';
import type { Manifest, Pointer } from './documents';
import { readManifest, versionsIn } from './pack-folder';
import type { PackKey } from './pack-keys';

/**
 * Checks that a new version follows those in `folder`, or is one of them unchanged.
 *
 * @throws EDU615 for a version that does not rise, EDU617 for one that exists with other content
 */
export async function checkVersion(
  folder: string,
  pointer: Pointer | undefined,
  next: Manifest,
  keys: readonly PackKey[],
): Promise<void> {
  const version = pointer?.version ?? 0;
  if (next.version === version || (await versionsIn(folder)).includes(next.version)) {
    const old = await readManifest(folder, next.version, keys);
    if (canonicalJson(old) !== canonicalJson(next)) throw otherContent(folder, old, next);
  }
  if (next.version >= version) return;
  throw failure('EDU615', 'the version of a pack can only rise', {
    file: folder,
    found: String(next.version),
    allowed: `${version + 1} or more`,
    fix: 'write a higher version: schools refuse what is older than what they have',
  });
}

/** The same version with another content, as nobody may publish it. */
export function otherContent(file: string, old: Manifest, next: Manifest): Error {
  const differing = differences(old, next);
  return failure('EDU617', 'this version of the pack exists with other content', {
    file,
    found: differing.length === 0 ? 'other dates, licence or recall list' : differing.slice(0, 10).join(', '),
    allowed: `version ${old.version} as it was published`,
    fix: `publish the change as version ${old.version + 1} or a higher one`,
  });
}

function differences(old: Manifest, next: Manifest): string[] {
  const before = new Map(old.files.map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(next.files.map(({ path, sha256 }) => [path, sha256]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort(compare);
}
