import { currentOf, write } from '../operate/restore/fake-store';
import { after, before, scene, type Scene } from '../operate/restore/restore-support';
import { json, run, type Run } from './support';

jest.setTimeout(60_000);

const kept = { ...process.env };
let stage: Scene;

beforeEach(async () => {
  stage = await scene();
  write(stage.from, 'pupils/1.json', 'one', { time: before });
  write(stage.from, 'pupils/1.json', undefined, { time: after });
  write(stage.from, 'pupils/2.json', 'two', { time: before });
  write(stage.from, 'later.json', 'x', { time: after });
});
afterEach(async () => {
  await stage.fake.close();
  process.env = { ...kept };
});

function copy(...args: string[]): Promise<Run> {
  const sides = ['--from', 'source', '--to', 'target'];
  return run('restore', 'copy', ...sides, '--at', '2026-11-20T16:00:00+08:00', ...args);
}

test('copies, says what it did, and does nothing twice', async () => {
  const { exitCode, out, err } = await copy('--prefix', 'pupils/');
  expect(err).toContain('copying');
  expect([exitCode, out]).toEqual([
    0,
    [
      's3://source/pupils/ as of 2026-11-20T08:00:00.000Z → s3://target/pupils/',
      'keys: 2 stood, 0 had been deleted, 0 came later',
      'copied: 2 objects, 0.1 MB; there already: 0',
      'compared by checksum 2, by ETag 0, by content 0, by size alone 0',
      '',
    ].join('\n'),
  ]);
  expect(currentOf(stage.to)).toEqual({ 'pupils/1.json': 'one', 'pupils/2.json': 'two' });
  expect((await copy('--prefix', 'pupils/')).out).toContain('copied: 0 objects, 0 MB; there already: 2');
});

test('with --json says the same as one document', async () => {
  const result = await copy('--json', '--to-prefix', 'back/', '--from-aws-region', 'eu-central-1');
  expect(result).toMatchObject({ exitCode: 0, err: '' });
  expect(json(result)).toEqual({
    ok: true,
    from: { bucket: 'source', awsRegion: 'eu-central-1' },
    to: { bucket: 'target' },
    at: '2026-11-20T08:00:00.000Z',
    prefix: '',
    toPrefix: 'back/',
    dryRun: false,
    keys: { stood: 2, deleted: 0, later: 1 },
    copied: { objects: 2, bytes: 6 },
    there: { objects: 0, bytes: 0 },
    compared: { checksum: 2, etag: 0, content: 0, size: 0 },
    failed: [],
    finished: true,
    issues: [],
  });
});

test.each([
  ['en', 'dry run: nothing was changed'],
  ['zh', '试运行：未作任何更改'],
  ['ru', 'пробный запуск: ничего не изменено'],
])('a dry run changes nothing, and says so in %s', async (language, text) => {
  const { exitCode, out } = await copy('--dry-run', '--lang', language);
  expect([exitCode, out.includes(text)]).toEqual([0, true]);
  expect(currentOf(stage.to)).toEqual({});
});

test('what failed is named on standard error, and the exit code says so', async () => {
  stage.fake.mischief = ({ operation, key }) =>
    operation === 'CopyObject' && key.endsWith('1.json')
      ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
      : undefined;
  const { exitCode, out, err } = await copy();
  expect(exitCode).toBe(1);
  expect(err).toContain('s3://source/pupils/1.json  EDU666');
  expect(err).toContain('found: AccessDenied: no');
  expect(out).toContain('not restored: 1\n');
});

test.each([
  [['--at', '2026-11-20T08:00:00'], 'EDU660'],
  [['--at', 'yesterday'], 'EDU660'],
  [['--verify', 'sha256'], 'EDU704'],
])('an option that does not fit is refused before S3 is asked: %j', async (args, code) => {
  const { exitCode, err } = await copy(...args);
  expect([exitCode, err.match(/EDU\d{3}/g)]).toEqual([1, [code]]);
  expect(stage.fake.requests).toEqual([]);
});

test('--verify full reads both sides', async () => {
  expect((await copy('--verify', 'full')).out).toContain('by content 2');
});
