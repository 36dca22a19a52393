import { RegistryIndexer, RegistryReader } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { allows, type Target } from './support/evaluate';
import { beside, Built, member, own, stackIn, thrown } from './support/stage';

const name = 'educloud-northeast-registry';

describe.each(['cn-north-1', 'eu-central-1'])('the indexer in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  new RegistryIndexer(stack, 'Indexer', { regionId: 'northeast' });
  const built = new Built(stack);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);

  test('is the role that readers are told of', () => {
    const arn = `arn:${arnPartition}:iam::${own}:role/educloud/${name}`;
    expect(RegistryIndexer.roleArnIn(stack, own, 'northeast')).toBe(arn);
    expect(built.trust(name).resource).toBe(arn);
  });

  test('is taken by principals of the hub that may take roles, and by nobody else', () => {
    const trust = built.trust(name);
    expect(allows(trust, built.admin(), 'sts:AssumeRole')).toBe(true);
    expect(allows(trust, built.admin({ identity: [] }), 'sts:AssumeRole')).toBe(false);
    for (const one of [built.admin({ account: member }), { service: 'lambda.amazonaws.com' }, {}])
      expect(allows(trust, one, 'sts:AssumeRole')).toBe(false);
  });

  test('takes the reader of every account that trusts it', () => {
    const elsewhere = stackIn(awsRegion, member);
    new RegistryReader(elsewhere, 'Reader', { regionId: 'northeast', hubAccount: own });
    const reader = new Built(elsewhere).trust('educloud-northeast-registry-reader');
    expect(allows(reader, built.as(name), 'sts:AssumeRole')).toBe(true);
  });

  test('does nothing else', () => {
    const target = (resource: string): Target => ({
      account: member,
      resource,
      policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    });
    const role = (path: string): Target => target(`arn:${arnPartition}:iam::${member}:role/${path}`);
    for (const path of [
      'educloud-northeast-registry-reader',
      'educloud/educloud-north-registry-reader',
      'educloud/educloud-northeast-registry-reader-2',
      'educloud/educloud-northeast-backup',
      'admin',
    ])
      expect([path, allows(role(path), built.as(name), 'sts:AssumeRole')]).toEqual([path, false]);
    const reader = role('educloud/educloud-northeast-registry-reader');
    for (const action of ['sts:TagSession', 'iam:GetRole', 'iam:PassRole'])
      expect([action, allows(reader, built.as(name), action)]).toEqual([action, false]);
    for (const action of ['s3:GetObject', 'ssm:GetParametersByPath', 'kms:Decrypt'])
      expect([action, allows(target('*'), built.as(name), action)]).toEqual([action, false]);
  });

  test('is all that its stack holds', () => {
    expect(Object.values(built.resources).map(({ Type }) => Type)).toEqual(['AWS::IAM::Role']);
    expect(built.foreignParts()).toEqual([]);
  });
});

test('a bad region and a stack without a concrete environment are refused', () => {
  const make = (regionId: string, stack = stackIn()) =>
    thrown(() => new RegistryIndexer(stack, 'Indexer', { regionId }));
  expect(make('N')).toMatchObject({ code: 'EDU601', path: 'Stack/Indexer' });
  expect(make('northeast', beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
});
