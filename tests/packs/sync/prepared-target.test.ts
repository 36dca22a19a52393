import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal } from '../../../lib/packs/envelope';
import { folderSource, syncPack, type PackSource } from '../../../lib/packs';
import { takeLock } from '../../../lib/packs/sync/sync-lock';
import {
  asVisible,
  folder,
  instantClock,
  noise,
  publish,
  publisher,
  put,
  removeFolders,
  stranger,
  syncFrom,
  visible,
} from './support';

afterAll(removeFolders);

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const control = (target: string, ...names: string[]): string => join(target, '.educloud-pack', ...names);

/** A journal as a stranger writes it: documents that the publisher has not signed. */
async function strangersJournal(target: string, evil: string, before: object[]): Promise<void> {
  const signer = stranger.signer;
  const manifest = {
    format: 1,
    id: 'physics',
    version: 9,
    licence: 'open',
    recall: 1,
    files: [{ path: 'lesson.html', size: evil.length, sha256: sha256(evil) }],
  } as const;
  const sealed = await seal('manifest', manifest, signer);
  const pointer = await seal(
    'pointer',
    { format: 1, id: 'physics', version: 9, recall: 1, manifest: { sha256: sha256(sealed), size: sealed.length } },
    signer,
  );
  mkdirSync(control(target, 'incoming'), { recursive: true });
  writeFileSync(control(target, 'incoming', sha256(evil)), evil);
  writeFileSync(control(target, 'journal.json'), JSON.stringify({ before, manifest: sealed, pointer }));
}

test('a journal that leads out of the folder removes nothing there', async () => {
  const root = folder();
  const out = join(folder(), 'pack');
  await publish(out, 1, { 'lesson.html': 'one' });
  const target = join(root, 'school');
  mkdirSync(target);
  put(root, 'outside.txt', 'precious');
  await strangersJournal(target, 'evil', [{ path: '../outside.txt', sha256: sha256('precious') }]);
  await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU621' }] });
  expect(existsSync(join(root, 'outside.txt'))).toBe(true);
});

test('a journal that the publisher has not signed puts nothing in sight, with or without a source', async () => {
  const out = join(folder(), 'pack');
  await publish(out, 1, { 'lesson.html': 'one' });
  const target = folder();
  await strangersJournal(target, 'evil', []);
  const cut = join(folder(), 'pack');
  cpSync(out, cut, { recursive: true });
  rmSync(join(cut, 'recall.json'));
  expect((await syncFrom(cut, target)).codes).toEqual(['EDU623', 'EDU622']);
  expect(visible(target)).toEqual({});
  const { issues, finished } = await syncFrom(out, target);
  expect(issues).toMatchObject([{ code: 'EDU622', severity: 'warning', found: 'journal.json' }]);
  expect(finished).toBe(false);
  expect(visible(target)).toEqual(asVisible({ 'lesson.html': 'one' }));
  expect((await syncFrom(out, target)).codes).toEqual([]);
});

test('what a stranger signed in the folder neither passes for newer nor recalls anything', async () => {
  const out = join(folder(), 'pack');
  await publish(out, 1, { 'lesson.html': 'one' });
  const target = folder();
  await syncFrom(out, target);
  const recalled = [{ sha256: sha256('one') }];
  const list = { format: 1, id: 'physics', version: 999_999_999, recalled } as const;
  writeFileSync(control(target, 'recall.json'), await seal('recall', list, stranger.signer));
  const { codes, recalled: gone } = await syncFrom(out, target);
  expect([codes, gone]).toEqual([['EDU622'], []]);
  expect(visible(target)).toEqual(asVisible({ 'lesson.html': 'one' }));
});

test('a second name of a file elsewhere among what is on its way is not written through', async () => {
  const root = folder();
  const out = join(folder(), 'pack');
  await publish(out, 1, { 'lesson.html': 'new lesson' });
  const target = join(root, 'school');
  put(root, 'outside.txt', 'x');
  mkdirSync(control(target, 'incoming'), { recursive: true });
  linkSync(join(root, 'outside.txt'), control(target, 'incoming', sha256('new lesson')));
  await syncFrom(out, target);
  expect(readFileSync(join(root, 'outside.txt'), 'utf8')).toBe('x');
});

test('a version that was announced is not undone by an older one before it is complete', async () => {
  const [one, two, three] = [join(folder(), 'p1'), join(folder(), 'p2'), join(folder(), 'p3')];
  await publish(one, 1, { a: 'one' });
  cpSync(one, two, { recursive: true });
  await publish(two, 2, { a: 'two' });
  cpSync(two, three, { recursive: true });
  await publish(three, 3, { a: 'three' });
  const target = folder();
  await syncFrom(one, target);
  rmSync(join(three, 'blobs'), { recursive: true });
  expect((await syncFrom(three, target)).codes).not.toEqual([]);
  expect((await syncFrom(two, target)).codes).toEqual(['EDU624']);
});

