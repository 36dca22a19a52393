import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  asVisible,
  folder,
  noise,
  publish,
  put,
  removeFolders,
  stranger,
  syncFrom,
  visible,
  type Tree,
} from './support';
import { packServer, type PackServer } from './pack-server';

jest.setTimeout(60_000);

let server: PackServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
  removeFolders();
});

const first: Tree = {
  '高中/物理/第一课.txt': 'eins',
  'Физика/урок 1.txt': 'zwei',
  'a/b/c.bin': noise(70_000, 1),
  empty: '',
};

const names = fc.constantFrom('课', 'урок', 'a', 'B', 'Ä', '第 1 课.txt', 'x.tar.gz', 'ё.md');
const trees = fc
  .array(fc.tuple(fc.array(names, { minLength: 1, maxLength: 3 }), fc.uint8Array({ maxLength: 40 })), { maxLength: 6 })
  .map((files) => {
    const tree: Record<string, Uint8Array> = {};
    for (const [path, content] of files) {
      const name = path.join('/');
      const clashes = Object.keys(tree).some((one) => {
        const [a, b] = [one.toLowerCase(), name.toLowerCase()];
        return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
      });
      if (!clashes) tree[name] = content;
    }
    return tree;
  });

describe('syncing', () => {
  test('makes the target equal to what was published, version after version', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(trees, { minLength: 1, maxLength: 3 }), async (versions) => {
        const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
        for (const [index, tree] of versions.entries()) {
          await publish(out, index + 1, tree);
          const result = await syncFrom(out, target);
          expect(result.codes).toEqual([]);
          expect(result.version).toBe(index + 1);
          expect(visible(target)).toEqual(asVisible(tree));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('takes files for folders and folders for files, from version to version', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    const versions: Tree[] = [{ a: 'file', 'b/c/d': 'deep' }, { 'a/x': 'inside', b: 'flat' }, { a: 'file' }];
    for (const [index, tree] of versions.entries()) {
      await publish(out, index + 1, tree);
      expect((await syncFrom(out, target)).codes).toEqual([]);
      expect(visible(target)).toEqual(asVisible(tree));
    }
    expect(existsSync(join(target, 'b'))).toBe(false);
  });

  test('fetches exactly the contents that are missing', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first);
    server = await packServer(out);
    await syncFrom(server.url, target);
    expect(server.sent).toBe(70_008);
    server.sent = 0;
    await publish(out, 2, { ...first, 'a/copy.bin': noise(70_000, 1), 'new.txt': 'twelve bytes', empty: 'now not' });
    const result = await syncFrom(server.url, target);
    expect(server.sent).toBe(19);
    expect(result).toMatchObject({ version: 2, previous: 1, fetched: { blobs: 3, bytes: 19 }, reused: 70_000 });
  });

  test('a second run fetches nothing, and changes nothing', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first);
    server = await packServer(out);
    await syncFrom(server.url, target);
    server.requests.length = 0;
    const again = await syncFrom(server.url, target);
    expect(server.requests).toEqual(['GET recall.json', 'GET current.json']);
    expect(again).toMatchObject({ codes: [], version: 1, placed: 0, removed: [], fetched: { blobs: 0, bytes: 0 } });
    expect(visible(target)).toEqual(asVisible(first));
  });

  test('a large file that has changed in one part comes in one part', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    const large = Buffer.alloc(20 * 2 ** 20, 'abcdefg');
    await publish(out, 1, { large });
    server = await packServer(out);
    await syncFrom(server.url, target);
    large.write('changed', 9 * 2 ** 20);
    await publish(out, 2, { large });
    server.sent = 0;
    const { fetched, reused } = await syncFrom(server.url, target);
    expect(fetched.bytes).toBe(8 * 2 ** 20);
    expect(reused).toBe(12 * 2 ** 20);
    expect(readFileSync(join(target, 'large')).equals(large)).toBe(true);
  });

  test('a synced folder is a source itself', async () => {
    const [out, school, stick] = [join(folder(), 'pack'), join(folder(), 'a'), join(folder(), 'b')];
    await publish(out, 3, first);
    await syncFrom(out, school);
    expect((await syncFrom(school, stick)).codes).toEqual([]);
    expect(visible(stick)).toEqual(asVisible(first));
  });

  test('repairs files of the pack that were changed or removed, and tells which', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first);
    await syncFrom(out, target);
    writeFileSync(join(target, 'empty'), 'rot');
    rmSync(join(target, 'a/b/c.bin'));
    const result = await syncFrom(out, target);
    expect([...result.repaired].sort()).toEqual(['a/b/c.bin', 'empty']);
    expect(visible(target)).toEqual(asVisible(first));
  });

  test('leaves files of others, and files that somebody has changed and no version wants', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    put(target, 'a/notes.txt', 'mine');
    await publish(out, 1, { 'a/b': 'pack', c: 'pack' });
    await syncFrom(out, target);
    writeFileSync(join(target, 'c'), 'my own words');
    await publish(out, 2, { d: 'pack' });
    const result = await syncFrom(out, target);
    expect(result).toMatchObject({ codes: [], removed: ['a/b'], kept: ['c'] });
    expect(visible(target)).toEqual(asVisible({ 'a/notes.txt': 'mine', c: 'my own words', d: 'pack' }));
  });

  test('takes over files that are right already', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    put(target, 'a/b/c.bin', noise(70_000, 1));
    await publish(out, 1, first);
    server = await packServer(out);
    expect((await syncFrom(server.url, target)).codes).toEqual([]);
    expect(server.sent).toBe(8);
  });

  test('a dry run says what would come and go, and changes nothing', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first);
    const empty = await syncFrom(out, target, { dryRun: true });
    expect(empty).toMatchObject({ offered: 1, placed: 4, fetched: { blobs: 3, bytes: 70_008 } });
    expect(existsSync(target)).toBe(false);
    await syncFrom(out, target);
    await publish(out, 2, { empty: '', n: 'new' }, { recall: ['Физика/урок 1.txt'] });
    const before = visible(target);
    const dry = await syncFrom(out, target, { dryRun: true });
    expect(dry).toMatchObject({
      version: 1,
      offered: 2,
      placed: 1,
      recalled: ['Физика/урок 1.txt'],
      fetched: { blobs: 1, bytes: 3 },
    });
    expect(visible(target)).toEqual(before);
    expect(readFileSync(join(target, '.educloud-pack/recall.json'), 'utf8')).not.toContain('Физика');
  });
});

