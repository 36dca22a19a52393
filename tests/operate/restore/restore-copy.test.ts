import { createHash } from 'node:crypto';
import { currentOf, versionOf, write } from './fake-store';
import { after, at, before, codesOf, count, restore, scene, type Scene } from './restore-support';

jest.setTimeout(60_000);

const kept = { ...process.env };
let open: Scene | undefined;

async function staged(...settings: Parameters<typeof scene>): Promise<Scene> {
  open = await scene(...settings);
  return open;
}

afterEach(async () => {
  await open?.fake.close();
  open = undefined;
  process.env = { ...kept };
});

test('brings back what stood at the instant, not what came later, and nothing that had been deleted', async () => {
  const { from, to } = await staged();
  write(from, 'changed.txt', 'old', { time: before });
  write(from, 'changed.txt', 'encrypted by somebody', { time: after });
  write(from, 'deleted-later.txt', 'kept', { time: before });
  write(from, 'deleted-later.txt', undefined, { time: after });
  write(from, 'deleted-before.txt', 'gone', { time: before - 1000 });
  write(from, 'deleted-before.txt', undefined, { time: before });
  write(from, 'came-back.txt', 'first', { time: before - 2000 });
  write(from, 'came-back.txt', undefined, { time: before - 1000 });
  write(from, 'came-back.txt', 'second', { time: before });
  write(from, 'later.txt', 'later', { time: after });
  write(from, 'at-the-instant.txt', 'in time', { time: at + 400 });
  const result = await restore();
  expect(currentOf(to)).toEqual({
    'at-the-instant.txt': 'in time',
    'came-back.txt': 'second',
    'changed.txt': 'old',
    'deleted-later.txt': 'kept',
  });
  expect(result).toMatchObject({
    keys: { stood: 4, deleted: 1, later: 1 },
    copied: { objects: 4, bytes: 20 },
    there: { objects: 0, bytes: 0 },
    compared: { checksum: 4, etag: 0, content: 0, size: 0 },
    failed: [],
    finished: true,
    issues: [],
  });
});

test('keeps content headers, metadata and tags, and asks for no encryption', async () => {
  const stage = await staged();
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-language': 'zh',
    'cache-control': 'no-store',
    'x-amz-meta-pupil': '=?UTF-8?B?5byg?=',
  };
  write(stage.from, 'small.txt', 'small', { time: before, headers, tags: { term: '1', 'a b': 'c&d' } });
  write(stage.from, 'large.txt', 'x'.repeat(3_000_000), { time: before, headers, tags: { term: '1', 'a b': 'c&d' } });
  const result = await restore({ limits: { largestWhole: 1_000_000, smallestPart: 1_048_576, mostParts: 10_000 } });
  expect(result.issues).toEqual([]);
  for (const key of ['small.txt', 'large.txt']) {
    expect(versionOf(stage.to, key)).toMatchObject({ headers, tags: { term: '1', 'a b': 'c&d' } });
  }
  expect(count(stage, 'UploadPartCopy')).toBe(3);
  const encrypting = stage.fake.requests.filter(
    ({ headers: sent }) => sent['x-amz-server-side-encryption'] !== undefined,
  );
  expect(encrypting).toEqual([]);
});

test.each([
  'a space and + and %20.txt',
  '/leading/slash',
  'trailing/',
  'two//slashes/../dots/./x',
  'строка\nновая',
  '汉字/💾.txt',
  'ctrl-\u0001',
  '?query=1&versionId=null#fragment',
  'quotes\'"<&>',
  'ends with space ',
])('a key such as %j arrives as it is', async (key) => {
  const { from, to } = await staged();
  write(from, key, 'content', { time: before });
  expect((await restore()).issues).toEqual([]);
  expect(currentOf(to)).toEqual({ [key]: 'content' });
  expect(await restore()).toMatchObject({ copied: { objects: 0 }, there: { objects: 1 }, issues: [] });
});

test('hundreds of keys come page by page, in any depth of versions, each once, and the next run copies none', async () => {
  const stage = await staged();
  const expected: Record<string, string> = {};
  for (let index = 0; index < 300; index += 1) {
    const key = `pupils/${['\u{1F4BE}', '\uFF01', 'a'][index % 3] ?? ''}/${index}`;
    for (let version = 0; version < index % 4; version += 1) {
      write(stage.from, key, `${index}-${version}`, { time: before + version * 1000 });
      expected[key] = `${index}-${version}`;
    }
    write(stage.from, key, undefined, { time: after });
  }
  const first = await restore({ pageSize: 31 });
  expect(first.issues).toEqual([]);
  expect(first.copied.objects).toBe(Object.keys(expected).length);
  expect(currentOf(stage.to)).toEqual(expected);
  expect(count(stage, 'CopyObject')).toBe(Object.keys(expected).length);
  const second = await restore({ pageSize: 1000 });
  expect(second).toMatchObject({ copied: { objects: 0 }, there: first.copied, issues: [] });
  expect(count(stage, 'CopyObject')).toBe(Object.keys(expected).length);
});

