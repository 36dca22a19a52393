import { LogArchive, type LogArchiveProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { control, onObjects, writes } from './support/actions';
import { allows, deniedBy } from './support/evaluate';
import { deployer } from './support/roles';
import {
  awsRegions,
  beside,
  Built,
  foreign,
  member,
  organization,
  own,
  perimeter,
  stackIn,
  thrown,
} from './support/stage';

const bucketName = 'edu-log-northeast';
const props: LogArchiveProps = {
  bucketName,
  perimeter: { ...perimeter, accounts: [own, member] },
  regionId: 'northeast',
  jurisdiction: 'cn',
};
const trail = { service: 'cloudtrail.amazonaws.com' };

function archive(awsRegion = 'cn-north-1', more: Partial<LogArchiveProps> = {}) {
  const stack = stackIn(awsRegion);
  new LogArchive(stack, 'Archive', { ...props, ...more });
  const built = new Built(stack);
  return { built, log: built.objects(bucketName, `AWSLogs/${member}/log.gz`), bucket: built.bucketItself(bucketName) };
}

describe.each(awsRegions)('an archive in %s', (awsRegion) => {
  const { built, log, bucket } = archive(awsRegion);
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };

  test.each([own, member])('CloudTrail looks at the bucket and writes for account %s', (account) => {
    expect(allows(bucket, trail, 's3:GetBucketAcl', { 'aws:SourceAccount': account })).toBe(true);
    expect(allows(log, trail, 's3:PutObject', { ...acl, 'aws:SourceAccount': account })).toBe(true);
  });

  test('a log comes under the keys of S3 or not at all: whoever forwards could delete a key of his own', () => {
    const algorithm = 's3:x-amz-server-side-encryption';
    const by = (headers: Record<string, string>): boolean =>
      allows(log, trail, 's3:PutObject', { ...acl, 'aws:SourceAccount': member, ...headers });
    expect(by({ [algorithm]: 'AES256' })).toBe(true);
    expect(by({ [algorithm]: 'aws:kms' })).toBe(false);
    expect(by({ [`${algorithm}-aws-kms-key-id`]: 'arn:aws:kms:x' })).toBe(false);
    expect(by({ [`${algorithm}-customer-algorithm`]: 'AES256' })).toBe(false);
  });

  test('CloudTrail writes for accounts of the organisation', () => {
    const source = { 'aws:SourceAccount': '222233334444', 'aws:SourceOrgID': organization };
    expect(allows(bucket, trail, 's3:GetBucketAcl', source)).toBe(true);
    expect(allows(log, trail, 's3:PutObject', { ...acl, ...source })).toBe(true);
  });

  test('CloudTrail does not write for a foreign account, for another organisation or for nobody', () => {
    for (const source of [{ 'aws:SourceAccount': foreign }, { 'aws:SourceOrgID': 'o-zzzzzzzzzz' }, {}]) {
      expect(allows(bucket, trail, 's3:GetBucketAcl', source)).toBe(false);
      expect(allows(log, trail, 's3:PutObject', { ...acl, ...source })).toBe(false);
    }
  });

  test('CloudTrail writes logs only: nothing outside AWSLogs, nothing without the ACL, no reading, no deleting', () => {
    const source = { 'aws:SourceAccount': own };
    expect(allows(built.objects(bucketName, 'other/log.gz'), trail, 's3:PutObject', { ...acl, ...source })).toBe(false);
    expect(allows(log, trail, 's3:PutObject', source)).toBe(false);
    for (const action of onObjects.filter((one) => one !== 's3:PutObject'))
      expect([action, allows(log, trail, action, { ...acl, ...source })]).toEqual([action, false]);
  });

  test('no principal changes or deletes a log, not even the administrator of the archive', () => {
    for (const one of [
      built.admin(),
      built.admin({ account: member, organization }),
      {},
      { service: 's3.amazonaws.com' },
    ])
      for (const action of writes) {
        expect([action, allows(log, one, action)]).toEqual([action, false]);
        expect(deniedBy(log, one, action)).toContain('DenyOtherWriters');
      }
  });

  test('the own account reads the logs as far as its identity policies let it, others do not', () => {
    expect(allows(log, built.admin(), 's3:GetObject')).toBe(true);
    for (const one of [built.admin({ account: member, organization }), built.admin({ account: foreign }), {}])
      expect(allows(log, one, 's3:GetObject')).toBe(false);
  });

  test('the role that deploys can do all that it does to a bucket', () => {
    for (const action of control) expect([action, allows(bucket, deployer(awsRegion), action)]).toEqual([action, true]);
  });

  test('nobody else changes what keeps the logs: the policy, the lock, what expires, and where copies go', () => {
    const kept = /Policy$|ObjectLock|Versioning|Put(?:Inventory|Lifecycle|Replication)/;
    const settings = control.filter((action) => /:(?:Put|Delete)/.test(action) && kept.test(action));
    expect(settings).toHaveLength(7);
    for (const action of settings)
      expect([action, deniedBy(bucket, built.admin(), action)]).toEqual([action, ['DenySettingsByOthers']]);
    expect(built.bucket(bucketName).Properties.Tags).toContainEqual({ Key: 'educloud:kept-days', Value: '400' });
  });

  test('plain HTTP and TLS before 1.2 are denied, to CloudTrail as well', () => {
    const source = { ...acl, 'aws:SourceAccount': own };
    expect(allows(log, trail, 's3:PutObject', { ...source, 'aws:SecureTransport': 'false' })).toBe(false);
    expect(allows(log, trail, 's3:PutObject', { ...source, 's3:TlsVersion': '1.1' })).toBe(false);
  });

  test('logs are locked for 400 days in governance mode, and nothing expires', () => {
    const { ObjectLockConfiguration, ObjectLockEnabled, LifecycleConfiguration } = built.bucket(bucketName).Properties;
    expect(ObjectLockEnabled).toBe(true);
    expect(ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 400 });
    expect(JSON.stringify(LifecycleConfiguration)).not.toMatch(/Expiration|ExpiredObject/);
  });

  test('the archive is encrypted by S3 and stays when its stack goes', () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = built.bucket(bucketName);
    const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(built.ofType('AWS::S3::BucketPolicy')[0]?.DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

test('an archive without an organisation has no statement for one', () => {
  const { bucket } = archive('cn-north-1', { perimeter: { accounts: [member], organizations: [] } });
  expect(JSON.stringify(bucket.policy)).not.toContain('SourceOrgID');
});

test('the own account of an archive writes only if the perimeter names it', () => {
  const { log, bucket } = archive('cn-north-1', { perimeter });
  const source = { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': own };
  expect(allows(log, trail, 's3:PutObject', source)).toBe(false);
  expect(allows(bucket, trail, 's3:GetBucketAcl', source)).toBe(false);
});

describe.each(awsRegions)('an archive for named trails in %s', (awsRegion) => {
  const arn = (name: string, account = foreign): string =>
    `arn:${partitionOfAwsRegion(awsRegion).arnPartition}:cloudtrail:${awsRegion}:${account}:trail/${name}`;
  const trailArns = [arn('educloud-northeast-organization')];
  const { log, bucket } = archive(awsRegion, { trailArns, perimeter: { accounts: [], organizations: [] } });
  const put = { 's3:x-amz-acl': 'bucket-owner-full-control' };

  test('such a trail looks at the bucket and writes', () => {
    const source = { 'aws:SourceArn': trailArns[0] ?? '', 'aws:SourceAccount': foreign };
    expect(allows(bucket, trail, 's3:GetBucketAcl', source)).toBe(true);
    expect(allows(log, trail, 's3:PutObject', { ...put, ...source })).toBe(true);
  });

  test('no other trail does, of its account or of another', () => {
    for (const other of [arn('another'), arn('educloud-northeast-organization', own), arn('educloud-northeast')])
      expect(allows(log, trail, 's3:PutObject', { ...put, 'aws:SourceArn': other })).toBe(false);
    expect(allows(log, trail, 's3:PutObject', { ...put, 'aws:SourceAccount': foreign })).toBe(false);
  });

  test('it is let in besides the accounts of the perimeter', () => {
    const both = archive(awsRegion, { trailArns });
    expect(allows(both.log, trail, 's3:PutObject', { ...put, 'aws:SourceArn': trailArns[0] ?? '' })).toBe(true);
    expect(allows(both.log, trail, 's3:PutObject', { ...put, 'aws:SourceAccount': member })).toBe(true);
    expect(allows(both.log, trail, 's3:PutObject', { ...put, 'aws:SourceAccount': foreign })).toBe(false);
  });
});

test('the policy stays below 20 KB with five hundred accounts', () => {
  const accounts = Array.from({ length: 500 }, (_, index) => String(100_000_000_000 + index));
  const { bucket } = archive('cn-north-1', { perimeter: { accounts, organizations: [organization] } });
  expect(JSON.stringify({ Version: '2012-10-17', Statement: bucket.policy }).length).toBeLessThan(20_000);
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<LogArchiveProps>]>([
    ['fewer than 180 days', { retentionDays: 179 }],
    ['part of a day', { retentionDays: 180.5 }],
    ['no number', { retentionDays: NaN }],
    ['a bad region', { regionId: 'N' }],
    ['a bucket name with a dot', { bucketName: 'edu.log' }],
    ['a wildcard for an account', { perimeter: { accounts: ['*'], organizations: [] } }],
    ['nobody who may write', { perimeter: { accounts: [], organizations: [] } }],
    ['a wildcard for a trail', { trailArns: ['arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/*'] }],
    ['a trail of every account', { trailArns: ['arn:aws-cn:cloudtrail:cn-north-1:*:trail/educloud'] }],
    ['a wildcard for an organisation', { perimeter: { accounts: [], organizations: ['o-*'] } }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => archive('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Archive' });
  });

  test('exactly 180 days are enough', () => {
    const { built } = archive('cn-north-1', { retentionDays: 180 });
    expect(built.bucket(bucketName).Properties.ObjectLockConfiguration.Rule.DefaultRetention.Days).toBe(180);
  });

  test('a stack without a concrete environment is refused', () => {
    const agnostic = beside(stackIn(), 'Agnostic');
    expect(thrown(() => new LogArchive(agnostic, 'Archive', props)).code).toBe('EDU601');
  });
});
