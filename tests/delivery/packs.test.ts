import { join } from 'node:path';
import { httpSource, type Cookie, type SyncResult } from '../../lib/packs';
import { asVisible, folder, publish, removeFolders as removePacks, syncFrom, visible } from '../packs/sync/support';
import { removeFolders } from '../cli/support';
import { openSite, signedFor, type Site } from './edge/edge-support';

let site: Site;

beforeAll(async () => {
  site = await openSite();
  for (const kind of ['open', 'licensed'] as const)
    await publish(join(site.options.bucket, kind, 'packs/physics'), 1, lessons, { licence: kind });
});
beforeEach(() => {
  site.options.now = new Date('2026-12-01T04:00:00Z');
  delete site.options.cut;
});
afterAll(async () => {
  await site.edge.close();
  removeFolders();
  removePacks();
});

const lessons = { 'урок/1.txt': 'first lesson', '第二课.bin': 'x'.repeat(300_000) };
const expected = asVisible(lessons);

/** Cookies as the command made them, for this machine instead of the region's domain. */
async function cookiesFor(path: string): Promise<readonly Cookie[]> {
  const { cookie } = await signedFor(site, path, ['--cookies']);
  return cookie.split('; ').map((pair) => ({
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    domain: '127.0.0.1',
    withSubdomains: false,
    path: '/',
    secure: false,
  }));
}

function sync(
  kind: 'open' | 'licensed',
  target: string,
  cookies: readonly Cookie[] = [],
  query = '',
): Promise<SyncResult> {
  const address = new URL(`${site.edge.url}/${kind}/packs/physics/${query}`);
  return syncFrom(address.href, target, { source: httpSource(address, cookies) });
}

const codes = ({ issues }: SyncResult): string[] => issues.map(({ code }) => code);

test('a pack of open material comes to everybody', async () => {
  const target = folder();
  expect(codes(await sync('open', target))).toEqual([]);
  expect(visible(target)).toEqual(expected);
});

test('a pack of licensed material comes to whoever has the cookies, over a line that breaks all the time', async () => {
  const target = folder();
  let cuts = 0;
  site.options.cut = (name) => (name.includes('/blobs/') && (cuts += 1) < 12 ? 29_000 : undefined);
  expect(codes(await sync('licensed', target, await cookiesFor('licensed/packs/physics/*')))).toEqual([]);
  expect(cuts).toBeGreaterThan(8);
  expect(visible(target)).toEqual(expected);
});

test('the query of a signed URL for the folder does the same', async () => {
  const target = folder();
  const { query } = await signedFor(site, 'licensed/packs/physics/*');
  expect(codes(await sync('licensed', target, [], query))).toEqual([]);
  expect(visible(target)).toEqual(expected);
});

test('without a signature, with one for another folder, and with one that has ended, nothing comes', async () => {
  const target = folder();
  const cookies = await cookiesFor('licensed/packs/physics/*');
  expect(codes(await sync('licensed', target))).toEqual(['EDU628']);
  expect(codes(await sync('licensed', target, await cookiesFor('licensed/packs/maths/*')))).toEqual(['EDU628']);
  site.options.now = new Date('2026-12-03T04:00:00Z');
  expect(codes(await sync('licensed', target, cookies))).toEqual(['EDU628']);
  expect(visible(target)).toEqual({});
});

test('a signature that ends in the middle costs nothing that was fetched', async () => {
  const target = folder();
  const cookies = await cookiesFor('licensed/packs/physics/*');
  // The line is cut, and when it is there again the signature has ended.
  site.options.cut = (name) => {
    if (!name.includes('/blobs/')) return undefined;
    site.options.now = new Date('2026-12-03T04:00:00Z');
    return 100_000;
  };
  // Contents come side by side: one is refused, or both.
  expect([...new Set(codes(await sync('licensed', target, cookies)))]).toEqual(['EDU628']);
  expect(visible(target)).toEqual({});
  site.options.now = new Date('2026-12-01T05:00:00Z');
  delete site.options.cut;
  const again = await sync('licensed', target, cookies);
  expect(codes(again)).toEqual([]);
  expect(again.fetched.bytes).toBeLessThan(300_000 + 12);
  expect(visible(target)).toEqual(expected);
});
