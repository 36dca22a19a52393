import { CommonsStore, DeliveryReader, type CommonsStoreProps } from '../../constructs';
import { control, onBucket, onObjects, writes } from './support/actions';
import { allows, deniedBy, type Target } from './support/evaluate';
import {
  awsRegions,
  beside,
  Built,
  foreign,
  member,
  organization,
  perimeter,
  stackIn,
  throughS3,
  thrown,
} from './support/stage';

const bucketName = 'edu-com-northeast';
const props: CommonsStoreProps = { bucketName, perimeter, regionId: 'northeast', jurisdiction: 'cn' };
const alias = 'alias/educloud/commons';

function commons(awsRegion = 'cn-north-1', more: Partial<CommonsStoreProps> = {}) {
  const stack = stackIn(awsRegion);
  new CommonsStore(stack, 'Commons', { ...props, ...more });
  const built = new Built(stack);
  return { built, objects: built.objects(bucketName), bucket: built.bucketItself(bucketName) };
}

const places = awsRegions.flatMap((awsRegion) =>
  ['kms', 's3-managed'].map((encryption) => ({ awsRegion, encryption })),
);

describe.each(places)('a commons in $awsRegion, encryption $encryption', ({ awsRegion, encryption }) => {
  const { built, objects, bucket } = commons(awsRegion, { encryption });
  const hub = built.admin({ organization });
  const listed = built.admin({ account: member });
  const inOrganization = built.admin({ account: '222233334444', organization });
  const outsider = built.admin({ account: foreign, organization: 'o-zzzzzzzzzz' });

  test('the hub, a member account and an account of a member organisation read and list', () => {
    for (const one of [hub, listed, inOrganization]) {
      expect(allows(objects, one, 's3:GetObject')).toBe(true);
      expect(allows(bucket, one, 's3:ListBucket')).toBe(true);
    }
  });

  test('a member needs the permission of its own account, too', () => {
    expect(allows(objects, { ...listed, identity: [] }, 's3:GetObject')).toBe(false);
    expect(allows(objects, { ...inOrganization, identity: [] }, 's3:GetObject')).toBe(false);
  });

  test('members read objects and names, and nothing else', () => {
    for (const one of [listed, inOrganization]) {
      for (const action of onObjects.filter((name) => name !== 's3:GetObject'))
        expect([action, allows(objects, one, action)]).toEqual([action, false]);
      for (const action of control) expect([action, allows(bucket, one, action)]).toEqual([action, false]);
    }
  });

  test('outsiders, anonymous readers and AWS services get nothing', () => {
    for (const one of [outsider, built.admin({ account: foreign }), {}, { service: 'cloudfront.amazonaws.com' }]) {
      for (const action of onObjects) expect([action, allows(objects, one, action)]).toEqual([action, false]);
      for (const action of onBucket) expect([action, allows(bucket, one, action)]).toEqual([action, false]);
    }
    expect(deniedBy(objects, outsider, 's3:GetObject')).toEqual(['DenyOutsiders']);
    expect(deniedBy(objects, {}, 's3:GetObject')).toEqual(['DenyOutsiders']);
  });

  test('only the account of the hub writes', () => {
    expect(allows(objects, hub, 's3:PutObject')).toBe(true);
    for (const one of [listed, inOrganization, outsider, {}])
      for (const action of writes) expect(deniedBy(objects, one, action)).toContain('DenyWritesFromElsewhere');
  });

  test('a deploy role can do all that it does to a bucket', () => {
    for (const action of control) expect([action, allows(bucket, built.admin(), action)]).toEqual([action, true]);
  });

  test('plain HTTP and TLS before 1.2 are denied', () => {
    expect(allows(objects, hub, 's3:GetObject', { 'aws:SecureTransport': 'false' })).toBe(false);
    expect(allows(objects, hub, 's3:GetObject', { 's3:TlsVersion': '1.1' })).toBe(false);
  });

  test('no object is written with an encryption of another kind', () => {
    const put = (headers: Record<string, string>): boolean => allows(objects, hub, 's3:PutObject', headers);
    const algorithm = 's3:x-amz-server-side-encryption';
    const managed = encryption === 's3-managed';
    expect(put({})).toBe(true);
    expect(put({ [algorithm]: 'AES256' })).toBe(managed);
    expect(put({ [algorithm]: 'aws:kms' })).toBe(false);
    expect(put({ [algorithm]: 'aws:kms:dsse' })).toBe(false);
    expect(put({ [`${algorithm}-aws-kms-key-id`]: 'arn:aws-cn:kms:cn-north-1:999988887777:key/x' })).toBe(false);
    expect(put({ [`${algorithm}-customer-algorithm`]: 'AES256' })).toBe(false);
  });

  test('bucket, policy and key stay when the stack goes', () => {
    const kept = Object.values(built.resources);
    expect(kept.map(({ Type }) => Type).sort()).toEqual([
      ...(encryption === 'kms' ? ['AWS::KMS::Alias', 'AWS::KMS::Key'] : []),
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
    for (const { DeletionPolicy, UpdateReplacePolicy } of kept)
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });
});

describe.each(awsRegions)('the key of a commons in %s', (awsRegion) => {
  const { built, bucket } = commons(awsRegion);
  const key = built.key(alias);
  const way = throughS3(bucket.resource, awsRegion);
  const may = (caller: Parameters<typeof allows>[1], action: string, context = way): boolean =>
    allows(key, caller, action, context);

  test('decrypts for members through S3 and for the commons only', () => {
    for (const one of [
      built.admin(),
      built.admin({ account: member }),
      built.admin({ account: '222233334444', organization }),
    ]) {
      expect(may(one, 'kms:Decrypt')).toBe(true);
      expect(may(one, 'kms:Decrypt', {})).toBe(false);
      expect(may(one, 'kms:Decrypt', throughS3(`${bucket.resource}2`, awsRegion))).toBe(false);
      expect(may(one, 'kms:Decrypt', throughS3(bucket.resource, 'ap-south-1'))).toBe(false);
    }
  });

  test('encrypts for the hub only', () => {
    expect(may(built.admin(), 'kms:GenerateDataKey')).toBe(true);
    expect(may(built.admin({ account: member }), 'kms:GenerateDataKey')).toBe(false);
    expect(may(built.admin({ account: '222233334444', organization }), 'kms:GenerateDataKey')).toBe(false);
  });

  test('does nothing for outsiders, for nobody and without a permission of the own account', () => {
    for (const one of [
      built.admin({ account: foreign, organization: 'o-zzzzzzzzzz' }),
      {},
      { account: member, organization },
    ])
      expect(may(one, 'kms:Decrypt')).toBe(false);
  });

  test('takes no grants, and is administered from the account of the hub', () => {
    expect(may(built.admin(), 'kms:CreateGrant')).toBe(false);
    expect(may(built.admin(), 'kms:PutKeyPolicy', {})).toBe(true);
    expect(may(built.admin(), 'kms:ScheduleKeyDeletion', {})).toBe(true);
    expect(may(built.admin({ account: member, organization }), 'kms:PutKeyPolicy', {})).toBe(false);
  });
});

test('without members there are no statements for them', () => {
  const { bucket } = commons('cn-north-1', { perimeter: { accounts: [], organizations: [] } });
  expect(bucket.policy.filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
});

test('the commons is tagged as open and licensed material of no school', () => {
  const { Tags } = commons().built.bucket(bucketName).Properties;
  expect(Tags).toEqual([
    { Key: 'educloud:data-classes', Value: 'open+licensed' },
    { Key: 'educloud:jurisdiction', Value: 'cn' },
    { Key: 'educloud:region', Value: 'northeast' },
    { Key: 'educloud:store', Value: 'commons' },
  ]);
});

test('the policies stay below 20 KB and 32 KB with a hundred member accounts', () => {
  const accounts = Array.from({ length: 100 }, (_, index) => String(100_000_000_000 + index));
  const { built, bucket } = commons('cn-north-1', { perimeter: { accounts, organizations: [organization] } });
  expect(JSON.stringify(bucket.policy).length).toBeLessThan(20_000);
  expect(JSON.stringify(built.key(alias).policy).length).toBeLessThan(16_000);
});

describe('a CDN', () => {
  const arn = 'arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity E1';
  const identity = DeliveryReader.identity(arn, 'c0ffee', ['open/']);
  const distribution = DeliveryReader.distribution(`arn:aws:cloudfront::${foreign}:distribution/E1`, ['open/']);
  const sids = ({ policy }: Target) => policy.map(({ Sid }) => Sid);

  test('of which nothing is said is named nowhere', () => {
    const { bucket, built } = commons('eu-central-1');
    expect(JSON.stringify([bucket.policy, built.key(alias).policy])).not.toMatch(/cloudfront|NotPrincipal/i);
    expect(sids(bucket)).not.toContain('DeliveryRead');
  });

  test('adds two statements to the bucket and one to the key, and takes none away', () => {
    const [without, delivered] = [commons('eu-central-1'), commons('eu-central-1', { deliveredBy: distribution })];
    const added = (one: Target, other: Target) => sids(other).filter((sid) => !sids(one).includes(sid));
    expect(added(without.bucket, delivered.bucket)).toEqual(['DeliveryRead', 'DenyUnnormalisedNames']);
    expect(added(delivered.bucket, without.bucket)).toEqual([]);
    const [key, shared] = [without.built.key(alias), delivered.built.key(alias)];
    expect([added(key, shared), added(shared, key)]).toEqual([['DeliveryDecrypt'], []]);
  });

  test('that reads as an identity is refused where a key encrypts, and taken where S3 does', () => {
    for (const awsRegion of ['cn-north-1', 'eu-central-1']) {
      for (const encryption of [{}, { encryption: 'kms' }])
        expect(thrown(() => commons(awsRegion, { ...encryption, deliveredBy: identity }))).toMatchObject({
          code: 'EDU601',
          path: 'Stack/Commons',
          found: 'kms',
        });
      const { bucket } = commons(awsRegion, { encryption: 's3-managed', deliveredBy: identity });
      expect(bucket.policy.filter(({ NotPrincipal }) => NotPrincipal).map(({ Sid }) => Sid)).toEqual(['DenyOutsiders']);
    }
  });

  test('leaves room in the policies for a hundred member accounts', () => {
    const accounts = Array.from({ length: 100 }, (_, index) => String(100_000_000_000 + index));
    const members = { accounts, organizations: [organization] };
    const { built, bucket } = commons('eu-central-1', { perimeter: members, deliveredBy: distribution });
    const identified = commons('cn-north-1', { perimeter: members, encryption: 's3-managed', deliveredBy: identity });
    for (const { policy } of [bucket, identified.bucket]) expect(JSON.stringify(policy).length).toBeLessThan(20_000);
    expect(JSON.stringify(built.key(alias).policy).length).toBeLessThan(32_000);
  });
});

describe('properties that do not fit', () => {
  test.each<[string, Partial<CommonsStoreProps>]>([
    ['an unknown encryption', { encryption: 'none' }],
    ['an alias of AWS', { keyAlias: 'alias/aws/s3' }],
    ['a bad region', { regionId: 'North' }],
    ['a bucket name in capitals', { bucketName: 'Commons' }],
    ['an account that is no account', { perimeter: { accounts: ['bureau'], organizations: [] } }],
    ['an organisation that is none', { perimeter: { accounts: [], organizations: ['bureau'] } }],
  ])('%s is refused with the path of the construct', (_what, more) => {
    expect(thrown(() => commons('cn-north-1', more))).toMatchObject({ code: 'EDU601', path: 'Stack/Commons' });
  });

  test('a stack without a concrete environment is refused', () => {
    const agnostic = beside(stackIn(), 'Agnostic');
    expect(thrown(() => new CommonsStore(agnostic, 'Commons', props)).code).toBe('EDU601');
  });
});
