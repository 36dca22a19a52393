import { CdnLogs, type CdnLogsProps } from '../../constructs';
import { control, onObjects } from './support/actions';
import { allows, deniedBy } from './support/evaluate';
import { beside, Built, foreign, member, organization, stackIn, thrown } from './support/stage';

const bucketName = 'edu-cdn-northeast';
const props: CdnLogsProps = { bucketName, regionId: 'northeast', jurisdiction: 'cn' };

function logs(awsRegion: string) {
  const stack = stackIn(awsRegion);
  const made = new CdnLogs(stack, 'Logs', props);
  const built = new Built(stack);
  return {
    made,
    built,
    log: built.objects(bucketName, 'cloudfront/E1.2026-11-23-10.abc.gz'),
    bucket: built.bucketItself(bucketName),
    properties: built.bucket(bucketName).Properties,
  };
}

describe.each([
  ['cn-north-1', 'amazonaws.com.cn'],
  ['cn-northwest-1', 'amazonaws.com.cn'],
  ['eu-central-1', 'amazonaws.com'],
])('logs of a CDN in %s', (awsRegion, suffix) => {
  const { made, built, log, bucket, properties } = logs(awsRegion);

  test('a distribution names the bucket by its regional domain', () => {
    expect(made.domainName).toBe(`${bucketName}.s3.${awsRegion}.${suffix}`);
  });

  test('the bucket takes ACLs, since CloudFront writes by nothing else, but no public one, and is given none', () => {
    expect(properties.OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] });
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(properties.AccessControl).toBeUndefined();
  });

  test('its policy allows nothing, and does not stand in the way of a user of another account', () => {
    expect(bucket.policy.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
    expect(deniedBy(log, built.admin({ account: foreign }), 's3:PutObject')).toEqual([]);
    for (const one of [built.admin({ account: foreign }), built.admin({ account: member, organization }), {}])
      for (const action of onObjects) expect([action, allows(log, one, action)]).toEqual([action, false]);
  });

  test('nobody of the account writes there, not even its administrator', () => {
    for (const action of ['s3:PutObject', 's3:PutObjectAcl', 's3:ReplicateObject'])
      expect([action, deniedBy(log, built.admin({ organization }), action)]).toEqual([action, ['DenyWritesByAccount']]);
    expect(allows(log, built.admin(), 's3:PutObject')).toBe(false);
  });

  test('the account reads them, can tidy up, and can always mend the bucket', () => {
    for (const action of ['s3:GetObject', 's3:DeleteObject']) expect(allows(log, built.admin(), action)).toBe(true);
    // CloudFront adds its grant with the permissions of whoever makes the distribution.
    for (const action of [...control, 's3:GetBucketAcl', 's3:PutBucketAcl'])
      expect([action, allows(bucket, built.admin(), action)]).toEqual([action, true]);
  });

  test('plain HTTP and TLS before 1.2 are denied', () => {
    expect(allows(log, built.admin(), 's3:GetObject', { 'aws:SecureTransport': 'false' })).toBe(false);
    expect(allows(log, built.admin(), 's3:GetObject', { 's3:TlsVersion': '1.1' })).toBe(false);
  });

  test('the bucket is what log delivery takes: keys of S3, no lock, no default retention', () => {
    const { BucketEncryption, ObjectLockConfiguration, ObjectLockEnabled } = properties;
    const [rule] = BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    expect(ObjectLockConfiguration).toBeUndefined();
    expect(ObjectLockEnabled).not.toBe(true);
  });

  test('logs expire after 400 days and old versions 30 days later, and bucket and policy stay with their stack gone', () => {
    const rules: Record<string, unknown>[] = properties.LifecycleConfiguration.Rules;
    expect(rules.filter((rule) => 'ExpirationInDays' in rule)).toEqual([
      expect.objectContaining({ ExpirationInDays: 400 }),
    ]);
    expect(rules.filter((rule) => 'NoncurrentVersionExpiration' in rule)).toEqual([
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    ]);
    for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(built.resources))
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('logs are tagged as personal data: they hold the addresses of viewers', () => {
  expect(logs('cn-north-1').properties.Tags).toEqual([
    { Key: 'educloud:data-classes', Value: 'internal+personal' },
    { Key: 'educloud:jurisdiction', Value: 'cn' },
    { Key: 'educloud:region', Value: 'northeast' },
    { Key: 'educloud:store', Value: 'cdn-logs' },
  ]);
});

test('properties that do not fit are refused', () => {
  const make = (more: Partial<CdnLogsProps>, stack = stackIn()) =>
    thrown(() => new CdnLogs(stack, 'Logs', { ...props, ...more }));
  for (const more of [{ regionId: 'N' }, { bucketName: 'edu.cdn' }])
    expect(make(more)).toMatchObject({ code: 'EDU601', path: 'Stack/Logs' });
  expect(make({}, beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
});
