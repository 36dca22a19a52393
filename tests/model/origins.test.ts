import { control, deliveryOf, deliveryWorld, distributionOf, doubtsOf, identity } from './delivery-support';
import { only, plain } from './support';

const none = { Ref: 'AWS::NoValue' };
const originOf = (...given: Parameters<typeof distributionOf>) => only(distributionOf(...given).origins);
const withIdentity = (OriginAccessIdentity: unknown): object => ({
  OriginAccessControlId: none,
  S3OriginConfig: { OriginAccessIdentity },
});

describe('the domain name of an origin', () => {
  const region = { Ref: 'AWS::Region' };
  const commons = 'arn:aws:s3:::commons';
  it.each<[unknown, string | undefined]>([
    [{ 'Fn::GetAtt': ['B', 'RegionalDomainName'] }, commons],
    [{ 'Fn::GetAtt': ['B', 'DomainName'] }, commons],
    [{ 'Fn::GetAtt': 'B.DualStackDomainName' }, commons],
    [{ 'Fn::Sub': '${B}.s3.${AWS::Region}.${AWS::URLSuffix}' }, commons],
    [{ 'Fn::Sub': '${B}.s3.amazonaws.com' }, commons],
    [{ 'Fn::Join': ['', [{ Ref: 'B' }, '.s3-', region, '.amazonaws.com']] }, commons],
    ['commons.s3.amazonaws.com', commons],
    ['Commons.S3.eu-central-1.AmazonAWS.com.', commons],
    ['commons.s3.dualstack.eu-central-1.amazonaws.com', commons],
    ['commons.s3-eu-west-1.amazonaws.com', commons],
    ['commons.s3.cn-north-1.amazonaws.com.cn', commons],
    ['commons.s3-accelerate.amazonaws.com', commons],
    ['commons.s3-fips.us-gov-west-1.amazonaws.com', commons],
    ['a.b.s3.x.s3.eu-central-1.amazonaws.com', 'arn:aws:s3:::a.b.s3.x'],
    ['elsewhere.s3.amazonaws.com', 'arn:aws:s3:::elsewhere'],
    ['commons.s3-website.eu-central-1.amazonaws.com', undefined],
    ['commons.s3-website-eu-west-1.amazonaws.com', undefined],
    ['commons.s3.example.com', undefined],
    ['www.school.example', undefined],
  ])('%j means %s', (DomainName, expected) => {
    const one = distributionOf({ origin: { DomainName } });
    expect(only(one.origins).bucket).toBe(expected);
    expect(doubtsOf(one)).toEqual([]);
  });

  it('of a bucket with a made name is that bucket, in any environment', () => {
    const B = { Type: 'AWS::S3::Bucket' };
    for (const environment of ['aws://unknown-account/unknown-region', 'aws://111122223333/cn-north-1']) {
      for (const attribute of ['RegionalDomainName', 'DomainName']) {
        const origin = { DomainName: { 'Fn::GetAtt': ['B', attribute] } };
        const world = deliveryWorld({ resources: { B }, origin, environment });
        expect(only(only(world.distributions).origins).bucket).toBe(only(world.buckets).arn);
        expect(world.doubts).toEqual([]);
      }
    }
  });

  it.each([
    [{ Ref: 'P' }],
    [{ 'Fn::Sub': '${P}.s3.amazonaws.com' }],
    [{ 'Fn::Sub': 'commons-${P}.s3.amazonaws.com' }],
    [{ 'Fn::If': ['Maybe', 'commons.s3.amazonaws.com', 'other.s3.amazonaws.com'] }],
    ['s3.eu-central-1.amazonaws.com'],
    ['s3.amazonaws.com'],
    ['door-a1b2-s3alias.s3.eu-central-1.amazonaws.com'],
    ['door-111122223333.s3-accesspoint.eu-central-1.amazonaws.com'],
    ['x.mrap.accesspoint.s3-global.amazonaws.com'],
    [none],
  ])('%j may be any bucket for who asks as somebody', (DomainName) => {
    const world = deliveryWorld({ origin: { DomainName } });
    expect(world.doubts.map(({ reason }) => reason)).toEqual([
      'which bucket a distribution reads is known only when it is deployed',
    ]);
    expect(doubtsOf(only(world.distributions)).length).toBeGreaterThan(0);
  });

  it('that may be any bucket is a doubt on every distribution', () => {
    const resources = { E: deliveryOf({ Id: 'o', DomainName: { Ref: 'P' }, OriginAccessControlId: { Ref: 'O' } }) };
    const { distributions, doubts } = deliveryWorld({ resources });
    expect(doubts).toHaveLength(1);
    expect(distributions.map((one) => one.doubts.map(({ reason }) => reason).includes(only(doubts).reason))).toEqual([
      true,
      true,
    ]);
  });

  it('that is known only when it is deployed opens nothing as a server without credentials', () => {
    const origin = { DomainName: { Ref: 'P' }, OriginAccessControlId: none, S3OriginConfig: none };
    for (const server of [{ CustomOriginConfig: {} }, { VpcOriginConfig: { VpcOriginId: 'x' } }]) {
      const world = deliveryWorld({ origin: { ...origin, ...server } });
      expect(only(only(world.distributions).origins)).toMatchObject({ as: 'anonymous' });
      expect([...world.doubts, ...only(world.distributions).doubts]).toEqual([]);
    }
  });
});

