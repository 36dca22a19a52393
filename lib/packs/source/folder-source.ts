import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../../errors';
import { systemCode } from '../../files';
import { documentLimits, parseDocument } from '../documents';
import { unsealUnverified } from '../envelope';
import { openToRead } from '../hash-file';
import { manifestKey, pointerKey, recallKey } from '../pack-layout';
import { controlFolder } from '../pack-path';
import { readSmall } from '../read-small';
import type { Answer, PackSource, Wanted } from './pack-source';

/**
 * A pack in a folder, as `pack create` leaves it, or a folder that was synced.
 *
 * @throws EDU620 where there is neither, EDU621 where a synced folder is damaged
 */
export async function folderSource(folder: string): Promise<PackSource> {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const isSynced = isFolder && existsSync(join(folder, controlFolder, pointerKey));
  if (!isSynced && !(isFolder && existsSync(join(folder, pointerKey)))) throw noPack(folder);
  const root = realpathSync(folder);
  const placeOf = isSynced ? await placesInSynced(root) : (key: string) => key;
  return { name: folder, place: root, read: (key, wanted) => readPlace(root, placeOf(key), wanted) };
}

function noPack(folder: string): Error {
  return failure('EDU620', 'the folder holds no pack', {
    file: folder,
    found: existsSync(folder) ? `no ${pointerKey}` : 'no folder',
    allowed: 'a folder that `pack create` has made or `pack sync` has filled',
    fix: 'check the path; a stick may be mounted elsewhere',
  });
}

/** Where the objects of a pack stand in a synced folder. What its manifest says is a hint: who syncs verifies everything. */
async function placesInSynced(root: string): Promise<(key: string) => string | undefined> {
  const file = join(root, controlFolder, 'manifest.json');
  const bytes = await readSmall(file, documentLimits.manifest);
  if (bytes === undefined) throw noPack(root);
  const { version, files } = parseDocument('manifest', unsealUnverified(bytes, file), file);
  const paths = new Map(files.map(({ path, sha256 }) => [sha256, path]));
  const documents = new Map([
    [pointerKey, pointerKey],
    [recallKey, recallKey],
    [manifestKey(version), 'manifest.json'],
  ]);
  return (key) => {
    const document = documents.get(key);
    return document === undefined ? paths.get(key.split('/').at(-1) ?? '') : `${controlFolder}/${document}`;
  };
}

async function readPlace(root: string, place: string | undefined, { start, end }: Wanted): Promise<Answer> {
  if (place === undefined) return { kind: 'absent', found: 'not in this folder' };
  const link = linkOn(root, place);
  if (link !== undefined) return { kind: 'unusable', found: `${link} is a link` };
  try {
    const handle = await openToRead(join(root, place));
    const status = await handle.stat();
    if (!status.isFile()) {
      await handle.close();
      return { kind: 'unusable', found: 'no file' };
    }
    const body = handle.createReadStream({ start, ...(end === undefined ? {} : { end: Math.max(start, end - 1) }) });
    // Whoever stops reading has been told why; nobody is left to hear it again.
    body.on('error', () => undefined);
    return { kind: 'bytes', start, total: status.size, body, close: () => body.destroy() };
  } catch (error) {
    const code = systemCode(error);
    return { kind: code === 'ENOENT' ? 'absent' : code === 'EACCES' ? 'refused' : 'broken', found: code };
  }
}

/** A link on the way to a file would lead out of what somebody handed over. */
function linkOn(root: string, place: string): string | undefined {
  const names = place.split('/');
  return names
    .map((_, index) => names.slice(0, index + 1).join('/'))
    .find((way) => lstatSync(join(root, way), { throwIfNoEntry: false })?.isSymbolicLink());
}
