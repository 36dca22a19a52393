import { RegistryReader, type RegistryReaderProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { parameterName } from '../../lib/plan/names';
import { allows, type Target } from './support/evaluate';
import { beside, Built, foreign, member as hub, organization, own, stackIn, thrown } from './support/stage';

const props: RegistryReaderProps = { regionId: 'northeast', hubAccount: hub };
const name = 'educloud-northeast-registry-reader';

describe.each(['cn-north-1', 'eu-central-1'])('the reader in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const { roleName } = new RegistryReader(stack, 'Reader', props);
  const built = new Built(stack);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const trust = built.trust(name);
  const indexer = `arn:${arnPartition}:iam::${hub}:role/educloud/educloud-northeast-registry`;

  test('is taken by the role of the hub that reads registries', () => {
    expect(roleName).toBe(name);
    expect(allows(trust, built.admin({ account: hub, arn: indexer }), 'sts:AssumeRole')).toBe(true);
    expect(allows(trust, built.admin({ account: hub, arn: indexer, identity: [] }), 'sts:AssumeRole')).toBe(false);
  });

  test.each([
    ['another role of the hub', { account: hub, arn: `arn:${arnPartition}:iam::${hub}:role/admin` }],
    ['a role of the hub with a longer name', { account: hub, arn: `${indexer}-2` }],
    ['a role of the hub without the path', { account: hub, arn: indexer.replace('/educloud/', '/') }],
    ['the indexer of another region', { account: hub, arn: indexer.replace('northeast', 'north') }],
    ['a user of that name', { account: hub, arn: indexer.replace(':role/', ':user/') }],
    ['the hub without saying who', { account: hub }],
    ['that role of another account', { account: foreign, organization, arn: indexer.replace(hub, foreign) }],
    ['that role of the own account', { account: own, arn: indexer.replace(hub, own) }],
  ])('is not taken by %s', (_who, caller) => {
    const { arn: _, ...nameless } = built.admin(caller);
    const one = 'arn' in caller ? { ...nameless, arn: caller.arn } : nameless;
    expect(allows(trust, one, 'sts:AssumeRole')).toBe(false);
  });

  test('is not taken by services or by nobody', () => {
    for (const one of [{ service: 'ssm.amazonaws.com' }, {}]) expect(allows(trust, one, 'sts:AssumeRole')).toBe(false);
  });

  const parameter = (path: string, account = own, where = awsRegion): Target => ({
    account,
    policy: [],
    resource: `arn:${arnPartition}:ssm:${where}:${account}:parameter${path}`,
  });
  const reads = (target: Target, action = 'ssm:GetParametersByPath'): boolean =>
    allows(target, built.as(name, { account: own }), action);

  test('reads the entries of this region by their path, in every AWS Region', () => {
    const path = parameterName('northeast', 'nefu').replace('/nefu', '');
    for (const where of [awsRegion, 'cn-northwest-1'])
      for (const form of [path, `${path}/`]) expect(reads(parameter(form, own, where))).toBe(true);
  });

  test('reads no other path', () => {
    for (const path of [
      '/',
      '/educloud',
      '/educloud/northeast',
      '/educloud/north/schools',
      '/educloud/northeast/schools2',
    ])
      expect([path, reads(parameter(path))]).toEqual([path, false]);
    expect(reads(parameter('/educloud/northeast/schools', foreign))).toBe(false);
  });

  test('does nothing else with them', () => {
    for (const action of [
      'GetParameter',
      'GetParameterHistory',
      'PutParameter',
      'DeleteParameter',
      'DescribeParameters',
    ])
      expect([action, reads(parameter('/educloud/northeast/schools/nefu'), `ssm:${action}`)]).toEqual([action, false]);
    for (const action of ['s3:GetObject', 's3:ListBucket', 'sts:AssumeRole', 'kms:Decrypt'])
      expect(allows({ account: own, policy: [], resource: '*' }, built.as(name), action)).toBe(false);
  });

  test('is all that its stack holds', () => {
    expect(Object.values(built.resources).map(({ Type }) => Type)).toEqual(['AWS::IAM::Role']);
    expect(built.foreignParts()).toEqual([]);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<RegistryReaderProps>]>([
    ['a bad region', { regionId: 'N' }],
    ['a hub that is no account', { hubAccount: 'hub' }],
    ['every account as the hub', { hubAccount: '*' }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => new RegistryReader(stackIn(), 'Reader', { ...props, ...more }))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/Reader',
    });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new RegistryReader(beside(stackIn(), 'Agnostic'), 'Reader', props)).code).toBe('EDU601');
  });
});
