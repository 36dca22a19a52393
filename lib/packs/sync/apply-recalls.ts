import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from '../../errors';
import { writingFiles } from '../writing-files';
import { incomingName, type SyncState } from './sync-state';
import { contentAt } from './target-place';

/**
 * Removes recalled contents from among the files that syncs have put there, and from what is on its way. A file with other
 * bytes than its manifest says is left: it is somebody's own.
 *
 * @returns the paths that are, or for `dryRun` would be, removed
 */
export async function applyRecalls(
  target: string,
  { control, owned }: SyncState,
  recalled: ReadonlySet<string>,
  dryRun: boolean,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const [path, contents] of owned) {
    if (![...contents].some((one) => recalled.has(one))) continue;
    const found = await contentAt(target, path);
    if (found === undefined || !recalled.has(found)) continue;
    if (!dryRun) await writingFiles(join(target, path), () => rm(join(target, path)));
    removed.push(path);
  }
  if (!dryRun) {
    const incoming = join(control, incomingName);
    for (const name of await readdir(incoming).catch(() => [])) {
      if (recalled.has(name)) await rm(join(incoming, name), { force: true });
    }
  }
  return removed.sort(compare);
}
