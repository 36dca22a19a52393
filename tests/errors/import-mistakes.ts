import { join } from 'node:path';
import { readLockOf } from '../../lib/cli/federation/lock-on-disk';
import { feedNamed } from '../../lib/cli/federation/wanted-of';
import { loadRegionText } from '../../lib/config';
import type { Code, Issue } from '../../lib/errors';
import { checkFollowing, formatLock, mergeLock, parseLock, type FeedIdentityProvider } from '../../lib/federation';
import { feedAt, importRegion } from '../cli/federation-support';
import { asOf, certificateOf, elm, feedOf, oak, providerOf, select, wantedOf } from '../federation/select-support';
import { issuesIn, issuesOf, layOut, regionOf, run } from './support';

const found = select([providerOf(oak)], wantedOf({ oak: [oak] }));
const lock = formatLock(
  mergeLock(undefined, {
    region: 'small',
    feedNames: ['carsi'],
    feedName: 'carsi',
    feed: feedOf([providerOf(oak)]),
    chosen: found.chosen,
    retireOldKeys: false,
  }),
);

/** What is said of a feed whose provider of oak has `change`. */
function selected(change: Partial<FeedIdentityProvider>): readonly Issue[] {
  return select([providerOf(oak, change)], wantedOf({ oak: [oak] }, { registrars: ['https://registrar.example'] }))
    .issues;
}

function scopes(...values: readonly string[]): Partial<FeedIdentityProvider> {
  return { scopes: values.map((value) => ({ value, regexp: false })) };
}

/** Mistakes of those who register identity providers, and of those who import them. */
export const importMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[] | Promise<readonly Issue[]>;
}[] = [
  { code: 'EDU541', what: 'a pattern', issues: () => selected({ scopes: [{ value: `^.*${oak}$`, regexp: true }] }) },
  {
    code: 'EDU542',
    what: 'two of one school',
    issues: () => select([providerOf(oak), providerOf(oak, { entityId: 'https://b.example' })]).issues,
  },
  {
    code: 'EDU543',
    what: 'one of two schools',
    issues: () => select([providerOf(oak, scopes(oak, elm))]).issues,
  },
  { code: 'EDU544', what: 'a suffix of all universities', issues: () => selected(scopes(oak, 'edu.cn')) },
  { code: 'EDU545', what: 'nobody’s certificate', issues: () => selected({ certificates: [] }) },
  {
    code: 'EDU546',
    what: 'a short key',
    issues: () => selected({ certificates: [certificateOf('a', { bits: 1024 })] }),
  },
  { code: 'EDU547', what: 'an end', issues: () => selected({ certificates: [certificateOf('a', { until: asOf })] }) },
  {
    code: 'EDU548',
    what: 'a key of two',
    issues: () => select([providerOf(oak), providerOf(elm, { certificates: providerOf(oak).certificates })]).issues,
  },
  { code: 'EDU549', what: 'a stranger', issues: () => selected({ registrar: 'https://elsewhere.example' }) },
  { code: 'EDU550', what: 'an entry of last year', issues: () => selected({ validUntil: '2025-09-01T00:00:00Z' }) },
  { code: 'EDU551', what: 'no address of sign-in', issues: () => selected({ signOn: [] }) },
  { code: 'EDU552', what: 'no persistent identifiers', issues: () => selected({ nameIdFormats: [] }) },
  { code: 'EDU553', what: 'half a lock', issues: () => parseLock(lock.slice(0, 100), 'lock').issues },
  { code: 'EDU554', what: 'a lock of the future', issues: () => parseLock('{ "version": 7 }', 'lock').issues },
  {
    code: 'EDU555',
    what: 'a certificate by hand',
    issues: () => parseLock(lock.replace(/MII\w{4}/, 'MIIAAAA'), 'l').issues,
  },
  {
    code: 'EDU556',
    what: 'the lock of a neighbour',
    issues: () => issuesOf(() => readLockOf('neighbour', join(layOut({ lock }), 'lock'))),
  },
  {
    code: 'EDU557',
    what: 'a lock that was never written',
    issues: async () => {
      const root = layOut({ 'region.yaml': importRegion });
      const args = ['--feed', '@feed.xml', '--cert', '@feed.pem', '--as-of', '2026-09-02', '--check', '--json'];
      feedAt(root, importRegion);
      return issuesIn(await run(['federation', 'import', '@region.yaml', ...args], root));
    },
  },
  {
    code: 'EDU558',
    what: 'a region without feeds',
    issues: () => {
      const { region } = loadRegionText(regionOf(['{ id: oak, district: north }']), 'region.yaml');
      return issuesOf(() => region !== undefined && feedNamed(region, undefined, 'region.yaml'));
    },
  },
  {
    code: 'EDU559',
    what: 'the feed of the day before',
    issues: () => checkFollowing(feedOf([]), feedOf([], { created: '2026-08-31T00:00:00Z' }), 'feed.xml'),
  },
];
