import { RecoveryPlan, type RecoveryPlanProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { awsRegions, Built, foreign, own, thrown } from './support/stage';
import { makeVault, vaultName } from './support/vault';

const props: Omit<RecoveryPlanProps, 'vault'> = {
  regionId: 'northeast',
  planName: 'edu-northeast_nefu',
  owner: 'nefu',
  everyHours: 6,
  startHours: 1,
  completionHours: 4,
  retentionDays: 35,
};

function plan(more: Partial<RecoveryPlanProps> = {}, awsRegion = 'cn-north-1') {
  const { stack, construct } = makeVault(awsRegion);
  new RecoveryPlan(stack, 'Plan', { ...props, vault: construct, ...more });
  const built = new Built(stack);
  const [made] = built.ofType('AWS::Backup::BackupPlan');
  const [selection] = built.ofType('AWS::Backup::BackupSelection');
  return {
    rules: made?.Properties.BackupPlan.BackupPlanRule,
    selected: selection?.Properties.BackupSelection,
  };
}
const copyVaultArn = `arn:aws-cn:backup:cn-northwest-1:${own}:backup-vault:edu-northeast_nefu`;

describe.each(awsRegions)('a plan in %s', (awsRegion) => {
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const { rules, selected } = plan({}, awsRegion);

  test('backs up into its vault, within its windows, and keeps for its days', () => {
    expect(rules).toEqual([
      {
        RuleName: 'edu-northeast_nefu',
        TargetBackupVault: vaultName,
        ScheduleExpression: 'cron(0 0/6 ? * * *)',
        StartWindowMinutes: 60,
        CompletionWindowMinutes: 240,
        Lifecycle: { DeleteAfterDays: 35 },
      },
    ]);
  });

  test('selects the buckets of its owner by their tag, named as buckets, with the backup role', () => {
    expect(selected).toEqual({
      SelectionName: 'edu-northeast_nefu',
      IamRoleArn: `arn:${arnPartition}:iam::${own}:role/educloud/educloud-northeast-backup`,
      Resources: [`arn:${arnPartition}:s3:::*`],
      Conditions: { StringEquals: [{ ConditionKey: 'aws:ResourceTag/educloud:backup', ConditionValue: 'nefu' }] },
    });
  });
});

test.each([
  [1, 'cron(0 0/1 ? * * *)'],
  [12, 'cron(0 0/12 ? * * *)'],
  [24, 'cron(0 0 ? * * *)'],
])('every %s hours is the schedule %s', (everyHours, schedule) => {
  expect(plan({ everyHours }).rules[0].ScheduleExpression).toBe(schedule);
});

test('copies go into the vault of another AWS Region and are kept for as long', () => {
  expect(plan({ copyVaultArn }).rules[0].CopyActions).toEqual([
    { DestinationBackupVaultArn: copyVaultArn, Lifecycle: { DeleteAfterDays: 35 } },
  ]);
});

test('the vault stands before the plan, which names it without a reference', () => {
  const { stack, construct } = makeVault();
  new RecoveryPlan(stack, 'Plan', { ...props, vault: construct });
  const resources: Record<string, { Type: string; DependsOn?: string[] }> = new Built(stack).template.Resources;
  const of = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
  const [[vaultId] = ['']] = of('AWS::Backup::BackupVault');
  expect(of('AWS::Backup::BackupPlan')[0]?.[1].DependsOn).toContain(vaultId);
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<RecoveryPlanProps>]>([
    ['hours that do not divide a day', { everyHours: 5 }],
    ['no hours', { everyHours: 0 }],
    ['half an hour', { everyHours: 0.5 }],
    ['fewer than no hours', { everyHours: -6 }],
    ['more than a day', { everyHours: 48 }],
    ['no number', { everyHours: NaN }],
    ['a window of no hours', { startHours: 0 }],
    ['a window of half an hour', { completionHours: 0.5 }],
    ['fewer days than the vault locks', { retentionDays: 29 }],
    ['part of a day', { retentionDays: 35.5 }],
    ['an owner with a blank', { owner: 'nefu hit' }],
    ['a wildcard for an owner', { owner: '*' }],
    ['a name with a slash', { planName: 'a/b' }],
    ['a bad region', { regionId: 'N' }],
    ['a vault of another account', { copyVaultArn: copyVaultArn.replace(own, foreign) }],
    ['a vault of the same AWS Region', { copyVaultArn: copyVaultArn.replace('northwest', 'north') }],
    ['a vault of another partition', { copyVaultArn: copyVaultArn.replace('aws-cn', 'aws') }],
    ['something that is no vault', { copyVaultArn: 'edu-northeast_nefu' }],
  ])('%s are refused with the path of the construct', (_what, more) => {
    expect(thrown(() => plan(more))).toMatchObject({ code: 'EDU601', path: 'Stack/Plan' });
  });

  test('as many days as the vault locks are enough', () => {
    expect(plan({ retentionDays: 30 }).rules[0].Lifecycle).toEqual({ DeleteAfterDays: 30 });
  });
});
