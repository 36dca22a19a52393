import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pairs } from '../delivery/support';
import { deliveryFolder, signArguments } from './delivery-support';
import { json, removeFolders, run, type Run } from './support';

afterAll(removeFolders);

const object = 'licensed/packs/数学/1.pdf';
const packs = 'licensed/packs/数学/*';

function sign(root: string, ...more: string[]): Promise<Run> {
  return run(...signArguments(root, ...more));
}

/** Codes of a run with `--json`. */
function codes(result: Run): unknown {
  const { issues } = json(result);
  return Array.isArray(issues) ? issues.map((one: { code?: unknown }) => one.code) : issues;
}

describe('delivery sign', () => {
  test('prints a URL with its key, its domain and its end, in three languages', async () => {
    const root = deliveryFolder();
    for (const [language, said] of [
      ['en', 'holds until 2026-12-01T08:00:00Z'],
      ['zh', '有效期至 2026-12-01T08:00:00Z'],
      ['ru', 'действует до 2026-12-01T08:00:00Z'],
    ] as const) {
      const { exitCode, out, err } = await sign(root, '--path', object, '--lang', language);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).toContain(said);
      expect(out).toMatch(/^https:\/\/res\.ne-edu\.example\/licensed\/packs\/%E6%95%B0%E5%AD%A6\/1\.pdf\?Policy=\S+$/m);
      expect(out).not.toContain('PRIVATE');
    }
  });

  test('says the same each time, and in one document for machines', async () => {
    const root = deliveryFolder();
    const args = [
      '--path',
      object,
      '--path',
      packs,
      '--ip',
      '203.0.113.0/24',
      '--from',
      '2026-12-01T01:00:00Z',
      '--json',
    ];
    const first = await sign(root, ...args);
    expect(await sign(root, ...args)).toEqual(first);
    expect(json(first)).toMatchObject({
      ok: true,
      region: 'small',
      domain: 'res.ne-edu.example',
      key: '2026a',
      keyPairId: 'K2JCJMDEHXQW5F',
      from: '2026-12-01T01:00:00Z',
      until: '2026-12-01T08:00:00Z',
      ip: '203.0.113.0/24',
      urls: [
        { path: object, url: expect.any(String) as string },
        { path: packs, query: expect.any(String) as string },
      ],
      issues: [],
    });
    expect(first.out).not.toContain(root);
  });

  test('tells every mistake at once, with exit code 1, and makes nothing', async () => {
    const root = deliveryFolder();
    const out = join(root, 'cookies.txt');
    const wrong = [
      '--path',
      'open/1.pdf',
      '--ip',
      '10.0.0.0/8',
      '--domain',
      'x.example',
      '--cookies',
      '--out',
      out,
      '--json',
    ];
    writeFileSync(join(root, 'signer/private.pem'), pairs.b.privatePem);
    const result = await sign(root, ...wrong);
    expect([result.exitCode, codes(result)]).toEqual([1, ['EDU572', 'EDU576', 'EDU580', 'EDU581']]);
    expect(existsSync(out)).toBe(false);
    const gone = await run(
      ...signArguments(root, '--path', 'open/1.pdf', '--json').map((one) => one.replace('private.pem', 'gone.pem')),
    );
    expect([gone.exitCode, codes(gone)]).toEqual([1, ['EDU101', 'EDU572']]);
  });

  test('takes bytes and an empty file for no key, and a folder for no file', async () => {
    const root = deliveryFolder();
    const key = join(root, 'signer/private.pem');
    for (const content of ['', Buffer.from([0x30, 0x82, 0xff, 0xfe])]) {
      writeFileSync(key, content);
      expect(codes(await sign(root, '--path', object, '--json'))).toEqual(['EDU575']);
    }
    const folder = signArguments(root, '--path', object, '--json').map((one) => one.replace('/private.pem', ''));
    expect(codes(await run(...folder))).toEqual(['EDU102']);
  });

  test('warns of a private key that others may read, and of a signature for everything', async () => {
    const root = deliveryFolder();
    chmodSync(join(root, 'signer/private.pem'), 0o640);
    const result = await sign(root, '--path', 'licensed/*', '--json');
    expect([result.exitCode, codes(result)]).toEqual([0, ['EDU582', 'EDU584']]);
    expect((await sign(root, '--path', 'licensed/*')).err).toContain('EDU582  warning');
  });

  test('warns of IPv6, where it is served, beside a range of IPv4', async () => {
    const more = ['--path', object, '--ip', '203.0.113.0/24', '--domain', 'd111111abcdef8.cloudfront.net', '--json'];
    expect(codes(await sign(deliveryFolder({ at: 'europe' }), ...more))).toEqual(['EDU589']);
  });

  test('asks for a path, and for options that fit each other', async () => {
    const root = deliveryFolder();
    for (const args of [
      [],
      ['--path', object, '--out', join(root, 'x')],
      ['--path', object, '--replace'],
      ['--path', object, '--path', packs, '--cookies'],
      ['--path', object, '--as-of', 'soon'],
      ['--path', object, '--as-of', '2026-12-01T08:00'],
    ]) {
      const result = await sign(root, ...args, '--json');
      expect([result.exitCode, codes(result)]).toEqual([1, ['EDU704']]);
    }
  });

  test('refuses a region that delivers only what is open', async () => {
    const root = deliveryFolder();
    const region = readFileSync(join(root, 'region.yaml'), 'utf8');
    const open = region.replace('[open, licensed]', '[open]').replace(/ {4}signing:[^]*?active: \S+\n/, '');
    writeFileSync(join(root, 'region.yaml'), open);
    expect(codes(await sign(root, '--path', object, '--json'))).toEqual(['EDU571']);
  });

  test('takes an instant for the time of signing', async () => {
    const root = deliveryFolder();
    const late = await sign(root, '--path', object, '--as-of', '2026-12-01T16:00:00+08:00', '--json');
    expect(codes(late)).toEqual(['EDU579']);
  });
});

