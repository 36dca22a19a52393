import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemCode } from '../files';

/** Writes a file so that after a cut of power it is the old one or the new one, never half of it. */
export async function writeDurably(path: string, bytes: string | Uint8Array): Promise<void> {
  const draft = `${path}.new`;
  const handle = await createFresh(draft);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameOver(draft, path);
  await syncFolder(dirname(path));
}

/** A new file; whatever stood there, also a link to elsewhere, is removed first. */
export async function createFresh(path: string): Promise<FileHandle> {
  await rm(path, { force: true });
  return open(path, 'wx+');
}

/** Renames in one step over what stands there; Windows refuses that for a moment while somebody reads it. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (const pause of [50, 100, 200, 400, 800, 1_600]) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || !['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error))) throw error;
      await wait(pause);
    }
  }
  await rename(from, to);
}

/** Makes the names in a folder outlive a cut of power, where the system can do that. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Windows and some network drives cannot; the next run verifies everything in any case.
  } finally {
    await handle?.close();
  }
}
