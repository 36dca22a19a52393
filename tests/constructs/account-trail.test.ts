import { AccountTrail, type AccountTrailProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { bucketName as planned } from '../../lib/plan';
import { control, onObjects, writes } from './support/actions';
import { allows, deniedBy } from './support/evaluate';
import { beside, Built, foreign, member, organization, own, stackIn, thrown } from './support/stage';
import { deployer } from './support/roles';

const bucketName = 'edu-trl-northeast';
const archiveBucketName = 'edu-log-northeast';
const props: AccountTrailProps = { bucketName, regionId: 'northeast', jurisdiction: 'cn' };

function trail(awsRegion = 'cn-north-1', more: Partial<AccountTrailProps> = {}) {
  const stack = stackIn(awsRegion);
  const construct = new AccountTrail(stack, 'Trail', { ...props, ...more });
  const built = new Built(stack);
  return {
    construct,
    built,
    log: built.objects(bucketName, `AWSLogs/${own}/CloudTrail/log.gz`),
    bucket: built.bucketItself(bucketName),
    trails: built.ofType('AWS::CloudTrail::Trail'),
  };
}

interface Selector {
  readonly FieldSelectors: readonly {
    readonly Field: string;
    readonly Equals?: string[];
    readonly StartsWith?: string[];
  }[];
}

const selectorsOf = (one: ReturnType<typeof trail>['trails'][number] | undefined): Selector[] =>
  one?.Properties.AdvancedEventSelectors ?? [];

const fieldsOf = ({ FieldSelectors }: Selector): Record<string, string[] | undefined> =>
  Object.fromEntries(FieldSelectors.map(({ Field, Equals, StartsWith }) => [Field, Equals ?? StartsWith]));

describe.each(['cn-north-1', 'eu-central-1'])('a trail in %s', (awsRegion) => {
  const { construct, built, log, bucket, trails } = trail(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const arn = (name: string, account = own, where = awsRegion): string =>
    `arn:${arnPartition}:cloudtrail:${where}:${account}:trail/${name}`;
  const cloudTrail = { service: 'cloudtrail.amazonaws.com' };
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const by = (source: string, account = own) => ({ 'aws:SourceArn': source, 'aws:SourceAccount': account });

  test('its bucket is known as the trail, and not as the archive of the region', () => {
    const { Tags } = built.bucket(bucketName).Properties;
    expect(Tags).toContainEqual({ Key: 'educloud:store', Value: 'trail' });
    expect(Tags).toHaveLength(new Set(Tags.map(({ Key }: { Key: string }) => Key)).size);
  });

  test('this trail looks at its bucket and writes into it', () => {
    expect(construct.trailArn).toBe(arn('educloud-northeast'));
    expect(trails[0]?.Properties.TrailName).toBe('educloud-northeast');
    expect(allows(bucket, cloudTrail, 's3:GetBucketAcl', by(construct.trailArn))).toBe(true);
    expect(allows(log, cloudTrail, 's3:PutObject', { ...acl, ...by(construct.trailArn) })).toBe(true);
  });

  test.each([
    ['another trail of the account', by(arn('another'))],
    ['a trail whose name is longer', by(arn('educloud-northeast-2'))],
    ['a trail of that name in another AWS Region', by(arn('educloud-northeast', own, 'ap-south-1'))],
    ['a trail of that name in another account', by(arn('educloud-northeast', foreign), foreign)],
    ['CloudTrail for another account', { 'aws:SourceAccount': foreign }],
    ['CloudTrail for this account, without a trail', { 'aws:SourceAccount': own }],
    ['CloudTrail for nobody', {}],
  ])('%s does not', (_which, source: Record<string, string>) => {
    expect(allows(bucket, cloudTrail, 's3:GetBucketAcl', source)).toBe(false);
    expect(allows(log, cloudTrail, 's3:PutObject', { ...acl, ...source })).toBe(false);
  });

  test('this trail writes logs only, and reads and deletes nothing', () => {
    const source = { ...acl, ...by(construct.trailArn) };
    expect(allows(built.objects(bucketName, 'other/log.gz'), cloudTrail, 's3:PutObject', source)).toBe(false);
    for (const action of onObjects.filter((one) => one !== 's3:PutObject'))
      expect([action, allows(log, cloudTrail, action, source)]).toEqual([action, false]);
  });

  test.each([
    ['a school', built.admin({ organization, tags: { 'educloud:school': 'nefu' } })],
    ['an administrator', built.admin()],
    ['the role that deploys', built.admin({ arn: `arn:${arnPartition}:iam::${own}:role/cdk-hnb659fds-cfn-exec-role` })],
    ['another account', built.admin({ account: member, organization })],
    ['another AWS service', { service: 's3.amazonaws.com' }],
    ['nobody in particular', {}],
  ])('%s neither writes nor deletes, nor lifts a lock', (_who, one) => {
    for (const action of [...writes, 's3:PutObjectRetention', 's3:BypassGovernanceRetention']) {
      expect([action, allows(log, one, action, by(construct.trailArn))]).toEqual([action, false]);
      expect(deniedBy(log, one, action)).toContain('DenyOtherWriters');
    }
  });

  test('the account reads its logs, and the role that deploys can always mend the bucket and its policy', () => {
    expect(allows(log, built.admin(), 's3:GetObject')).toBe(true);
    expect(allows(log, built.admin({ account: foreign }), 's3:GetObject')).toBe(false);
    for (const action of control) expect([action, allows(bucket, deployer(awsRegion), action)]).toEqual([action, true]);
    expect(allows(bucket, built.admin(), 's3:PutBucketPolicy')).toBe(false);
  });

  test('it sees every AWS Region and global services, leaves digests, and is switched on', () => {
    expect(trails).toHaveLength(1);
    expect(trails[0]?.Properties).toMatchObject({
      S3BucketName: bucketName,
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
    });
  });

  test('it records every management event, and every access to an object of a store of any school', () => {
    const [management, data, ...more] = selectorsOf(trails[0]);
    expect(more).toEqual([]);
    expect(management && fieldsOf(management)).toEqual({ eventCategory: ['Management'] });
    const fields = data && fieldsOf(data);
    expect(fields).toMatchObject({ eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] });
    expect(Object.keys(fields ?? {})).toHaveLength(3);
    const recorded = (bucket: string): boolean =>
      (fields?.['resources.ARN'] ?? []).some((start) =>
        `arn:${arnPartition}:s3:::${bucket}/a/b.json`.startsWith(start),
      );
    const at = { account: own, awsRegion };
    for (const bucketNaming of ['account-regional', 'hashed'] as const) {
      for (const purpose of ['records', 'materials'] as const)
        expect(recorded(planned(purpose, 'nefu', { ...at, bucketNaming }))).toBe(true);
      // A trail that recorded its own log files would write for ever.
      for (const purpose of ['trail', 'logs', 'delivery'] as const)
        expect(recorded(planned(purpose, 'northeast', { ...at, bucketNaming }))).toBe(false);
    }
  });

  test('it waits for the policy of its bucket', () => {
    const [id] = Object.entries(built.resources).find(([, { Type }]) => Type === 'AWS::S3::BucketPolicy') ?? [];
    const [found] = Object.values(built.template.Resources).filter((one) =>
      JSON.stringify(one).includes('"AWS::CloudTrail::Trail"'),
    );
    expect(found).toMatchObject({ DependsOn: expect.arrayContaining([id]) });
  });

  test('log files are locked for 400 days in governance mode, and the bucket stays when its stack goes', () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = built.bucket(bucketName);
    expect(Properties.ObjectLockEnabled).toBe(true);
    expect(Properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 400 });
    expect(JSON.stringify(Properties.LifecycleConfiguration)).not.toMatch(/Expiration|ExpiredObject/);
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('another number of days is kept', () => {
  const { built } = trail('cn-north-1', { retentionDays: 3650 });
  expect(built.bucket(bucketName).Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days).toBe(3650);
});

test('copies and what is restored are watched like their originals', () => {
  const [, data] = selectorsOf(trail('cn-north-1').trails[0]);
  expect(data && fieldsOf(data)['resources.ARN']).toEqual(
    ['rec', 'mat', 'rrc', 'rma', 'qua'].map((purpose) => `arn:aws-cn:s3:::edu-${purpose}-`),
  );
});

test('buckets with other names can be watched instead', () => {
  const { trails } = trail('cn-north-1', { bucketPrefixes: ['school-'] });
  const [, data] = selectorsOf(trails[0]);
  expect(data && fieldsOf(data)['resources.ARN']).toEqual(['arn:aws-cn:s3:::school-']);
});

describe('a trail into the archive', () => {
  const second = (more: Partial<AccountTrailProps>) => {
    const { trails } = trail('cn-north-1', { archiveBucketName, ...more });
    return trails.find(({ Properties }) => Properties.S3BucketName === archiveBucketName)?.Properties ?? {};
  };

  test('stands besides the own one, with management events alone', () => {
    expect(trail('cn-north-1', { archiveBucketName }).trails).toHaveLength(2);
    const properties = second({});
    expect(properties).toMatchObject({
      TrailName: 'educloud-northeast.archive',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
    });
    expect(properties.AdvancedEventSelectors.map(fieldsOf)).toEqual([{ eventCategory: ['Management'] }]);
  });

  test('carries data events where they are asked for', () => {
    expect(second({ archiveDataEvents: true }).AdvancedEventSelectors).toHaveLength(2);
    expect(second({ archiveDataEvents: false }).AdvancedEventSelectors).toHaveLength(1);
  });

  test('changes nothing of the own trail', () => {
    const alone = trail().built.template.Resources;
    expect(trail('cn-north-1', { archiveBucketName }).built.template.Resources).toMatchObject(alone);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<AccountTrailProps>]>([
    ['a bad region', { regionId: 'N' }],
    ['no bucket to watch', { bucketPrefixes: [] }],
    ['a wildcard for the buckets to watch', { bucketPrefixes: ['edu-*'] }],
    ['every bucket', { bucketPrefixes: [''] }],
    ['an archive that is no bucket', { archiveBucketName: 'Logs' }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => trail('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Trail' });
  });

  test('fewer than 180 days and a bucket name in capitals are refused', () => {
    for (const more of [{ retentionDays: 179 }, { bucketName: 'Trail' }])
      expect(thrown(() => trail('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Trail/Logs' });
  });

  test('a stack without a concrete environment is refused', () => {
    expect(thrown(() => new AccountTrail(beside(stackIn(), 'Agnostic'), 'Trail', props)).code).toBe('EDU601');
  });
});
