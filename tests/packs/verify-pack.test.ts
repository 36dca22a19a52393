import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { verifyPack, type PackKey, type Verified } from '../../lib/packs';
import { seal } from '../../lib/packs/envelope';
import { blobKey } from '../../lib/packs/pack-layout';
import {
  codesIn,
  contentsOf,
  folder,
  kms,
  made,
  publisher,
  put,
  refusal,
  removeFolders,
  sha256,
  stranger,
} from './support';

afterAll(removeFolders);

const files = { 'a.txt': 'alpha', '数学/第一课.pdf': '一', 'b/c.txt': 'beta' };

function verified(out: string, keys: readonly PackKey[] = [publisher.key], asOf = '2026-11-01'): Promise<Verified> {
  return verifyPack({ folder: out, keys, asOf });
}

async function codes(...args: Parameters<typeof verified>): Promise<readonly string[]> {
  return codesIn((await verified(...args)).issues);
}

/** A pack of two versions with a recall; `a.txt` was mended. */
async function twoVersions(): Promise<string> {
  const { out } = await made(files, { notAfter: '2026-12-31' });
  await made({ ...files, 'a.txt': 'mended' }, { out, version: 2, recall: ['a.txt'], notAfter: '2026-12-31' });
  return out;
}

/** What `pack sync` leaves of a pack. */
function synced(out: string, version: number, paths: Readonly<Record<string, string>>): string {
  const root = folder();
  for (const [path, content] of Object.entries(paths)) put(root, path, content);
  mkdirSync(join(root, '.educloud-pack'));
  for (const [from, to] of [
    ['current.json', 'current.json'],
    ['recall.json', 'recall.json'],
    [`manifests/${version}.json`, 'manifest.json'],
  ] as const) {
    copyFileSync(join(out, from), join(root, '.educloud-pack', to));
  }
  return root;
}

test.each(['a pack', 'a synced folder'])('one byte that is changed anywhere in %s is found', async (what) => {
  const pack = await twoVersions();
  const root = what === 'a pack' ? pack : synced(pack, 2, { ...files, 'a.txt': 'mended' });
  expect(await codes(root)).toEqual([]);
  const bytes = Object.entries(contentsOf(root)).map(([path, hex]) => ({ path, content: Buffer.from(hex, 'hex') }));
  const change = fc.constantFrom(...bytes).chain(({ path, content }) =>
    fc.record({
      path: fc.constant(path),
      content: fc.constant(content),
      at: fc.nat(content.length - 1),
      by: fc.integer({ min: 1, max: 255 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(change, async ({ path, content, at, by }) => {
      const changed = Buffer.from(content);
      changed[at] = (changed[at] ?? 0) ^ by;
      writeFileSync(join(root, path), changed);
      const found = await codes(root);
      writeFileSync(join(root, path), content);
      expect(found).not.toEqual([]);
    }),
    { numRuns: 150 },
  );
  for (const { path, content } of bytes) {
    for (const other of [content.subarray(0, -1), Buffer.concat([content, content]), Buffer.alloc(0)]) {
      writeFileSync(join(root, path), other);
      expect(await codes(root)).not.toEqual([]);
    }
    rmSync(join(root, path));
    const found = await codes(root).catch(() => ['EDU620']);
    // What an earlier version held may be forgotten.
    expect(found.length > 0).toBe(path !== 'manifests/1.json');
    writeFileSync(join(root, path), content);
  }
  expect(await codes(root)).toEqual([]);
});

describe('all faults of a pack are found at once', () => {
  test('and told by the file they stand in', async () => {
    const out = await twoVersions();
    const [damaged, gone] = [join(out, blobKey(sha256('mended'))), join(out, blobKey(sha256('beta')))];
    writeFileSync(damaged, 'MENDED');
    rmSync(gone);
    put(out, 'virus.exe', 'MZ');
    put(out, blobKey(sha256('alpha')), 'alpha');
    symlinkSync('/etc/hostname', join(out, 'link'));
    const { issues } = await verified(out, [publisher.key], '2027-01-01');
    expect(issues.map(({ code, file }) => `${code} ${file?.slice(out.length + 1) ?? ''}`).sort()).toEqual(
      [
        `EDU614 ${join(out, 'link').slice(out.length + 1)}`,
        `EDU623 ${gone.slice(out.length + 1)}`,
        'EDU625 current.json',
        'EDU625 recall.json',
        `EDU626 ${damaged.slice(out.length + 1)}`,
        'EDU637 virus.exe',
        `EDU639 ${blobKey(sha256('alpha'))}`,
      ].sort(),
    );
  });

  test('with the last day still being a good one', async () => {
    const out = await twoVersions();
    expect(await codes(out, [publisher.key], '2026-12-31')).toEqual([]);
    expect(await codes(out, [publisher.key], '2027-01-01')).toEqual(['EDU625']);
  });

  test('and a thousand of them are enough', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`${index}.txt`, 'one content']));
    const { issues } = await verified(synced((await made(many)).out, 1, {}));
    expect(issues).toHaveLength(1_001);
    expect(codesIn(issues)).toEqual(['EDU109', 'EDU623']);
  });
});