describe('an origin asks', () => {
  it('as nobody without control and identity, and as a website', () => {
    expect(originOf({ origin: { OriginAccessControlId: none } })).toMatchObject({ as: 'anonymous' });
    expect(originOf({ origin: withIdentity('') })).toMatchObject({ as: 'anonymous' });
    const DomainName = 'commons.s3-website.eu-central-1.amazonaws.com';
    const website = originOf({ origin: { DomainName, OriginAccessControlId: none, S3OriginConfig: none } });
    expect(website).toMatchObject({ as: 'anonymous' });
    expect(website).not.toHaveProperty('bucket');
  });

  it.each<[string, string, number]>([
    ['always', 'distribution', 0],
    ['no-override', 'distribution', 0],
    ['never', 'anonymous', 0],
    ['sometimes', 'distribution', 1],
  ])('when the control signs %s, as %s', (SigningBehavior, as, doubts) => {
    const one = distributionOf({ resources: { O: control({ SigningBehavior }) } });
    expect(only(one.origins).as).toBe(as);
    expect(one.doubts).toHaveLength(doubts);
  });

  it.each<[string, object]>([
    ['is not in the templates', { origin: { OriginAccessControlId: 'E1' } }],
    ['is a parameter', { origin: { OriginAccessControlId: { Ref: 'P' } } }],
    ['may not exist', { resources: { O: control({}, { Condition: 'Maybe' }) } }],
    ['is for functions', { resources: { O: control({ OriginAccessControlOriginType: 'lambda' }) } }],
    ['signs as is chosen later', { resources: { O: control({ SigningBehavior: { Ref: 'P' } }) } }],
  ])('as the distribution, in doubt, when the control %s', (_, delivery) => {
    const one = distributionOf(delivery);
    expect(only(one.origins).as).toBe('distribution');
    expect(one.doubts).toHaveLength(1);
  });

  it.each([
    [{ 'Fn::Join': ['', ['origin-access-identity/cloudfront/', { Ref: 'I' }]] }],
    [{ 'Fn::Sub': 'origin-access-identity/cloudfront/${I.Id}' }],
  ])('as the identity that %j names', (given) => {
    const world = deliveryWorld({ origin: withIdentity(given) });
    const known = only(world.originIdentities);
    expect(only(only(world.distributions).origins)).toMatchObject({ as: 'identity', identity: known.arn });
    expect(plain([known.arn, known.canonicalId])).toEqual([
      'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ‹app.I›',
      '‹app.I.S3CanonicalUserId›',
    ]);
    expect(only(world.distributions).doubts).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['is not in the templates', 'origin-access-identity/cloudfront/E1'],
    ['is a parameter', { Ref: 'P' }],
    ['stands without the words before it', { Ref: 'I' }],
  ])('as an identity, in doubt, when it %s', (_, given) => {
    const one = distributionOf({ origin: withIdentity(given) });
    expect(only(one.origins).as).toBe('identity');
    expect(one.doubts.length).toBeGreaterThan(0);
  });

  it('in doubt with both', () => {
    const OriginAccessIdentity = { 'Fn::Sub': 'origin-access-identity/cloudfront/${I}' };
    expect(distributionOf({ origin: { S3OriginConfig: { OriginAccessIdentity } } }).doubts).toHaveLength(1);
  });
});

describe('the path of an origin', () => {
  it.each([['/open'], ['/a/b.c'], ['']])('%s is kept', (OriginPath) => {
    const one = distributionOf({ origin: { OriginPath } });
    expect(only(one.origins).path).toBe(OriginPath);
    expect(one.doubts).toEqual([]);
  });

  it.each([['open'], ['/open/'], ['/'], ['/a/../b'], ['/a//b'], ['/*'], ['/./x'], [{ Ref: 'P' }]])(
    '%j is a doubt',
    (OriginPath) => {
      expect(doubtsOf(distributionOf({ origin: { OriginPath } }))).toEqual([
        '/Origins/0/OriginPath: what this path comes to is outside the model',
      ]);
    },
  );
});

test('identities of distributions differ from one another', () => {
  const { originIdentities } = deliveryWorld({ resources: { J: identity } });
  expect(new Set(originIdentities.flatMap(({ arn, canonicalId }) => [arn, canonicalId])).size).toBe(4);
});
