import { RecoveryKey, ReplicaStore, SchoolKey, type ReplicaStoreProps } from '../../constructs';
import { serviceActions } from '../../lib/facts';
import { control, onBucket, onObjects, writes } from './support/actions';
import { allows, deniedBy, type Caller } from './support/evaluate';
import { keyProps, replica, replicaName, replicaProps } from './support/replica';
import { deployer, roleOf } from './support/roles';
import { foreign, member, organization, own, stackIn, thrown } from './support/stage';

const tag = 'educloud:school';
const copying = ['s3:ReplicateObject', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'];
const reading = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention'];

describe.each(['cn-northwest-1', 'eu-central-1', 'us-gov-west-1'])('a replica in %s', (awsRegion) => {
  const { built, objects, bucket } = replica(awsRegion);
  const replication = roleOf(awsRegion, 'replication');
  const recovery = roleOf(awsRegion, 'recovery');
  const school = roleOf(awsRegion, 'restore-nefu', own, { [tag]: 'nefu' });
  const administrators: [string, Caller][] = [
    ['the school', school],
    ['an administrator without a tag', built.admin({ organization })],
    ['an administrator of another school', built.admin({ organization, tags: { [tag]: 'hit' } })],
    ['the role that backs up', roleOf(awsRegion, 'backup')],
    ['the role that deploys', deployer(awsRegion)],
  ];

  test('the replication role writes copies', () => {
    for (const action of copying) expect([action, allows(objects, replication, action)]).toEqual([action, true]);
  });

  test('the replication role writes, deletes and unlocks nothing by its own hand', () => {
    for (const action of writes.filter((one) => !copying.includes(one)))
      expect([action, allows(objects, replication, action)]).toEqual([action, false]);
  });

  test.each([...administrators, ['the role for recovery', recovery] as const])('%s writes no copy', (_who, caller) => {
    for (const action of copying) expect(deniedBy(objects, caller, action)).toContain('DenyCopiesByOthers');
  });

  test.each([...administrators, ['an AWS service', { service: 's3.amazonaws.com' }] as const])(
    '%s neither writes nor deletes',
    (_who, caller) => {
      for (const action of writes.filter((one) => !copying.includes(one) && one !== 's3:ReplicateDelete'))
        expect([action, deniedBy(objects, caller, action)]).toEqual([
          action,
          expect.arrayContaining(['DenyWritesButCopies']),
        ]);
    },
  );

  test('no deletion is ever replicated, whoever asks', () => {
    for (const caller of [replication, recovery, ...administrators.map(([, one]) => one)])
      expect(deniedBy(objects, caller, 's3:ReplicateDelete')).toContain('DenyReplicatedDeletes');
  });

  test('the school and its restore role read and list, and so does the recovery role', () => {
    for (const caller of [school, recovery]) {
      for (const action of reading) expect([action, allows(objects, caller, action)]).toEqual([action, true]);
      for (const action of onBucket) expect([action, allows(bucket, caller, action)]).toEqual([action, true]);
    }
  });

  test('nobody else reads', () => {
    const strangers = [
      ...administrators.slice(1).map(([, one]) => one),
      built.admin({ account: member, tags: { [tag]: 'nefu' } }),
      built.admin({ account: foreign, tags: { [tag]: 'nefu' } }),
      {},
    ];
    for (const stranger of strangers)
      for (const action of onObjects) expect([action, allows(objects, stranger, action)]).toEqual([action, false]);
  });

  test('the recovery role ends a lock in governance mode and deletes a version', () => {
    for (const action of ['s3:BypassGovernanceRetention', 's3:DeleteObjectVersion', 's3:PutObjectRetention'])
      expect([action, allows(objects, recovery, action)]).toEqual([action, true]);
  });

  test('every setting that can be written is left to the role that deploys and the recovery role', () => {
    const settings = serviceActions('s3')
      .actions.filter(({ name, on }) => on.includes('bucket') && /^(?:Create|Delete|Put|Update)/.test(name))
      .map(({ name }) => name);
    expect(settings).toContain('PutReplicationConfiguration');
    for (const [, caller] of administrators.slice(0, -1))
      for (const name of settings)
        expect([name, deniedBy(bucket, caller, `s3:${name}`)]).toEqual([name, ['DenySettingsByOthers']]);
    for (const caller of [deployer(awsRegion), recovery])
      for (const action of control) expect([action, allows(bucket, caller, action)]).toEqual([action, true]);
  });

  test('the role that deploys asks whether the bucket is there, and reads nothing', () => {
    expect(onBucket.filter((action) => allows(bucket, deployer(awsRegion), action))).toEqual(['s3:ListBucket']);
    expect(onObjects.filter((action) => allows(objects, deployer(awsRegion), action))).toEqual([]);
  });

  test('versions are locked, old ones expire after the lock, and the promise stands in a tag', () => {
    const { Properties, DeletionPolicy } = built.bucket(replicaName);
    expect(Properties.ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Days: 30, Mode: 'GOVERNANCE' } },
    });
    expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(JSON.stringify(Properties.LifecycleConfiguration)).toContain('"NoncurrentDays":365');
    expect(JSON.stringify(Properties.LifecycleConfiguration)).not.toContain('ExpirationInDays');
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    for (const [Key, Value] of Object.entries({
      'educloud:immutability': 'governance',
      'educloud:kept-days': '30',
      'educloud:school': 'nefu',
      'educloud:store': 'records-replica',
    }))
      expect(Properties.Tags).toContainEqual({ Key, Value });
  });
});

