import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as promises from 'node:fs/promises';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createPack, verifyPack, type Verified } from '../../lib/packs';
import { blobKey } from '../../lib/packs/pack-layout';
import {
  codesIn,
  contentsOf,
  folder,
  folderWith,
  issuesOf,
  kms,
  made,
  publisher,
  put,
  refusal,
  removeFolders,
  sha256,
  stranger,
} from './support';

jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof promises>('node:fs/promises');
  return { ...actual, rename: jest.fn(actual.rename) };
});

afterAll(removeFolders);

const files = {
  'a.txt': 'alpha',
  '数学/七年级/第一课.pdf': '一',
  'Математика/Урок 1.pdf': 'один',
  'copy.txt': 'alpha',
};

function verified(out: string): Promise<Verified> {
  return verifyPack({ folder: out, keys: [publisher.key, kms.key], asOf: '2026-11-01' });
}

describe('a pack', () => {
  test('holds each content once under its SHA-256, and the names of every script', async () => {
    const { out, manifest, bytes, added } = await made(files);
    expect(manifest.files.map(({ path }) => path)).toEqual(Object.keys(files).sort());
    for (const [path, content] of Object.entries(files)) {
      expect(readFileSync(join(out, blobKey(sha256(content))), 'utf8')).toBe(content);
      expect(manifest.files.find((one) => one.path === path)).toEqual({
        path,
        size: Buffer.byteLength(content),
        sha256: sha256(content),
      });
    }
    expect(added).toEqual({ files: 3, bytes: bytes - 5 });
    expect(await verified(out)).toMatchObject({ kind: 'pack', files: 3, issues: [] });
  });

  test('has the same bytes each time, whatever the clock says and however the folder was filled', async () => {
    const first = await made(files, { notAfter: '2026-12-31' });
    jest.useFakeTimers({ now: new Date('2031-01-01'), doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    try {
      const second = await made(Object.fromEntries(Object.entries(files).reverse()), { notAfter: '2026-12-31' });
      expect(contentsOf(second.out)).toEqual(contentsOf(first.out));
    } finally {
      jest.useRealTimers();
    }
  });

  test('is left as it is when the same is made again, also where each signature is another', async () => {
    const { out } = await made(files, { signer: kms.signer });
    const before = contentsOf(out);
    const { added } = await made(files, { signer: kms.signer, out });
    expect(added).toEqual({ files: 0, bytes: 0 });
    expect(contentsOf(out)).toEqual(before);
  });

  test('may be empty, and of one empty file', async () => {
    expect((await verified((await made({})).out)).issues).toEqual([]);
    expect((await verified((await made({ empty: '' })).out)).issues).toEqual([]);
  });

  test('names parts of 8 MiB where a file is longer, and of none that is not', async () => {
    const long = Buffer.alloc(8 * 2 ** 20 + 1, 7);
    const { manifest } = await made({ long, 'just.bin': long.subarray(1) });
    expect(manifest.files).toEqual([
      { path: 'just.bin', size: 8 * 2 ** 20, sha256: sha256(long.subarray(1)) },
      {
        path: 'long',
        size: long.length,
        sha256: sha256(long),
        parts: [sha256(long.subarray(1)), sha256(long.subarray(-1))],
      },
    ]);
  });

  test('has names in normal form C where a folder has them in another', async () => {
    const { manifest } = await made({ 'cafe\u0301.txt': 'x' });
    expect(manifest.files[0]?.path).toBe('café.txt');
  });
});

describe('a new version', () => {
  test('keeps what is there, adds what is new, and raises the pointer', async () => {
    const { out } = await made(files);
    const { added } = await made({ ...files, 'b.txt': 'beta' }, { out, version: 2 });
    expect(added).toEqual({ files: 1, bytes: 4 });
    expect(Object.keys(contentsOf(join(out, 'manifests')))).toEqual(['1.json', '2.json']);
    expect((await verified(out)).pointer?.version).toBe(2);
    expect((await verified(out)).issues).toEqual([]);
  });

  test('does not take a version that exists, or an older one', async () => {
    const { out } = await made(files, { version: 5 });
    const before = contentsOf(out);
    const other = { ...files, 'a.txt': 'other' };
    const [same] = await issuesOf(() => made(other, { out, version: 5 }));
    expect(same).toMatchObject({ code: 'EDU617', found: 'a.txt', fix: expect.stringContaining('version 6') });
    expect(await refusal(() => made(files, { out, version: 5, licence: 'licensed' }))).toEqual(['EDU617']);
    expect(await refusal(() => made(other, { out, version: 4 }))).toEqual(['EDU615']);
    rmSync(join(out, 'manifests'), { recursive: true });
    expect(await refusal(() => made(other, { out, version: 5 }))).toEqual(['EDU623']);
    expect(contentsOf(join(out, 'blobs'))).toEqual(
      Object.fromEntries(
        Object.entries(before).flatMap(([path, one]) => (path.startsWith('blobs/') ? [[path.slice(6), one]] : [])),
      ),
    );
  });

  test('does not take a version that exists in `--base`', async () => {
    const base = (await made(files, { version: 3 })).out;
    expect(await refusal(() => made({ x: '1' }, { base, version: 3 }))).toEqual(['EDU617']);
    expect(await refusal(() => made({ x: '1' }, { base, version: 2 }))).toEqual(['EDU615']);
    const { out } = await made({ x: '1' }, { base, version: 4 });
    expect((await verified(out)).issues).toEqual([]);
  });

  test('is of the pack that the folder holds', async () => {
    const { out } = await made(files);
    expect(await refusal(() => made(files, { out, id: 'physics-8', version: 2 }))).toEqual(['EDU616']);
    expect(await refusal(() => made(files, { base: folder(), version: 2 }))).toEqual(['EDU620']);
  });

  test('follows one that another key has signed only where that key is named', async () => {
    const { out } = await made(files, { signer: kms.signer });
    const next = { ...files, 'b.txt': 'beta' };
    expect(await refusal(() => made(next, { out, version: 2 }))).toEqual(['EDU622']);
    expect(await refusal(() => made(next, { out, version: 2, baseKeys: [stranger.key] }))).toEqual(['EDU622']);
    // A manifest that is published stays as it is: caches keep it for a year.
    expect(await refusal(() => made(files, { out, baseKeys: [kms.key] }))).toEqual(['EDU617']);
    await made(next, { out, version: 2, baseKeys: [kms.key] });
    expect((await verified(out)).issues).toEqual([]);
  });
});

describe('a recall', () => {
  test('names a content by its path in the newest version that has it, and removes it', async () => {
    const { out } = await made(files);
    await made({ ...files, 'a.txt': 'mistake' }, { out, version: 2 });
    const { recall } = await made({ 'a.txt': 'mended' }, { out, version: 3, recall: ['a.txt'] });
    expect(recall).toMatchObject({ version: 2, recalled: [{ path: 'a.txt', sha256: sha256('mistake') }] });
    expect(existsSync(join(out, blobKey(sha256('mistake'))))).toBe(false);
    expect(existsSync(join(out, blobKey(sha256('alpha'))))).toBe(true);
    expect((await verified(out)).issues).toEqual([]);
  });

  test('holds for ever, also for a content under another name', async () => {
    const { out } = await made(files);
    await made({}, { out, version: 2, recall: [sha256('alpha')] });
    const again = { 'elsewhere.txt': 'alpha', 'b.txt': 'beta' };
    const [issue] = await issuesOf(() => made(again, { out, version: 3 }));
    expect(issue).toMatchObject({ code: 'EDU618', file: 'elsewhere.txt', found: sha256('alpha') });
    const { recall } = await made({ 'b.txt': 'beta' }, { out, version: 3 });
    expect(recall).toMatchObject({ version: 2, recalled: [{ sha256: sha256('alpha') }] });
  });

  test('is refused for what the new version lists, and for what no version has; nothing is written then', async () => {
    const { out } = await made(files);
    const before = contentsOf(out);
    const both = await issuesOf(() => made(files, { out, version: 2, recall: ['a.txt'] }));
    expect(both.map(({ code, file }) => [code, file])).toEqual([
      ['EDU618', 'a.txt'],
      ['EDU618', 'copy.txt'],
    ]);
    const unknown = await issuesOf(() => made({}, { out, version: 2, recall: ['gone.txt', 'a.txt', 'lost.txt'] }));
    expect(unknown.map(({ code, found }) => [code, found])).toEqual([
      ['EDU619', 'gone.txt'],
      ['EDU619', 'lost.txt'],
    ]);
    expect(contentsOf(out)).toEqual(before);
  });

  test('is not forgotten when the pointer is lost', async () => {
    const { out } = await made(files);
    await made({}, { out, version: 2, recall: ['a.txt'] });
    rmSync(join(out, 'current.json'));
    expect(await refusal(() => made({ 'a.txt': 'alpha' }, { out, version: 3 }))).toEqual(['EDU618']);
    expect((await made({ 'b.txt': 'beta' }, { out, version: 3 })).recall.recalled).toHaveLength(1);
  });
});

describe('a cut', () => {
  test('at any step of writing leaves the old version sound, and the next run completes the new one', async () => {
    const next = { ...files, 'a.txt': 'mended', 'b.txt': 'beta' };
    const change = { version: 2, recall: [sha256('alpha')], folder: folderWith({ ...next, 'copy.txt': 'x' }) };
    for (let steps = 0; ; steps += 1) {
      const { out } = await made(files);
      // Everything comes to its name by a rename, so that a cut before each of them is a cut at each step.
      const whole = jest.mocked(rename).getMockImplementation();
      let left = steps;
      jest.mocked(rename).mockImplementation(async (from, to) => {
        if (left === 0) throw new Error('power is cut');
        left -= 1;
        await whole?.(from, to);
      });
      const done = await made({}, { ...change, out }).then(
        () => true,
        () => false,
      );
      jest.mocked(rename).mockImplementation(whole);
      if (!done) {
        const { pointer, issues } = await verified(out);
        expect(pointer?.version).toBe(1);
        // What is half written belongs to nobody yet; what is recalled may be gone already.
        expect(codesIn(issues).filter((code) => !['EDU637', 'EDU639'].includes(code))).toEqual([]);
        await made({}, { ...change, out });
      }
      expect(await verified(out)).toMatchObject({ pointer: { version: 2 }, issues: [] });
      if (done) {
        expect(steps).toBeGreaterThan(4);
        return;
      }
    }
  });
});

describe('what is refused', () => {
  test('all names that some system cannot have, at once', async () => {
    const from = folderWith({ 'aux.txt': '1', 'what?.txt': '2', 'Ok.txt': '3', 'ok.txt': '4' });
    symlinkSync('/etc/hostname', join(from, 'link'));
    symlinkSync('.', join(from, 'loop'));
    const issues = await issuesOf(() => made({}, { folder: from }));
    expect(issues.map(({ code, file }) => [code, file])).toEqual([
      ['EDU614', 'link'],
      ['EDU614', 'loop'],
      ['EDU612', 'aux.txt'],
      ['EDU612', 'what?.txt'],
      ['EDU613', 'ok.txt'],
    ]);
  });

  test('a private key among the files, by its place or as a copy', async () => {
    const from = folderWith({ 'deep/key.pem': publisher.privatePem, 'other.pem': stranger.privatePem });
    const issues = await issuesOf(() => made({}, { folder: from }));
    expect(issues.map(({ code, file }) => [code, file])).toEqual([['EDU641', 'deep/key.pem']]);
    const secret = join(from, 'other.pem');
    rmSync(join(from, 'deep'), { recursive: true });
    expect(await refusal(() => made({}, { folder: from, secrets: [secret] }))).toEqual(['EDU641']);
    expect(await refusal(() => made({}, { folder: from }))).toEqual([]);
  });

  test('folders that lie in one another, that hold other files, or that are files', async () => {
    const from = folderWith({ 'a.txt': 'x', file: 'y' });
    expect(await refusal(() => made({}, { folder: from, out: join(from, 'pack') }))).toEqual(['EDU641']);
    expect(await refusal(() => made({}, { folder: join(from, 'in'), out: from }))).toEqual(['EDU101']);
    mkdirSync(join(from, 'in'));
    expect(await refusal(() => made({}, { folder: join(from, 'in'), out: from }))).toEqual(['EDU641']);
    expect(await refusal(() => made({}, { out: from }))).toEqual(['EDU641']);
    expect(await refusal(() => made({}, { out: join(from, 'file') }))).toEqual(['EDU641']);
    const link = join(folder(), 'link');
    symlinkSync(from, link);
    expect(await refusal(() => made({}, { folder: from, out: join(link, 'pack') }))).toEqual(['EDU641']);
    expect(contentsOf(from)).toEqual({ 'a.txt': '78', file: '79' });
  });

  test('a file that changes while the pack is made', async () => {
    const from = folderWith({ 'a.txt': 'before', 'b.txt': 'x' });
    const out = join(folder(), 'pack');
    const onProgress = (done: number): void => {
      if (done === 1) put(from, 'a.txt', 'behind');
    };
    const issues = await issuesOf(() => made({}, { folder: from, out, onProgress }));
    expect(issues).toMatchObject([{ code: 'EDU640', file: 'a.txt' }]);
    expect(existsSync(join(out, 'current.json'))).toBe(false);
  });

  test('a file that goes away meanwhile', async () => {
    const from = folderWith({ 'a.txt': '1', 'b.txt': '2' });
    const vanish = (): void => {
      rmSync(join(from, 'b.txt'), { force: true });
    };
    expect(await refusal(() => made({}, { folder: from, onProgress: vanish }))).toEqual(['EDU101']);
  });

  test('earlier versions that somebody has changed', async () => {
    const { out } = await made(files);
    await made({}, { out, version: 2 });
    renameSync(join(out, 'manifests/1.json'), join(out, 'manifests/2.json'));
    expect(await refusal(() => made({}, { out, version: 3, recall: ['a.txt'] }))).toEqual(['EDU636']);
    writeFileSync(join(out, 'current.json'), '<html>');
    expect(await refusal(() => made({}, { out, version: 3 }))).toEqual(['EDU621']);
    rmSync(join(out, 'current.json'));
    rmSync(join(out, 'recall.json'));
    mkdirSync(join(out, 'recall.json'));
    expect(await refusal(() => made({}, { out, version: 3 }))).toEqual(['EDU102']);
  });

  test('a content that was damaged in the pack is written anew', async () => {
    const { out } = await made(files);
    const blob = join(out, blobKey(sha256('alpha')));
    writeFileSync(blob, 'alphA');
    await createPack({
      folder: folderWith(files),
      out,
      id: 'physics-7',
      version: 1,
      licence: 'open',
      signer: publisher.signer,
    });
    expect(readFileSync(blob, 'utf8')).toBe('alpha');
    expect(statSync(blob).size).toBe(5);
  });
});
