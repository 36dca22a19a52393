import { onBucket, onObjects } from './support/actions';
import { alias, commonsName, distributionOf, hub, idOf, type HubSettings } from './support/delivery';
import { allows, deniedBy, type Caller, type Target } from './support/evaluate';
import { Built, foreign, member, organization, own, throughS3 } from './support/stage';

const controlled = ['eu-central-1', 'us-east-1'];
const identified = ['cn-north-1', 'cn-northwest-1'];

/** Names in the folders of the commons, and beside them. */
const delivered = ['open/a/b.pdf', 'open/current/list.json', 'licensed/a/b.pdf', 'licensed/.well-known/..x/a..b'];
const beside = ['x', 'open', 'licensed', 'records/a', 'Open/a', 'xopen/a'];

/** Names that are others once a path is normalised. */
const unnormalised = [
  ...['/x', '/open/x', 'open//x', 'licensed//open/x', 'open/x//'],
  ...['.', './x', 'open/./x', 'open/.', 'licensed/./../open/x'],
  ...['..', '../x', 'open/../licensed/x', 'licensed/../open/x', 'licensed/..'],
];

function placed(awsRegion: string, settings: HubSettings = {}) {
  const { built } = distributionOf(awsRegion, settings);
  const distribution = idOf(built, 'AWS::CloudFront::Distribution');
  const source = (id: string, account = own) => ({
    'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/${id}`,
  });
  return {
    built,
    at: (key: string): Target => built.objects(commonsName, key),
    bucket: built.bucketItself(commonsName),
    ours: source(distribution),
    others: [
      source('E2OTHER'),
      source(`${distribution}X`),
      source(distribution, foreign),
      { 'aws:SourceArn': `arn:aws:s3:::${commonsName}` },
      {},
    ],
  };
}

const cloudfront: Caller = { service: 'cloudfront.amazonaws.com' };

