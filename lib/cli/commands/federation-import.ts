import { dirname, join } from 'node:path';
import { loadRegion, type FederationFeed, type Region } from '../../config';
import { EducloudError, issue, type Issue } from '../../errors';
import {
  checkFollowing,
  compareLocks,
  expiringCertificates,
  formatLock,
  lockFile,
  mergeLock,
  readFeed,
  selectIdentityProviders,
  type FederationLock,
  type Feed,
} from '../../federation';
import type { CommandContext, Outcome, Progress, Values } from '../command';
import { dayOf } from '../day';
import { importPage } from '../federation/import-page';
import type { ImportResult } from '../federation/import-result';
import { readCertificateFile, readLockOf, writeWhole } from '../federation/lock-on-disk';
import { regionFileOf } from '../region-file-of';
import { renderImport } from '../federation/render-import';
import { feedNamed, wantedOf } from '../federation/wanted-of';

/** Days before its end from which a certificate is listed. */
const soon = 90;

/**
 * `educloud federation import [FILE] --feed FEED --cert CERT …`: verifies a feed, takes from it what the region uses, and writes
 * that into the lock. What is refused leaves the lock as it is, unless `--without-refused`.
 */
export async function federationImport(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const file = regionFileOf(values);
  const asOf = dayOf(values.asOf);
  const { region, issues: fileIssues } = loadRegion(file);
  if (region === undefined) throw new EducloudError(fileIssues);
  const source = feedNamed(region, values.name, file);
  const lockPath = typeof values.lock === 'string' ? values.lock : join(dirname(file), lockFile);
  const old = readLockOf(region.id, lockPath);
  const feedFile = String(values.feed);
  const feed = await verified(feedFile, String(values.cert), asOf, progress);
  const { result, issues } = importInto(old, { region, source, feed, feedFile, asOf, lockPath, values });
  const { state, changes, selection, lock, expiring } = result;
  if (state === 'written') writeWhole(lockPath, formatLock(lock));
  if (typeof values.report === 'string') writeWhole(values.report, importPage(result, language));
  const ok = state !== 'refused' && state !== 'stale';
  const all = [...fileIssues, ...(feed.warnings ?? []), ...issues];
  return {
    exitCode: ok ? 0 : 1,
    json: {
      ok,
      region: region.id,
      feed: {
        name: source.id,
        file: feedFile,
        ...lock.feeds[source.id],
        identityProviders: feed.identityProviders.length,
      },
      ...(result.previous === undefined ? {} : { previous: result.previous }),
      asOf,
      used: selection.chosen.map(({ use, provider: { entityId }, scopes }) => ({ use, entityId, scopes })),
      changes,
      refused: selection.refused.map(({ use, entityIds, issues: reasons }) => ({
        use,
        entityIds,
        codes: [...new Set(reasons.map(({ code }) => code))],
      })),
      absent: selection.absent,
      expiring,
      lock: { path: lockPath, state, written: state === 'written' },
      issues: all,
    },
    text: renderImport(result, language),
    issues: all,
  };
}

function verified(file: string, certificateFile: string, asOf: string, progress: Progress): Promise<Feed> {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
  return readFeed(file, {
    certificate: readCertificateFile(certificateFile),
    certificateFile,
    asOf,
    onProgress: (read, total) => {
      progress.step('verifying the feed, MB', megabytes(read), megabytes(total));
    },
  });
}

interface Importing {
  readonly region: Region;
  readonly source: FederationFeed;
  readonly feed: Feed;
  readonly feedFile: string;
  readonly asOf: string;
  readonly lockPath: string;
  readonly values: Values;
}

/** What the import leads to; writes nothing. */
function importInto(
  old: FederationLock | undefined,
  { region, source, feed, feedFile, asOf, lockPath, values }: Importing,
): { readonly result: ImportResult; readonly issues: readonly Issue[] } {
  const { [source.id]: previous, ...otherFeeds } = old?.feeds ?? {};
  const following = checkFollowing(previous, feed, feedFile, otherFeeds, source.signers);
  if (following.some(({ severity }) => severity === 'error')) throw new EducloudError(following);
  const feedNames = region.federation?.feeds.map(({ id }) => id) ?? [];
  const others = old?.identityProviders.filter((one) => one.feed !== source.id && feedNames.includes(one.feed)) ?? [];
  const selection = selectIdentityProviders(feed, wantedOf(region, source), { file: feedFile, asOf, others });
  const lock = mergeLock(old, {
    region: region.id,
    feedNames,
    feedName: source.id,
    feed,
    chosen: selection.chosen,
    retireOldKeys: values.retireOldKeys === true,
  });
  const changes = compareLocks(old, lock);
  const without = values.withoutRefused === true;
  const failed = selection.issues.some(({ severity }) => severity === 'error');
  const same = old !== undefined && formatLock(old) === formatLock(lock);
  const state =
    failed && !without
      ? 'refused'
      : values.check === true
        ? old === undefined || changes.length > 0
          ? 'stale'
          : 'fresh'
        : same
          ? 'unchanged'
          : 'written';
  const told = without ? selection.issues.map((one) => ({ ...one, severity: 'warning' as const })) : selection.issues;
  return {
    result: {
      region: region.id,
      file: feedFile,
      feedName: source.id,
      feed,
      ...(previous === undefined ? {} : { previous }),
      asOf,
      selection,
      changes,
      expiring: expiringCertificates(lock, asOf, soon),
      lock,
      lockPath,
      state,
    },
    issues: [...following, ...told, ...(state === 'stale' ? [stale(lockPath, changes.length)] : [])],
  };
}

function stale(file: string, changes: number): Issue {
  return issue('EDU557', 'the lock does not hold what the feed says', {
    file,
    found: changes === 0 ? 'no lock' : `${changes} changes`,
    allowed: 'a lock that an import of this feed would leave as it is',
    fix: 'run the import without `--check`, review what changes, and commit the lock',
  });
}