describe('a file of cookies', () => {
  test('is its owner’s alone, and the command for it is printed', async () => {
    const root = deliveryFolder();
    const out = join(root, 'cookies.txt');
    const result = await sign(root, '--path', packs, '--cookies', '--out', out);
    expect([result.exitCode, result.err]).toEqual([0, '']);
    expect(result.out).toContain(`curl -b ${out} 'https://res.ne-edu.example/licensed/packs/%E6`);
    expect(result.out).not.toContain('CloudFront-Policy');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(5);
  });

  test('replaces no other file, and follows no link, unless it is told to', async () => {
    const root = deliveryFolder();
    const out = join(root, 'cookies.txt');
    const precious = join(root, 'precious');
    writeFileSync(precious, 'precious');
    symlinkSync(precious, out);
    const result = await sign(root, '--path', packs, '--cookies', '--out', out, '--json');
    expect([result.exitCode, codes(result)]).toEqual([1, ['EDU583']]);
    expect((await sign(root, '--path', packs, '--cookies', '--out', out, '--replace')).exitCode).toBe(0);
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(readFileSync(out, 'utf8')).toContain('CloudFront-Policy');
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('that cannot be written is told', async () => {
    const root = deliveryFolder();
    const result = await sign(root, '--path', packs, '--cookies', '--out', join(root, 'nowhere/cookies'), '--json');
    expect([result.exitCode, codes(result)]).toEqual([1, ['EDU701']]);
  });

  test('is printed without `--out`, beside what a server sets and what a client sends', async () => {
    const { out } = await sign(deliveryFolder(), '--path', packs, '--cookies');
    expect(out.match(/^Set-Cookie: .*; Secure; HttpOnly$/gm)).toHaveLength(3);
    expect(out).toMatch(/^curl -H 'Cookie: CloudFront-/m);
    expect(out).toContain('# Netscape HTTP Cookie File');
  });
});