describe.each(controlled)('a commons that one distribution reads, in %s', (awsRegion) => {
  const { built, at, bucket, ours, others } = placed(awsRegion);

  test('the distribution gets what lies in its folders, and nothing beside them', () => {
    for (const key of delivered) expect([key, allows(at(key), cloudfront, 's3:GetObject', ours)]).toEqual([key, true]);
    for (const key of beside) expect([key, allows(at(key), cloudfront, 's3:GetObject', ours)]).toEqual([key, false]);
  });

  test('it does nothing else there: no versions, no names, no writing', () => {
    for (const action of onObjects.filter((one) => one !== 's3:GetObject'))
      expect([action, allows(at('open/x'), cloudfront, action, ours)]).toEqual([action, false]);
    for (const action of onBucket) expect([action, allows(bucket, cloudfront, action, ours)]).toEqual([action, false]);
  });

  test('another distribution gets nothing, be it of the same account or of the same id elsewhere', () => {
    for (const other of others)
      expect([other, allows(at('open/x'), cloudfront, 's3:GetObject', other)]).toEqual([other, false]);
  });

  test('another service gets nothing, even for this distribution', () => {
    for (const service of ['logging.s3.amazonaws.com', 'cloudfront.amazonaws.com.cn'])
      expect([service, allows(at('open/x'), { service }, 's3:GetObject', ours)]).toEqual([service, false]);
  });

  test('with open material alone it gets open material alone', () => {
    const open = placed(awsRegion, { delivery: { dataClasses: ['open'] } });
    expect(allows(open.at('open/x'), cloudfront, 's3:GetObject', open.ours)).toBe(true);
    expect(allows(open.at('licensed/x'), cloudfront, 's3:GetObject', open.ours)).toBe(false);
  });

  describe('its key', () => {
    const key = built.key(alias);
    const way = throughS3(bucket.resource, awsRegion);

    test('decrypts for the distribution, whether S3 or CloudFront is said to ask', () => {
      for (const context of [ours, { ...way, ...ours }])
        expect(allows(key, cloudfront, 'kms:Decrypt', context)).toBe(true);
      for (const action of ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:PutKeyPolicy'])
        expect([action, allows(key, cloudfront, action, { ...way, ...ours })]).toEqual([action, false]);
    });

    test('decrypts neither for another distribution nor for another service', () => {
      for (const other of others)
        expect([other, allows(key, cloudfront, 'kms:Decrypt', { ...way, ...other })]).toEqual([other, false]);
      expect(allows(key, { service: 's3.amazonaws.com' }, 'kms:Decrypt', { ...way, ...ours })).toBe(false);
    });

    test('decrypts for members through S3, and outside of it for nobody', () => {
      for (const one of [built.admin(), built.admin({ account: member })]) {
        expect(allows(key, one, 'kms:Decrypt', way)).toBe(true);
        expect(allows(key, one, 'kms:Decrypt', {})).toBe(false);
        expect(deniedBy(key, one, 'kms:Decrypt')).toEqual(['DenyUseOutsideS3']);
      }
    });
  });
});

describe.each(identified)('a commons that an identity reads, in %s', (awsRegion) => {
  const { built, at, bucket } = placed(awsRegion);
  const id = idOf(built, 'AWS::CloudFront::CloudFrontOriginAccessIdentity');
  const canonicalId = `${id}.S3CanonicalUserId`;
  const arn = `arn:aws-cn:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`;
  /** No page says what its requests carry. */
  const forms: readonly Caller[] = [{ canonicalId }, { canonicalId, arn }];
  const services: readonly Record<string, string>[] = [
    {},
    { 'aws:PrincipalIsAWSService': 'false' },
    { 'aws:PrincipalIsAWSService': 'true' },
  ];

  test('the identity gets what lies in its folders, whatever its requests carry, and nothing beside them', () => {
    for (const caller of forms)
      for (const extra of services) {
        for (const key of delivered)
          expect([key, extra, allows(at(key), caller, 's3:GetObject', extra)]).toEqual([key, extra, true]);
        for (const key of beside)
          expect([key, extra, allows(at(key), caller, 's3:GetObject', extra)]).toEqual([key, extra, false]);
      }
  });

  test('it does nothing else there', () => {
    for (const caller of forms) {
      for (const action of onObjects.filter((one) => one !== 's3:GetObject'))
        expect([action, allows(at('open/x'), caller, action)]).toEqual([action, false]);
      for (const action of onBucket) expect([action, allows(bucket, caller, action)]).toEqual([action, false]);
    }
  });

  test('the perimeter lets it through by either of its names, and no other identity', () => {
    expect(deniedBy(at('open/x'), { canonicalId }, 's3:GetObject')).toEqual([]);
    expect(deniedBy(at('open/x'), { arn }, 's3:GetObject')).toEqual([]);
    for (const other of [{ canonicalId: `${canonicalId}2` }, { arn: `${arn}2` }, { arn: arn.replace(id, '*') }]) {
      expect(deniedBy(at('open/x'), other, 's3:GetObject')).toEqual(['DenyOutsiders']);
      expect(allows(at('open/x'), other, 's3:GetObject')).toBe(false);
    }
  });

  test('a CDN as a service gets nothing', () => {
    expect(allows(at('open/x'), cloudfront, 's3:GetObject')).toBe(false);
  });

  test('with open material alone it gets open material alone', () => {
    const open = placed(awsRegion, { delivery: { dataClasses: ['open'] } });
    expect(allows(open.at('open/x'), { canonicalId }, 's3:GetObject')).toBe(true);
    expect(allows(open.at('licensed/x'), { canonicalId }, 's3:GetObject')).toBe(false);
  });
});

describe.each([...controlled, ...identified])('people and a delivered commons in %s', (awsRegion) => {
  const { built, at, bucket, ours } = placed(awsRegion);
  const administrator = built.admin({ organization });
  const members = [built.admin({ account: member }), built.admin({ account: '222233334444', organization })];

  test('members read and list it as before', () => {
    for (const one of [administrator, ...members]) {
      for (const key of [...delivered, 'x']) expect(allows(at(key), one, 's3:GetObject')).toBe(true);
      expect(allows(bucket, one, 's3:ListBucket')).toBe(true);
    }
  });

  test('outsiders and anonymous readers get nothing, even if they claim to come by the distribution', () => {
    for (const one of [
      built.admin({ account: foreign, organization: 'o-zzzzzzzzzz' }),
      built.admin({ account: foreign }),
      {},
    ])
      for (const action of onObjects) {
        expect([action, allows(at('open/x'), one, action, ours)]).toEqual([action, false]);
        expect([action, deniedBy(at('open/x'), one, action, ours).includes('DenyOutsiders')]).toEqual([action, true]);
      }
  });

  test('nobody reads or writes a name that is another one after normalisation; it can be removed', () => {
    for (const key of unnormalised) {
      for (const one of [administrator, ...members, cloudfront, {}])
        for (const action of [
          's3:GetObject',
          's3:GetObjectVersion',
          's3:PutObject',
          's3:PutObjectAcl',
          's3:ReplicateObject',
        ])
          expect([key, action, deniedBy(at(key), one, action, ours)]).toEqual([
            key,
            action,
            expect.arrayContaining(['DenyUnnormalisedNames']),
          ]);
      expect([key, allows(at(key), administrator, 's3:DeleteObjectVersion')]).toEqual([key, true]);
    }
  });

  test('names with dots of their own are written', () => {
    for (const key of [...delivered, 'open/...', 'open/.hidden', 'open/a.', 'open/a../b', 'open/folder/'])
      expect([key, allows(at(key), administrator, 's3:PutObject')]).toEqual([key, true]);
  });
});

test('CloudFront is the one service that the policies name', () => {
  const built = new Built(hub('eu-central-1').stack);
  const named = [built.objects(commonsName), built.key(alias)].flatMap(({ policy }) =>
    policy.filter(({ Principal }) => JSON.stringify(Principal ?? {}).includes('Service')),
  );
  expect(named.map(({ Sid, Principal }) => [Sid, Principal])).toEqual([
    ['DeliveryRead', { Service: 'cloudfront.amazonaws.com' }],
    ['DeliveryDecrypt', { Service: 'cloudfront.amazonaws.com' }],
  ]);
});