test('a lock that is being written is not taken for a dead one', () => {
  const dir = control(folder());
  mkdirSync(dir);
  writeFileSync(join(dir, 'lock'), '');
  expect(() => takeLock(dir)).toThrow();
});

test('a flipped bit, wherever in a pack, is never in sight', async () => {
  const out = join(folder(), 'pack');
  await publish(out, 1, { a: 'aaa', b: 'bbb' });
  const good = { a: Buffer.from('aaa').toString('base64'), b: Buffer.from('bbb').toString('base64') };
  const files = [
    'current.json',
    'recall.json',
    'manifests/1.json',
    ...['aaa', 'bbb'].map((t) => `blobs/${sha256(t).slice(0, 2)}/${sha256(t).slice(2, 4)}/${sha256(t)}`),
  ];
  for (const file of files) {
    const bytes = readFileSync(join(out, file));
    for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 40))) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(join(out, file), changed);
      const target = folder();
      const { codes } = await syncFrom(out, target);
      const seen = visible(target);
      expect(codes.length === 0 ? seen : {}).toEqual(codes.length === 0 ? good : {});
      expect([{}, good]).toContainEqual(seen);
    }
    writeFileSync(join(out, file), bytes);
  }
});

test('a line that gives one byte and breaks, for ever, is given up', async () => {
  const out = join(folder(), 'pack');
  await publish(out, 1, { big: noise(200_000, 1) });
  let asked = 0;
  const server = createServer((request, response) => {
    const file = join(out, decodeURIComponent(request.url ?? ''));
    const bytes = readFileSync(file);
    if (!(request.url ?? '').includes('blobs')) return void response.end(bytes);
    asked += 1;
    if (asked > 3_000) return void response.destroy();
    const start = Number(/bytes=(\d+)/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': bytes.length - start,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    response.write(bytes.subarray(start, start + 1), () => setImmediate(() => response.destroy()));
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  const { codes } = await syncFrom(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, folder());
  server.closeAllConnections();
  server.close();
  expect(codes).not.toEqual([]);
  expect(asked).toBeLessThan(200);
}, 60_000);

test('a body that drips is given up, though no silence is long', async () => {
  const out = join(folder(), 'pack');
  await publish(out, 1, { big: noise(50_000, 1) });
  const whole = await folderSource(out);
  const clock = instantClock();
  let drops = 0;
  const drip: PackSource = {
    name: 'drip',
    read: async (key, wanted, signal) => {
      const answer = await whole.read(key, wanted, signal);
      if (!key.startsWith('blobs/') || answer.kind !== 'bytes') return answer;
      const body = (async function* () {
        for await (const chunk of answer.body) {
          for (const byte of chunk) {
            await clock.sleep(20_000);
            drops += 1;
            yield Uint8Array.of(byte);
          }
        }
      })();
      return { ...answer, body };
    },
  };
  const { issues } = await syncPack({
    source: drip,
    target: folder(),
    keys: [publisher.key],
    asOf: '2026-11-23',
    clock,
  });
  expect(issues.map(({ code }) => code)).toEqual(['EDU627']);
  expect(drops).toBeLessThan(100);
});

test('when the publisher changes the key, what is there is not fetched again, and an older version of the new key is still refused', async () => {
  const [old, next] = [join(folder(), 'old'), join(folder(), 'next')];
  await publish(old, 1, { a: 'one', b: 'both' });
  await publish(next, 2, { a: 'two', b: 'both' }, { signer: stranger.signer });
  const target = folder();
  await syncFrom(old, target);
  const keys = [stranger.key];
  expect((await syncFrom(next, target, { keys: [publisher.key] })).codes).toEqual(['EDU622']);
  expect(await syncFrom(next, target, { keys })).toMatchObject({ codes: ['EDU622'], fetched: { blobs: 1 }, placed: 1 });
  expect(await syncFrom(next, target, { keys })).toMatchObject({ codes: [], fetched: { blobs: 0 } });
  const later = join(folder(), 'later');
  cpSync(next, later, { recursive: true });
  await publish(later, 3, { a: 'three', b: 'both' }, { signer: stranger.signer });
  expect((await syncFrom(later, target, { keys })).codes).toEqual([]);
  expect((await syncFrom(next, target, { keys })).codes).toEqual(['EDU624']);
});
