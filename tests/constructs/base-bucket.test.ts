import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { school } from './support/school';
import { addCell, Built, organization, own, stackIn, thrown } from './support/stage';

const bucketName = 'edu-rec-nefu';

describe('a bucket of a school', () => {
  const { built } = school();
  const records = built.bucket(bucketName);

  test('bucket and policy stay when the stack goes, and leave nothing after a failed creation', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']) {
      expect(built.ofType(type)).toHaveLength(2);
      for (const { DeletionPolicy, UpdateReplacePolicy } of built.ofType(type))
        expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  test('nothing is public, nothing has ACLs, every version is kept', () => {
    expect(records.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(records.Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect(records.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  test('the default encryption is the own key with a bucket key', () => {
    const [rule] = records.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: built.key('alias/educloud/nefu').resource,
    });
    expect(rule.BucketKeyEnabled).toBe(true);
  });

  test('SSE-C is blocked by S3 too where the partition is known to do so', () => {
    const blocked = (awsRegion: string): unknown =>
      school(awsRegion).built.bucket(bucketName).Properties.BucketEncryption.ServerSideEncryptionConfiguration[0]
        .BlockedEncryptionTypes;
    expect(blocked('eu-central-1')).toEqual({ EncryptionType: ['SSE-C'] });
    expect(blocked('cn-north-1')).toEqual({ EncryptionType: ['SSE-C'] });
    expect(blocked('us-gov-west-1')).toBeUndefined();
  });

  test('records can be locked later, materials cannot, and neither has a default retention', () => {
    expect(records.Properties.ObjectLockEnabled).toBe(true);
    expect(records.Properties.ObjectLockConfiguration).toBeUndefined();
    expect(built.bucket('edu-mat-nefu').Properties.ObjectLockEnabled).not.toBe(true);
  });

  test('old versions of records stay a year and of materials 90 days', () => {
    const days = (name: string): unknown[] =>
      built
        .bucket(name)
        .Properties.LifecycleConfiguration.Rules.flatMap(
          (rule: { NoncurrentVersionExpiration?: { NoncurrentDays: number } }) =>
            rule.NoncurrentVersionExpiration?.NoncurrentDays ?? [],
        );
    expect(days(bucketName)).toEqual([365]);
    expect(days('edu-mat-nefu')).toEqual([90]);
  });

  test('the bucket carries the tags of its store', () => {
    const tags = Object.fromEntries(
      records.Properties.Tags.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]),
    );
    expect(tags).toEqual({
      'educloud:region': 'northeast',
      'educloud:school': 'nefu',
      'educloud:store': 'records',
      'educloud:data-classes': 'personal+sensitive',
      'educloud:jurisdiction': 'cn',
    });
  });

  test('the bucket policy is far below 20 KB with fifty accounts and service roles', () => {
    const accounts = Array.from({ length: 50 }, (_, index) => String(100_000_000_000 + index));
    const serviceRoleArns = accounts.slice(0, 5).map((one) => `arn:aws-cn:iam::${own}:role/educloud/service-${one}`);
    const big = school('cn-north-1', {
      perimeter: { accounts, organizations: [organization] },
      serviceRoleArns,
      frozen: true,
    });
    expect(JSON.stringify({ Statement: big.bucket.policy }).length).toBeLessThan(8_000);
  });

  test('what a caller adds to the bucket joins the one policy and replaces no Deny', () => {
    const stack = stackIn();
    const { records: store } = addCell(stack, 'nefu');
    store.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Added',
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [store.bucket.arnForObjects('*')],
      }),
    );
    const added = new Built(stack);
    expect(added.ofType('AWS::S3::BucketPolicy')).toHaveLength(2);
    const sids = added.objects(bucketName).policy.map(({ Sid }) => Sid);
    expect(sids).toEqual(expect.arrayContaining(['DenyOtherSchools', 'DenyOutsiders', 'DenyPlainHttp', 'Added']));
  });
});

describe('the account-regional namespace', () => {
  const named = (recordsBucketName: string, awsRegion: string): unknown => {
    const stack = stackIn(awsRegion);
    addCell(stack, 'nefu', { recordsBucketName });
    return new Built(stack).bucket(recordsBucketName).Properties.BucketNamespace;
  };

  test.each(['cn-north-1', 'eu-central-1'])(
    'is asked for in %s by names that end with -an, and by no others',
    (awsRegion) => {
      expect(named(`edu-rec-nefu-111122223333-${awsRegion}-an`, awsRegion)).toBe('account-regional');
      expect(named('edu-rec-nefu', awsRegion)).toBeUndefined();
      expect(named('edu-rec-nefu-can', awsRegion)).toBeUndefined();
    },
  );

  test('is refused where the AWS Region lacks it', () => {
    expect(thrown(() => named('edu-rec-nefu-111122223333-me-south-1-an', 'me-south-1'))).toMatchObject({
      code: 'EDU601',
      path: 'Stack/school-nefu/Records',
    });
  });
});