describe('a replica in another account than its original', () => {
  const awsRegion = 'cn-northwest-1';
  const { objects, bucket } = replica(awsRegion, {
    key: { sourceAccount: member },
    perimeter: { accounts: [], organizations: [] },
  });

  test('is written by the replication role of that account alone', () => {
    const theirs = roleOf(awsRegion, 'replication', member);
    for (const action of copying) expect([action, allows(objects, theirs, action)]).toEqual([action, true]);
    expect(allows(bucket, theirs, 's3:GetBucketVersioning')).toBe(true);
    for (const other of [roleOf(awsRegion, 'replication'), roleOf(awsRegion, 'replication', foreign)])
      for (const action of copying) expect([action, allows(objects, other, action)]).toEqual([action, false]);
  });

  test('is read by the school’s restore role of that account, and by no other role of it', () => {
    const tags = { [tag]: 'nefu' };
    const theirs = roleOf(awsRegion, 'restore-nefu', member, tags);
    // All that `restore copy` asks of what it copies from: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
    for (const action of [
      's3:GetObjectRetention',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
      's3:GetObjectVersionTagging',
    ])
      expect([action, allows(objects, theirs, action)]).toEqual([action, true]);
    for (const action of ['s3:GetBucketLocation', 's3:GetBucketVersioning', 's3:ListBucketVersions'])
      expect([action, allows(bucket, theirs, action)]).toEqual([action, true]);
    for (const other of [
      roleOf(awsRegion, 'restore-hit', member, { [tag]: 'hit' }),
      roleOf(awsRegion, 'restore-nefu', member),
      roleOf(awsRegion, 'restore-nefu', foreign, tags),
      roleOf(awsRegion, 'recovery', member),
    ])
      expect(allows(objects, other, 's3:GetObjectVersion')).toBe(false);
  });
});

test('a drill’s own role reads the copy of its canary from another account', () => {
  const awsRegion = 'cn-northwest-1';
  const drill = roleOf(awsRegion, 'drill-cn-north-1', member, { [tag]: 'nefu' });
  const { objects, built } = replica(awsRegion, {
    key: { sourceAccount: member },
    store: 'canary',
    readerRoleArns: [drill.arn ?? ''],
  });
  expect(allows(objects, drill, 's3:GetObjectVersion')).toBe(true);
  expect(allows(objects, { ...drill, tags: {} }, 's3:GetObjectVersion')).toBe(false);
  expect(allows(objects, roleOf(awsRegion, 'restore-nefu', member, { [tag]: 'nefu' }), 's3:GetObjectVersion')).toBe(
    false,
  );
  // Each drill leaves an object behind, and no delete marker ever comes.
  expect(JSON.stringify(built.bucket(replicaName).Properties.LifecycleConfiguration)).toContain(
    '"ExpirationInDays":365',
  );
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<ReplicaStoreProps>, RegExp]>([
    ['compliance mode that was asked for once', { immutability: 'compliance' }, /irrevocable/],
    ['an unknown mode', { immutability: 'legal' }, /legal/],
    ['a lock that outlasts what it locks', { lockDays: 366 }, /366 days locked/],
    ['no lock', { lockDays: 0 }, /0/],
    ['half a day', { lockDays: 1.5 }, /1\.5/],
    ['a lock of a hundred years and a day', { lockDays: 36_501, retentionDays: 36_501 }, /36501/],
    ['an unknown store', { store: 'exams' }, /exams/],
    ['no data class', { dataClasses: [] }, /none/],
    ['a bad slug', { schoolId: 'NEFU' }, /NEFU/],
    ['a bucket that its key does not know', { bucketName: 'edu-rrc-other' }, /edu-rrc-other/],
    ['a role that is a wildcard', { deployRoleArn: 'arn:aws-cn:iam::111122223333:role/*' }, /\*/],
  ])('%s is refused', (_what, more, found) => {
    const stack = stackIn();
    const key = new RecoveryKey(stack, 'Key', keyProps);
    const error = thrown(() => new ReplicaStore(stack, 'Replica', { ...replicaProps, key, ...more }));
    expect(error).toMatchObject({ code: 'EDU601', path: 'Stack/Replica' });
    expect(error.found).toMatch(found);
  });

  test('compliance mode that was asked for twice stands in the template', () => {
    const { built } = replica('eu-central-1', { immutability: 'compliance', irrevocable: true });
    expect(JSON.stringify(built.bucket(replicaName).Properties.ObjectLockConfiguration)).toContain('COMPLIANCE');
  });

  test('the key of another stack’s copies is refused, and a school’s own key is none', () => {
    const key = new RecoveryKey(stackIn(), 'Key', keyProps);
    expect(thrown(() => new ReplicaStore(stackIn(), 'Replica', { ...replicaProps, key })).code).toBe('EDU601');
    const own: unknown = new SchoolKey(stackIn(), 'Key', { schoolId: 'nefu', bucketNames: [replicaName] });
    expect(own).not.toBeInstanceOf(RecoveryKey);
  });
});
