import { EducloudError } from '../../lib/errors';
import { awsRegistry } from '../../lib/operate';
import { plannedAccounts, type PlannedAccount } from '../../lib/operate/registry/planned-accounts';
import type { AccountReading } from '../../lib/operate/registry/stored-parameter';
import { fakeAws, handedOutToken, type FakeAws, type Fault } from './fake-aws';
import { arnPartition, deploy, deployed, planOf, signIn } from './support';

const plan = planOf();
const [district, , west] = plannedAccounts(plan) as [PlannedAccount, PlannedAccount, PlannedAccount];
const role = 'educloud/educloud-small-registry-reader';
let aws: FakeAws;

beforeEach(async () => {
  aws = await fakeAws();
  deploy(aws, plan);
  signIn(aws.url);
});
afterEach(() => aws.close());

function read(account = district): Promise<AccountReading> {
  return awsRegistry({ arnPartition, home: 'cn-north-1', role, patience: 300 })(account);
}

function refused(fault: Fault['kind'], at: Fault['at'] = 'sts', times?: number): Promise<AccountReading> {
  aws.faults.set(district.account, { at, kind: fault, ...(times === undefined ? {} : { times }) });
  return read();
}

describe('reading an account', () => {
  test('assumes the role with the STS of the home AWS Region, then turns every page', async () => {
    await expect(read()).resolves.toEqual(deployed(plan, district));
    expect(aws.calls).toEqual([
      'AssumeRole arn:aws-cn:iam::444455556666:role/educloud/educloud-small-registry-reader educloud-registry cn-north-1',
      'GetParametersByPath 444455556666 cn-north-1 /educloud/small/schools 0',
      'GetParametersByPath 444455556666 cn-north-1 /educloud/small/schools 2',
    ]);
  });

  test('asks in the AWS Region of the schools, and in each where there are several', async () => {
    await read(west);
    expect(aws.calls[1]).toContain('888899990000 cn-northwest-1');
    aws.calls.splice(0);
    const [oak, ...others] = district.schools;
    const moved = others.map((school) => ({ ...school, awsRegion: 'cn-northwest-1' }));
    await read({ ...district, schools: oak === undefined ? moved : [oak, ...moved] });
    expect(aws.calls.filter((call) => call.endsWith(' 0')).map((call) => call.split(' ')[2])).toEqual([
      'cn-north-1',
      'cn-northwest-1',
    ]);
  });

  test('never asks for a secret to be decrypted', async () => {
    await read();
    expect(aws.bodies.join('\n')).not.toMatch(/"WithDecryption":true/);
  });
});

describe('trouble with one account', () => {
  const throttled = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };

  test.each(['sts', 'ssm'] as const)('throttling by %s is waited out', async (at) => {
    await expect(refused(throttled, at, 1)).resolves.toEqual(deployed(plan, district));
  });

  test('throttling that does not end is a refusal', async () => {
    await expect(refused(throttled)).resolves.toEqual({ refusal: 'ThrottlingException: Rate exceeded' });
  });

  test.each(['sts', 'ssm'] as const)('a denial by %s is said in the words of AWS', async (at) => {
    const denied = { status: 403, code: 'AccessDenied', message: 'User: hub is not authorized' };
    await expect(refused(denied, at)).resolves.toEqual({ refusal: 'AccessDenied: User: hub is not authorized' });
  });

  test('a connection that breaks is tried again, then given up', async () => {
    await expect(refused('hang-up', 'ssm', 1)).resolves.toHaveProperty('parameters');
    await expect(refused('hang-up')).resolves.toEqual({
      refusal: expect.stringMatching(/: socket hang up$/),
    });
  });

  test('silence is given up', async () => {
    await expect(refused('silence', 'ssm')).resolves.toEqual({ refusal: expect.stringContaining('requestTimeout') });
  });

  test('pages without end are given up', async () => {
    const { refusal } = (await refused('endless')) as { refusal: string };
    expect(refusal).toBe('more than 103 pages of parameters below /educloud/small/schools in cn-north-1');
  });

  test('only the first line is repeated, since later ones may hold the security token', async () => {
    const message = `the signature does not match\nx-amz-security-token:${handedOutToken}`;
    await expect(refused({ status: 403, code: 'SignatureDoesNotMatch', message }, 'ssm')).resolves.toEqual({
      refusal: 'SignatureDoesNotMatch: the signature does not match',
    });
  });
});

describe('trouble with the caller', () => {
  async function failure(reading: Promise<AccountReading>): Promise<EducloudError> {
    const error: unknown = await reading.catch((reason: unknown) => reason);
    if (error instanceof EducloudError) return error;
    throw new Error('no EducloudError');
  }

  test('no credentials at all are one error, and AWS is not asked', async () => {
    signIn(aws.url, false);
    const { issues } = await failure(read());
    expect(issues.map(({ code, found }) => [code, found])).toEqual([
      ['EDU801', 'CredentialsProviderError: Could not load credentials from any providers'],
    ]);
    expect(aws.calls).toEqual([]);
  });

  test.each(['ExpiredToken', 'InvalidClientTokenId', 'SignatureDoesNotMatch'])(
    '%s from STS is an error of the caller',
    async (code) => {
      const { issues } = await failure(refused({ status: 403, code, message: 'no' }));
      expect(issues.map((one) => [one.code, one.found])).toEqual([['EDU801', `${code}: no`]]);
    },
  );

  test('an STS that nobody answers for stops everything', async () => {
    await aws.close();
    const failed = failure(read());
    aws = await fakeAws();
    expect((await failed).issues.map(({ code, message }) => [code, message])).toEqual([
      ['EDU801', 'STS cannot be reached'],
    ]);
  });

  test('the same from SSM is the account’s', async () => {
    await expect(refused({ status: 400, code: 'ExpiredToken', message: 'no' }, 'ssm')).resolves.toEqual({
      refusal: 'ExpiredToken: no',
    });
  });
});
