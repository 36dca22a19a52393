import { refusal } from './fake-s3';
import { currentOf, versionOf, write } from './fake-store';
import { after, at, before, codesOf, count, now, restore, scene, type Scene } from './restore-support';

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

test('an instant of the future is refused before S3 is asked', async () => {
  const stage = await staged();
  expect(await codesOf({ at: new Date(now.getTime() + 1000) })).toEqual(['EDU660']);
  expect(stage.fake.requests).toEqual([]);
});

test.each([
  [{ to: { bucket: 'source' } }, ['EDU661']],
  [{ to: { bucket: 'arn:aws:s3:::target' } }, ['EDU661']],
  [{ from: { bucket: 's3://source' }, at: new Date(now.getTime() + 1) }, ['EDU660', 'EDU661']],
])('buckets that do not fit are refused before S3 is asked, with all else: %j', async (change, codes) => {
  const stage = await staged();
  expect(await codesOf(change)).toEqual(codes);
  expect(stage.fake.requests).toEqual([]);
});

test.each([
  ['ListObjectVersions', 403, 'AccessDenied'],
  ['ListObjectVersions', 404, 'NoSuchBucket'],
  ['ListObjectsV2', 403, 'AccessDenied'],
  ['ListObjectsV2', 301, 'PermanentRedirect'],
])('a bucket that cannot be read is named, without what follows: %s %i %s', async (operation, status, code) => {
  const stage = await staged();
  write(stage.from, 'k', 'x', { time: before });
  stage.fake.mischief = (asked) =>
    asked.operation === operation ? refusal(status, code, 'no\nand the request again: secret-token') : undefined;
  const told = await restore().then(JSON.stringify, String);
  expect(told).toContain('EDU662');
  expect(told).toContain(operation === 'ListObjectsV2' ? 's3://target' : 's3://source');
  expect(told).not.toContain('secret-token');
});

test('where nothing stood there is no success', async () => {
  const { from } = await staged();
  expect(await codesOf()).toEqual(['EDU663']);
  write(from, 'deleted', undefined, { time: before });
  write(from, 'later', 'x', { time: after });
  const told = await restore().then(JSON.stringify, String);
  expect(told).toContain('2 keys: 1 deleted before the instant, 1 written after it');
});

test('other content in the target is named and stops everything; overwritten, it becomes an old version', async () => {
  const stage = await staged();
  write(stage.from, 'a', 'mine', { time: before });
  write(stage.from, 'b', 'mine', { time: before });
  write(stage.to, 'b', 'another length');
  const told = await restore().then(JSON.stringify, String);
  expect(told).toContain('EDU664');
  expect(told).toContain('s3://target/b');
  expect(count(stage, 'CopyObject')).toBe(0);
  expect((await restore({ overwrite: true })).issues).toEqual([]);
  expect(currentOf(stage.to)).toEqual({ a: 'mine', b: 'mine' });
  expect(stage.to.keys.get('b')?.map(({ body }) => body.toString())).toEqual(['mine', 'another length']);
});

test('other content of the same length is found out as well, and is not touched', async () => {
  const stage = await staged();
  write(stage.from, 'a', 'mine', { time: before });
  write(stage.from, 'b', 'mine', { time: before });
  write(stage.to, 'b', 'them');
  const result = await restore();
  expect(result.issues.map(({ code }) => code)).toEqual(['EDU664']);
  expect(result.failed).toEqual([
    { key: 'b', versionId: versionOf(stage.from, 'b')?.id, reason: expect.stringContaining('EDU664') },
  ]);
  expect(currentOf(stage.to)).toEqual({ a: 'mine', b: 'them' });
});

test('what nobody can compare by checksums is read before it is taken for the same', async () => {
  const stage = await staged({ checksums: false }, { checksums: false });
  write(stage.from, 'same', 'mine', { time: before });
  write(stage.from, 'other', 'mine', { time: before });
  write(stage.to, 'same', 'mine');
  write(stage.to, 'other', 'them');
  const result = await restore();
  expect(result.there.objects).toBe(1);
  expect(result.issues.map(({ code }) => code)).toEqual(['EDU664']);
  expect(count(stage, 'GetObject')).toBe(4);
});

test('copies that only their size compares are counted, and read in full they are not', async () => {
  const stage = await staged({ checksums: false }, { checksums: false });
  write(stage.from, 'a', 'mine', { time: before });
  expect(await codesOf()).toEqual(['EDU671']);
  stage.to.keys.clear();
  expect(await codesOf({ verify: 'full' })).toEqual([]);
});

test.each(['checksum', 'MD5', 'size', 'metadata', 'tags'])('a copy with another %s is told', async (what) => {
  const plain = { kms: false, checksums: what === 'checksum' };
  const stage = await staged(plain, plain);
  write(stage.from, 'a', 'mine', { time: before, headers: { 'x-amz-meta-of': 'oak' }, tags: { t: '1' } });
  stage.fake.mischief = ({ operation, key }) => {
    if (operation !== 'CopyObject') return undefined;
    const body = what === 'size' ? 'short' : ['checksum', 'MD5'].includes(what) ? 'them' : 'mine';
    const headers: Record<string, string> = what === 'metadata' ? {} : { 'x-amz-meta-of': 'oak' };
    const { id } = write(stage.to, key, body, { headers, tags: { t: what === 'tags' ? '2' : '1' } });
    return { status: 200, headers: { 'x-amz-version-id': id }, body: '<CopyObjectResult></CopyObjectResult>' };
  };
  expect(await codesOf()).toEqual(['EDU667']);
});

