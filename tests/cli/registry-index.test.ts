import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeAws, handedOutSecret, handedOutToken, type FakeAws } from '../operate/fake-aws';
import { caller, deploy, planOf, put, region, school, signIn } from '../operate/support';
import { folder, json, regionFile, removeFolders, run, type Run } from './support';

const plan = planOf();
const denied = { status: 403, code: 'AccessDenied', message: 'User: hub is not authorized to perform: sts:AssumeRole' };
let aws: FakeAws;
let file: string;
let out: string;

beforeAll(async () => {
  file = regionFile(region);
  await run('plan', file, '--write');
});
beforeEach(async () => {
  aws = await fakeAws();
  deploy(aws, plan);
  signIn(aws.url);
  out = join(folder(), 'registry.json');
});
afterEach(() => aws.close());
afterAll(removeFolders);

function index(...args: string[]): Promise<Run> {
  return run('registry', 'index', file, '--out', out, ...args);
}

test('writes the index, and says how many schools and accounts it holds', async () => {
  const { exitCode, out: text, err } = await index();
  expect(exitCode).toBe(0);
  expect(text).toBe(`3/3 accounts read\n${out}: 6 schools, index complete\n`);
  expect(err).toContain('reading accounts 3/3\n');
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ region: 'small', absent: [] });
  expect(aws.calls).toContain(
    'AssumeRole arn:aws-cn:iam::777788889999:role/educloud/educloud-small-registry-reader educloud-registry cn-north-1',
  );
});

test('with --json says the same as one document', async () => {
  const result = await index('--json');
  expect(result).toMatchObject({ exitCode: 0, err: '' });
  expect(json(result)).toEqual({
    ok: true,
    region: 'small',
    out,
    written: true,
    complete: true,
    start: 'new',
    accounts: { total: 3, read: 3, resumed: 0, failed: [] },
    schools: 6,
    absent: [],
    issues: [],
  });
});

test('assumes another role where one is named, and takes no ARN for a name', async () => {
  await index('--role', 'audit/reader');
  expect(aws.calls[0]).toContain(':role/audit/reader ');
  const { exitCode, err } = await index('--role', 'arn:aws-cn:iam::111122223333:role/reader');
  expect([exitCode, err.includes('EDU704')]).toEqual([1, true]);
});

test('goes on past an account that refuses, writes no index, and takes up the others in the next run', async () => {
  aws.faults.set('777788889999', { at: 'sts', kind: denied });
  const first = await index();
  expect(first.exitCode).toBe(1);
  expect(first.err).toContain('777788889999  EDU802  account 777788889999 cannot be read');
  expect(first.err).toContain('found: AccessDenied: User: hub is not authorized to perform: sts:AssumeRole');
  expect(first.out).toBe(
    `2/3 accounts read\n${out}: index not written\n${out}.partial: what was read is kept; run the same command again to read the rest\n`,
  );
  expect(existsSync(out)).toBe(false);

  aws.faults.clear();
  aws.calls.splice(0);
  const second = await index('--lang', 'ru');
  expect(second.exitCode).toBe(0);
  expect(second.out).toContain(`3/3 аккаунтов прочитано (2 взято из ${out}.partial)`);
  expect(aws.calls.filter((call) => call.startsWith('AssumeRole'))).toHaveLength(1);
  expect(existsSync(`${out}.partial`)).toBe(false);
});

test('says when it begins anew', async () => {
  aws.faults.set('777788889999', { at: 'ssm', kind: 'hang-up' });
  await index();
  aws.faults.clear();
  expect((await index('--restart')).out).toMatch(/^began anew, as asked\n3\/3 accounts read\n/);
});

test('writes an index without the schools that have findings, and does not call it complete', async () => {
  put(aws, school(plan, 'oak'));
  put(aws, school(plan, 'elm-university'), '{}');
  const { exitCode, out: text, err } = await index();
  expect(exitCode).toBe(1);
  expect(text).toContain(`${out}: 4 schools, index written without the schools named above`);
  expect(err).toContain(
    'arn:aws-cn:ssm:cn-north-1:444455556666:parameter/educloud/small/schools/oak  EDU806  `oak` has no registry entry',
  );
  expect(err).toContain('EDU803');
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ absent: ['elm-university', 'oak'] });
});

test('fails for an entry that nobody planned, though the index lacks no school', async () => {
  put(aws, { ...school(plan, 'oak'), parameter: '/educloud/small/schools/maple' }, '{}');
  const result = await index('--json');
  expect(result.exitCode).toBe(1);
  expect(json(result)).toMatchObject({ ok: false, complete: true, absent: [], issues: [{ code: 'EDU804' }] });
});

test('without credentials gives one error and the way out', async () => {
  signIn(aws.url, false);
  const { exitCode, err } = await index();
  expect(exitCode).toBe(1);
  expect(err.match(/EDU\d{3}/g)).toEqual(['EDU801']);
  expect(err).toContain('aws sts get-caller-identity');
  expect(aws.calls).toEqual([]);
});

test('refuses a stale ledger before it asks AWS', async () => {
  const unplanned = regionFile(region);
  const { exitCode, err } = await run('registry', 'index', unplanned, '--out', out);
  expect([exitCode, err.includes('EDU405')]).toEqual([1, true]);
  expect(aws.calls).toEqual([]);
});

test('no secret reaches the terminal or a file, whatever goes wrong', async () => {
  const entry = 'a-password-in-the-wrong-parameter';
  put(aws, school(plan, 'oak'), `{"password":"${entry}"}`);
  aws.faults.set('777788889999', {
    at: 'ssm',
    kind: { status: 403, code: 'SignatureDoesNotMatch', message: `no\nx-amz-security-token:${handedOutToken}` },
  });
  const runs = [await index(), await index('--json')];
  const written = [...runs.flatMap(({ out: text, err }) => [text, err]), readFileSync(`${out}.partial`, 'utf8')].join();
  expect(written).toContain('SignatureDoesNotMatch');
  for (const secret of [entry, handedOutToken, handedOutSecret, caller.id, caller.secret]) {
    expect(written).not.toContain(secret);
  }
});
