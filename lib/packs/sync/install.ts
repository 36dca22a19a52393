import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failure } from '../../errors';
import { systemCode } from '../../files';
import type { PackFile } from '../documents';
import { createFresh, renameOver, syncFolder, writeDurably } from '../durable';
import { hashFile } from '../hash-file';
import { foldersOf } from '../pack-path';
import { pointerKey } from '../pack-layout';
import type { InstallPlan } from './plan-install';
import { incomingName, journalName, journalText, manifestName, type Journal, type Owned } from './sync-state';
import { contentAt, placeAt } from './target-place';

/** A version that is complete in `incoming`, and how it gets into sight. */
export interface Install {
  readonly target: string;
  readonly control: string;
  readonly journal: Journal;
  readonly plan: InstallPlan;
  readonly owned: Owned;
}

/**
 * Puts a version into sight: file by file, each whole and verified. The journal, written first, lets the next run finish what a
 * cut interrupts.
 *
 * @returns the paths of files that were removed
 */
export async function install({ target, control, journal, plan, owned }: Install): Promise<readonly string[]> {
  const incoming = join(control, incomingName);
  const uses = usesOf(incoming, plan.wanted);
  // Nothing goes from sight before the disk has taken all of the new version.
  for (const { from, content } of uses) if (from !== content) await copyDurably(content, from);
  await writeDurably(join(control, journalName), journalText(journal));
  const removed = await removeObsolete(target, plan.obsolete, owned);
  const folders = new Set<string>();
  for (const { file, from } of uses) await placeFile(target, file, from, owned, folders);
  for (const folder of folders) await syncFolder(folder);
  await writeDurably(join(control, manifestName), journal.manifest);
  await writeDurably(join(control, pointerKey), journal.pointer);
  await rm(join(control, journalName), { force: true });
  await syncFolder(control);
  await emptyIncoming(control, new Set());
  return removed;
}

interface Use {
  readonly file: PackFile;
  /** The content, verified. */
  readonly content: string;
  /** What is renamed: a copy, but for the last of several files with one content, so that a cut leaves the content until then. */
  readonly from: string;
}

function usesOf(incoming: string, wanted: readonly PackFile[]): readonly Use[] {
  const left = new Map<string, number>();
  for (const { sha256 } of wanted) left.set(sha256, (left.get(sha256) ?? 0) + 1);
  return wanted.map((file) => {
    const after = (left.get(file.sha256) ?? 1) - 1;
    left.set(file.sha256, after);
    const content = join(incoming, file.sha256);
    return { file, content, from: after === 0 ? content : `${content}.${after}` };
  });
}

/** Removes from `incoming` what is not in `needed`. */
export async function emptyIncoming(control: string, needed: ReadonlySet<string>): Promise<void> {
  const incoming = join(control, incomingName);
  for (const name of await readdir(incoming).catch(() => [])) {
    if (!needed.has(name)) await rm(join(incoming, name), { recursive: true, force: true });
  }
}

/** Goes first, so that a name that differs by case alone, or a folder in the place of a file, is free. */
async function removeObsolete(target: string, obsolete: readonly string[], owned: Owned): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const path of obsolete) {
    const found = await contentAt(target, path);
    if (found === undefined || owned.get(path)?.has(found) !== true) continue;
    await rm(join(target, path));
    removed.push(path);
  }
  const folders = new Set(obsolete.flatMap(foldersOf));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if (placeAt(target, folder).kind !== 'folder') continue;
    await rmdir(join(target, folder)).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error))) throw error;
    });
  }
  return removed;
}

async function placeFile(
  target: string,
  { path }: PackFile,
  from: string,
  owned: Owned,
  folders: Set<string>,
): Promise<void> {
  const to = join(target, path);
  const place = placeAt(target, path);
  const isFree = place.kind === 'absent' || (place.kind === 'file' && owned.has(path));
  if (!isFree) throw appeared(to);
  for (const folder of foldersOf(path)) {
    const above = join(target, folder);
    const isMade = await mkdir(above).then(
      () => true,
      (error: unknown) => {
        if (systemCode(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (isMade) folders.add(dirname(above));
  }
  await renameOver(from, to);
  folders.add(dirname(to));
}

async function copyDurably(from: string, to: string): Promise<void> {
  const handle = await createFresh(to);
  try {
    await hashFile(from, async (chunk) => {
      await handle.write(chunk);
    });
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function appeared(file: string): Error {
  return failure('EDU631', 'a file that no sync has put there is in the way', {
    file,
    found: 'it came while the sync ran',
    allowed: 'nothing, or what an earlier version of the pack has put there',
    fix: 'move it elsewhere and run the same command again',
  });
}
