import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '../../lib/cli/texts';
import { folderWith, kms, publisher, stranger } from '../packs/support';
import { folder, json, removeFolders, run, type Run } from './support';

afterAll(removeFolders);

/** A folder with keys, beside which packs are made. */
function desk(pair = publisher): string {
  const root = folder();
  writeFileSync(join(root, 'private.pem'), pair.privatePem, { mode: 0o600 });
  writeFileSync(join(root, 'public.pem'), pair.publicPem);
  return root;
}

function create(root: string, ...more: string[]): Promise<Run> {
  const from = folderWith({ 'a.txt': 'alpha', '数学/第一课.pdf': 'x'.repeat(200_000), 'Урок 1.pdf': 'один' });
  return createOf(from, root, '--version', '1', ...more);
}

function createOf(from: string, root: string, ...more: string[]): Promise<Run> {
  const [out, key] = [join(root, 'pack'), join(root, 'private.pem')];
  return run('pack', 'create', from, '--out', out, '--id', 'physics-7', '--key', key, ...more);
}

function verify(root: string, ...more: string[]): Promise<Run> {
  return run('pack', 'verify', join(root, 'pack'), '--key', join(root, 'public.pem'), '--as-of', '2026-11-01', ...more);
}

/** Codes of a run with `--json`. */
function codes(result: Run): unknown {
  const { issues } = json(result);
  return Array.isArray(issues) ? issues.map((one: { code?: unknown }) => one.code) : issues;
}

describe('pack create', () => {
  test('says in three languages what was made, with whose key, and what to publish last', async () => {
    for (const language of languages) {
      const { exitCode, out } = await create(desk(), '--lang', language, '--not-after', '2026-12-31');
      expect(exitCode).toBe(0);
      expect(out).toContain(publisher.key.id);
      expect(out).toMatch(/physics-7\D+1\D.*licensed/);
      expect(out).toContain('2026-12-31');
      expect(out).toMatch(/recall\.json.*current\.json/);
      expect(out).toContain('0.2');
      expect(out).not.toMatch(/\{|undefined|PRIVATE/);
    }
  });

  test('leaves one document for machines', async () => {
    const root = desk(kms);
    const result = await create(root, '--json', '--licence', 'open');
    expect(result).toMatchObject({ exitCode: 0, err: '' });
    expect(json(result)).toEqual({
      ok: true,
      out: join(root, 'pack'),
      id: 'physics-7',
      version: 1,
      licence: 'open',
      files: 3,
      bytes: 200_013,
      added: { files: 3, bytes: 200_013 },
      recall: { version: 1, contents: 0 },
      key: kms.key.id,
      issues: [],
    });
  });

  test('finds all that does not fit in what was typed', async () => {
    const result = await createOf(
      folder(),
      desk(),
      ...['--version', '01', '--licence', 'free', '--not-after', '2026-02-30', '--json'],
    );
    expect(result.exitCode).toBe(1);
    expect(codes(result)).toEqual(['EDU638', 'EDU638', 'EDU638']);
  });

  test('signs with no key that it cannot take, and warns of one that others may read', async () => {
    const root = desk();
    writeFileSync(join(root, 'private.pem'), publisher.publicPem);
    expect(codes(await create(root, '--json'))).toEqual(['EDU611']);
    writeFileSync(join(root, 'private.pem'), publisher.privatePem);
    chmodSync(join(root, 'private.pem'), 0o644);
    expect(codes(await create(root, '--json'))).toEqual(['EDU582']);
    expect(existsSync(join(root, 'pack/current.json'))).toBe(true);
  });

  test('takes up earlier versions, recalls, and keys of before', async () => {
    const root = desk();
    await create(root);
    writeFileSync(join(root, 'private.pem'), stranger.privatePem);
    const next = folderWith({ 'b.txt': 'beta' });
    const options = ['--version', '2', '--recall', 'a.txt', '--recall', 'Урок 1.pdf', '--json'];
    expect(codes(await createOf(next, root, ...options))).toContain('EDU622');
    const result = await createOf(next, root, ...options, '--base-key', join(root, 'public.pem'));
    expect(json(result)).toMatchObject({ ok: true, version: 2, recall: { version: 2, contents: 2 } });
    expect(codes(await verify(root, '--json'))).toContain('EDU622');
    writeFileSync(join(root, 'next.pem'), stranger.publicPem);
    expect(await verify(root, '--key', join(root, 'next.pem'))).toMatchObject({ exitCode: 0 });
  });
});

describe('pack verify', () => {
  test('says in three languages that a pack is sound, and that one is not', async () => {
    const root = desk();
    await create(root);
    for (const [language, sound, faulty] of [
      ['en', 'complete and unchanged', 'not to be used: 1 faults'],
      ['zh', '完整且未被更改', '不可使用：1 处错误'],
      ['ru', 'полон и не изменён', 'использовать нельзя, ошибок: 1'],
    ] as const) {
      const good = await verify(root, '--lang', language);
      expect([good.exitCode, good.out]).toEqual([0, expect.stringContaining(sound)]);
      expect(good.out).toContain(publisher.key.id);
      writeFileSync(join(root, 'pack/more.txt'), 'x');
      const bad = await verify(root, '--lang', language);
      expect([bad.exitCode, bad.out]).toEqual([1, expect.stringContaining(faulty)]);
      expect(bad.err).toContain('EDU637');
      rmSync(join(root, 'pack/more.txt'));
    }
  });

  test('leaves one document for machines, with all faults', async () => {
    const root = desk();
    await create(root, '--not-after', '2026-10-31');
    const result = await verify(root, '--json');
    expect(result).toMatchObject({ exitCode: 1, err: '' });
    expect(json(result)).toMatchObject({
      ok: false,
      kind: 'pack',
      id: 'physics-7',
      version: 1,
      notAfter: '2026-10-31',
      recall: { version: 1, contents: 0 },
      files: 3,
      keys: [publisher.key.id],
    });
    expect(codes(result)).toEqual(['EDU625', 'EDU625']);
  });

  test('takes public keys alone', async () => {
    const root = desk();
    await create(root);
    const keys = ['private.pem', 'gone.pem'].flatMap((name) => ['--key', join(root, name)]);
    expect(codes(await run('pack', 'verify', join(root, 'pack'), ...keys, '--json'))).toEqual(['EDU611', 'EDU101']);
    expect((await run('pack', 'verify', join(root, 'pack'))).exitCode).toBe(1);
  });
});

test('pack sync prints no password and no signature of an address that it refuses', async () => {
  const root = desk();
  for (const address of [
    'ftp://user:SECRET@host/pack?Signature=SECRET',
    'https://user:SECRET@[host/pack?Signature=SECRET',
    'https://user:SECRET@host/pack?Signature=SECRET',
    's3://Bucket/pack?Signature=SECRET',
  ]) {
    const { exitCode, out, err } = await run(
      ...['pack', 'sync', address, join(root, 'to'), '--key', join(root, 'public.pem')],
    );
    expect(exitCode).toBe(1);
    expect(`${out}${err}`).toContain('EDU635');
    expect(`${out}${err}`).not.toContain('SECRET');
  }
});