test('a run that broke off is finished by the next one', async () => {
  const stage = await staged();
  for (let index = 0; index < 60; index += 1) write(stage.from, `k${index}`, `content ${index}`, { time: before });
  let copies = 0;
  stage.fake.mischief = ({ operation }) => {
    if (operation !== 'CopyObject') return undefined;
    copies += 1;
    return copies <= 20
      ? undefined
      : { status: 400, body: '<Error><Code>ExpiredToken</Code><Message>over</Message></Error>' };
  };
  const first = await restore();
  expect(first.finished).toBe(false);
  expect(first.copied.objects).toBe(20);
  expect(first.issues.map(({ code }) => code)).toContain('EDU669');
  stage.fake.mischief = undefined;
  const second = await restore();
  expect(second).toMatchObject({ finished: true, copied: { objects: 40 }, there: { objects: 20 }, issues: [] });
});

test('null versions of a suspended bucket are restored, and what it may lack is said', async () => {
  const { from, to } = await staged();
  write(from, 'versioned', 'first', { time: before - 1000 });
  from.versioning = 'Suspended';
  write(from, 'versioned', 'null', { time: before });
  write(from, 'deleted', 'x', { time: before - 1000 });
  write(from, 'deleted', undefined, { time: before });
  expect(await codesOf()).toEqual(['EDU668']);
  expect(currentOf(to)).toEqual({ versioned: 'null' });
});

test('a version and a delete marker of one second are told apart by the order of S3', async () => {
  const { from, to } = await staged();
  write(from, 'deleted', 'x', { time: before });
  write(from, 'deleted', undefined, { time: before + 200 });
  write(from, 'deleted', 'later', { time: after });
  write(from, 'written', undefined, { time: before });
  write(from, 'written', 'y', { time: before + 200 });
  write(from, 'written', 'later', { time: after });
  expect((await restore()).keys).toEqual({ stood: 1, deleted: 1, later: 0 });
  expect(currentOf(to)).toEqual({ written: 'y' });
});

test('where S3 does not say it either, the key is named and the others are restored', async () => {
  const stage = await staged();
  write(stage.from, 'a', 'x', { time: before });
  write(stage.from, 'a', undefined, { time: before });
  write(stage.from, 'a', 'later', { time: after });
  write(stage.from, 'b', 'y', { time: before });
  stage.fake.mischief = ({ query }) =>
    query.has('version-id-marker') ? { status: 200, body: '<ListVersionsResult></ListVersionsResult>' } : undefined;
  const result = await restore();
  expect(result.issues.map(({ code }) => code)).toEqual(['EDU670']);
  expect(result.failed.map(({ key }) => key)).toEqual(['a']);
  expect(currentOf(stage.to)).toEqual({ b: 'y' });
});

test('an object that came in parts stands above a deletion of the time while it came', async () => {
  const { from, to } = await staged();
  write(from, 'large', 'older', { time: before - 9000 });
  write(from, 'large', undefined, { time: before });
  write(from, 'large', 'in parts', { time: before - 5000, parts: 2 });
  write(from, 'large', 'later', { time: after });
  await restore();
  expect(currentOf(to)).toEqual({ large: 'in parts' });
});

test('a prefix restricts, and another one is put before', async () => {
  const { from, to } = await staged();
  write(from, 'a/1', 'one', { time: before });
  write(from, 'b/1', 'two', { time: before });
  await restore({ prefix: 'a/', toPrefix: 'back/' });
  expect(currentOf(to)).toEqual({ 'back/a/1': 'one' });
});

test('a dry run says what it would do and writes nothing', async () => {
  const stage = await staged();
  write(stage.from, 'new', 'one', { time: before });
  write(stage.from, 'same', 'two', { time: before });
  write(stage.to, 'same', 'two');
  const result = await restore({ dryRun: true });
  expect(result).toMatchObject({ copied: { objects: 1, bytes: 3 }, there: { objects: 1, bytes: 3 }, issues: [] });
  expect(currentOf(stage.to)).toEqual({ same: 'two' });
  expect(new Set(stage.fake.requests.map(({ operation }) => operation))).toEqual(
    new Set(['GetBucketVersioning', 'ListObjectVersions', 'ListObjectsV2', 'HeadObject']),
  );
});

test('read in full, both contents are compared by SHA-256', async () => {
  const stage = await staged();
  const content = 'z'.repeat(200_000);
  write(stage.from, 'k', content, { time: before });
  expect((await restore({ verify: 'full' })).compared).toMatchObject({ content: 1, checksum: 0 });
  expect(count(stage, 'GetObject')).toBe(2);
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(
    createHash('sha256')
      .update(versionOf(stage.to, 'k')?.body ?? '')
      .digest('hex'),
  ).toBe(sha256);
});

test('a multipart copy that fails leaves no parts behind', async () => {
  const stage = await staged();
  write(stage.from, 'large', 'x'.repeat(3_000_000), { time: before });
  stage.fake.mischief = ({ operation, query }) =>
    operation === 'UploadPartCopy' && query.get('partNumber') === '2'
      ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
      : undefined;
  const limits = { largestWhole: 1_000_000, smallestPart: 1_048_576, mostParts: 10_000 };
  expect(await codesOf({ limits })).toEqual(['EDU666']);
  expect(stage.fake.uploads.size).toBe(0);
  expect(currentOf(stage.to)).toEqual({});
});
