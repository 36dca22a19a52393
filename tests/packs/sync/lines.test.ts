import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSource, httpSource, readCookies, type PackSource } from '../../../lib/packs';
import { blobKey } from '../../../lib/packs/pack-layout';
import {
  asVisible,
  folder,
  instantClock,
  noise,
  publish,
  removeFolders,
  seeded,
  syncFrom,
  visible,
  type Tree,
} from './support';
import { mischiefs } from './mischiefs';
import { packServer, type Mischief, type PackServer } from './pack-server';

jest.setTimeout(60_000);

let server: PackServer;
let out: string;
let target: string;

const tree: Tree = { '课/一.bin': noise(40_000, 7), 'урок.txt': 'два', 'c.bin': noise(9_000, 8) };

beforeEach(async () => {
  [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
  await publish(out, 1, tree);
  server = await packServer(out);
});

afterEach(async () => {
  await server.close();
  removeFolders();
});

/** Mischief with blobs alone. */
function withBlobs(mischief: Mischief): Mischief {
  return (request, response, key, body) => key.startsWith('blobs/') && mischief(request, response, key, body);
}

describe('a line that breaks', () => {
  test('at random bytes, hundreds of times, still brings every byte once', async () => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      let cuts = 0;
      let useful = 0;
      server.mischief = withBlobs((request, response, _key, body) => {
        const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
        const cut = start + Math.floor(random() ** 3 * 900);
        const sent = body.subarray(start, cut);
        cuts += cut < body.length ? 1 : 0;
        useful += sent.length;
        const head = start > 0 ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {};
        response.writeHead(start > 0 ? 206 : 200, { ...head, etag: '"x"', 'content-length': body.length - start });
        response.write(sent, () => (cut < body.length ? response.destroy() : response.end()));
        return true;
      });
      const school = join(folder(), 'target');
      const { codes, fetched } = await syncFrom(server.url, school, { attempts: 50 });
      expect(codes).toEqual([]);
      expect(visible(school)).toEqual(asVisible(tree));
      expect(cuts).toBeGreaterThan(100);
      // Bytes that were on their way when the line broke are lost, and no others are asked for twice.
      expect(fetched.bytes).toBe(49_006);
      expect(useful).toBeGreaterThanOrEqual(49_006);
    }
  });

  test('is given up after a number of failures, with pauses that grow, and the next run goes on where it stopped', async () => {
    const clock = instantClock();
    server.mischief = withBlobs((request, response, _key, body) => {
      const isFirst = request.headers.range === undefined;
      if (isFirst && body.length > 30_000) {
        response.writeHead(200, { 'content-length': body.length });
        response.write(body.subarray(0, 30_000), () => setTimeout(() => response.destroy(), 50));
      } else response.destroy();
      return true;
    });
    const told: number[] = [];
    const failed = await syncFrom(server.url, target, {
      clock,
      attempts: 4,
      onPause: (milliseconds) => told.push(milliseconds),
    });
    expect(told).toEqual(clock.slept);
    expect(told.length).toBeGreaterThan(0);
    expect(failed.codes).toContain('EDU627');
    expect(visible(target)).toEqual({});
    expect(clock.slept.filter((pause) => pause === 2_000).length).toBeGreaterThan(0);
    expect(Math.max(...clock.slept)).toBeLessThanOrEqual(60_000);
    server.mischief = undefined;
    server.sent = 0;
    expect((await syncFrom(server.url, target)).codes).toEqual([]);
    expect(server.sent).toBe(19_006);
    expect(visible(target)).toEqual(asVisible(tree));
  });

  test('takes up at the byte with Range and If-Range', async () => {
    let cut = false;
    server.mischief = withBlobs((_request, response, _key, body) => {
      if (cut || body.length < 30_000) return false;
      cut = true;
      response.writeHead(200, { 'content-length': body.length, etag: '"old"' });
      response.write(body.subarray(0, 12_345), () => setTimeout(() => response.destroy(), 50));
      return true;
    });
    expect((await syncFrom(server.url, target)).codes).toEqual([]);
    const { headers } = server;
    expect(headers.find(({ range }) => range !== undefined)).toMatchObject({
      range: 'bytes=12345-',
      'if-range': '"old"',
    });
    // The mark is another one by now, so the server began anew, and what was there was not written twice.
    expect(visible(target)).toEqual(asVisible(tree));
  });

  test('silence ends a request', async () => {
    let silent = 0;
    server.mischief = withBlobs((_request, response, _key, body) => {
      silent += 1;
      if (silent === 1) return true;
      if (silent !== 2) return false;
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 1));
      return true;
    });
    const clock = {
      ...instantClock(),
      after: (_: number, act: () => void) => {
        const timer = setTimeout(act, 300);
        return () => clearTimeout(timer);
      },
    };
    expect((await syncFrom(server.url, target, { clock })).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible(tree));
  });

  test('a limit holds over all requests', async () => {
    const clock = instantClock();
    await syncFrom(server.url, target, { clock, limit: 1_000 });
    expect(clock.now()).toBeGreaterThanOrEqual(48_000);
    expect(clock.now()).toBeLessThan(60_000);
  });
});

