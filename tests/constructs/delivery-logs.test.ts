import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CommonsStore, DeliveryLogs, type DeliveryLogsProps } from '../../constructs';
import { partitionOfAwsRegion } from '../../lib/facts';
import { control, onObjects } from './support/actions';
import { allows, deniedBy } from './support/evaluate';
import { beside, Built, foreign, member, organization, own, perimeter, stackIn, thrown } from './support/stage';

const bucketName = 'edu-del-northeast';
const sourceName = 'edu-com-northeast';
const common = { regionId: 'northeast', jurisdiction: 'cn' };
const props: DeliveryLogsProps = { bucketName, ...common };

function delivery(awsRegion = 'cn-north-1') {
  const stack = stackIn(awsRegion);
  const commons = new CommonsStore(stack, 'Commons', { ...common, bucketName: sourceName, perimeter });
  new DeliveryLogs(stack, 'DeliveryLogs', props).logAccessTo(commons.bucket, sourceName);
  const built = new Built(stack);
  return {
    built,
    log: built.objects(bucketName, `s3/${sourceName}/2026-11-22-log`),
    bucket: built.bucketItself(bucketName),
  };
}

describe.each(['cn-north-1', 'eu-central-1'])('delivery logs in %s', (awsRegion) => {
  const { built, log, bucket } = delivery(awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const logging = { service: 'logging.s3.amazonaws.com' };
  const source = { 'aws:SourceArn': `arn:${arnPartition}:s3:::${sourceName}`, 'aws:SourceAccount': own };

  test('S3 logs the requests to the source under its prefix', () => {
    expect(built.bucket(sourceName).Properties.LoggingConfiguration).toEqual({
      DestinationBucketName: bucketName,
      LogFilePrefix: `s3/${sourceName}/`,
    });
    expect(allows(log, logging, 's3:PutObject', source)).toBe(true);
  });

  test.each([
    ['of another bucket', { ...source, 'aws:SourceArn': `arn:${arnPartition}:s3:::edu-rec-nefu` }],
    ['of a bucket with a longer name', { ...source, 'aws:SourceArn': `arn:${arnPartition}:s3:::${sourceName}-2` }],
    ['of a bucket of another account', { ...source, 'aws:SourceAccount': foreign }],
    ['of nothing that it names', {}],
  ])('it does not log requests to the source %s', (_which, other: Record<string, string>) => {
    expect(allows(log, logging, 's3:PutObject', other)).toBe(false);
  });

  test('it writes nowhere else, and reads and deletes nothing', () => {
    for (const key of ['x', `s3/${sourceName}-2/x`, 's3/edu-rec-nefu/x'])
      expect([key, allows(built.objects(bucketName, key), logging, 's3:PutObject', source)]).toEqual([key, false]);
    for (const action of onObjects.filter((one) => one !== 's3:PutObject'))
      expect([action, allows(log, logging, action, source)]).toEqual([action, false]);
  });

  test('nobody else writes, not even the administrator of the account', () => {
    for (const one of [
      built.admin(),
      built.admin({ organization, tags: { 'educloud:school': 'nefu' } }),
      built.admin({ account: member, organization }),
      { service: 'cloudtrail.amazonaws.com' },
      {},
    ])
      expect(allows(log, one, 's3:PutObject', source)).toBe(false);
    expect(deniedBy(log, built.admin(), 's3:PutObject')).toEqual(['DenyWritesByPrincipals']);
    expect(deniedBy(log, {}, 's3:PutObject')).toEqual(['DenyWritesByPrincipals']);
    expect(allows(log, built.admin({ account: foreign }), 's3:GetObject')).toBe(false);
  });

  test('the account reads them, can tidy up, and can always mend the bucket', () => {
    for (const action of ['s3:GetObject', 's3:DeleteObject']) expect(allows(log, built.admin(), action)).toBe(true);
    for (const action of control) expect([action, allows(bucket, built.admin(), action)]).toEqual([action, true]);
  });

  test('plain HTTP and TLS before 1.2 are denied', () => {
    expect(allows(log, logging, 's3:PutObject', { ...source, 'aws:SecureTransport': 'false' })).toBe(false);
    expect(allows(log, built.admin(), 's3:GetObject', { 's3:TlsVersion': '1.1' })).toBe(false);
  });

  test('the bucket is what log delivery takes: keys of S3, no lock, no default retention', () => {
    const { BucketEncryption, ObjectLockConfiguration, ObjectLockEnabled } = built.bucket(bucketName).Properties;
    const [rule] = BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    expect(ObjectLockConfiguration).toBeUndefined();
    expect(ObjectLockEnabled).not.toBe(true);
  });

  test('logs expire after 400 days, by one rule alone', () => {
    const { Rules } = built.bucket(bucketName).Properties.LifecycleConfiguration;
    const expiring = Rules.filter(
      (rule: Record<string, unknown>) => rule.ExpirationInDays !== undefined || rule.ExpiredObjectDeleteMarker,
    );
    expect(expiring).toEqual([expect.objectContaining({ ExpirationInDays: 400 })]);
  });

  test('the source waits for the policy of the bucket', () => {
    const [policy] = Object.entries(built.resources).find(
      ([, { Type, Properties }]) => Type === 'AWS::S3::BucketPolicy' && Properties.Bucket === bucketName,
    ) ?? ['none'];
    const source = Object.values(built.template.Resources).find((one) =>
      JSON.stringify(one).includes(`"BucketName":"${sourceName}"`),
    );
    expect(source).toMatchObject({ DependsOn: expect.arrayContaining([policy]) });
  });

  test('the stack is tied to no other', () => {
    expect(built.foreignParts()).toEqual([]);
  });
});

test('several buckets can be logged, each under its own prefix', () => {
  const stack = stackIn();
  const logs = new DeliveryLogs(stack, 'DeliveryLogs', props);
  for (const name of ['edu-com-one', 'edu-com-two']) {
    logs.logAccessTo(
      new CommonsStore(stack, name, { ...common, bucketName: name, perimeter, keyAlias: `alias/${name}` }).bucket,
      name,
    );
  }
  const built = new Built(stack);
  const may = (source: string, prefix: string): boolean =>
    allows(built.objects(bucketName, `s3/${prefix}/x`), { service: 'logging.s3.amazonaws.com' }, 's3:PutObject', {
      'aws:SourceArn': `arn:aws-cn:s3:::${source}`,
      'aws:SourceAccount': own,
    });
  expect([may('edu-com-one', 'edu-com-one'), may('edu-com-two', 'edu-com-two')]).toEqual([true, true]);
  expect([may('edu-com-one', 'edu-com-two'), may('edu-com-two', 'edu-com-one')]).toEqual([false, false]);
});

describe('buckets that cannot be logged', () => {
  const stack = stackIn();
  const logs = new DeliveryLogs(stack, 'DeliveryLogs', props);

  test('a bucket of another stack is refused', () => {
    const elsewhere = beside(stack, 'Elsewhere', 'cn-north-1');
    const { bucket } = new CommonsStore(elsewhere, 'Commons', { ...common, bucketName: sourceName, perimeter });
    expect(thrown(() => logs.logAccessTo(bucket, sourceName))).toMatchObject({
      code: 'EDU601',
      found: 'Elsewhere',
      allowed: 'Stack',
    });
  });

  test('an imported bucket is refused', () => {
    const imported = Bucket.fromBucketName(stack, 'Imported', sourceName);
    // As a JavaScript caller can, past the types.
    expect(thrown(() => Reflect.apply(logs.logAccessTo, logs, [imported, sourceName]))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/Imported',
    });
  });
});

test('properties that do not fit are refused', () => {
  const make = (more: Partial<DeliveryLogsProps>, stack = stackIn()) =>
    thrown(() => new DeliveryLogs(stack, 'DeliveryLogs', { ...props, ...more }));
  for (const more of [{ regionId: 'N' }, { bucketName: 'edu.del' }])
    expect(make(more)).toMatchObject({ code: 'EDU601', path: 'Stack/DeliveryLogs' });
  expect(make({}, beside(stackIn(), 'Agnostic')).code).toBe('EDU601');
});
