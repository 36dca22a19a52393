import { MemberNode, ReplicaStore, RecoveryKey, ServiceRoles, type ServiceRolesProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { onObjects, writes } from './support/actions';
import { allows, type Caller, type Target } from './support/evaluate';
import { keyAlias, keyProps, replicaName, replicaProps } from './support/replica';
import {
  addCell,
  Built,
  cellProps,
  foreign,
  member,
  organization,
  own,
  stackIn,
  throughS3,
  thrown,
} from './support/stage';

const erin = `arn:aws-cn:iam::${own}:role/erin`;

/** The service roles of an account with copies, beside a school whose stores are copied and kept. */
function account(awsRegion: string, more: Partial<ServiceRolesProps> = {}) {
  const stack = stackIn(awsRegion);
  new ServiceRoles(stack, 'Roles', { regionId: 'northeast', copies: { replication: true, backup: true }, ...more });
  addCell(stack, 'nefu', {
    serviceRoleArns: ServiceRoles.arnsIn(stack, 'northeast'),
    recordsReplica: { bucketName: replicaName, awsRegion, keyAliasName: keyAlias },
    materialsBackupOwner: 'nefu',
  });
  const key = new RecoveryKey(stack, 'CopyKey', keyProps);
  new ReplicaStore(stack, 'Copy', { ...replicaProps, key });
  const built = new Built(stack);
  const as = (what: string): Caller => built.as(`educloud-northeast-${what}`, { organization });
  return { built, as, replica: built.objects(replicaName), records: built.objects('edu-rec-nefu') };
}

describe.each(['cn-north-1', 'eu-central-1'])('service roles with something to copy in %s', (awsRegion) => {
  const { built, as, replica, records } = account(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const elsewhere = (resource: string): Target => ({
    account: foreign,
    resource,
    policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
  });

  test('replication reads versions of stores and writes copies, and nothing else', () => {
    const role = as('replication');
    expect(onObjects.filter((action) => allows(records, role, action))).toEqual(
      [
        's3:GetObjectLegalHold',
        's3:GetObjectRetention',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
        's3:InitiateReplication',
      ].sort((a, b) => onObjects.indexOf(a) - onObjects.indexOf(b)),
    );
    expect(onObjects.filter((action) => allows(replica, role, action)).sort()).toEqual([
      's3:ReplicateObject',
      's3:ReplicateTags',
    ]);
    for (const action of ['s3:GetReplicationConfiguration', 's3:ListBucket', 's3:PutInventoryConfiguration'])
      expect([action, allows(built.bucketItself('edu-rec-nefu'), role, action)]).toEqual([action, true]);
  });

  test('replication decrypts with the key of the store and encrypts with the key of the copy', () => {
    const role = as('replication');
    const [store, copy] = ['alias/educloud/nefu', keyAlias].map((alias) => built.key(alias));
    const through = (name: string) => throughS3(`arn:${arnPartition}:s3:::${name}`, awsRegion);
    if (store === undefined || copy === undefined) throw new Error('no keys');
    expect(allows(store, role, 'kms:Decrypt', through('edu-rec-nefu'))).toBe(true);
    expect(allows(store, role, 'kms:GenerateDataKey', through('edu-rec-nefu'))).toBe(false);
    for (const action of ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'])
      expect([action, allows(copy, role, action, through(replicaName))]).toEqual([action, true]);
  });

  test('neither reaches a bucket of that name in another account', () => {
    for (const what of ['replication', 'backup'])
      for (const name of ['edu-rrc-x/a', 'edu-rec-x/a'])
        for (const action of onObjects)
          expect(allows(elsewhere(`arn:${arnPartition}:s3:::${name}`), as(what), action)).toBe(false);
  });

  test('backup reads stores and watches them, and writes no object', () => {
    const role = as('backup');
    const materials = built.objects('edu-mat-nefu');
    for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionTagging'])
      expect([action, allows(materials, role, action)]).toEqual([action, true]);
    for (const action of ['s3:PutBucketNotification', 's3:PutInventoryConfiguration', 's3:ListBucketVersions'])
      expect([action, allows(built.bucketItself('edu-mat-nefu'), role, action)]).toEqual([action, true]);
    for (const target of [materials, records, replica])
      expect(writes.filter((action) => allows(target, role, action))).toEqual([]);
  });

  test('recovery may do nothing while nobody is named who takes it', () => {
    expect(as('recovery').identity).toEqual([]);
  });

  test('no role but recovery ends a lock, whatever is attached to it', () => {
    const identity = built.admin().identity ?? [];
    for (const what of ['replication', 'backup', 'recovery'])
      expect(allows(replica, { ...as(what), identity }, 's3:BypassGovernanceRetention')).toBe(what === 'recovery');
  });
});

describe('the role for recovery where somebody is named', () => {
  const { built, as, replica, records } = account('cn-north-1', { recoveryTakenBy: [erin] });
  const role = as('recovery');
  const key = built.key(keyAlias);

  test('is taken by exactly that principal, besides the services', () => {
    const trust = built.trust('educloud-northeast-recovery');
    const take = (caller: Caller): boolean => allows(trust, caller, 'sts:AssumeRole');
    expect(take(built.admin({ arn: erin }))).toBe(true);
    for (const other of [built.admin(), built.admin({ arn: `${erin}-2` }), built.admin({ account: member, arn: erin })])
      expect(take(other)).toBe(false);
    for (const what of ['replication', 'backup'])
      expect(allows(built.trust(`educloud-northeast-${what}`), built.admin({ arn: erin }), 'sts:AssumeRole')).toBe(
        false,
      );
  });

  test('ends locks and deletes versions of copies, and of no store', () => {
    for (const action of ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion', 's3:PutObjectRetention'])
      expect([action, allows(replica, role, action)]).toEqual([action, true]);
    expect(writes.filter((action) => allows(records, role, action))).toEqual([]);
    for (const action of ['s3:ReplicateObject', 's3:PutObject'])
      expect([action, allows(replica, role, action)]).toEqual([action, false]);
  });

  test('has the key of copies deleted, and no other', () => {
    const wait = { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' };
    const named = (alias: string) => ({ ...wait, 'kms:ResourceAliases': [alias] });
    expect(allows(key, role, 'kms:ScheduleKeyDeletion', named(keyAlias))).toBe(true);
    expect(
      allows(built.key('alias/educloud/nefu'), role, 'kms:ScheduleKeyDeletion', named('alias/educloud/nefu')),
    ).toBe(false);
  });
});

describe('copies in another account', () => {
  test('are written there, given to it, and nothing is written elsewhere', () => {
    const { as } = account('cn-north-1', { copies: { replication: true, recoveryAccount: member } });
    const at = (owner: string): Target => ({
      account: owner,
      resource: `arn:aws-cn:s3:::${replicaName}/a`,
      policy: owner === own ? [] : [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    });
    for (const action of ['s3:ReplicateObject', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner']) {
      expect([action, allows(at(member), as('replication'), action)]).toEqual([action, true]);
      for (const owner of [own, foreign])
        expect([owner, action, allows(at(owner), as('replication'), action)]).toEqual([owner, action, false]);
    }
  });
});

describe('a node', () => {
  const node = (more: Partial<ConstructorParameters<typeof MemberNode>[2]>) => {
    const stack = stackIn();
    new MemberNode(stack, 'Node', {
      ...cellProps('nefu'),
      trailBucketName: 'edu-trl-nefu',
      serviceRoles: true,
      ...more,
    });
    return new Built(stack);
  };
  const recordsReplica = { bucketName: replicaName, awsRegion: 'cn-northwest-1', keyAliasName: keyAlias };

  test('lets its service roles do what its stores ask for, and is told of what fails', () => {
    const built = node({ recordsReplica, materialsBackupOwner: 'nefu' });
    for (const what of ['replication', 'backup'])
      expect(built.as(`educloud-northeast-${what}`).identity).not.toEqual([]);
    const [alarm] = built.ofType('AWS::CloudWatch::Alarm');
    expect(alarm?.Properties.AlarmActions).toEqual([`arn:aws-cn:sns:cn-north-1:${own}:educloud-northeast-alarms`]);
  });

  test('makes the role before the store that names it', () => {
    const { template } = node({ recordsReplica });
    const ids = Object.entries<Record<string, unknown>>(template.Resources);
    const roles = ids.filter(([, { Type }]) => Type === 'AWS::IAM::Role').map(([id]) => id);
    const stores = ids.filter(
      ([, one]) => one.Type === 'AWS::S3::Bucket' && JSON.stringify(one).includes('ReplicationC'),
    );
    expect(stores[0]?.[1].DependsOn).toEqual(expect.arrayContaining(roles));
  });

  test('lets them do nothing where nothing is copied', () => {
    const built = node({});
    for (const what of ['replication', 'backup', 'recovery'])
      expect(built.as(`educloud-northeast-${what}`).identity).toEqual([]);
    expect(built.ofType('AWS::CloudWatch::Alarm')).toEqual([]);
  });
});

test.each<[string, Partial<ServiceRolesProps>]>([
  ['an account of eleven digits', { copies: { recoveryAccount: '11112222333' } }],
  ['everybody', { recoveryTakenBy: ['*'] }],
  ['a wildcard', { recoveryTakenBy: [`arn:aws-cn:iam::${own}:role/*`] }],
  ['a role of another partition', { recoveryTakenBy: [`arn:aws:iam::${own}:role/erin`] }],
  ['a whole account', { recoveryTakenBy: [`arn:aws-cn:iam::${own}:root`] }],
])('%s is refused', (_what, more) => {
  expect(thrown(() => new ServiceRoles(stackIn(), 'Roles', { regionId: 'northeast', ...more }))).toMatchObject({
    code: 'EDU601',
    path: 'Stack/Roles',
  });
});
