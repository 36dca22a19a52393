import { ServiceRoles, type SchoolCellProps } from '../../constructs';
import { writes } from './support/actions';
import { allows, deniedBy, type Caller } from './support/evaluate';
import { deployer, roleOf } from './support/roles';
import { addCell, addRole, Built, member, own, stackIn, thrown } from './support/stage';

const replica = {
  bucketName: 'edu-rrc-nefu',
  awsRegion: 'cn-northwest-1',
  keyAliasName: 'alias/educloud/recovery/nefu',
};

function copied(awsRegion = 'cn-north-1', more: Partial<SchoolCellProps> = { recordsReplica: replica }) {
  const stack = stackIn(awsRegion);
  const role = addRole(stack);
  const serviceRoleArns = ServiceRoles.arnsIn(stack, 'northeast');
  const cell = addCell(stack, 'nefu', { serviceRoleArns, ...more });
  cell.records.grantReadWrite(role);
  cell.materials.grantReadWrite(role);
  const built = new Built(stack);
  const of = (name: string) => built.bucket(name).Properties;
  return {
    built,
    caller: built.role(),
    records: built.objects('edu-rec-nefu'),
    bucket: built.bucketItself('edu-rec-nefu'),
    rules: of('edu-rec-nefu').ReplicationConfiguration,
    tagsOf: (name: string) => of(name).Tags,
  };
}

describe('a store that is copied', () => {
  const { built, caller, records, bucket, rules } = copied();
  const replication = roleOf('cn-north-1', 'replication');

  test('sends every new version under the key of the copies, by the replication role, and no deletion', () => {
    expect(rules).toEqual({
      Role: replication.arn,
      Rules: [
        {
          Id: 'copies',
          Priority: 1,
          Status: 'Enabled',
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
          Destination: {
            Bucket: 'arn:aws-cn:s3:::edu-rrc-nefu',
            EncryptionConfiguration: {
              ReplicaKmsKeyID: `arn:aws-cn:kms:cn-northwest-1:${own}:alias/educloud/recovery/nefu`,
            },
            Metrics: { Status: 'Enabled' },
          },
        },
      ],
    });
    expect(built.bucket('edu-mat-nefu').Properties.ReplicationConfiguration).toBeUndefined();
  });

  test('promises 15 minutes where it is told to', () => {
    const [rule] = copied('eu-central-1', { recordsReplica: { ...replica, timeControl: true } }).rules.Rules;
    expect(rule.Destination).toMatchObject({
      Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
      ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
    });
  });

  test('gives a copy in another account to that account', () => {
    const [rule] = copied('cn-north-1', { recordsReplica: { ...replica, account: member } }).rules.Rules;
    expect(rule.Destination).toMatchObject({
      Account: member,
      AccessControlTranslation: { Owner: 'Destination' },
      EncryptionConfiguration: {
        ReplicaKmsKeyID: `arn:aws-cn:kms:cn-northwest-1:${member}:alias/educloud/recovery/nefu`,
      },
    });
  });

  test('lets the replication role read versions and list by an inventory, and nobody else set one up', () => {
    expect(allows(records, replication, 's3:GetObjectVersionForReplication')).toBe(true);
    expect(allows(bucket, replication, 's3:PutInventoryConfiguration')).toBe(true);
    expect(allows(bucket, deployer('cn-north-1'), 's3:PutInventoryConfiguration')).toBe(true);
    for (const other of [roleOf('cn-north-1', 'backup'), roleOf('cn-north-1', 'recovery'), built.admin()])
      expect(deniedBy(bucket, other, 's3:PutInventoryConfiguration')).toEqual(['DenyInventoriesByOthers']);
    expect(deniedBy(bucket, replication, 's3:PutReplicationConfiguration')).toEqual(['DenySettingsByOthers']);
  });

  test('takes no lock of its school’s own, which a copy would inherit in place of its longer one', () => {
    const school: Caller = { ...caller, identity: built.admin().identity ?? [] };
    for (const action of ['s3:PutObjectRetention', 's3:PutObjectLegalHold']) {
      expect(deniedBy(records, school, action)).toEqual(['DenyLocksByOthers']);
      expect(deniedBy(records, roleOf('cn-north-1', 'recovery'), action)).toEqual([]);
    }
    expect(allows(records, school, 's3:PutObject')).toBe(true);
    expect(allows(records, school, 's3:PutObject', { 's3:object-lock-mode': 'GOVERNANCE' })).toBe(false);
    expect(allows(records, school, 's3:PutObject', { 's3:object-lock-legal-hold': 'ON' })).toBe(false);
  });

  test('is written by its school as before', () => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:GetObject'])
      expect([action, allows(records, caller, action)]).toEqual([action, true]);
    expect(writes.filter((action) => allows(built.objects('edu-mat-nefu'), caller, action))).toEqual(
      expect.arrayContaining(['s3:PutObject', 's3:DeleteObject']),
    );
  });

  test('keeps its rule when it is frozen', () => {
    expect(copied('cn-north-1', { recordsReplica: replica, frozen: true }).rules.Rules).toHaveLength(1);
  });
});

describe('a store that AWS Backup keeps', () => {
  const { bucket, tagsOf, rules, records } = copied('cn-north-1', {
    recordsBackupOwner: 'oak-001',
  });
  const backup = roleOf('cn-north-1', 'backup');

  test('says whose plan selects it, and no other store does', () => {
    expect(tagsOf('edu-rec-nefu')).toContainEqual({ Key: 'educloud:backup', Value: 'oak-001' });
    expect(JSON.stringify(tagsOf('edu-mat-nefu'))).not.toContain('educloud:backup');
    expect(rules).toBeUndefined();
  });

  test('lets the role that backs up read, list and set up what it needs', () => {
    for (const action of ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging'])
      expect([action, allows(records, backup, action)]).toEqual([action, true]);
    for (const action of ['s3:ListBucketVersions', 's3:PutBucketNotification', 's3:PutInventoryConfiguration'])
      expect([action, allows(bucket, backup, action)]).toEqual([action, true]);
    expect(deniedBy(bucket, roleOf('cn-north-1', 'replication'), 's3:PutInventoryConfiguration')).toEqual([
      'DenyInventoriesByOthers',
    ]);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<SchoolCellProps>, RegExp]>([
    ['a copy that nobody may make', { serviceRoleArns: [] }, /no `serviceRoleArns`/],
    [
      'a copy whose role is another’s',
      { serviceRoleArns: [`arn:aws-cn:iam::${own}:role/educloud/educloud-northeast-backup`] },
      /educloud-northeast-backup/,
    ],
    ['a backup that nobody may make', { serviceRoleArns: [], recordsBackupOwner: 'nefu' }, /no `serviceRoleArns`/],
    ['an owner that is none', { recordsBackupOwner: 'a b' }, /a b/],
    ['a replica bucket with dots', { recordsReplica: { ...replica, bucketName: 'a.b.c' } }, /a\.b\.c/],
    ['a bare key', { recordsReplica: { ...replica, keyAliasName: 'recovery' } }, /recovery/],
    ['an AWS Region that is none', { recordsReplica: { ...replica, awsRegion: 'Ningxia' } }, /Ningxia/],
    ['an account of eleven digits', { recordsReplica: { ...replica, account: '11112222333' } }, /11112222333/],
  ])('%s is refused', (_what, more, found) => {
    const error = thrown(() => copied('cn-north-1', { recordsReplica: replica, ...more }));
    expect(error.code).toBe('EDU601');
    expect(error.found).toMatch(found);
  });
});
