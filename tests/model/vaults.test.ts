import type { World } from '../../lib/model';
import { only, plain, worldOf } from './support';

const key = 'arn:aws-cn:kms:cn-north-1:111122223333:key/k';
const world = (Resources: object): World => worldOf({ Parameters: { P: {} }, Resources });
const vault = (Properties: object): object => ({ Type: 'AWS::Backup::BackupVault', Properties });
const plan = (...BackupPlanRule: readonly unknown[]): object => ({
  Type: 'AWS::Backup::BackupPlan',
  Properties: { BackupPlan: { BackupPlanName: 'p', BackupPlanRule } },
});
const selection = (BackupSelection: unknown, BackupPlanId: unknown = { Ref: 'Plan' }): object => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: { BackupPlanId, BackupSelection },
});
const tag = (ConditionKey: string, ConditionValue: unknown): object => ({
  ConditionType: 'STRINGEQUALS',
  ConditionKey,
  ConditionValue,
});

describe('a vault', () => {
  it('has its name, ARN, key, lock, promise, owner and policy', () => {
    const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' }];
    const one = only(
      world({
        V: vault({
          BackupVaultName: 'oak',
          EncryptionKeyArn: key,
          LockConfiguration: { MinRetentionDays: 30, MaxRetentionDays: '90', ChangeableForDays: 3 },
          BackupVaultTags: { 'educloud:school': 'oak', 'educloud:kept-days': '30' },
          AccessPolicy: { Version: '2012-10-17', Statement },
        }),
      }).vaults,
    );
    expect(one).toMatchObject({
      name: 'oak',
      arn: 'arn:aws-cn:backup:cn-north-1:111122223333:backup-vault:oak',
      key,
      lock: { minDays: 30, maxDays: 90, mode: 'compliance' },
      keptDays: 30,
      owner: 'oak',
      doubts: [],
    });
    expect(one.policy?.statements).toHaveLength(1);
    expect(one).not.toHaveProperty('keepingDoubts');
  });

  it.each([
    { MinRetentionDays: { Ref: 'P' } },
    { MaxRetentionDays: 9 },
    { MinRetentionDays: 1, MaxRetentionDays: { Ref: 'P' } },
  ])('has no lock that nobody can read: %j', (LockConfiguration) => {
    const one = only(world({ V: vault({ BackupVaultName: 'oak', LockConfiguration }) }).vaults);
    expect(one).not.toHaveProperty('lock');
    expect(one.keepingDoubts).toHaveLength(1);
  });

  it('may be there twice, and nobody knows which', () => {
    const twice = vault({ BackupVaultName: 'oak' });
    expect(world({ V: twice, W: twice }).vaults.map(({ doubts }) => doubts.length)).toEqual([1, 1]);
  });
});

describe('a rule of a backup plan', () => {
  const rule = { TargetBackupVault: 'oak', Lifecycle: { DeleteAfterDays: 90 } };
  const copied = { ...rule, CopyActions: [{ DestinationBackupVaultArn: 'arn:x', Lifecycle: { DeleteAfterDays: 60 } }] };

  it('has its vault, its copies, what it selects and when the first of them goes', () => {
    const one = only(
      world({
        Plan: plan(copied),
        S: selection({
          IamRoleArn: 'role',
          ListOfTags: [tag('educloud:backup', 'oak')],
          Resources: ['arn:aws-cn:s3:::a*'],
        }),
      }).backupRules,
    );
    expect(one).toMatchObject({ vault: 'oak', copies: ['arn:x'], deleteAfterDays: 60, doubts: [] });
    expect(one.selections).toMatchObject([
      { role: 'role', tags: [{ key: 'educloud:backup', value: 'oak' }], arns: ['arn:aws-cn:s3:::a*'] },
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', { IamRoleArn: 'role' }],
    ['conditions alone', { IamRoleArn: 'role', Conditions: { StringEquals: [] } }],
    [
      'a tag by another comparison',
      { IamRoleArn: 'role', ListOfTags: [{ ...tag('a', 'b'), ConditionType: 'STRINGLIKE' }] },
    ],
    ['a tag that is a parameter', { IamRoleArn: 'role', ListOfTags: [tag('a', { Ref: 'P' })] }],
    ['what is a parameter', { Ref: 'P' }],
  ])('selects everything where a selection names %s', (_, given) => {
    const one = only(world({ Plan: plan(rule), S: selection(given) }).backupRules);
    expect(one.selections).toMatchObject([{ tags: [], arns: ['*'] }]);
  });

  it.each<[string, object]>([
    ['rules', { Type: 'AWS::Backup::BackupPlan', Properties: { BackupPlan: { Ref: 'P' } } }],
    ['days', plan({ ...rule, Lifecycle: { DeleteAfterDays: { Ref: 'P' } } })],
    ['copies', plan({ ...rule, CopyActions: { Ref: 'P' } })],
    ['its vault', plan({ Lifecycle: {} })],
    ['a vault that AWS keeps', plan({ ...rule, TargetLogicallyAirGappedBackupVaultArn: 'arn:y' })],
  ])('has a doubt where nobody can read %s', (_, one) => {
    expect(only(world({ Plan: one }).backupRules).doubts.length).toBeGreaterThan(0);
  });

  it('stands for a plan that is in no template', () => {
    const one = only(world({ S: selection({ IamRoleArn: 'role', Resources: ['arn:a'] }, 'by-hand') }).backupRules);
    expect(one).toMatchObject({ vault: '', plan: 'by-hand' });
    expect(one.doubts.map(({ reason }) => reason)).toEqual([
      'the backup plan of this selection is not in the assembly',
    ]);
  });
});

describe('a trail', () => {
  it('has its bucket and what it logs', () => {
    const Properties = { TrailName: 'all', S3BucketName: { Ref: 'B' }, IsLogging: true, IsMultiRegionTrail: 'true' };
    const { trails } = world({
      B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } },
      T: { Type: 'AWS::CloudTrail::Trail', Properties },
    });
    expect(trails).toMatchObject([{ name: 'all', bucket: 'logs', logging: true, multiRegion: true, validated: false }]);
    expect(plain([only(trails).arn])).toEqual(['arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/all']);
  });

  it('is off where a parameter may switch it off', () => {
    const Properties = { S3BucketName: 'logs', IsLogging: { Ref: 'P' } };
    expect(only(world({ T: { Type: 'AWS::CloudTrail::Trail', Properties } }).trails).logging).toBe(false);
  });
});
