import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../lib/cli/texts';
import { publish, publisher, put, removeFolders as removePacks, visible } from '../packs/sync/support';
import { packServer } from '../packs/sync/pack-server';
import { folder, json, removeFolders, run, type Run } from './support';

afterAll(() => {
  removeFolders();
  removePacks();
});

const files = { 'урок 1.txt': 'один', '课/2.bin': Buffer.alloc(300_000, 1) };

async function desk(): Promise<{ root: string; sync: (...more: string[]) => Promise<Run> }> {
  const root = folder();
  writeFileSync(join(root, 'public.pem'), publisher.publicKey);
  await publish(join(root, 'pack'), 4, files);
  const sync = (source: string, ...more: string[]) =>
    run('pack', 'sync', source.replace('DESK', root), join(root, 'school'), '--key', join(root, 'public.pem'), ...more);
  return { root, sync: (...more) => sync(more[0] ?? '', ...more.slice(1)) };
}

test('says in three languages what came, and what there was nothing to do about', async () => {
  for (const language of languages) {
    const { root, sync } = await desk();
    const dry = await sync('DESK/pack', '--dry-run', '--lang', language);
    expect(dry.exitCode).toBe(0);
    expect(dry.out).toMatch(/4\D+2\D+2\D+0\.3/);
    expect(existsSync(join(root, 'school'))).toBe(false);
    const first = await sync('DESK/pack', '--lang', language);
    expect(first.exitCode).toBe(0);
    expect(first.out).toMatch(/physics\D+4/);
    expect(first.err).toMatch(/1/);
    expect(Object.keys(visible(join(root, 'school')))).toHaveLength(2);
    await publish(join(root, 'pack'), 5, { n: 'new' }, { recall: ['урок 1.txt'] });
    put(join(root, 'school'), '课/2.bin', 'my notes');
    const second = await sync('DESK/pack', '--lang', language);
    expect(second.exitCode).toBe(0);
    expect(second.err).toContain('EDU634');
    expect(second.out).toMatch(/5\D+4/);
    expect(second.out).toContain('  урок 1.txt');
    expect(second.out).toContain('  课/2.bin');
    for (const { out } of [dry, first, second]) expect(out).not.toMatch(/[{}]|undefined|NaN/);
  }
});

test('a result for machines is complete, and the exit code tells whether it worked', async () => {
  const { root, sync } = await desk();
  const server = await packServer(join(root, 'pack'));
  const done = await sync(server.url, '--json', '--limit', '100000', '--as-of', '2026-11-23');
  expect(done.exitCode).toBe(0);
  expect(json(done)).toMatchObject({
    ok: true,
    source: server.url,
    dryRun: false,
    id: 'physics',
    version: 4,
    offered: 4,
    finished: false,
    fetched: { blobs: 2, bytes: 300_008 },
    reused: 0,
    placed: 2,
    removed: [],
    recalled: [],
    repaired: [],
    kept: [],
    withheld: [],
    issues: [],
  });
  server.mischief = (_request, response) => {
    response.writeHead(403).end();
    return true;
  };
  const failed = await sync(server.url, '--json');
  await server.close();
  expect(failed.exitCode).toBe(1);
  expect(json(failed)).toMatchObject({ ok: false, version: 4, issues: [{ code: 'EDU628' }] });
});

test('cookies open what is licensed', async () => {
  const { root, sync } = await desk();
  const server = await packServer(join(root, 'pack'));
  server.mischief = (request, response) => {
    if (request.headers.cookie === 'CloudFront-Policy=p') return false;
    response.writeHead(403).end();
    return true;
  };
  const cookies = join(root, 'cookies.txt');
  writeFileSync(cookies, '# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tCloudFront-Policy\tp\n');
  expect((await sync(server.url)).exitCode).toBe(1);
  expect((await sync(server.url, '--cookies', cookies)).exitCode).toBe(0);
  await server.close();
});

test.each([
  ['EDU620', ['DESK/nowhere']],
  ['EDU635', ['gopher://x/']],
  ['EDU635', ['https://user:secret@x.example/']],
  ['EDU635', ['s3://_/']],
  ['EDU704', ['DESK/pack', '--limit', 'fast']],
  ['EDU704', ['DESK/pack', '--as-of', 'soon']],
  ['EDU704', ['DESK/pack', '--cookies', 'x']],
  ['EDU642', ['http://127.0.0.1:9/', '--cookies', 'DESK/public.pem']],
  ['EDU101', ['http://127.0.0.1:9/', '--cookies', 'gone.txt']],
] as const)('%s is said of %j, and nothing secret', async (code, args) => {
  const { root, sync } = await desk();
  const { exitCode, out, err } = await sync(...args.map((one) => one.replace('DESK', root)));
  expect([exitCode, out]).toEqual([1, '']);
  expect(err).toContain(code);
  expect(err).not.toContain('secret');
  expect(existsSync(join(root, 'school'))).toBe(false);
});
