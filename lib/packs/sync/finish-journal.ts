import { join } from 'node:path';
import { contentAt } from './target-place';
import { writingFiles } from '../writing-files';
import { install } from './install';
import { planInstall } from './plan-install';
import type { Report } from './sync-result';
import { incomingName, type SyncState } from './sync-state';

/**
 * Finishes a change of version that was cut off, from what was fetched and verified for it.
 *
 * @returns false where something of it is not there any more, so that it has to be fetched again
 * @throws EDU631 for files that came into its way, EDU701
 */
export async function finishJournal(
  target: string,
  { control, owned, recall }: SyncState,
  journal: NonNullable<SyncState['journal']>,
  report: Report,
): Promise<boolean> {
  const recalled = new Set(recall?.recalled.map(({ sha256 }) => sha256));
  const files = journal.next.files.filter(({ sha256 }) => !recalled.has(sha256));
  const plan = await planInstall(target, files, owned);
  for (const sha256 of new Set(plan.wanted.map((file) => file.sha256))) {
    if ((await contentAt(join(control, incomingName), sha256)) !== sha256) return false;
  }
  report.removed = await writingFiles(target, () => install({ target, control, journal, plan, owned }));
  return true;
}
