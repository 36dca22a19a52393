import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RotationStep } from '../../lib/delivery';
import { applyEdits, deliveryFolder } from '../cli/delivery-support';
import { json, removeFolders, run } from '../cli/support';
import { objects, openSite, signedFor, type Site } from './edge/edge-support';
import { get } from './edge/get';
import { hubTemplate } from './edge/hub-template';
import { normalised } from './edge/open-edge';
import { readDistribution } from './edge/read-distribution';
import { pairs } from './support';

const sites: Site[] = [];
const open = async (...fields: Parameters<typeof openSite>): Promise<Site> => {
  const site = await openSite(...fields);
  sites.push(site);
  return site;
};

afterAll(async () => {
  await Promise.all(sites.map(({ edge }) => edge.close()));
  removeFolders();
});

const lesson = 'licensed/packs/数学/第一课 (2).pdf';
const packs = 'licensed/packs/数学/*';

describe.each(['china', 'europe'] as const)('through the CDN of a region in %s', (at) => {
  let site: Site;
  beforeAll(async () => {
    site = await open({ at });
  });
  beforeEach(() => {
    site.options.now = new Date('2026-12-01T04:00:00Z');
    site.options.address = '203.0.113.7';
  });
  const status = async (path: string, cookie?: string): Promise<number> =>
    (await get(site.edge.url, path, cookie === undefined ? {} : { cookie })).status;

  test('what is open is there for everybody, what is licensed for a signed URL', async () => {
    expect(await get(site.edge.url, '/open/packs/1.pdf')).toMatchObject({ status: 200, body: 'open to everybody' });
    const { target } = await signedFor(site, lesson);
    expect(await get(site.edge.url, target)).toMatchObject({ status: 200, body: objects[lesson] });
    expect(await status(target.replace(/\?.*/, ''))).toBe(403);
  });

  test('one character of policy, signature or path makes another signature', async () => {
    const { target } = await signedFor(site, lesson);
    const other = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);
    for (const part of [/(?<=Signature=)[^&]+/, /(?<=Policy=)[^&]+/, /(?<=Key-Pair-Id=K)[^&]+/]) {
      expect(await status(target.replace(part, other))).toBe(403);
    }
    expect(await status(target.replace('(2)', '(3)'))).toBe(403);
    expect(await status(target.replace('%E6%95%B0%E5%AD%A6/', '%E6%95%B0%E5%AD%A6%E4%BA%8C/'))).toBe(403);
    expect(await status(`${target}&more=1`)).toBe(403);
  });

  test('another key, or the id of another, opens nothing', async () => {
    const { target } = await signedFor(site, lesson);
    const idOfB = site.options.distribution.keyIds.get('KeyId2026b') ?? '';
    expect(idOfB).toMatch(/^K/);
    expect(await status(target.replace(/(?<=Key-Pair-Id=)[^&]+/, idOfB))).toBe(403);
    const { distribution } = site.options;
    site.options.distribution = readDistribution(withStranger(site));
    expect(site.options.distribution.keyIds).toEqual(distribution.keyIds);
    expect(await status(target)).toBe(403);
    site.options.distribution = distribution;
    expect(await status(target)).toBe(200);
  });

  test('it opens from its beginning until its end, and to its addresses alone', async () => {
    const { target } = await signedFor(site, lesson, ['--from', '2026-12-01T02:00:00Z', '--ip', '203.0.113.0/24']);
    const at = async (now: string, address = '203.0.113.7'): Promise<number> => {
      Object.assign(site.options, { now: new Date(now), address });
      return status(target);
    };
    expect(await at('2026-12-01T01:59:59Z')).toBe(403);
    expect(await at('2026-12-01T02:00:01Z')).toBe(200);
    expect(await at('2026-12-01T07:59:59Z')).toBe(200);
    expect(await at('2026-12-01T08:00:00Z')).toBe(403);
    expect(await at('2026-12-01T04:00:00Z', '203.0.114.7')).toBe(403);
    expect(await at('2026-12-01T04:00:00Z', '203.0.113.255')).toBe(200);
  });

  test('cookies, or the query for a folder, open what is in it and nothing beside it', async () => {
    const { cookie } = await signedFor(site, packs, ['--cookies']);
    const { query } = await signedFor(site, packs);
    const expected = (name: string): number =>
      name.startsWith('open/') || name.startsWith('licensed/packs/数学/') ? 200 : 403;
    for (const name of Object.keys(objects)) {
      const path = `/${encodeURI(name)}`;
      expect([name, await status(path, cookie)]).toEqual([name, expected(name)]);
      expect([name, await status(path + query)]).toEqual([name, expected(name)]);
    }
    expect(await status('/licensed/packs/%E6%95%B0%E5%AD%A6/gone.pdf', cookie)).toBe(403);
  });

  test('parts are fetched and taken up again, and what is known is not sent', async () => {
    const { target } = await signedFor(site, lesson);
    const whole = await get(site.edge.url, target);
    const etag = String(whole.headers.etag);
    const part = await get(site.edge.url, target, { range: 'bytes=8-', 'if-range': etag });
    expect([part.status, part.body]).toEqual([206, whole.body.slice(8)]);
    expect(part.headers['content-range']).toBe(`bytes 8-${String(whole.body.length - 1)}/${String(whole.body.length)}`);
    expect((await get(site.edge.url, target, { range: 'bytes=8-', 'if-range': '"old"' })).status).toBe(200);
    expect((await get(site.edge.url, target, { range: 'bytes=900-' })).status).toBe(416);
    expect((await get(site.edge.url, target, { range: 'bytes=-7' })).body).toBe(whole.body.slice(-7));
    expect((await get(site.edge.url, target, { 'if-none-match': etag })).status).toBe(304);
    expect(await get(site.edge.url, target, {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect((await get(site.edge.url, target, {}, 'PUT')).status).toBe(403);
  });
});

/** The template of a site, with a stranger's key in the place of its first. */
function withStranger({ root }: Site): unknown {
  const inJson = (pem: string): string => JSON.stringify(pem).slice(1, -1);
  return JSON.parse(
    JSON.stringify(hubTemplate(root)).replace(inJson(pairs.a.publicPem), inJson(pairs.stranger.publicPem)),
  );
}

/** Ways of writing paths that could be taken for others. */
const odd = fc
  .array(
    fc.tuple(
      fc.constantFrom('/', '//', '%2F', '%2f', '%5c', '/./', '/../'),
      fc.constantFrom(
        'open',
        'licensed',
        'current',
        'packs',
        '..',
        '.',
        '',
        '%2e%2e',
        '%2E',
        '.%2e',
        '%252e',
        'Licensed',
        encodeURIComponent('数学'),
        encodeURIComponent('数学二'),
        '1.pdf',
        'index.json',
        'private.txt',
        'packs/1.pdf',
        'licensed/current/index.json',
        `licensed/packs/${encodeURIComponent('数学二')}/1.pdf`,
      ),
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map(
    (steps) =>
      `/${steps
        .map(([join, name]) => join + name)
        .join('')
        .replace(/^\//, '')}`,
  );

const known: readonly string[] = [
  '/open/../licensed/current/index.json',
  '/open/%2e%2e/licensed/current/index.json',
  '/open%2F..%2Flicensed/current/index.json',
  '/open/..%2Flicensed/current/index.json',
  '/licensed%2Fcurrent%2Findex.json',
  '/%6cicensed/current/index.json',
  '//licensed/current/index.json',
  '/./licensed/current/index.json',
  '/licensed/../licensed/current/index.json',
  '/open/current/..%2f..%2flicensed/current/index.json',
  '/private.txt',
];

describe.each(['as-sent', 'decoded'] as const)('at an edge that normalises paths %s', (normalising) => {
  let site: Site;
  beforeAll(async () => {
    site = await open({ normalising });
  });
  const secrets = Object.entries(objects).flatMap(([name, body]) => (name.startsWith('open/') ? [] : [body]));

  test('no way of writing a path opens without a signature what is not open', async () => {
    const body = async (path: string): Promise<string> => (await get(site.edge.url, path)).body;
    for (const path of known) expect(secrets).not.toContain(await body(path));
    await fc.assert(
      fc.asyncProperty(odd, async (path) => {
        expect(secrets).not.toContain(await body(path));
      }),
      { numRuns: 400 },
    );
  });

  test('nor, with the cookies of one folder, what is in another', async () => {
    const { cookie } = await signedFor(site, packs, ['--cookies']);
    const others = secrets.filter(
      (text) =>
        !Object.entries(objects).some(([name, body]) => body === text && name.startsWith('licensed/packs/数学/')),
    );
    expect(others).toHaveLength(3);
    const folder = `/licensed/packs/${encodeURIComponent('数学')}`;
    const dodge = odd.map((path) => folder + path);
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, dodge), async (path) => {
        expect(others).not.toContain((await get(site.edge.url, path, { cookie })).body);
      }),
      { numRuns: 400 },
    );
    for (const path of known) expect(others).not.toContain((await get(site.edge.url, path, { cookie })).body);
  });
});

test('these ways would open what is licensed, were the default behaviour without keys', async () => {
  const site = await open();
  site.options.distribution = {
    ...site.options.distribution,
    behaviours: site.options.distribution.behaviours.map(({ keys, ...one }) =>
      one.pattern === '*' || keys === undefined ? one : { ...one, keys },
    ),
  };
  const answers = await Promise.all(known.map((path) => get(site.edge.url, path)));
  expect(answers.map(({ body }) => body)).toContain(objects['licensed/current/index.json']);
});

test('paths are normalised as RFC 3986 has it', () => {
  expect(['/a/b/../c', '//a/./b/', '/../a', '/a/..', '/'].map((path) => normalised(path, 'as-sent'))).toEqual([
    'a/c',
    'a/b/',
    'a',
    '',
    '',
  ]);
});

test('a line that is cut is taken up where it broke', async () => {
  const site = await open();
  site.options.cut = (name) => (name === lesson ? 9 : undefined);
  const { target } = await signedFor(site, lesson);
  await expect(get(site.edge.url, target)).rejects.toThrow('aborted');
  const rest = await get(site.edge.url, '/open/packs/1.pdf', { range: 'bytes=5-' });
  expect([rest.status, rest.body]).toEqual([206, 'to everybody']);
});

test('another key signs without a deployment: the templates do not say which one does', async () => {
  const [a, b] = [deliveryFolder(), deliveryFolder({ active: '2026b' })].map(hubTemplate);
  expect(a).toEqual(b);
});

test('a change of keys, as it is planned and deployed, refuses no signature that holds', async () => {
  const site = await open();
  const { root, options, edge } = site;
  const plan = await run(
    'delivery',
    'rotate',
    join(root, 'region.yaml'),
    '--new',
    join(root, 'keys/2027a.pem'),
    '--as-of',
    '2026-12-01T00:00:00Z',
    '--json',
  );
  const { steps } = json(plan) as { steps: RotationStep[] };
  expect(steps.map(({ kind }) => kind)).toEqual(['add', 'switch', 'remove']);
  const held: { target: string; until: Date }[] = [];
  const hour = 3_600_000;
  let now = new Date('2026-12-01T00:00:00Z');
  const sign = async (signs: string): Promise<void> => {
    const until = new Date(now.getTime() + 24 * hour);
    const times = ['--as-of', stamp(now), '--until', stamp(until)];
    writeFileSync(join(root, 'signer/private.pem'), signs === '2026a' ? pairs.a.privatePem : pairs.b.privatePem);
    held.push({ ...(await signedFor(site, lesson, times, `KeyId${signs}`)), until });
  };
  const check = async (): Promise<void> => {
    for (const { target, until } of held) {
      options.now = now;
      expect((await get(edge.url, target)).status).toBe(now < until ? 200 : 403);
    }
  };
  await sign('2026a');
  let taken = now;
  for (const { edits, deploy, first, notBefore, signs, accepted } of steps) {
    const waited = first.for === 'signers' ? taken.getTime() + first.hours * hour : now.getTime() + hour;
    now = new Date(Math.max(waited, Date.parse(notBefore)));
    // The last signature of the old key is made just before.
    if (signs === '2026b' && !deploy) await sign('2026a');
    applyEdits(root, edits);
    if (deploy) options.distribution = readDistribution(hubTemplate(root));
    else taken = now;
    expect([...options.distribution.keyIds.keys()]).toEqual(accepted.map((id) => `KeyId${id}`));
    await check();
    await sign(signs);
    await check();
  }
  expect(held.length).toBe(5);
});

function stamp(instant: Date): string {
  return instant.toISOString().replace('.000', '');
}
