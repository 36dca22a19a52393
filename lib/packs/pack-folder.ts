import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type EducloudError } from '../errors';
import { documentLimits, readDocument, type Manifest, type Pointer, type RecallList } from './documents';
import { manifestKey, pointerKey, recallKey } from './pack-layout';
import type { PackKey } from './pack-keys';
import { readSmall } from './read-small';

/** What a folder with a pack says of itself. */
export interface PackFolder {
  readonly pointer: Pointer;
  readonly recall: RecallList;
}

/**
 * Pointer and recall list of the pack in a folder; undefined where there is none.
 *
 * @throws EDU621 to EDU623 and EDU643 for what is damaged
 */
export async function readPackFolder(folder: string, keys: readonly PackKey[]): Promise<PackFolder | undefined> {
  const pointer = await readSmall(join(folder, pointerKey), documentLimits.pointer);
  if (pointer === undefined) return undefined;
  const recallFile = join(folder, recallKey);
  const recall = await readSmall(recallFile, documentLimits.recall);
  if (recall === undefined) throw missing(recallFile);
  return {
    pointer: readDocument('pointer', pointer, keys, join(folder, pointerKey)),
    recall: readDocument('recall', recall, keys, recallFile),
  };
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
  return readDocument('manifest', bytes, keys, file);
}

/** Versions whose manifests stand in a folder, the newest first. */
export async function versionsIn(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'manifests')).catch(() => []);
  return names
    .flatMap((name) => (/^[1-9]\d{0,8}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => b - a);
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
