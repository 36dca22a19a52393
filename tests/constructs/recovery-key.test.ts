import { RecoveryKey, type RecoveryKeyProps } from '../../constructs';
import { allows, deniedBy, type Caller } from './support/evaluate';
import { keyAlias, keyProps } from './support/replica';
import { deployer, roleOf } from './support/roles';
import { Built, foreign, member, organization, own, stackIn, throughS3, thrown } from './support/stage';

const tag = 'educloud:school';
const uses = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const losses = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteImportedKeyMaterial', 'kms:ImportKeyMaterial'];

function keyOf(awsRegion: string, more: Partial<RecoveryKeyProps> = {}) {
  const stack = stackIn(awsRegion);
  const construct = new RecoveryKey(stack, 'Key', { ...keyProps, ...more });
  const built = new Built(stack);
  const arn = (name: string): string => `arn:${built.key(keyAlias).resource.split(':')[1] ?? ''}:s3:::${name}`;
  const through = (name: string): Record<string, string> => throughS3(arn(name), awsRegion);
  const tagged = (id: string, what = `restore-${id}`, account = own): Caller =>
    roleOf(awsRegion, what, account, { [tag]: id });
  return { construct, built, key: built.key(keyAlias), through, tagged };
}

describe.each(['cn-northwest-1', 'eu-central-1'])('the key of a school’s copies in %s', (awsRegion) => {
  const { built, key, through, tagged } = keyOf(awsRegion);
  const copy = through('edu-rrc-nefu');
  const replication = roleOf(awsRegion, 'replication');
  const recovery = roleOf(awsRegion, 'recovery');

  test('the replication role encrypts through S3 for the replica, by bucket key and by object', () => {
    for (const name of ['edu-rrc-nefu', 'edu-rrc-nefu/a/b.json'])
      for (const action of ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'])
        expect([action, allows(key, replication, action, through(name))]).toEqual([action, true]);
    for (const action of uses) {
      expect(allows(key, replication, action, through('edu-rrc-hit'))).toBe(false);
      expect(allows(key, replication, action)).toBe(false);
    }
  });

  test('the school decrypts and does not encrypt', () => {
    expect(uses.filter((action) => allows(key, tagged('nefu'), action, copy))).toEqual(['kms:Decrypt']);
  });

  test.each<[string, Caller]>([
    ['another school', tagged('hit')],
    ['an administrator without a tag', built.admin({ organization })],
    ['the role that deploys', deployer(awsRegion)],
    ['the role that backs up', roleOf(awsRegion, 'backup')],
    ['the school in another account', tagged('nefu', 'restore-nefu', foreign)],
    ['a replication role of another account', roleOf(awsRegion, 'replication', member)],
    ['nobody in particular', {}],
  ])('%s uses it for nothing', (_who, caller) => {
    for (const action of [...uses, 'kms:CreateGrant'])
      expect([action, allows(key, caller, action, copy)]).toEqual([action, false]);
  });

  test('nobody but the recovery role disables it or has it deleted, however long the wait', () => {
    const wait = { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' };
    for (const action of losses) {
      for (const caller of [built.admin({ organization }), deployer(awsRegion), tagged('nefu'), replication])
        expect([action, deniedBy(key, caller, action, wait)]).toEqual([action, ['DenyKeyLoss']]);
      expect(deniedBy(key, recovery, action, wait)).toEqual([]);
    }
    expect(
      deniedBy(key, recovery, 'kms:ScheduleKeyDeletion', {
        ...wait,
        'kms:ScheduleKeyDeletionPendingWindowInDays': '7',
      }),
    ).toEqual(['DenyHastyDeletion']);
  });

  test('nobody but the roles that deploy and recover puts another key behind its alias', () => {
    for (const action of ['kms:DeleteAlias', 'kms:UpdateAlias']) {
      for (const caller of [built.admin({ organization }), tagged('nefu'), replication])
        expect([action, deniedBy(key, caller, action)]).toEqual([action, ['DenyOtherKeyBehindAlias']]);
      for (const caller of [deployer(awsRegion), recovery]) expect(deniedBy(key, caller, action)).toEqual([]);
    }
  });

  test('the role that deploys mends its policy and reads its state', () => {
    for (const action of [
      'kms:PutKeyPolicy',
      'kms:GetKeyPolicy',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:TagResource',
    ])
      expect([action, allows(key, deployer(awsRegion), action)]).toEqual([action, true]);
  });

  test('it stays whatever becomes of its stack, a failed first deployment included', () => {
    const [resource] = built.ofType('AWS::KMS::Key');
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(resource?.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(built.ofType('AWS::KMS::Alias')[0]).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('AWS Backup does nothing with it unless it is for a vault', () => {
    const viaBackup = { 'kms:ViaService': `backup.${awsRegion}.amazonaws.com` };
    for (const what of ['backup', 'recovery'])
      for (const action of uses) expect(allows(key, roleOf(awsRegion, what), action, viaBackup)).toBe(false);
  });
});

describe('the key of several schools’ copies', () => {
  const members = ['oak', 'elm'].map((id) => ({ schoolId: id, bucketNames: [`edu-rrc-${id}-x`, `edu-rma-${id}-x`] }));
  const { construct, key, through, tagged } = keyOf('cn-northwest-1', { members });

  test('lets each school decrypt its own copies only', () => {
    for (const [who, whose] of [
      ['oak', 'oak'],
      ['elm', 'elm'],
      ['oak', 'elm'],
      ['elm', 'oak'],
    ] as const)
      for (const name of [`edu-rrc-${whose}-x`, `edu-rma-${whose}-x/edu-rrc-${who}-x`])
        expect([who, name, allows(key, tagged(who), 'kms:Decrypt', through(name))]).toEqual([who, name, who === whose]);
  });

  test('lets the replication role write all of them, and names its members', () => {
    for (const { bucketNames } of members)
      for (const name of bucketNames)
        expect(allows(key, roleOf('cn-northwest-1', 'replication'), 'kms:Encrypt', through(name))).toBe(true);
    expect(construct.schoolIds).toEqual(['elm', 'oak']);
    expect(construct.bucketNames).toHaveLength(4);
  });
});

describe('a key of copies from another account', () => {
  const { key, through, tagged } = keyOf('cn-northwest-1', { sourceAccount: member });
  const copy = through('edu-rrc-nefu');

  test('is used by the replication role and the school’s restore role there, and by no other of theirs', () => {
    expect(allows(key, roleOf('cn-northwest-1', 'replication', member), 'kms:Encrypt', copy)).toBe(true);
    expect(allows(key, tagged('nefu', 'restore-nefu', member), 'kms:Decrypt', copy)).toBe(true);
    for (const other of [
      tagged('nefu', 'admin', member),
      tagged('hit', 'restore-nefu', member),
      roleOf('cn-northwest-1', 'recovery', member),
      roleOf('cn-northwest-1', 'replication'),
      roleOf('cn-northwest-1', 'replication', foreign),
    ])
      for (const action of uses) expect([other.arn, allows(key, other, action, copy)]).toEqual([other.arn, false]);
  });
});

describe.each(['cn-north-1', 'eu-central-1'])('a key for a vault in %s', (awsRegion) => {
  const { built, key, through, tagged } = keyOf(awsRegion, {
    vault: true,
    members: [{ schoolId: 'nefu', bucketNames: [] }],
  });
  const viaBackup = { 'kms:ViaService': `backup.${awsRegion}.amazonaws.com` };
  const forAws = { ...viaBackup, 'kms:GrantIsForAWSResource': 'true' };

  test('is used through AWS Backup by the roles that back up and restore', () => {
    for (const caller of [roleOf(awsRegion, 'backup'), roleOf(awsRegion, 'recovery'), tagged('nefu')]) {
      for (const action of uses) expect([action, allows(key, caller, action, viaBackup)]).toEqual([action, true]);
      expect(allows(key, caller, 'kms:CreateGrant', forAws)).toBe(true);
      expect(allows(key, caller, 'kms:CreateGrant', { ...forAws, 'kms:GrantIsForAWSResource': 'false' })).toBe(false);
    }
  });

  test('is not used in any other way, nor by anybody else', () => {
    const others = [
      built.admin({ organization }),
      tagged('hit'),
      roleOf(awsRegion, 'replication'),
      roleOf(awsRegion, 'restore-nefu', foreign, { [tag]: 'nefu' }),
    ];
    for (const action of uses) {
      for (const caller of others) expect(allows(key, caller, action, viaBackup)).toBe(false);
      for (const extra of [{}, through('edu-rec-nefu'), { 'kms:ViaService': `ec2.${awsRegion}.amazonaws.com` }])
        for (const caller of [roleOf(awsRegion, 'backup'), tagged('nefu'), deployer(awsRegion)])
          expect(allows(key, caller, action, extra)).toBe(false);
    }
  });

  test('lets the role that deploys make the vault, through AWS Backup alone', () => {
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:RetireGrant', 'kms:DescribeKey'])
      expect([action, allows(key, deployer(awsRegion), action, viaBackup)]).toEqual([action, true]);
    expect(allows(key, deployer(awsRegion), 'kms:CreateGrant', forAws)).toBe(true);
    expect(allows(key, deployer(awsRegion), 'kms:CreateGrant', { 'kms:GrantIsForAWSResource': 'true' })).toBe(false);
  });
});

test('roles that are named take the place of the schools’ restore roles', () => {
  const awsRegion = 'cn-north-1';
  const drill = roleOf(awsRegion, 'drill-cn-north-1', own, { [tag]: 'drill' });
  const members = [{ schoolId: 'drill', bucketNames: ['edu-rca-northeast'] }];
  const { key } = keyOf(awsRegion, { members, vault: true, readerRoleArns: [drill.arn ?? ''] });
  const viaBackup = { 'kms:ViaService': 'backup.cn-north-1.amazonaws.com' };
  expect(allows(key, drill, 'kms:ReEncryptFrom', viaBackup)).toBe(true);
  expect(allows(key, { ...drill, tags: {} }, 'kms:ReEncryptFrom', viaBackup)).toBe(false);
  const restore = roleOf(awsRegion, 'restore-drill', own, { [tag]: 'drill' });
  expect(allows(key, restore, 'kms:ReEncryptFrom', viaBackup)).toBe(false);
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<RecoveryKeyProps>]>([
    ['no member', { members: [] }],
    ['a member without a bucket', { members: [{ schoolId: 'nefu', bucketNames: [] }] }],
    ['a bucket with dots', { members: [{ schoolId: 'nefu', bucketNames: ['a.b.c'] }] }],
    ['one school twice', { members: [0, 1].map(() => ({ schoolId: 'nefu', bucketNames: ['edu-rrc-nefu-x'] })) }],
    [
      'buckets of several schools without their slugs',
      { members: ['oak', 'elm'].map((id) => ({ schoolId: id, bucketNames: ['edu-rrc-x'] })) },
    ],
    ['an alias of AWS', { aliasName: 'alias/aws/s3' }],
    ['an account of eleven digits', { sourceAccount: '11112222333' }],
    ['a bad region', { regionId: 'N' }],
    ['a role that is a wildcard', { deployRoleArn: '*' }],
    ['a reader that is a wildcard', { readerRoleArns: ['arn:aws-cn:iam::111122223333:role/*'] }],
    ['a reader of a third account', { readerRoleArns: ['arn:aws-cn:iam::999988887777:role/x'] }],
  ])('%s is refused', (_what, more) => {
    expect(thrown(() => new RecoveryKey(stackIn(), 'Key', { ...keyProps, ...more }))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/Key',
    });
  });
});
