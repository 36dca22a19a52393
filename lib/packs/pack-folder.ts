import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type EducloudError } from '../errors';
import { documentLimits, readDocument, type Manifest, type Pointer, type RecallList } from './documents';
import { manifestKey, pointerKey, recallKey } from './pack-layout';
import type { PackKey } from './pack-keys';
import { readSmall } from './read-small';

/** What a folder with a pack says of itself; after a cut in the middle of its first version some of it is missing. */
export interface PackFolder {
  readonly pointer?: Pointer;
  readonly recall?: RecallList;
}

/**
 * Pointer and recall list of the pack in a folder; undefined where there is none.
 *
 * @throws EDU621 to EDU623 and EDU643 for what is damaged
 */
export async function readPackFolder(folder: string, keys: readonly PackKey[]): Promise<PackFolder | undefined> {
  const read = async <Kind extends 'pointer' | 'recall'>(kind: Kind, key: string) => {
    const bytes = await readSmall(join(folder, key), documentLimits[kind]);
    return bytes === undefined ? undefined : readDocument(kind, bytes, keys, join(folder, key));
  };
  const [pointer, recall] = [await read('pointer', pointerKey), await read('recall', recallKey)];
  if (pointer !== undefined && recall === undefined) throw missing(join(folder, recallKey));
  const isThere = pointer !== undefined || recall !== undefined || (await versionsIn(folder)).length > 0;
  return isThere ? { ...(pointer ? { pointer } : {}), ...(recall ? { recall } : {}) } : undefined;
}

/**
 * The manifest of one version.
 *
 * @throws EDU621 to EDU623 and EDU643 for what is damaged or missing
 */
export async function readManifest(folder: string, version: number, keys: readonly PackKey[]): Promise<Manifest> {
  const file = join(folder, manifestKey(version));
  const bytes = await readSmall(file, documentLimits.manifest);
  if (bytes === undefined) throw missing(file);
  const manifest = readDocument('manifest', bytes, keys, file);
  if (manifest.version !== version) throw ofAnother(file, `version ${manifest.version}`, `version ${version}`);
  return manifest;
}

/** Versions whose manifests stand in a folder, the newest first. */
export async function versionsIn(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'manifests')).catch(() => []);
  return names
    .flatMap((name) => (/^[1-9]\d{0,8}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => b - a);
}

/** A document of another version or pack than those beside it. */
export function ofAnother(file: string, found: string, allowed: string): EducloudError {
  return failure('EDU636', 'a document of the pack does not fit the others', {
    file,
    found,
    allowed,
    fix: 'take the whole pack from its publisher again: files of two versions were mixed',
  });
}

/** A file that belongs to a pack and is not there. */
export function missing(file: string): EducloudError {
  return failure('EDU623', 'a file of the pack is missing', {
    file,
    found: 'nothing',
    allowed: 'every file that the pack names',
    fix: 'take the pack from its publisher again: what is there already is kept',
  });
}
