import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal } from '../../../lib/packs/envelope';
import {
  asVisible,
  folder,
  publish,
  publisher,
  put,
  removeFolders,
  stranger,
  syncFrom,
  visible,
  type Tree,
} from './support';
import { packServer } from './pack-server';

jest.setTimeout(60_000);

let out: string;
let target: string;

const one: Tree = { a: 'one', '课/b': 'recalled later' };

beforeEach(async () => {
  [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
  await publish(out, 1, one);
  await syncFrom(out, target);
});

afterEach(removeFolders);

/** A copy of the pack as it is now. */
function copyOf(pack: string): string {
  const copy = join(folder(), 'copy');
  cpSync(pack, copy, { recursive: true });
  return copy;
}

describe('a source that', () => {
  test('offers an older version is refused', async () => {
    const old = copyOf(out);
    await publish(out, 2, { a: 'two' });
    await syncFrom(out, target);
    expect((await syncFrom(old, target)).codes).toEqual(['EDU624']);
    expect(visible(target)).toEqual(asVisible({ a: 'two' }));
  });

  test('offers the same version with other content is refused', async () => {
    const other = join(folder(), 'other');
    await publish(other, 1, { a: 'other' });
    expect((await syncFrom(other, target)).codes).toEqual(['EDU633']);
    expect(visible(target)).toEqual(asVisible(one));
  });

  test('offers another pack of the same publisher is refused, also in part', async () => {
    const other = join(folder(), 'other');
    await publish(other, 9, { a: 'chemistry' }, { id: 'chemistry' });
    expect((await syncFrom(other, target)).codes).toEqual(['EDU629']);
    const mixed = copyOf(out);
    cpSync(join(other, 'current.json'), join(mixed, 'current.json'));
    expect((await syncFrom(mixed, target)).codes).toEqual(['EDU629']);
    expect((await syncFrom(mixed, join(folder(), 'new'))).codes).toEqual(['EDU636']);
    expect(visible(target)).toEqual(asVisible(one));
  });

  test('offers a manifest of another version under the name of this one is refused', async () => {
    await publish(out, 2, { a: 'two' });
    cpSync(join(out, 'manifests/1.json'), join(out, 'manifests/2.json'));
    expect((await syncFrom(out, target)).codes).toEqual(['EDU626']);
    expect(visible(target)).toEqual(asVisible(one));
  });

  test('mixes documents that are all signed is refused', async () => {
    const manifest = readFileSync(join(out, 'manifests/1.json'));
    const { createHash } = await import('node:crypto');
    const sum = { sha256: createHash('sha256').update(manifest).digest('hex'), size: manifest.length };
    writeFileSync(join(out, 'manifests/7.json'), manifest);
    const pointer = { format: 1, id: 'physics', version: 7, recall: 1, manifest: sum } as const;
    writeFileSync(join(out, 'current.json'), await seal('pointer', pointer, publisher.signer));
    expect((await syncFrom(out, target)).codes).toEqual(['EDU636']);
  });

  test('keeps a recall list back is refused', async () => {
    const before = readFileSync(join(out, 'recall.json'));
    await publish(out, 2, { a: 'two' }, { recall: ['课/b'] });
    const after = readFileSync(join(out, 'recall.json'));
    writeFileSync(join(out, 'recall.json'), before);
    expect((await syncFrom(out, target)).codes).toEqual(['EDU624']);
    writeFileSync(join(out, 'recall.json'), after);
    expect((await syncFrom(out, target)).codes).toEqual(['EDU634']);
    writeFileSync(join(out, 'recall.json'), before);
    expect((await syncFrom(out, target)).codes).toEqual(['EDU624']);
  });

  test('goes back to a time before a recall is refused, though the version is the one that is held', async () => {
    const frozen = copyOf(out);
    await publish(out, 2, { a: 'two' }, { recall: ['课/b'] });
    rmSync(join(out, 'current.json'));
    const server = await packServer(out);
    await syncFrom(server.url, target);
    await server.close();
    expect((await syncFrom(frozen, target)).codes).toEqual(['EDU624']);
    expect(visible(target)).toEqual(asVisible({ a: 'one' }));
  });

  test('has signed documents of a stranger is refused, one by one', async () => {
    const other = join(folder(), 'other');
    await publish(other, 2, { a: 'forged' }, { signer: stranger.signer });
    for (const document of ['recall.json', 'current.json']) {
      const mixed = copyOf(out);
      cpSync(join(other, document), join(mixed, document));
      expect((await syncFrom(mixed, target)).codes).toEqual(['EDU622']);
    }
    expect(visible(target)).toEqual(asVisible(one));
  });

  test('gives a manifest with a way out of the folder is refused, though it is signed', async () => {
    const { createHash } = await import('node:crypto');
    const ways = ['../evil', '/etc/evil', 'a/../../evil', '.educloud-pack/lock', 'C:/evil', 'a\\..\\evil'];
    for (const [index, path] of ways.entries()) {
      const version = 2 + index;
      const sha256 = 'b7e23ec29af22b0b4e41da31e868d57226121c84'.padEnd(64, '0');
      const manifest = {
        format: 1,
        id: 'physics',
        version,
        licence: 'open',
        recall: 1,
        files: [{ path, size: 1, sha256 }],
      };
      const sealed = Buffer.from(await seal('manifest', manifest, publisher.signer));
      writeFileSync(join(out, `manifests/${version}.json`), sealed);
      const sum = { sha256: createHash('sha256').update(sealed).digest('hex'), size: sealed.length };
      const pointer = { format: 1, id: 'physics', version, recall: 1, manifest: sum };
      writeFileSync(join(out, 'current.json'), await seal('pointer', pointer, publisher.signer));
      expect((await syncFrom(out, target)).codes).toEqual(['EDU621']);
    }
    expect(visible(target)).toEqual(asVisible(one));
  });

  test('is frozen is refused after the last day of what it offers', async () => {
    await publish(out, 2, { a: 'two' }, { notAfter: '2026-12-31' });
    const late = join(folder(), 'late');
    expect((await syncFrom(out, late, { asOf: '2027-01-01' })).codes).toEqual(['EDU625']);
    expect((await syncFrom(out, late, { asOf: '2026-12-31' })).codes).toEqual([]);
    // What is held is not taken away: a school without a line keeps its books.
    expect((await syncFrom(out, late, { asOf: '2027-01-01' })).codes).toEqual(['EDU625']);
    expect(visible(late)).toEqual(asVisible({ a: 'two' }));
  });
});

describe('what is recalled', () => {
  beforeEach(async () => {
    await publish(out, 2, { a: 'two' }, { recall: ['课/b'] });
  });

  test('goes at once, though everything after fails', async () => {
    rmSync(join(out, 'current.json'));
    const server = await packServer(out);
    const result = await syncFrom(server.url, target);
    await server.close();
    expect(result).toMatchObject({ codes: ['EDU623', 'EDU634'], recalled: ['课/b'], version: 1 });
    expect(visible(target)).toEqual(asVisible({ a: 'one' }));
  });

  test('goes even when only the list can be read, and past its last day', async () => {
    await publish(out, 3, { a: 'three' }, { notAfter: '2026-01-01' });
    expect((await syncFrom(out, target)).codes).toEqual(['EDU625', 'EDU634']);
    expect(visible(target)).toEqual(asVisible({ a: 'one' }));
  });

  test('is never fetched again and does not come back, though an older version that is held lists it', async () => {
    const frozen = copyOf(out);
    await publish(join(folder(), 'x'), 1, one);
    const first = join(folder(), 'first');
    await publish(first, 1, one);
    cpSync(join(first, 'blobs'), join(frozen, 'blobs'), { recursive: true });
    const school = join(folder(), 'school');
    cpSync(join(first, 'current.json'), join(frozen, 'current.json'));
    const server = await packServer(frozen);
    const result = await syncFrom(server.url, school);
    expect(result).toMatchObject({ codes: [], withheld: ['课/b'], version: 1 });
    expect(visible(school)).toEqual(asVisible({ a: 'one' }));
    expect(server.requests.filter((one) => one.includes('blobs'))).toHaveLength(1);
    await server.close();
  });

  test('goes again when somebody puts it back', async () => {
    rmSync(join(out, 'current.json'));
    const server = await packServer(out);
    await syncFrom(server.url, target);
    put(target, '课/b', 'recalled later');
    expect((await syncFrom(server.url, target)).recalled).toEqual(['课/b']);
    // The list is remembered, so nothing needs to be reached.
    put(target, '课/b', 'recalled later');
    await server.close();
    expect((await syncFrom(server.url, target, { attempts: 1 })).recalled).toEqual(['课/b']);
    expect(visible(target)).toEqual(asVisible({ a: 'one' }));
  });

  test('also leaves what is on its way', async () => {
    put(target, '.educloud-pack/incoming/x', '');
    const { createHash } = await import('node:crypto');
    const name = createHash('sha256').update('recalled later').digest('hex');
    put(target, `.educloud-pack/incoming/${name}`, 'recalled la');
    rmSync(join(out, 'current.json'));
    const server = await packServer(out);
    await syncFrom(server.url, target);
    await server.close();
    expect(existsSync(join(target, `.educloud-pack/incoming/${name}`))).toBe(false);
  });

  test('has the bytes of a user’s own file, that stays', async () => {
    writeFileSync(join(target, '课/b'), 'my notes on it');
    expect((await syncFrom(out, target)).recalled).toEqual([]);
    expect(visible(target)['课/b']).toBe('my notes on it');
  });
});
