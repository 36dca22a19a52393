import { ServiceRoles } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { allows, type Caller, type Statement, type Target } from './support/evaluate';
import {
  addCell,
  beside,
  Built,
  foreign,
  member,
  organization,
  own,
  stackIn,
  throughS3,
  thrown,
} from './support/stage';

const trusted: Record<string, string[]> = {
  backup: ['backup.amazonaws.com'],
  recovery: ['backup.amazonaws.com', 'batchoperations.s3.amazonaws.com'],
  replication: ['batchoperations.s3.amazonaws.com', 's3.amazonaws.com'],
};
const whats = Object.keys(trusted);
const nameOf = (what: string): string => `educloud-northeast-${what}`;

describe.each(['cn-north-1', 'eu-central-1'])('service roles in %s', (awsRegion) => {
  const stack = stackIn(awsRegion);
  const { roleArns } = new ServiceRoles(stack, 'Roles', { regionId: 'northeast' });
  const cell = addCell(stack, 'nefu', {
    serviceRoleArns: ServiceRoles.arnsIn(stack, 'northeast'),
    materialsBackupOwner: 'nefu',
  });
  const built = new Built(stack);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

  test('have the ARNs that stores exempt', () => {
    const made = whats.map((what) => built.trust(nameOf(what)).resource);
    expect(ServiceRoles.arnsIn(stack, 'northeast')).toEqual(made);
    expect(roleArns).toEqual(made);
    expect(made).toEqual(whats.map((what) => `arn:${arnPartition}:iam::${own}:role/educloud/${nameOf(what)}`));
    expect(built.ofType('AWS::IAM::Role')).toHaveLength(3);
  });

  test.each(whats)('%s is taken by its services and by nobody else', (what) => {
    const trust = built.trust(nameOf(what));
    for (const service of [...new Set(Object.values(trusted).flat()), 'lambda.amazonaws.com', 'ec2.amazonaws.com'])
      expect([service, allows(trust, { service }, 'sts:AssumeRole')]).toEqual([
        service,
        trusted[what]?.includes(service),
      ]);
    for (const one of [built.admin(), built.admin({ account: member, organization }), {}])
      expect(allows(trust, one, 'sts:AssumeRole')).toBe(false);
  });

  test.each(whats)('%s may do nothing yet', (what) => {
    const [role] = built.ofType('AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName === nameOf(what));
    expect(role?.Properties.Policies ?? []).toEqual([]);
    expect(role?.Properties.ManagedPolicyArns ?? []).toEqual([]);
    expect(allows(built.objects('edu-rec-nefu'), built.as(nameOf(what), { organization }), 's3:GetObject')).toBe(false);
  });

  describe.each(whats)('%s with every permission', (what) => {
    const role: Caller = built.as(nameOf(what), { identity: everything, organization });
    const elsewhere = (resource: string): Target => ({
      account: foreign,
      resource,
      policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    });

    test('reads and writes stores of its account through their key', () => {
      const objects = built.objects('edu-rec-nefu');
      for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:ReplicateObject'])
        expect([action, allows(objects, role, action)]).toEqual([action, true]);
      const key = built.key('alias/educloud/nefu');
      const way = throughS3(cell.records.bucketArn, awsRegion);
      for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
        expect([action, allows(key, role, action, way)]).toEqual([action, true]);
    });

    test('reaches no bucket and no key of another account, whatever they allow', () => {
      const object = elsewhere(`arn:${arnPartition}:s3:::theirs/a`);
      for (const action of ['s3:GetObject', 's3:PutObject', 's3:ReplicateObject', 's3:ListBucket'])
        expect([action, allows(object, role, action)]).toEqual([action, false]);
      const vault = elsewhere(`arn:${arnPartition}:backup:${awsRegion}:${foreign}:backup-vault:theirs`);
      expect(allows(vault, role, 'backup:CopyIntoBackupVault')).toBe(false);
      expect(allows({ ...vault, account: own }, role, 'backup:CopyIntoBackupVault')).toBe(true);
      const key = elsewhere(`arn:${arnPartition}:kms:${awsRegion}:${foreign}:key/x`);
      for (const action of ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'])
        expect([action, allows(key, role, action)]).toEqual([action, false]);
    });

    test.each([
      's3:BypassGovernanceRetention',
      's3:CreateAccessPoint',
      's3:DeleteBucket',
      's3:DeleteBucketPolicy',
      's3:PutAccountPublicAccessBlock',
      's3:PutBucketAcl',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketPolicy',
      's3:PutBucketPublicAccessBlock',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
      's3:PutReplicationConfiguration',
    ])('does not loosen a store: %s', (action) => {
      expect(allows(built.bucketItself('edu-mat-nefu'), role, action)).toBe(false);
    });

    test('sets up what backups need', () => {
      const bucket = built.bucketItself('edu-mat-nefu');
      for (const action of ['s3:PutBucketNotification', 's3:GetBucketVersioning'])
        expect([action, allows(bucket, role, action)]).toEqual([action, true]);
      // The bucket lets nobody else list it by an inventory.
      expect(allows(bucket, role, 's3:PutInventoryConfiguration')).toBe(what === 'backup');
      const rule = (name: string): Target => ({
        account: own,
        policy: [],
        resource: `arn:${arnPartition}:events:${awsRegion}:${own}:rule/${name}`,
      });
      expect(allows(rule('AwsBackupManagedRule-1'), role, 'events:PutRule')).toBe(true);
      for (const action of ['events:DisableRule', 'events:RemoveTargets'])
        expect(allows(rule('educloud-northeast-store'), role, action)).toBe(false);
    });

    test.each(['iam:CreateRole', 'sts:AssumeRole', 'kms:PutKeyPolicy', 'ssm:PutParameter', 'cloudtrail:StopLogging'])(
      'has nothing to do with %s',
      (action) => {
        const target = elsewhere('*');
        expect(allows({ ...target, account: own, policy: [] }, role, action)).toBe(false);
      },
    );
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('a bad region and a stack without a concrete environment are refused', () => {
  const make = (regionId: string, stack = stackIn()) => thrown(() => new ServiceRoles(stack, 'Roles', { regionId }));
  expect(make('N')).toMatchObject({ code: 'EDU601', path: 'Stack/Roles' });
  expect(make('northeast', beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
});
