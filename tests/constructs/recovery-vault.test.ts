import { RecoveryKey, RecoveryVault } from '../../constructs';
import { serviceActions } from '../../lib/facts';
import { allows, type Caller } from './support/evaluate';
import { deployer, roleOf } from './support/roles';
import { awsRegions, beside, member, own, thrown } from './support/stage';
import { makeVault, vault, vaultName, vaultProps } from './support/vault';

const tag = 'educloud:school';
const losses = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:UpdateRecoveryPointLifecycle',
];
const settings = [
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteBackupVaultNotifications',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultLockConfiguration',
  'backup:PutBackupVaultNotifications',
];
const exits = [
  'backup:CopyFromBackupVault',
  'backup:GetRecoveryPointRestoreMetadata',
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
];

describe.each(awsRegions)('a vault in %s', (awsRegion) => {
  const { built, construct, itself, point } = vault(awsRegion);
  const recovery = roleOf(awsRegion, 'recovery');
  const backup = roleOf(awsRegion, 'backup');
  const nefu = roleOf(awsRegion, 'restore-nefu', own, { [tag]: 'nefu' });
  const everybody: [string, Caller][] = [
    ['an administrator', built.admin()],
    ['the role that deploys', deployer(awsRegion)],
    ['the role that backs up', backup],
    ['the role that replicates', roleOf(awsRegion, 'replication')],
    ['the school', nefu],
    ['another school', roleOf(awsRegion, 'restore-hit', own, { [tag]: 'hit' })],
    ['an administrator of another account', built.admin({ account: member })],
    ['nobody in particular', {}],
  ];
  const may = (one: Caller, actions: string[], target = point): string[] =>
    actions.filter((action) => allows(target, one, action));

  test.each(everybody)('%s deletes no recovery point and shortens none', (_who, caller) => {
    expect(may(caller, losses)).toEqual([]);
  });

  test('the recovery role does', () => {
    expect(may(recovery, losses)).toEqual(losses);
    expect(may(recovery, settings, itself)).toEqual(settings);
  });

  test.each(everybody.filter(([who]) => who !== 'the role that deploys'))(
    '%s changes no setting of it',
    (_who, one) => {
      expect(may(one, settings, itself)).toEqual([]);
    },
  );

  test('the role that deploys changes its settings: a policy that locks that out could never be mended', () => {
    expect(may(deployer(awsRegion), settings, itself)).toEqual(settings);
  });

  test.each(everybody.filter(([who]) => !['the school', 'the role that backs up'].includes(who)))(
    '%s starts no restore and no copy',
    (_who, caller) => {
      expect(may(caller, exits)).toEqual([]);
    },
  );

  test('the school, its backups and the recovery role start restores and copies', () => {
    for (const one of [nefu, backup, recovery]) expect(may(one, exits)).toEqual(exits);
  });

  test('copies come from the own account alone', () => {
    const into = ['backup:CopyIntoBackupVault'];
    expect(may(backup, into, itself)).toEqual(into);
    expect(may(built.admin({ account: member }), into, itself)).toEqual([]);
  });

  test('its policy allows nobody anything, and its actions have no wildcard and are known', () => {
    const known = serviceActions('backup').actions.map(({ name }) => `backup:${name}`);
    expect(itself.policy.map(({ Effect }) => Effect)).not.toContain('Allow');
    for (const { Action, Resource, Principal } of itself.policy) {
      expect(Resource).toBe('*');
      expect(Principal).toEqual({ AWS: '*' });
      for (const action of [Action].flat()) expect(known).toContain(action);
    }
  });

  test('it has a name, a key of its own and a lock, and stays when its stack goes', () => {
    const [resource] = built.ofType('AWS::Backup::BackupVault');
    expect(resource?.Properties).toMatchObject({
      BackupVaultName: vaultName,
      EncryptionKeyArn: built.key('alias/educloud/vault/nefu').resource,
      LockConfiguration: { MinRetentionDays: 30 },
    });
    expect(resource?.Properties.LockConfiguration).not.toHaveProperty('ChangeableForDays');
    // With a longest time, backups that are kept longer would be refused.
    expect(resource?.Properties.LockConfiguration).not.toHaveProperty('MaxRetentionDays');
    expect([resource?.DeletionPolicy, resource?.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(construct.vaultArn.split(':').slice(2)).toEqual(['backup', awsRegion, own, 'backup-vault', vaultName]);
  });

  test('its tags say whose it is and what it promises', () => {
    expect(built.ofType('AWS::Backup::BackupVault')[0]?.Properties.BackupVaultTags).toEqual({
      'educloud:region': 'northeast',
      'educloud:school': 'nefu',
      'educloud:jurisdiction': 'cn',
      'educloud:immutability': 'governance',
      'educloud:kept-days': '30',
    });
  });
});

describe('a vault that schools share', () => {
  const { built, point } = vault('cn-north-1', { schoolIds: ['nefu', 'hit'] });

  test('is of either, and of no third', () => {
    const by = (school: string): boolean =>
      allows(point, roleOf('cn-north-1', 'x', own, { [tag]: school }), 'backup:StartRestoreJob');
    expect([by('nefu'), by('hit'), by('dut')]).toEqual([true, true, false]);
  });

  test('carries no school’s tag', () => {
    const tags = built.ofType('AWS::Backup::BackupVault')[0]?.Properties.BackupVaultTags;
    expect(tags).not.toHaveProperty(tag);
  });
});

test('a lock in compliance mode closes after three days, and is asked for twice', () => {
  const { built } = vault('cn-north-1', { immutability: 'compliance', irrevocable: true });
  expect(built.ofType('AWS::Backup::BackupVault')[0]?.Properties.LockConfiguration).toEqual({
    MinRetentionDays: 30,
    ChangeableForDays: 3,
  });
  expect(thrown(() => vault('cn-north-1', { immutability: 'compliance' })).code).toBe('EDU601');
});

test('the role with which AWS Backup tests restores is let in where it is asked for', () => {
  const tester = 'aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting';
  const caller = { ...roleOf('eu-central-1', ''), arn: `arn:aws:iam::${own}:role/${tester}` };
  const starts = (restoreTesting: boolean): boolean =>
    allows(vault('eu-central-1', { restoreTesting }).point, caller, 'backup:StartRestoreJob');
  expect([starts(true), starts(false)]).toEqual([true, false]);
  expect(allows(vault('eu-central-1', { restoreTesting: true }).point, caller, 'backup:DeleteRecoveryPoint')).toBe(
    false,
  );
});

test('another role deploys where one is named', () => {
  const deployRoleArn = `arn:aws-cn:iam::${own}:role/deploy`;
  const { itself } = vault('cn-north-1', { deployRoleArn, key: { deployRoleArn } });
  const named = { ...deployer('cn-north-1'), arn: deployRoleArn };
  expect(allows(itself, named, 'backup:PutBackupVaultAccessPolicy')).toBe(true);
  expect(allows(itself, deployer('cn-north-1'), 'backup:PutBackupVaultAccessPolicy')).toBe(false);
});

describe('properties that do not fit', () => {
  test.each<[string, Parameters<typeof vault>[1]]>([
    ['no school', { schoolIds: [], key: { members: [{ schoolId: 'nefu', bucketNames: [] }] } }],
    [
      'a school that has no part in the key',
      { schoolIds: ['hit'], key: { members: [{ schoolId: 'nefu', bucketNames: [] }] } },
    ],
    [
      'a key that is for no vault',
      { key: { vault: false, members: [{ schoolId: 'nefu', bucketNames: ['edu-rrc-nefu'] }] } },
    ],
    ['a name with a dot', { vaultName: 'edu.northeast' }],
    ['a name of 51 characters', { vaultName: 'x'.repeat(51) }],
    ['no day of lock', { lockDays: 0 }],
    ['half a day of lock', { lockDays: 0.5 }],
    ['a mode that is none', { immutability: 'strict' }],
    ['a role of another account', { deployRoleArn: `arn:aws-cn:iam::${member}:role/x` }],
  ])('%s is refused', (_what, more) => {
    expect(thrown(() => vault('cn-north-1', more)).code).toBe('EDU601');
  });

  test('a key of another stack is refused', () => {
    const { stack } = makeVault();
    const key = new RecoveryKey(stack, 'Other', {
      aliasName: 'alias/x',
      regionId: 'northeast',
      jurisdiction: 'cn',
      members: [{ schoolId: 'nefu', bucketNames: [] }],
      vault: true,
    });
    const elsewhere = beside(stack, 'Elsewhere', 'cn-north-1');
    expect(thrown(() => new RecoveryVault(elsewhere, 'Vault', { ...vaultProps, key }))).toMatchObject({
      code: 'EDU601',
      path: 'Elsewhere/Vault',
    });
  });
});
