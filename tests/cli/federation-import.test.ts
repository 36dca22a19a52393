import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLock, type FederationLock } from '../../lib/federation';
import { feedAt, importRegion, type FeedChange } from './federation-support';
import { folder, json, removeFolders, run, type Run } from './support';

afterAll(removeFolders);

const asOf = '2026-09-02';

/** A folder with a region file and a feed. */
function place(change: FeedChange = {}, region = importRegion): string {
  const root = folder();
  writeFileSync(join(root, 'region.yaml'), region);
  feedAt(root, region, change);
  return root;
}

function imported(root: string, ...more: readonly string[]): Promise<Run> {
  return run(
    'federation',
    'import',
    join(root, 'region.yaml'),
    ...['--feed', join(root, 'feed.xml'), '--cert', join(root, 'feed.pem'), '--as-of', asOf],
    ...more,
  );
}

function lockText(root: string): string {
  return readFileSync(join(root, 'federation.lock.json'), 'utf8');
}

function lockIn(root: string): FederationLock {
  const { lock } = parseLock(lockText(root), 'lock');
  if (lock === undefined) throw new Error('no lock');
  return lock;
}

function codesOf(result: Run): string[] {
  const { issues } = json(result);
  return Array.isArray(issues) ? issues.map(({ code }: { code: string }) => code) : [];
}

test('the identity providers of a region come into a lock beside it, with a text for people', async () => {
  const root = place();
  const { exitCode, out } = await imported(root);
  expect(exitCode).toBe(0);
  expect(out).toContain('added  school elm-university  https://idp.elm.edu.cn/idp/shibboleth');
  expect(out).toContain('federation.lock.json: written');
  expect(lockIn(root).identityProviders.map(({ use }) => use)).toEqual([
    { kind: 'bureau' },
    { kind: 'school', school: 'elm-university' },
    { kind: 'school', school: 'oak' },
    { kind: 'proxy' },
  ]);
  expect(readdirSync(root).sort()).toEqual(['federation.lock.json', 'feed.pem', 'feed.xml', 'region.yaml']);
});

test('a second import of the same feed changes nothing, and `--check` agrees', async () => {
  const root = place();
  await imported(root);
  const before = lockText(root);
  const again = json(await imported(root, '--json'));
  expect(again).toMatchObject({ ok: true, changes: [], lock: { state: 'unchanged', written: false } });
  expect(await imported(root, '--check')).toMatchObject({ exitCode: 0 });
  expect(lockText(root)).toBe(before);
});

test('what a feed newer by a day says without change is no change to `--check`, and is written by an import', async () => {
  const root = place();
  await imported(root);
  feedAt(root, importRegion, { validDays: 15 });
  expect(await imported(root, '--check')).toMatchObject({ exitCode: 0 });
  expect(json(await imported(root, '--json'))).toMatchObject({ changes: [], lock: { state: 'written' } });
});