test('overwriting is refused where what is there would be lost', async () => {
  const { from } = await staged({}, { versioning: undefined });
  write(from, 'a', 'mine', { time: before });
  expect(await codesOf({ overwrite: true })).toEqual(['EDU673']);
});

test('what has come into the target meanwhile is not overwritten', async () => {
  const stage = await staged();
  write(stage.from, 'a', 'mine', { time: before });
  stage.fake.mischief = ({ operation }) => {
    if (operation === 'CopyObject') write(stage.to, 'a', 'theirs');
    return undefined;
  };
  expect(await codesOf()).toEqual(['EDU664']);
  expect(currentOf(stage.to)).toEqual({ a: 'theirs' });
});

test.each([
  [{ 'x-amz-storage-class': 'GLACIER' }, /restore-object --bucket source --key 'it'\\''s' --version-id/],
  [{ 'x-amz-storage-class': 'DEEP_ARCHIVE', 'x-amz-restore': 'ongoing-request="true"' }, /in some hours/],
  [{ 'x-amz-storage-class': 'INTELLIGENT_TIERING', 'x-amz-archive-status': 'ARCHIVE_ACCESS' }, /restore-object/],
])('an object in an archive is named with the way out, and the others come: %j', async (state, fix) => {
  const { from, to } = await staged();
  write(from, "it's", 'cold', { time: before, state });
  write(from, 'warm', 'warm', { time: before });
  const { issues } = await restore();
  expect(issues).toMatchObject([{ code: 'EDU665', path: "s3://source/it's", fix: expect.stringMatching(fix) }]);
  expect(currentOf(to)).toEqual({ warm: 'warm' });
});

test('an object that was brought back from an archive is copied', async () => {
  const { from, to } = await staged();
  const state = { 'x-amz-storage-class': 'GLACIER', 'x-amz-restore': 'ongoing-request="false", expiry-date="x"' };
  write(from, 'cold', 'cold', { time: before, state });
  expect(await codesOf()).toEqual([]);
  expect(currentOf(to)).toEqual({ cold: 'cold' });
});

test('of a replica it is said that deletions are missing', async () => {
  const { from } = await staged();
  write(from, 'a', 'mine', { time: before, state: { 'x-amz-replication-status': 'REPLICA' } });
  expect(await codesOf()).toEqual(['EDU672']);
});

test('every failure has its reason, in the order of the keys, and the others come all the same', async () => {
  const stage = await staged();
  for (const key of ['d', 'b', 'a', 'c']) write(stage.from, key, key, { time: before });
  stage.fake.mischief = ({ operation, key }) =>
    operation === 'CopyObject' && key !== 'c' ? refusal(403, 'AccessDenied', `not ${key}`) : undefined;
  const { failed, issues } = await restore();
  expect(failed.map(({ key, reason }) => [key, reason])).toEqual(
    ['a', 'b', 'd'].map((key) => [key, `EDU666: the object was not copied: AccessDenied: not ${key}`]),
  );
  expect(issues.map(({ path }) => path)).toEqual(['a', 'b', 'd'].map((key) => `s3://source/${key}`));
  expect(currentOf(stage.to)).toEqual({ c: 'c' });
});

test('after too many failures it is given up', async () => {
  const stage = await staged();
  for (let index = 0; index < 100; index += 1) write(stage.from, `k${index}`, 'x', { time: before });
  stage.fake.mischief = ({ operation }) => (operation === 'HeadObject' ? refusal(403, 'AccessDenied') : undefined);
  const { finished, failed, issues } = await restore({ mostFailures: 30 });
  expect(finished).toBe(false);
  expect(failed.length).toBeGreaterThanOrEqual(30);
  expect(failed.length).toBeLessThan(50);
  expect(issues.at(-1)?.code).toBe('EDU669');
});

test('a list that breaks off in the middle leaves a result of what was copied', async () => {
  const stage = await staged();
  for (let index = 0; index < 40; index += 1) write(stage.from, `k${index + 10}`, 'x', { time: before });
  let pages = 0;
  stage.fake.mischief = ({ operation }) => {
    if (operation !== 'ListObjectVersions') return undefined;
    pages += 1;
    return pages <= 6 ? undefined : refusal(400, 'ExpiredToken');
  };
  const { finished, copied, issues } = await restore({ pageSize: 10 });
  expect(finished).toBe(false);
  expect(copied.objects).toBe(Object.keys(currentOf(stage.to)).length);
  expect(copied.objects).toBeGreaterThan(0);
  expect(issues.map(({ code }) => code)).toEqual(['EDU662', 'EDU669']);
});

test('a replaced null version is not taken for the one that was listed', async () => {
  const stage = await staged({ versioning: undefined });
  write(stage.from, 'a', 'mine', { time: before });
  stage.fake.mischief = ({ operation }) => {
    if (operation === 'CopyObject') write(stage.from, 'a', 'them', { time: at });
    return undefined;
  };
  expect(await codesOf()).toEqual(['EDU666', 'EDU668']);
  expect(currentOf(stage.to)).toEqual({});
});
