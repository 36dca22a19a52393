import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seal } from '../../../lib/packs/envelope';
import { asVisible, folder, publish, publisher, put, removeFolders, syncFrom, visible, type Tree } from './support';
import { packServer, type PackServer } from './pack-server';

jest.setTimeout(60_000);

const disk = { isFull: false };

jest.mock('../../../lib/packs/durable', () => {
  const real = jest.requireActual<{ createFresh: (path: string) => Promise<unknown> }>('../../../lib/packs/durable');
  const createFresh = (path: string): Promise<unknown> =>
    disk.isFull ? Promise.reject(Object.assign(new RangeError('full'), { code: 'ENOSPC' })) : real.createFresh(path);
  return { ...real, createFresh };
});

const one: Tree = { a: 'one', 'b/c': 'two' };
let out: string;
let target: string;
let server: PackServer | undefined;

beforeEach(async () => {
  [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
  await publish(out, 1, one);
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  removeFolders();
});

describe('a server that', () => {
  test('redirects to an address of another kind with its own name inside is refused as any other', async () => {
    server = await packServer(out);
    const { url } = server;
    server.mischief = (_, response) => {
      response.writeHead(302, { location: `blob:${url}recall.json` }).end();
      return true;
    };
    expect((await syncFrom(url, target)).codes).toEqual(['EDU627']);
  });

  test('offers, before anything is held, the recall list of another pack does not spoil the folder', async () => {
    const other = join(folder(), 'other');
    await publish(other, 1, { a: 'x' }, { id: 'chemistry', recall: ['0'.repeat(64)] });
    server = await packServer(out);
    server.mischief = (_, response, key) => {
      if (key !== 'recall.json') return false;
      response.end(readFileSync(join(other, key)));
      return true;
    };
    expect((await syncFrom(server.url, target)).codes).toEqual(['EDU636']);
    expect((await syncFrom(out, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible(one));
  });
});

describe('a folder that somebody has prepared', () => {
  test('does not make a sync remove what lies outside of it', async () => {
    await syncFrom(out, target);
    put(dirname(target), 'letter', 'mine');
    const control = join(target, '.educloud-pack');
    const [pointer, manifest] = ['current.json', 'manifest.json'].map((name) =>
      readFileSync(join(control, name), 'utf8'),
    );
    const before = [{ path: '../letter', sha256: createHash('sha256').update('mine').digest('hex') }];
    writeFileSync(join(control, 'journal.json'), JSON.stringify({ before, manifest, pointer }));
    await expect(syncFrom(out, target)).rejects.toMatchObject({ issues: [{ code: 'EDU621' }] });
    expect(existsSync(join(dirname(target), 'letter'))).toBe(true);
  });

  test('with a folder in place of a document of the sync is refused, not a fault of the kit', async () => {
    mkdirSync(join(target, '.educloud-pack', 'recall.json.new'), { recursive: true });
    const { codes } = await syncFrom(out, target);
    expect(codes).toEqual(['EDU701']);
  });
});

test('a disk that is full when a content is needed twice leaves the old version as it was', async () => {
  await syncFrom(out, target);
  await publish(out, 2, { a: 'same', x: 'same', y: 'same' });
  disk.isFull = true;
  const { codes } = await syncFrom(out, target);
  disk.isFull = false;
  expect(codes).toEqual(['EDU632']);
  expect(visible(target)).toEqual(asVisible(one));
  expect((await syncFrom(out, target)).version).toBe(2);
});

test('a signed manifest that says of an empty file what is not so ends', async () => {
  const sha256 = createHash('sha256').update('not empty').digest('hex');
  const manifest = {
    format: 1,
    id: 'physics',
    version: 2,
    licence: 'open',
    recall: 1,
    files: [{ path: 'a', size: 0, sha256 }],
  } as const;
  const sealed = await seal('manifest', manifest, publisher.signer);
  const sum = { sha256: createHash('sha256').update(sealed).digest('hex'), size: Buffer.byteLength(sealed) };
  const pointer = { format: 1, id: 'physics', version: 2, recall: 1, manifest: sum } as const;
  put(out, 'manifests/2.json', sealed);
  put(out, 'current.json', await seal('pointer', pointer, publisher.signer));
  put(out, `blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`, '');
  expect((await syncFrom(out, target)).codes).toEqual(['EDU621']);
});
