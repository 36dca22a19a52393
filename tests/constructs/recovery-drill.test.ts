import { RecoveryDrill, RecoveryKey, ReplicaStore } from '../../constructs';
import { beside, awsRegions, Built, foreign, own, perimeter, stackIn, throughS3, thrown } from './support/stage';
import { allows, type Target } from './support/evaluate';
import {
  archiveAccount,
  canaryName,
  copies,
  copiesAlias,
  copiesAt,
  drill,
  drillBackup,
  drillProps,
  drillReplica,
  quarantineName,
  replicaName,
  without,
} from './support/drill';
import { targets } from './support/vault';
import type { DrillReplica, RecoveryDrillProps } from '../../constructs';

/** Something whose own policy says nothing. */
const bare = (resource: string): Target => ({ account: own, resource, policy: [] });

/** Something that lets everybody in. */
const anything = (account: string, resource: string): Target => ({
  account,
  resource,
  policy: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

describe.each(awsRegions)('a drill in %s', (awsRegion) => {
  const { construct, built, role, roleName, arnPartition, of } = drill(awsRegion);
  const arn = (name: string): string => `arn:${arnPartition}:s3:::${name}`;
  const planted = 'canary/run-1/planted';

  test('writes, loses and reads its canary, and cleans up', () => {
    const objects = built.objects(canaryName, planted);
    for (const action of ['PutObject', 'DeleteObject', 'GetObject', 'GetObjectVersion', 'DeleteObjectVersion'])
      expect([action, allows(objects, role, `s3:${action}`)]).toEqual([action, true]);
    for (const action of ['ListBucket', 'ListBucketVersions'])
      expect([action, allows(built.bucketItself(canaryName), role, `s3:${action}`)]).toEqual([action, true]);
    const key = built.key('alias/educloud/drill/northeast');
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
      for (const name of [canaryName, quarantineName])
        expect([action, allows(key, role, action, throughS3(arn(name), awsRegion))]).toEqual([action, true]);
  });

  test('writes what it restores into quarantine, and removes that, too', () => {
    const objects = built.objects(quarantineName, 'canary/run-1/versions');
    for (const action of ['PutObject', 'GetObject', 'DeleteObjectVersion'])
      expect([action, allows(objects, role, `s3:${action}`)]).toEqual([action, true]);
    expect(allows(built.bucketItself(quarantineName), role, 's3:ListBucketVersions')).toBe(true);
  });

  test('restores from its vault as itself', () => {
    const { itself, point } = targets(
      built,
      construct.stateMachineArn.replace(/:states:(.*):stateMachine:.*/, ':backup:$1:backup-vault:edu-northeast_drill'),
    );
    expect(allows(itself, role, 'backup:ListRecoveryPointsByBackupVault')).toBe(true);
    expect(allows(point, role, 'backup:StartRestoreJob')).toBe(true);
    expect(allows(bare('*'), role, 'backup:DescribeRestoreJob')).toBe(true);
    const service = { 'iam:PassedToService': 'backup.amazonaws.com' };
    const self = bare(`arn:${arnPartition}:iam::${own}:role/educloud/${roleName}`);
    expect(allows(self, role, 'iam:PassRole', service)).toBe(true);
    expect(allows(self, role, 'iam:PassRole', { 'iam:PassedToService': 'ec2.amazonaws.com' })).toBe(false);
  });

  test('uses the key of its vault through AWS Backup, which alone gets grants', () => {
    const key = built.key('alias/educloud/drill-vault/northeast');
    const via = { 'kms:ViaService': `backup.${awsRegion}.amazonaws.com` };
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
      expect([action, allows(key, role, action, via), allows(key, role, action)]).toEqual([action, true, false]);
    const granted = (is: string): boolean =>
      allows(key, role, 'kms:CreateGrant', { ...via, 'kms:GrantIsForAWSResource': is });
    expect([granted('true'), granted('false')]).toEqual([true, false]);
  });

  test('may do to its vault nothing that anybody else may not', () => {
    const { itself, point } = targets(built, 'arn:x:backup:y:1:backup-vault:z');
    for (const action of ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'])
      expect(allows(point, { ...role, identity: built.admin().identity ?? [] }, action)).toBe(false);
    expect(allows(itself, role, 'backup:PutBackupVaultAccessPolicy')).toBe(false);
  });

  test('reads its replica, and the lock of it', () => {
    const there = copies(awsRegion).built;
    const objects = there.objects(replicaName, planted);
    for (const action of ['s3:GetObjectVersion', 's3:GetObjectRetention'])
      expect([action, allows(objects, role, action)]).toEqual([action, true]);
    expect(allows(there.bucketItself(replicaName), role, 's3:ListBucketVersions')).toBe(true);
    const way = throughS3(arn(replicaName), copiesAt[awsRegion]);
    expect(allows(there.key(copiesAlias), role, 'kms:Decrypt', way)).toBe(true);
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectRetention'])
      expect([action, allows(objects, role, action)]).toEqual([action, false]);
  });

  test('reports into the folder of its account and AWS Region, and counts in its own namespace', () => {
    const archive = (key: string, account = archiveAccount): Target =>
      anything(account, arn(`edu-log-northeast/${key}`));
    expect(allows(archive(`drills/${own}/${awsRegion}/run-1.json`), role, 's3:PutObject')).toBe(true);
    for (const key of [`drills/${foreign}/${awsRegion}/x`, `drills/${own}/other/x`, 'AWSLogs/x'])
      expect([key, allows(archive(key), role, 's3:PutObject')]).toEqual([key, false]);
    // Somebody else's bucket of that name.
    expect(allows(archive(`drills/${own}/${awsRegion}/run-1.json`, foreign), role, 's3:PutObject')).toBe(false);
    const metrics = bare('*');
    expect(allows(metrics, role, 'cloudwatch:PutMetricData', { 'cloudwatch:namespace': 'educloud/northeast' })).toBe(
      true,
    );
    expect(allows(metrics, role, 'cloudwatch:PutMetricData', { 'cloudwatch:namespace': 'AWS/S3' })).toBe(false);
  });

  test('touches nothing of a school, nor of anybody else', () => {
    for (const name of ['edu-rec-nefu', 'edu-mat-nefu', 'edu-rrc-nefu', 'edu-qua-nefu', 'edu-log-northeast'])
      for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetObjectVersion'])
        for (const resource of [arn(name), arn(`${name}/${planted}`)])
          expect([resource, action, allows(bare(resource), role, action)]).toEqual([resource, action, false]);
    for (const action of ['s3:PutBucketPolicy', 's3:PutReplicationConfiguration', 's3:PutObjectRetention'])
      expect(allows(bare(arn(canaryName)), role, action)).toBe(false);
    const delegates = [{ Effect: 'Allow' as const, Principal: { AWS: own }, Action: '*', Resource: '*' }];
    const key = { ...bare(`arn:${arnPartition}:kms:${awsRegion}:${own}:key/other`), policy: delegates };
    expect(allows(key, role, 'kms:Decrypt', throughS3(arn('edu-rec-nefu'), awsRegion))).toBe(false);
    for (const action of ['sts:AssumeRole', 'iam:PutRolePolicy', 'backup:DeleteRecoveryPoint', 'kms:PutKeyPolicy'])
      expect(allows(bare('*'), role, action)).toBe(false);
  });

  test('its stores let nobody in who does not carry the tag of drills', () => {
    for (const one of [built.admin(), { ...built.admin(), tags: { 'educloud:school': 'nefu' } }])
      for (const name of [canaryName, quarantineName])
        expect(allows(built.objects(name, planted), one, 's3:GetObject')).toBe(false);
  });

  test('Lambda and AWS Backup take its role, AWS Backup for this account alone; nobody else does', () => {
    const trust = built.trust(roleName);
    const backup = { service: 'backup.amazonaws.com' };
    expect(allows(trust, { service: 'lambda.amazonaws.com' }, 'sts:AssumeRole')).toBe(true);
    expect(allows(trust, backup, 'sts:AssumeRole', { 'aws:SourceAccount': own })).toBe(true);
    expect(allows(trust, backup, 'sts:AssumeRole', { 'aws:SourceAccount': foreign })).toBe(false);
    for (const one of [built.admin(), { service: 'states.amazonaws.com' }, {}])
      expect(allows(trust, one, 'sts:AssumeRole')).toBe(false);
  });

  test('EventBridge starts it and Step Functions calls its function, for this drill alone', () => {
    const name = `educloud-northeast-drill-clock-${awsRegion}`;
    const trust = built.trust(name);
    const rule = `arn:${arnPartition}:events:${awsRegion}:${own}:rule/educloud-northeast-drill`;
    const by = (service: string, account: string, source: string): boolean =>
      allows(trust, { service }, 'sts:AssumeRole', { 'aws:SourceAccount': account, 'aws:SourceArn': source });
    expect(by('events.amazonaws.com', own, rule)).toBe(true);
    expect(by('states.amazonaws.com', own, construct.stateMachineArn)).toBe(true);
    expect(by('events.amazonaws.com', own, `${rule}-other`)).toBe(false);
    expect(by('events.amazonaws.com', foreign, rule)).toBe(false);
    expect(by('states.amazonaws.com', own, rule)).toBe(false);
    const clock = built.as(name);
    const run = `arn:${arnPartition}:lambda:${awsRegion}:${own}:function:educloud-northeast-drill`;
    expect(allows(bare(construct.stateMachineArn), clock, 'states:StartExecution')).toBe(true);
    expect(allows(bare(run), clock, 'lambda:InvokeFunction')).toBe(true);
    expect(allows(bare(`${run}-other`), clock, 'lambda:InvokeFunction')).toBe(false);
    expect(allows(bare(construct.stateMachineArn), clock, 'states:StopExecution')).toBe(false);
  });

  test('begins every three days, and tells by three alarms', () => {
    const [rule] = of('AWS::Events::Rule');
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(3 days)', State: 'ENABLED' });
    expect(rule?.Targets).toMatchObject([{ Arn: construct.stateMachineArn, Input: '{}' }]);
    const alarms = of('AWS::CloudWatch::Alarm');
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([
      'educloud-northeast-drill-missed-target',
      'educloud-northeast-drill-no-success',
      'educloud-northeast-drill-unfinished',
    ]);
    for (const alarm of alarms)
      expect(alarm.AlarmActions).toEqual([`arn:${arnPartition}:sns:${awsRegion}:${own}:educloud-northeast-alarms`]);
    const silent = alarms.find(({ AlarmName }) => AlarmName.endsWith('no-success'));
    expect(silent).toMatchObject({ MetricName: 'DrillSucceeded', TreatMissingData: 'breaching', Threshold: 1 });
    // The longest that CloudWatch takes, and longer than the longest time between two drills.
    expect(Number(silent?.Period) * Number(silent?.EvaluationPeriods)).toBe(7 * 86_400);
  });

  test('its canary is tagged as what it is, copied and selected for backups as stores are', () => {
    const { Tags, ReplicationConfiguration } = built.bucket(canaryName).Properties;
    const tags = Object.fromEntries(Tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]));
    expect(tags).toMatchObject({
      'educloud:school': 'drill',
      'educloud:store': 'canary',
      'educloud:backup': 'drill-northeast',
    });
    expect(ReplicationConfiguration.Rules[0].Destination.Bucket).toBe(arn(replicaName));
    const [selection] = of('AWS::Backup::BackupSelection');
    expect(selection?.BackupSelection.Conditions.StringEquals[0].ConditionValue).toBe('drill-northeast');
  });

  test('AWS Backup tests restores besides where the partition has that, into buckets of its own', () => {
    const has = awsRegion === 'eu-central-1';
    expect(of('AWS::Backup::RestoreTestingPlan')).toHaveLength(has ? 1 : 0);
    if (!has) return;
    const tester = built.as(`educloud-northeast-drill-tests-${awsRegion}`);
    expect(allows(bare(arn('awsbackup-restore-test-1')), tester, 's3:CreateBucket')).toBe(true);
    expect(allows(bare(arn(canaryName)), tester, 's3:CreateBucket')).toBe(false);
    expect(allows(bare(arn(`${quarantineName}/x`)), tester, 's3:PutObject')).toBe(false);
  });

  test('its template has nothing to upload and no tie to another stack', () => {
    const parts = built.foreignParts().filter((one) => one !== 'AWS::Lambda::Function');
    expect(parts).toEqual([]);
    expect(JSON.stringify(built.template).length).toBeLessThan(1_000_000);
  });
});

describe('with one means alone', () => {
  test('without backup there is no vault, and its role is not taken by AWS Backup', () => {
    const { built, roleName, of } = drill('cn-north-1', without(drillProps('cn-north-1'), 'backup'));
    expect(of('AWS::Backup::BackupVault')).toEqual([]);
    expect(JSON.stringify(built.template)).not.toContain('backup:StartRestoreJob');
    const source = { 'aws:SourceAccount': own };
    expect(allows(built.trust(roleName), { service: 'backup.amazonaws.com' }, 'sts:AssumeRole', source)).toBe(false);
  });

  test('without replication nothing is copied by S3', () => {
    const { built } = drill('cn-north-1', without(drillProps('cn-north-1'), 'replica'));
    expect(built.bucket(canaryName).Properties).not.toHaveProperty('ReplicationConfiguration');
    expect(JSON.stringify(built.template)).not.toContain(replicaName);
  });
});

test('a drill reads a replica in another account, which lets it in by name', () => {
  const account = '555566667777';
  const there = copies('eu-central-1', { sourceAccount: own }, account).built;
  const { role, built } = drill(
    'eu-central-1',
    drillProps('eu-central-1', { replica: drillReplica('eu-central-1', { account }) }),
  );
  const objects = there.objects(replicaName, 'canary/run-1/planted');
  expect(allows(objects, role, 's3:GetObjectVersion')).toBe(true);
  expect(allows(objects, role, 's3:GetObjectRetention')).toBe(true);
  expect(allows(there.bucketItself(replicaName), role, 's3:ListBucketVersions')).toBe(true);
  const way = throughS3(`arn:aws:s3:::${replicaName}`, 'eu-west-1');
  expect(allows(there.key(copiesAlias), role, 'kms:Decrypt', way)).toBe(true);
  // A bucket of that name in the account of the drill is none of it.
  expect(allows(bare(objects.resource), role, 's3:GetObjectVersion')).toBe(false);
  expect(allows(objects, built.admin(), 's3:GetObjectVersion')).toBe(false);
});

describe('properties that do not fit', () => {
  const props = drillProps('cn-north-1');
  const replica = (more: Partial<DrillReplica>) => ({ replica: drillReplica('cn-north-1', more) });
  test.each<[string, RecoveryDrillProps]>([
    ['no means', without(props, 'replica', 'backup')],
    ['seven days between two drills', { ...props, everyDays: 7 }],
    ['no days', { ...props, everyDays: 0 }],
    ['half a day', { ...props, everyDays: 0.5 }],
    ['no minutes', { ...props, rpoMinutes: 0 }],
    ['part of a minute', { ...props, rtoMinutes: 1.5 }],
    ['no days of lock', { ...props, ...replica({ lockDays: 0 }) }],
    ['a topic of another AWS Region', { ...props, topicArn: props.topicArn.replace('cn-north-1', 'cn-northwest-1') }],
    ['a topic of another account', { ...props, topicArn: props.topicArn.replace(own, foreign) }],
    ['an archive in another partition', { ...props, archiveAwsRegion: 'eu-central-1' }],
    ['a replica in another partition', { ...props, ...replica({ awsRegion: 'eu-central-1' }) }],
    ['an archive account of eleven digits', { ...props, archiveAccount: '11112222333' }],
    ['a bucket name with a dot', { ...props, archiveBucketName: 'edu.log' }],
    ['a bad region', { ...props, regionId: 'N' }],
    ['backups that are kept for less than they are locked', { ...props, backup: { ...drillBackup, lockDays: 8 } }],
  ])('%s: refused', (_what, more) => {
    expect(thrown(() => drill('cn-north-1', more)).code).toBe('EDU601');
  });

  test('a stack without a concrete environment is refused', () => {
    const agnostic = beside(stackIn(), 'Agnostic');
    expect(thrown(() => new RecoveryDrill(agnostic, 'Drill', props)).code).toBe('EDU601');
  });
});

test('one day between two drills is written as one', () => {
  const { of } = drill('cn-north-1', drillProps('cn-north-1', { everyDays: 1 }));
  expect(of('AWS::Events::Rule')[0]?.ScheduleExpression).toBe('rate(1 day)');
});

// What the copies of a school let a drill do: nothing.
test('the tag of drills opens no copy of a school', () => {
  const stack = stackIn('cn-northwest-1');
  const key = new RecoveryKey(stack, 'Key', {
    aliasName: 'alias/educloud/recovery/nefu',
    members: [{ schoolId: 'nefu', bucketNames: ['edu-rrc-nefu'] }],
    regionId: 'northeast',
    jurisdiction: 'cn',
  });
  new ReplicaStore(stack, 'Replica', {
    schoolId: 'nefu',
    regionId: 'northeast',
    jurisdiction: 'cn',
    store: 'records',
    bucketName: 'edu-rrc-nefu',
    key,
    dataClasses: ['personal'],
    perimeter,
    lockDays: 7,
    retentionDays: 30,
    immutability: 'governance',
  });
  const { role } = drill('cn-north-1');
  const all = { ...role, identity: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] };
  expect(allows(new Built(stack).objects('edu-rrc-nefu'), all, 's3:GetObjectVersion')).toBe(false);
});
