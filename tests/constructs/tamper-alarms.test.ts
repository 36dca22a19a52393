import { TamperAlarms, type TamperAlarmsProps } from '../../constructs';
import { partitionOfAwsRegion, quota } from '../../lib/facts';
import { alarms, call, props, raised } from './support/alarms';
import { allows, deniedBy } from './support/evaluate';
import { fires } from './support/event-pattern';
import { beside, foreign, member, own, stackIn, thrown } from './support/stage';

const everywhere = [
  'alarms',
  'copies',
  'jobs',
  'key',
  'public-access',
  'registry',
  'store',
  'topic',
  'trail',
  'vaults',
];
const whereIamIs = ['policies', 'roles', 'school-tags'];
const entry = '/educloud/northeast/schools/nefu';
const schoolTag = {
  tags: [
    { key: 'team', value: 'x' },
    { key: 'educloud:school', value: 'nefu' },
  ],
};

describe.each(['us-east-1', 'cn-north-1'])('alarms in %s', (awsRegion) => {
  const { built, topicArn } = alarms(awsRegion);
  const topic = built.topic('educloud-northeast-alarms');
  const { arnPartition } = partitionOfAwsRegion(awsRegion);

  test.each<[string, string, string[], Record<string, unknown>[]]>([
    ['trail', 'cloudtrail', ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'], [{ name: 'any' }]],
    [
      'store',
      's3',
      [
        'CreateBucketMetadataTableConfiguration',
        'DeleteBucket',
        'DeleteBucketEncryption',
        'DeleteBucketLifecycle',
        'DeleteBucketOwnershipControls',
        'DeleteBucketPolicy',
        'DeleteBucketPublicAccessBlock',
        'DeleteBucketReplication',
        'PutAccelerateConfiguration',
        'PutBucketAcl',
        'PutBucketAnalyticsConfiguration',
        'PutBucketEncryption',
        'PutBucketInventoryConfiguration',
        'PutBucketLifecycle',
        'PutBucketLifecycleConfiguration',
        'PutBucketLogging',
        'PutBucketNotification',
        'PutBucketObjectLockConfiguration',
        'PutBucketOwnershipControls',
        'PutBucketPolicy',
        'PutBucketPublicAccessBlock',
        'PutBucketReplication',
        'PutBucketVersioning',
        'PutObjectLockConfiguration',
      ],
      [{ bucketName: 'edu-rec-nefu', Host: 's3' }, { bucketName: 'edu-trl-northeast' }],
    ],
    ['public-access', 's3', ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock'], [{ accountId: own }]],
    [
      'key',
      'kms',
      ['DeleteAlias', 'DisableKey', 'DisableKeyRotation', 'PutKeyPolicy', 'ScheduleKeyDeletion', 'UpdateAlias'],
      [{ keyId: 'x' }],
    ],
    ['jobs', 's3', ['CreateJob', 'UpdateJobPriority', 'UpdateJobStatus'], [{ accountId: own }]],
    [
      'vaults',
      'backup',
      [
        'DeleteBackupPlan',
        'DeleteBackupSelection',
        'DeleteBackupVault',
        'DeleteBackupVaultAccessPolicy',
        'DeleteBackupVaultLockConfiguration',
        'DeleteRecoveryPoint',
        'DisassociateRecoveryPoint',
        'PutBackupVaultAccessPolicy',
        'PutBackupVaultLockConfiguration',
        'StopBackupJob',
        'UpdateBackupPlan',
        'UpdateRecoveryPointLifecycle',
        'UpdateRegionSettings',
      ],
      [{ backupVaultName: 'edu-northeast_nefu' }],
    ],
    ['registry', 'ssm', ['DeleteParameter', 'PutParameter'], [{ name: entry, value: 'HIDDEN' }]],
    ['registry', 'ssm', ['DeleteParameters'], [{ names: [entry] }, { names: ['/other', entry] }]],
    ['alarms', 'events', ['DeleteRule', 'DisableRule', 'PutRule'], [{ name: 'educloud-northeast-key' }]],
    ['alarms', 'events', ['PutTargets', 'RemoveTargets'], [{ rule: 'educloud-northeast-key', ids: ['alarms'] }]],
    [
      'topic',
      'sns',
      ['DeleteTopic', 'RemovePermission', 'SetSubscriptionAttributes', 'SetTopicAttributes', 'Unsubscribe'],
      [{ topicArn: 'x' }],
    ],
    [
      'roles',
      'iam',
      [
        'AttachRolePolicy',
        'CreateRole',
        'DeleteRole',
        'DeleteRolePermissionsBoundary',
        'DeleteRolePolicy',
        'DetachRolePolicy',
        'PutRolePermissionsBoundary',
        'PutRolePolicy',
        'UntagRole',
        'UpdateAssumeRolePolicy',
      ],
      [{ roleName: 'educloud-northeast-backup' }, { roleName: 'cdk-hnb659fds-cfn-exec-role-111122223333-cn-north-1' }],
    ],
    ['policies', 'iam', ['CreatePolicyVersion', 'DeletePolicy', 'SetDefaultPolicyVersion'], [{ policyArn: 'x' }]],
    [
      'school-tags',
      'iam',
      ['CreateRole', 'CreateUser', 'TagRole', 'TagUser'],
      [schoolTag, { tags: [{ key: 'EduCloud:School', value: 'nefu' }] }],
    ],
  ])('%s rises for calls of %s: %s', (rule, service, names, parameters) => {
    for (const name of names)
      for (const one of parameters) expect([name, raised(built, call(service, name, one))]).toEqual([name, [rule]]);
  });

  test.each<[string, string, Record<string, unknown> | null]>([
    ['s3', 'GetObject', { bucketName: 'edu-rec-nefu' }],
    ['s3', 'PutBucketTagging', { bucketName: 'edu-rec-nefu' }],
    ['s3', 'PutBucketPolicy', { bucketName: 'photos' }],
    ['s3', 'PutBucketPolicy', { bucketName: 'my-edu-rec' }],
    ['s3', 'PutBucketPolicy', null],
    ['s3', 'DescribeJob', { accountId: own }],
    ['backup', 'StartBackupJob', { backupVaultName: 'edu-northeast_nefu' }],
    ['kms', 'Decrypt', { keyId: 'x' }],
    ['kms', 'CreateKey', {}],
    ['ssm', 'PutParameter', { name: '/other/northeast/x' }],
    ['ssm', 'PutParameter', { name: '/educloud/north/schools/nefu' }],
    ['ssm', 'DeleteParameters', { names: ['/other'] }],
    ['events', 'PutRule', { name: 'AwsBackupManagedRule-1' }],
    ['events', 'PutTargets', { rule: 'nightly' }],
    ['sns', 'Subscribe', { topicArn: 'x' }],
    ['iam', 'CreateRole', { roleName: 'photos' }],
    ['iam', 'TagRole', { roleName: 'photos', tags: [{ key: 'team', value: 'educloud:school' }] }],
    ['iam', 'ListRoles', null],
    ['cloudtrail', 'DescribeTrails', null],
  ])('nothing rises for the innocent call %s %s %j', (service, name, parameters) => {
    expect(raised(built, call(service, name, parameters))).toEqual([]);
  });

  test('calls are told from other events, and services from each other', () => {
    const event = call('s3', 'PutBucketPolicy', { bucketName: 'edu-rec-nefu' });
    expect(raised(built, { ...Object(event), 'detail-type': 'Object Created' })).toEqual([]);
    expect(raised(built, call('kms', 'PutBucketPolicy', { bucketName: 'edu-rec-nefu' }))).toEqual([]);
  });

  test.each(['Backup', 'Copy', 'Restore'])('a job of AWS Backup that fails is told of: %s', (kind) => {
    const event = (detail: Record<string, string>): unknown => ({
      source: 'aws.backup',
      'detail-type': `${kind} Job State Change`,
      detail,
    });
    // Backups and copies have a state, restores a status.
    const key = kind === 'Restore' ? 'status' : 'state';
    for (const state of ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'])
      expect([state, raised(built, event({ [key]: state }))]).toEqual([state, ['copies']]);
    for (const state of ['CREATED', 'RUNNING', 'COMPLETED'])
      expect([state, raised(built, event({ [key]: state }))]).toEqual([state, []]);
  });

  test('every pattern is short enough, every rule is on and goes to the topic', () => {
    const rules = built.ofType('AWS::Events::Rule');
    expect(rules).toHaveLength(everywhere.length + whereIamIs.length);
    const { value } = quota(arnPartition, 'events.patternChars');
    for (const { Properties } of rules) {
      expect(JSON.stringify(Properties.EventPattern).length).toBeLessThan(value);
      expect(Properties.State ?? 'ENABLED').toBe('ENABLED');
      expect(Properties.Targets.map(({ Arn }: { Arn: string }) => Arn)).toEqual([topicArn]);
      expect(Properties.Targets[0].RoleArn).toBeUndefined();
      expect(String(Properties.Name).length).toBeLessThanOrEqual(64);
    }
  });

  test('a message says what was called, by whom, from where, and where', () => {
    for (const { Properties } of built.ofType('AWS::Events::Rule')) {
      const { InputPathsMap, InputTemplate } = Properties.Targets[0].InputTransformer;
      const used = [...String(InputTemplate).matchAll(/<(\w+)>/g)].map(([, name]) => name);
      expect([...used].sort()).toEqual(Object.keys(InputPathsMap).sort());
      if (String(Properties.Name).endsWith('-copies')) {
        expect(JSON.parse(InputTemplate)).toContain('<job> <state><status> of <resource>');
        continue;
      }
      expect(Object.values(InputPathsMap)).toEqual(
        expect.arrayContaining(['$.detail.eventName', '$.detail.userIdentity.arn', '$.account', '$.region']),
      );
      expect(JSON.parse(InputTemplate)).toContain('<call> by <who>');
    }
  });

  test('alarms on metrics publish where they are of this region, in this account', () => {
    const alarm = (name: string, account = own): boolean =>
      allows(topic, { service: 'cloudwatch.amazonaws.com' }, 'sns:Publish', {
        'aws:SourceArn': `arn:${arnPartition}:cloudwatch:${awsRegion}:${account}:alarm:${name}`,
        'aws:SourceAccount': account,
      });
    expect(alarm('educloud-northeast-copies-late-nefu')).toBe(true);
    expect(alarm('educloud-northeast-copies-late-nefu', foreign)).toBe(false);
    expect(alarm('educloud-north-copies-late-nefu')).toBe(false);
    expect(alarm('cpu')).toBe(false);
  });

  test('of others only EventBridge publishes', () => {
    const events = { service: 'events.amazonaws.com' };
    expect(topicArn).toBe(topic.resource);
    expect(allows(topic, events, 'sns:Publish')).toBe(true);
    for (const one of [{ service: 's3.amazonaws.com' }, built.admin({ account: member }), { account: own }, {}])
      expect(allows(topic, one, 'sns:Publish')).toBe(false);
    for (const action of ['sns:Subscribe', 'sns:SetTopicAttributes']) expect(allows(topic, events, action)).toBe(false);
  });

  test('no principal of the account floods the topic, whatever lets it', () => {
    expect(allows(topic, built.admin(), 'sns:Publish')).toBe(false);
    // A service that does not say that it is one is not lost.
    expect(deniedBy(topic, {}, 'sns:Publish')).toEqual([]);
  });

  test('where EventBridge says for which rule it publishes, it must be one of these', () => {
    const by = (rule: string, account = own, where = awsRegion): boolean =>
      allows(topic, { service: 'events.amazonaws.com' }, 'sns:Publish', {
        'aws:SourceArn': `arn:${arnPartition}:events:${where}:${account}:rule/${rule}`,
      });
    for (const rule of [...everywhere, ...whereIamIs]) expect(by(`educloud-northeast-${rule}`)).toBe(true);
    expect(by('educloud-northeast-key', foreign)).toBe(false);
    expect(by('educloud-northeast-key', own, 'ap-south-1')).toBe(false);
    expect(by('spam')).toBe(false);
    expect(by('educloud-north-key')).toBe(false);
  });

  test('nobody publishes over plain HTTP', () => {
    const plain = { 'aws:SecureTransport': 'false' };
    for (const one of [{ service: 'events.amazonaws.com' }, built.admin()])
      expect(allows(topic, one, 'sns:Publish', plain)).toBe(false);
  });

  test('the rules wait for the policy of the topic, and the stack is tied to no other', () => {
    const policies = Object.entries(built.resources).filter(([, { Type }]) => Type === 'AWS::SNS::TopicPolicy');
    for (const rule of Object.values(built.template.Resources))
      if (Object(rule).Type === 'AWS::Events::Rule')
        expect(rule).toMatchObject({ DependsOn: expect.arrayContaining(policies.map(([id]) => id)) });
    expect(built.foreignParts()).toEqual([]);
  });
});

test.each([
  ['us-east-1', true],
  ['eu-central-1', false],
  ['cn-north-1', true],
  ['cn-northwest-1', false],
  ['us-gov-west-1', true],
  ['us-gov-east-1', false],
])('in %s, calls of IAM are heard: %p', (awsRegion, heard) => {
  const { built } = alarms(awsRegion);
  const names = built
    .ofType('AWS::Events::Rule')
    .map(({ Properties }) => Properties.Name.replace('educloud-northeast-', ''));
  expect(names.sort()).toEqual([...everywhere, ...(heard ? whereIamIs : [])].sort());
});

test('every address is subscribed, and nobody unless named', () => {
  const emails = ['security@example.edu', 'ops@example.edu'];
  const { built, topicArn } = alarms('cn-north-1', { emails });
  expect(built.ofType('AWS::SNS::Subscription').map(({ Properties }) => Properties)).toEqual(
    emails.map((Endpoint) => ({ Endpoint, Protocol: 'email', TopicArn: topicArn })),
  );
  expect(alarms('cn-north-1').built.ofType('AWS::SNS::Subscription')).toEqual([]);
});

test('the longest slug of a region leaves room in every pattern', () => {
  const { built } = alarms('us-east-1', { regionId: 'x'.repeat(20) });
  for (const { Properties } of built.ofType('AWS::Events::Rule'))
    expect(JSON.stringify(Properties.EventPattern).length).toBeLessThan(quota('aws', 'events.patternChars').value);
});

test('the topic is tagged', () => {
  expect(alarms('cn-north-1').built.ofType('AWS::SNS::Topic')[0]?.Properties.Tags).toEqual([
    { Key: 'educloud:jurisdiction', Value: 'cn' },
    { Key: 'educloud:region', Value: 'northeast' },
  ]);
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<TamperAlarmsProps>]>([
    ['a bad region', { regionId: 'N' }],
    ['an address that is none', { emails: ['security'] }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => alarms('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Alarms' });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new TamperAlarms(beside(stackIn(), 'Agnostic'), 'Alarms', props)).code).toBe('EDU601');
  });
});

describe('the matcher of these tests', () => {
  test('stops at what it does not know', () => {
    expect(() => fires({ a: [{ suffix: 'x' }] }, { a: 'x' })).toThrow('suffix');
    expect(() => fires({ a: [{ prefix: 'x', suffix: 'y' }] }, { a: 'x' })).toThrow('operand');
    expect(() => fires({ $or: [{ a: ['x'] }] }, { a: 'x' })).toThrow('$or');
  });

  test('a key that is absent fits nothing, and one of a list is enough', () => {
    expect(fires({ a: ['x'] }, {})).toBe(false);
    expect(fires({ a: { b: ['x'] } }, { a: null })).toBe(false);
    expect(fires({ a: ['x'] }, { a: ['y', 'x'] })).toBe(true);
    expect(fires({ a: { b: ['x'], c: ['y'] } }, { a: [{ b: 'x' }, { b: 'x', c: 'y' }] })).toBe(true);
  });
});