test('`--check` fails with EDU557 where a key has changed, and writes nothing', async () => {
  const root = place();
  await imported(root);
  const before = lockText(root);
  feedAt(root, importRegion, { keys: 2 });
  const result = await imported(root, '--check', '--json');
  expect([result.exitCode, codesOf(result)]).toEqual([1, ['EDU557']]);
  expect(lockText(root)).toBe(before);
  const { changes } = json(result) as unknown as { changes: { kind: string; parts: { part: string }[] }[] };
  expect(changes.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed', 'changed']);
  expect(new Set(changes.flatMap(({ parts }) => parts.map(({ part }) => part)))).toEqual(
    new Set(['certificates', 'active']),
  );
});

test('the proxy’s earlier keys stay beside the new ones until they are retired', async () => {
  const root = place();
  await imported(root);
  feedAt(root, importRegion, { keys: 2 });
  expect((await imported(root)).out).toContain('--retire-old-keys');
  const proxy = lockIn(root).identityProviders.find(({ use }) => use.kind === 'proxy');
  expect(proxy?.active).toBe('green');
  expect(proxy?.metadata).not.toEqual(proxy?.green);
  expect((await imported(root, '--retire-old-keys')).out).not.toContain('--retire-old-keys');
  const later = lockIn(root).identityProviders.find(({ use }) => use.kind === 'proxy');
  expect([later?.metadata, later?.green]).toEqual([proxy?.green, proxy?.green]);
});

describe('what is refused', () => {
  /** The only identity provider of elm-university speaks for all universities. */
  const greedy = importRegion.replace('domains: [elm.edu.cn]', 'domains: [elm.edu.cn, edu.cn]');

  test('leaves the lock as it is, with exit code 1', async () => {
    const root = place({}, greedy);
    const result = await imported(root, '--json');
    expect([result.exitCode, codesOf(result)]).toEqual([1, ['EDU544']]);
    expect(json(result)).toMatchObject({ ok: false, lock: { state: 'refused', written: false } });
    expect(existsSync(join(root, 'federation.lock.json'))).toBe(false);
  });

  test('is left out of the lock with `--without-refused`, and told', async () => {
    const root = place({}, greedy);
    const result = await imported(root, '--without-refused', '--json');
    expect([result.exitCode, codesOf(result)]).toEqual([0, ['EDU544']]);
    expect(lockIn(root).identityProviders.flatMap(({ use }) => (use.kind === 'school' ? [use.school] : []))).toEqual([
      'oak',
    ]);
  });
});

test('a school without identity provider in the feed is told, and no mistake', async () => {
  const root = place({ choice: { schools: ['oak'] } });
  const result = await imported(root);
  expect(result.exitCode).toBe(0);
  expect(result.out).toContain('1: elm-university');
});

test('a feed that was changed by one byte leaves everything as it is', async () => {
  const root = place();
  const file = join(root, 'feed.xml');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace('>Oak School<', '>0ak School<');
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
  const result = await imported(root, '--json');
  expect([result.exitCode, codesOf(result)]).toEqual([1, ['EDU520']]);
  expect(existsSync(join(root, 'federation.lock.json'))).toBe(false);
});

test('an older feed is refused with EDU559, and a new signer is told with it', async () => {
  const root = place({ created: '2026-09-02' });
  await imported(root);
  feedAt(root, importRegion, { created: '2026-09-01' });
  expect(codesOf(await imported(root, '--json'))).toEqual(['EDU559']);
  feedAt(root, importRegion, { created: '2026-09-02', seed: 2 });
  const result = await imported(root, '--json', '--check');
  expect(codesOf(result)).toContain('EDU559');
  expect(codesOf(result)).toContain('EDU557');
});

test('where the region file names signers, no other certificate is taken, also at the first import', async () => {
  const root = place({});
  expect(await imported(root)).toMatchObject({ exitCode: 0 });
  const { signer } = lockIn(root).feeds.carsi ?? { signer: '' };
  const naming = (sha256: string): string =>
    importRegion.replace('preset: carsi', `preset: carsi, signers: ["${sha256}"]`);
  for (const [sha256, codes] of [
    [signer, []],
    ['0'.repeat(64), ['EDU559']],
  ] as const) {
    const other = place({}, naming(sha256));
    const result = await imported(other, '--json');
    expect([result.exitCode, codesOf(result)]).toEqual([codes.length, codes]);
    expect(existsSync(join(other, 'federation.lock.json'))).toBe(codes.length === 0);
  }
});

describe('several feeds', () => {
  test('are not taken for one another: the file of another feed is refused, and nobody loses the sign-in', async () => {
    const root = place({ choice: { schools: ['oak'] } }, both);
    expect(await imported(root, '--name', 'carsi')).toMatchObject({ exitCode: 0 });
    feedAt(root, both, { seed: 2, choice: { schools: ['elm-university'], bureau: false, proxy: false } });
    expect(await imported(root, '--name', 'k12')).toMatchObject({ exitCode: 0 });
    const before = readFileSync(join(root, 'federation.lock.json'), 'utf8');
    const { exitCode, err } = await imported(root, '--name', 'carsi');
    expect([exitCode, err]).toEqual([1, expect.stringContaining('the certificate of feed `k12`')]);
    expect(err).toContain('--name k12');
    expect(readFileSync(join(root, 'federation.lock.json'), 'utf8')).toBe(before);
  });

  const both = importRegion.replace('carsi: { preset: carsi }', 'carsi: { preset: carsi }, k12: { preset: k12 }');

  test('are chosen between by `--name`; without it EDU558 names them', async () => {
    const root = place({}, both);
    const { err, exitCode } = await imported(root);
    expect([exitCode, err]).toEqual([1, expect.stringContaining('carsi, k12')]);
    expect(codesOf(await imported(root, '--name', 'other', '--json'))).toEqual(['EDU558']);
    expect(await imported(root, '--name', 'k12')).toMatchObject({ exitCode: 0 });
    expect(Object.keys(lockIn(root).feeds)).toEqual(['k12']);
  });

  test('each keep their part of the lock', async () => {
    const root = place({ choice: { schools: ['elm-university'] } }, both);
    await imported(root, '--name', 'carsi');
    feedAt(root, both, { choice: { schools: ['oak'], bureau: false, proxy: false } });
    const result = json(await imported(root, '--name', 'k12', '--json'));
    expect(result).toMatchObject({ ok: true, absent: [], changes: [{ kind: 'added' }] });
    expect(lockIn(root).identityProviders.map(({ feed }) => feed)).toEqual(['carsi', 'carsi', 'k12', 'carsi']);
  });
});

test('a lock that cannot be trusted stops the import', async () => {
  const root = place();
  for (const [text, code] of [
    ['', 'EDU553'],
    ['{', 'EDU553'],
    ['{ "version": 99 }', 'EDU554'],
  ] as const) {
    writeFileSync(join(root, 'federation.lock.json'), text);
    expect(codesOf(await imported(root, '--json'))).toEqual([code]);
  }
});

test('the lock of another region stops the import with EDU556', async () => {
  const [root, other] = [place(), place({}, importRegion.replace('id: small', 'id: other'))];
  await imported(root);
  const result = await imported(other, '--lock', join(root, 'federation.lock.json'), '--json');
  expect([result.exitCode, codesOf(result)]).toEqual([1, ['EDU556']]);
});

test('the page for auditors says all that the lock holds afterwards, in three languages, and no path of this machine', async () => {
  const root = place();
  const report = join(root, 'report.md');
  const pages = [];
  for (const language of ['en', 'zh', 'ru']) {
    await imported(root, '--report', report, '--lang', language);
    pages.push(readFileSync(report, 'utf8'));
  }
  for (const page of pages) {
    expect(page).not.toContain(root);
    for (const { entityId, metadata, scopes } of lockIn(root).identityProviders) {
      for (const text of [entityId, ...scopes, ...metadata.certificates.map(({ sha256 }) => sha256)])
        expect(page).toContain(text);
    }
  }
  expect(new Set(pages).size).toBe(3);
});

test('what a feed says is no Markdown and no escape sequence', async () => {
  const root = place({ registrar: 'https://registrar.example/|\u009b31m<script>[x](y)' });
  const report = join(root, 'report.md');
  const { out } = await imported(root, '--report', report);
  expect(out).not.toContain('\u009b');
  const page = readFileSync(report, 'utf8');
  expect(page).not.toMatch(/\u009b|<script>|[^\\]\[x\]/);
});

test('in a folder with a region file the file need not be named', async () => {
  const root = place();
  mkdirSync(join(root, 'below'));
  const before = process.cwd();
  process.chdir(root);
  try {
    const { exitCode, out } = await run(
      ...['federation', 'import', '--feed', 'feed.xml', '--cert', 'feed.pem', '--as-of', asOf],
    );
    expect([exitCode, out]).toEqual([0, expect.stringContaining('\nfederation.lock.json: written')]);
  } finally {
    process.chdir(before);
  }
});