describe('documents that are each signed and do not belong together', () => {
  test('a manifest by another key', async () => {
    const mine = await twoVersions();
    const theirs = (await made(files, { signer: stranger.signer, version: 2 })).out;
    copyFileSync(join(theirs, 'manifests/2.json'), join(mine, 'manifests/2.json'));
    expect(await codes(mine)).toEqual(['EDU622']);
    expect(await codes(mine, [stranger.key])).toContain('EDU622');
    // Even where both keys are trusted, the pointer says which manifest was meant.
    expect(await codes(mine, [publisher.key, stranger.key])).toContain('EDU636');
  });

  test('a recall list of before', async () => {
    const old = (await made(files, { notAfter: '2026-12-31' })).out;
    const out = await twoVersions();
    expect(readFileSync(join(old, 'manifests/1.json'))).toEqual(readFileSync(join(out, 'manifests/1.json')));
    copyFileSync(join(old, 'recall.json'), join(out, 'recall.json'));
    const { issues } = await verified(out);
    expect(codesIn(issues)).toContain('EDU636');
    expect(issues.find(({ code }) => code === 'EDU636')).toMatchObject({
      found: 'recall list 1',
      allowed: expect.stringContaining('recall list 2'),
    });
  });

  test('a newer recall list comes before the rest, and what it names may be gone', async () => {
    const { out } = await made(files);
    const next = folder();
    cpSync(out, next, { recursive: true });
    await made({ 'b/c.txt': 'beta' }, { out: next, version: 2, recall: ['a.txt'] });
    copyFileSync(join(next, 'recall.json'), join(out, 'recall.json'));
    expect(await codes(out)).toEqual(['EDU639']);
    rmSync(join(out, blobKey(sha256('alpha'))));
    expect(await codes(out)).toEqual([]);
  });

  test('a pointer of before, of another pack, or a manifest under another version', async () => {
    const out = await twoVersions();
    const other = (await made(files, { id: 'chemistry-7', notAfter: '2026-12-31' })).out;
    const keep = readFileSync(join(out, 'current.json'));
    copyFileSync(join(other, 'current.json'), join(out, 'current.json'));
    expect(await codes(out)).toEqual(['EDU626', 'EDU636']);
    writeFileSync(join(out, 'current.json'), keep);
    renameSync(join(out, 'manifests/1.json'), join(out, 'manifests/2.json'));
    expect(await codes(out)).toContain('EDU636');
    rmSync(join(out, 'manifests'), { recursive: true });
    expect(await codes(out)).toContain('EDU623');
  });

  test('a manifest that says of a content what is not so', async () => {
    const long = Buffer.alloc(8 * 2 ** 20 + 1);
    const { out, manifest } = await made({ long, 'a.txt': 'alpha' });
    const [short, whole] = manifest.files;
    if (short === undefined || whole?.parts === undefined) throw new Error('no parts');
    for (const wrong of [
      [{ ...short, size: 6 }, whole],
      [short, { ...whole, parts: [...whole.parts].reverse() }],
    ]) {
      const sealed = await seal('manifest', { ...manifest, files: wrong }, publisher.signer);
      writeFileSync(join(out, 'manifests/1.json'), sealed);
      const sum = { sha256: sha256(sealed), size: sealed.length };
      const pointer = { format: 1, id: manifest.id, version: 1, recall: 1, manifest: sum };
      writeFileSync(join(out, 'current.json'), await seal('pointer', pointer, publisher.signer));
      expect(await codes(out)).toEqual(['EDU626']);
    }
  });

  test('a second signature of the same manifest', async () => {
    const { out, manifest } = await made(files, { signer: kms.signer });
    writeFileSync(join(out, 'manifests/1.json'), await seal('manifest', manifest, kms.signer));
    expect(await codes(out, [kms.key])).toEqual(['EDU626']);
  });
});

describe('a synced folder', () => {
  test('is sound with what the kit keeps of its own, and with a file that is called as a document', async () => {
    const { out } = await made({ ...files, 'current.json': '{}' });
    const root = synced(out, 1, { ...files, 'current.json': '{}' });
    put(root, '.educloud-pack/staging/1', 'half');
    expect(await verified(root)).toMatchObject({ kind: 'synced', files: 4, issues: [] });
  });

  test('shows what is recalled, missing, foreign, changed, or a link', async () => {
    const root = synced(await twoVersions(), 2, { ...files, 'a.txt': 'alpha', 'more.txt': 'x' });
    rmSync(join(root, 'b'), { recursive: true });
    expect(await codes(root)).toEqual(['EDU623', 'EDU626', 'EDU637']);
    symlinkSync(join(root, '数学'), join(root, 'b'));
    expect(await codes(root)).toEqual(['EDU614', 'EDU626', 'EDU637']);
  });

  test('shows a recalled file of a version that still lists it', async () => {
    const { out } = await made(files);
    const root = synced(out, 1, files);
    await made({ 'b/c.txt': 'beta' }, { out, version: 2, recall: ['a.txt'] });
    copyFileSync(join(out, 'recall.json'), join(root, '.educloud-pack/recall.json'));
    expect(await codes(root)).toEqual(['EDU639']);
    rmSync(join(root, 'a.txt'));
    expect(await codes(root)).toEqual([]);
  });

  test('has the manifest that its pointer means', async () => {
    const out = await twoVersions();
    const root = synced(out, 1, { ...files, 'a.txt': 'mended' });
    expect(await codes(root)).toContain('EDU636');
  });
});

test('where there is no pack, nothing is said of one', async () => {
  expect(await refusal(() => verified(folder()))).toEqual(['EDU620']);
  expect(await refusal(() => verified(join(folder(), 'gone')))).toEqual(['EDU620']);
});