describe('files in the way', () => {
  test('are refused by name, all of them, before anything changes', async () => {
    const [out, target, elsewhere] = [join(folder(), 'pack'), join(folder(), 'target'), folder()];
    put(target, 'a', 'a file where a folder belongs');
    put(target, 'b', 'other bytes');
    put(target, 'c/mine', 'a folder where a file belongs');
    symlinkSync(elsewhere, join(target, 'd'));
    symlinkSync(join(elsewhere, 'x'), join(target, 'e'));
    const before = visible(join(target, 'c'));
    await publish(out, 1, { 'a/1': '1', b: '2', c: '3', 'd/1': '4', e: '5', f: '6' });
    const { issues, version } = await syncFrom(out, target);
    expect(issues.map(({ code, file }) => [code, file?.slice(target.length + 1)])).toEqual([
      ['EDU631', 'a'],
      ['EDU631', 'b'],
      ['EDU631', 'c/mine'],
      ['EDU631', 'd'],
      ['EDU631', 'e'],
    ]);
    expect(version).toBeUndefined();
    expect(visible(join(target, 'c'))).toEqual(before);
    expect(existsSync(join(target, 'f'))).toBe(false);
    expect(visible(elsewhere)).toEqual({});
  });

  test('are not replaced when they come while the sync runs', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, { a: 'pack', b: 'pack too' });
    const result = await syncFrom(out, target, {
      onProgress: ({ step }) => {
        if (step === 'fetch') put(target, 'b', 'mine');
      },
    });
    expect(result.codes).toEqual(['EDU631']);
    expect(visible(target).b).toBe('mine');
    rmSync(join(target, 'b'));
    expect((await syncFrom(out, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible({ a: 'pack', b: 'pack too' }));
  });

  test('a link that takes the place of a folder of the pack is not followed', async () => {
    const [out, target, elsewhere] = [join(folder(), 'pack'), join(folder(), 'target'), folder()];
    await publish(out, 1, { 'a/1': 'one' });
    await syncFrom(out, target);
    put(elsewhere, '1', 'one');
    rmSync(join(target, 'a'), { recursive: true });
    symlinkSync(elsewhere, join(target, 'a'));
    await publish(out, 2, { 'a/1': 'two' }, { recall: ['a/1'] });
    expect((await syncFrom(out, target)).codes).toEqual(['EDU631']);
    expect(visible(elsewhere)).toEqual(asVisible({ 1: 'one' }));
  });

  test('a link in place of the control folder is refused', async () => {
    const [out, target, elsewhere] = [join(folder(), 'pack'), folder(), folder()];
    await publish(out, 1, first);
    symlinkSync(elsewhere, join(target, '.educloud-pack'));
    await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU631' }] });
    expect(visible(elsewhere)).toEqual({});
  });

  test('source and target that lie in one another are refused', async () => {
    const out = join(folder(), 'pack');
    await publish(out, 1, first);
    await expect(syncFrom(out, join(out, 'inside'))).rejects.toMatchObject({ issues: [{ code: 'EDU641' }] });
    await expect(syncFrom(out, out)).rejects.toMatchObject({ issues: [{ code: 'EDU641' }] });
  });

  test('another run is refused, a lock of a dead process is taken over', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first);
    mkdirSync(join(target, '.educloud-pack'), { recursive: true });
    const lock = join(target, '.educloud-pack/lock');
    await syncFrom(out, target, {
      onProgress: () => {
        if (existsSync(lock)) writeFileSync(`${target}.copy`, readFileSync(lock));
      },
    });
    expect(existsSync(lock)).toBe(false);
    const mine = readFileSync(`${target}.copy`, 'utf8');
    writeFileSync(lock, mine);
    await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU630' }] });
    writeFileSync(lock, mine.replace(/"pid":\d+/, '"pid":999999999'));
    expect((await syncFrom(out, target)).codes).toEqual([]);
    writeFileSync(lock, mine.replace(/"host":"/, '"host":"other-'));
    await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU630' }] });
    writeFileSync(lock, '');
    await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU630' }] });
    utimesSync(lock, 0, 0);
    expect((await syncFrom(out, target)).codes).toEqual([]);
  });
});

describe('who is trusted', () => {
  test('a pack of somebody else brings nothing in', async () => {
    const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
    await publish(out, 1, first, { signer: stranger.signer });
    expect((await syncFrom(out, target)).codes).toEqual(['EDU622']);
    expect(visible(target)).toEqual({});
  });
});