describe('a server that', () => {
  test.each(mischiefs)('%s brings nothing wrong into sight', async (_, mischief, codes) => {
    server.mischief = withBlobs(mischief);
    const result = await syncFrom(server.url, target);
    expect([...new Set(result.codes)].filter((code) => !codes.includes(code))).toEqual([]);
    expect(result.codes.length > 0).toBe(codes.length > 0);
    expect(visible(target)).toEqual(codes.length === 0 ? asVisible(tree) : {});
    server.mischief = undefined;
    expect((await syncFrom(server.url, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible(tree));
  });

  test('does the same to documents gets no further, and what is held stays', async () => {
    await syncFrom(server.url, target);
    await publish(out, 2, { 'new.txt': 'new' });
    for (const document of ['recall.json', 'current.json', 'manifests/2.json']) {
      for (const [name, mischief, codes] of mischiefs) {
        if (codes.length === 0) continue;
        server.mischief = (request, response, key, body) => key === document && mischief(request, response, key, body);
        const result = await syncFrom(server.url, target);
        expect([document, name, result.codes.length > 0, visible(target)]).toEqual([
          document,
          name,
          true,
          asVisible(tree),
        ]);
      }
    }
    server.mischief = undefined;
    expect((await syncFrom(server.url, target)).version).toBe(2);
  });

  test('ignores Range is read on from where the cut was, without writing anything twice', async () => {
    let cuts = 3;
    server.mischief = withBlobs((_request, response, _key, body) => {
      response.writeHead(200, { 'content-length': body.length });
      if (body.length < 30_000 || cuts === 0) {
        response.end(body);
        return true;
      }
      cuts -= 1;
      response.write(body.subarray(0, 25_000 - 5_000 * cuts), () => setTimeout(() => response.destroy(), 30));
      return true;
    });
    expect((await syncFrom(server.url, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible(tree));
  });

  test('redirects within itself is followed, and gets the cookies that are for it and no others', async () => {
    server.mischief = withBlobs((request, response, key) => {
      if (request.url?.endsWith('?moved') === true) return false;
      response.writeHead(307, { location: `/${key}?moved` }).end();
      return true;
    });
    const lines = [
      'Set-Cookie: CloudFront-Policy=abc; Path=/',
      '127.0.0.1\tFALSE\t/other\tFALSE\t0\tn\tv',
      'example.org\tTRUE\t/\tFALSE\t0\tx\ty',
    ];
    const source = httpSource(new URL(server.url), readCookies(lines.join('\n'), 'cookies', '127.0.0.1'));
    expect((await syncFrom(server.url, target, { source })).codes).toEqual([]);
    expect(new Set(server.headers.map(({ cookie }) => cookie))).toEqual(new Set(['CloudFront-Policy=abc']));
  });
});

describe('a single wrong byte at the source', () => {
  test('never comes into sight, wherever it stands, and the rest comes all the same', async () => {
    const random = seeded(11);
    for (let index = 0; index < 12; index += 1) {
      const { manifest } = await publish(out, index + 2, { ...tree, n: `version ${index}` });
      const file = manifest.files[index % manifest.files.length];
      const path = join(out, blobKey(file?.sha256 ?? ''));
      const right = readFileSync(path);
      const wrong = Buffer.from(right);
      const at = Math.floor(random() * wrong.length);
      wrong.writeUInt8(wrong.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
      writeFileSync(path, wrong);
      const school = join(folder(), 'target');
      expect((await syncFrom(out, school)).codes).toEqual(['EDU626']);
      expect(visible(school)).toEqual({});
      writeFileSync(path, right);
      const sent: string[] = [];
      const source = await folderSource(out);
      const counting: PackSource = {
        ...source,
        read: (key, ...more) => {
          sent.push(key);
          return source.read(key, ...more);
        },
      };
      expect((await syncFrom(out, school, { source: counting })).codes).toEqual([]);
      expect(sent.filter((key) => key.startsWith('blobs/'))).toEqual([blobKey(file?.sha256 ?? '')]);
    }
  });

  test('costs one part of a large file', async () => {
    const large = noise(2 ** 20, 3);
    const { manifest } = await publish(out, 2, { large: Buffer.concat(Array.from({ length: 20 }, () => large)) });
    const [file] = manifest.files;
    const flips: string[] = [];
    server.mischief = withBlobs((_request, response, _key, body) => {
      if (flips.length > 0) return false;
      flips.push('one');
      body.writeUInt8(body.readUInt8(9 * 2 ** 20) ^ 1, 9 * 2 ** 20);
      response.writeHead(200, { 'content-length': body.length }).end(body);
      return true;
    });
    const { codes, fetched } = await syncFrom(server.url, target);
    expect(codes).toEqual([]);
    expect(server.requests.filter((one) => one.includes(file?.sha256 ?? '?'))).toHaveLength(2);
    expect(server.requests.at(-1)).toMatch(/bytes=8388608-$/);
    expect(fetched.bytes).toBeLessThan(29 * 2 ** 20);
  });
});
