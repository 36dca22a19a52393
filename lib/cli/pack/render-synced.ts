import type { SyncResult } from '../../packs';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language, Text } from '../texts';
import { megabytes } from './megabytes';
import { syncTexts } from './sync-texts';

const mostPaths = 20;

/** What a sync did, for the administrator of a school. */
export function renderSynced(target: string, result: SyncResult, dryRun: boolean, language: Language): string {
  const say = sayIn(language);
  const failed = result.issues.some(({ severity }) => severity === 'error');
  return [
    head(target, result, say),
    ...(result.finished ? [say(syncTexts.finished)] : []),
    ...(dryRun ? dryLines(result, say) : doneLines(result, failed, say)),
    ...listed(dryRun ? syncTexts.wouldRecall : syncTexts.recalled, result.recalled, say),
    ...listed(syncTexts.withheld, result.withheld, say),
    ...listed(syncTexts.repaired, result.repaired, say),
    ...listed(syncTexts.kept, result.kept, say),
    ...(failed && !dryRun ? [say(syncTexts.stays)] : []),
    '',
  ]
    .map(printable)
    .join('\n');
}

function head(target: string, { id, version, previous }: SyncResult, say: Say): string {
  if (id === undefined || version === undefined) return say(syncTexts.nothing, { target });
  const known = { target, id, version: String(version) };
  return previous === undefined
    ? say(syncTexts.installed, known)
    : say(syncTexts.updated, { ...known, previous: String(previous) });
}

function dryLines({ offered, placed, fetched, removed }: SyncResult, say: Say): readonly string[] {
  const would =
    offered === undefined
      ? []
      : [
          say(syncTexts.wouldBring, {
            offered: String(offered),
            placed: String(placed),
            blobs: String(fetched.blobs),
            bytes: megabytes(fetched.bytes),
            removed: String(removed.length),
          }),
        ];
  return [...would, say(syncTexts.dryRun)];
}

function doneLines({ fetched, reused, placed, removed }: SyncResult, failed: boolean, say: Say): readonly string[] {
  if (fetched.bytes + reused + placed + removed.length === 0) return failed ? [] : [say(syncTexts.unchanged)];
  return [
    say(syncTexts.fetched, {
      blobs: String(fetched.blobs),
      bytes: megabytes(fetched.bytes),
      reused: megabytes(reused),
    }),
    say(syncTexts.placed, { placed: String(placed), removed: String(removed.length) }),
  ];
}

function listed(title: Text, paths: readonly string[], say: Say): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length - mostPaths;
  return [
    say(title),
    ...paths.slice(0, mostPaths).map((path) => `  ${path}`),
    ...(more > 0 ? [`  ${say(syncTexts.more, { count: String(more) })}`] : []),
  ];
}
