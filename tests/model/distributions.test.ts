import { worldOf, only, plain } from './support';
import { bucket, deliveryWorld, distributionOf, doubtsOf } from './delivery-support';

const none = { Ref: 'AWS::NoValue' };

describe('a distribution', () => {
  it('has an id, an ARN that policies can spell, an origin and a behaviour', () => {
    const one = distributionOf();
    expect(plain([one.id, one.arn])).toEqual(['‹app.D›', 'arn:aws:cloudfront::111122223333:distribution/‹app.D›']);
    expect(one.origins).toMatchObject([{ id: 'o', bucket: 'arn:aws:s3:::commons', path: '', as: 'distribution' }]);
    expect(one.behaviours).toMatchObject([
      { pattern: '*', origins: ['o'], signed: false, keyGroups: [], trustedSigners: [] },
    ]);
    expect(doubtsOf(one)).toEqual([]);
    expect(deliveryWorld({}).doubts).toEqual([]);
  });

  it('has the ARN that a policy joins from the account and its reference', () => {
    const text = 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${D}';
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { StringEquals: { 'AWS:SourceArn': { 'Fn::Sub': text } } },
    };
    const P = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'B' }, PolicyDocument: { Statement } } };
    for (const environment of ['aws://111122223333/cn-north-1', 'aws://unknown-account/unknown-region']) {
      const { buckets, distributions } = deliveryWorld({ resources: { P }, environment });
      const [value] = only(only(only(buckets).policy?.statements ?? []).conditions).values;
      expect(value?.literal).toBe(only(distributions).arn);
    }
  });

  it('is read as switched on when it is off', () => {
    expect(distributionOf({ config: { Enabled: false } }).behaviours).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['functions', { FunctionAssociations: [{ FunctionARN: 'arn' }] }, 'a function may change the request'],
    ['functions at the edge', { LambdaFunctionAssociations: [{}] }, 'a function may change the request'],
    ['functions to be chosen', { FunctionAssociations: { Ref: 'P' } }, 'a function may change the request'],
    ['gRPC', { GrpcConfig: { Enabled: true } }, 'gRPC is outside the model'],
    ['gRPC to be chosen', { GrpcConfig: { Ref: 'P' } }, 'gRPC is outside the model'],
    ['Smooth Streaming', { SmoothStreaming: 'true' }, 'Smooth Streaming asks for objects that the path does not name'],
    ['an unknown origin', { TargetOriginId: 'x' }, 'which origin this means is not known'],
    ['an origin to be chosen', { TargetOriginId: { Ref: 'P' } }, 'which origin this means is not known'],
    ['a property of tomorrow', { Tomorrow: 1 }, 'Tomorrow is outside the model'],
  ])('with %s in a behaviour has a doubt that points there', (_, behaviour, reason) => {
    const [name] = Object.keys(behaviour);
    const doubt = only(doubtsOf(distributionOf({ behaviour })));
    expect(doubt.startsWith(`/DefaultCacheBehavior/${name ?? ''}`)).toBe(true);
    expect(doubt.endsWith(`: ${reason}`)).toBe(true);
  });

  it.each<[string, object]>([
    ['no functions', { FunctionAssociations: [], LambdaFunctionAssociations: none }],
    ['what is switched off', { GrpcConfig: { Enabled: false }, SmoothStreaming: false }],
    ['caching and methods', { CachePolicyId: 'x', AllowedMethods: ['GET'], ForwardedValues: { QueryString: true } }],
  ])('with %s in a behaviour has no doubt', (_, behaviour) => {
    expect(doubtsOf(distributionOf({ behaviour }))).toEqual([]);
  });

  const signed = { behaviour: { TrustedKeyGroups: [{ Ref: 'G' }] } };
  it.each<[string, object]>([
    ['Staging', { Staging: true }],
    ['Staging', { Staging: { Ref: 'P' } }],
    ['ContinuousDeploymentPolicyId', { ContinuousDeploymentPolicyId: 'x' }],
    ['ConnectionMode', { ConnectionMode: 'tenant-only' }],
    ['TenantConfig', { TenantConfig: { ParameterDefinitions: [] } }],
    ['ConnectionFunctionAssociation', { ConnectionFunctionAssociation: { Id: 'x' } }],
    ['DefaultRootObject', { DefaultRootObject: 'index.html' }],
    ['DefaultRootObject', { DefaultRootObject: { Ref: 'P' } }],
    ['CustomErrorResponses/1/ResponsePagePath', errorPages('/licensed/sorry.html')],
    ['CustomErrorResponses', { CustomErrorResponses: { Ref: 'P' } }],
    ['Origins', { Origins: { 'Fn::If': ['Maybe', [], [{ Id: 'o' }]] } }],
    ['CacheBehaviors', { CacheBehaviors: { Ref: 'P' } }],
  ])('has a doubt at %s with %j', (pointer, config) => {
    const doubts = doubtsOf(distributionOf({ ...signed, config }));
    expect(doubts.map((one) => one.split(': ')[0])).toContain(`/${pointer}`);
  });

  it.each<[string, object]>([
    ['that it is in use', { Staging: false, ContinuousDeploymentPolicyId: '', ConnectionMode: 'direct' }],
    ['no root object', { DefaultRootObject: '' }],
    ['how long errors are kept', { CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 1 }] }],
    ['names, certificates, countries', { Aliases: ['a'], ViewerCertificate: {}, Restrictions: {}, WebACLId: 'x' }],
  ])('has no doubt with %s', (_, config) => {
    expect(doubtsOf(distributionOf({ ...signed, config }))).toEqual([]);
  });

  it('may show root object and error pages where nothing is signed', () => {
    expect(doubtsOf(distributionOf({ config: { DefaultRootObject: 'index.html', ...errorPages('/x') } }))).toEqual([]);
  });

  it.each([[{ Ref: 'P' }], [undefined], [{ 'Fn::If': ['Maybe', {}, none] }]])(
    'whose configuration is %j has a doubt',
    (DistributionConfig) => {
      const D = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } };
      const one = only(worldOf({ Parameters: { P: {} }, Resources: { D } }).distributions);
      expect(one.doubts.map(({ reason }) => reason)).toContain('its configuration cannot be read');
    },
  );

  it('has a doubt when it may not exist', () => {
    const D = { Type: 'AWS::CloudFront::Distribution', Condition: 'Maybe', Properties: { DistributionConfig: {} } };
    expect(doubtsOf(distributionOf({ resources: { D } })).join()).toContain('only where the condition Maybe holds');
  });

  it('has a doubt where a tenant belongs to it', () => {
    const T = { Type: 'AWS::CloudFront::DistributionTenant', Properties: { DistributionId: { Ref: 'D' } } };
    expect(doubtsOf(distributionOf({ resources: { T } }))).toEqual([
      '/Resources/T: a tenant may change what the distribution does',
    ]);
  });

  it('of others is told of where a tenant belongs to it, and may be any where nobody knows', () => {
    const tenant = (DistributionId: unknown) =>
      deliveryWorld({
        resources: { T: { Type: 'AWS::CloudFront::DistributionTenant', Properties: { DistributionId } } },
      });
    expect(only(tenant('E1').doubts).note).toBe(true);
    expect(only(tenant({ Ref: 'P' }).doubts).note).toBeUndefined();
  });
});

function errorPages(ResponsePagePath: unknown): object {
  return { CustomErrorResponses: [{ ErrorCode: 404 }, { ErrorCode: 403, ResponseCode: 200, ResponsePagePath }] };
}

describe('older templates', () => {
  it.each<[string, object, object]>([
    ['S3Origin', { DNSName: 'commons.s3.amazonaws.com', OriginAccessIdentity: '' }, { bucket: 'arn:aws:s3:::commons' }],
    ['CustomOrigin', { DNSName: 'www.school.example' }, { as: 'anonymous' }],
  ])('name their origin as %s, which is a doubt', (name, legacy, expected) => {
    const one = distributionOf({ config: { Origins: none, [name]: legacy } });
    expect(only(one.origins)).toMatchObject(expected);
    expect(only(one.behaviours).origins).toEqual(['']);
    expect(doubtsOf(one)[0]).toMatch(new RegExp(`^/${name}: `));
  });

  it('may have streaming distributions, a doubt on their bucket', () => {
    const stream = (DomainName: unknown) => ({
      Type: 'AWS::CloudFront::StreamingDistribution',
      Properties: { StreamingDistributionConfig: { S3Origin: { DomainName } } },
    });
    const known = worldOf({ Resources: { B: bucket, S: stream({ 'Fn::GetAtt': ['B', 'DomainName'] }) } });
    expect(only(known.buckets).doubts).toHaveLength(1);
    expect(worldOf({ Parameters: { P: {} }, Resources: { S: stream({ Ref: 'P' }) } }).doubts).toHaveLength(1);
  });

  it('may have two origins of one id, which is a doubt', () => {
    const Origins = [1, 2].map(() => ({ Id: 'o', DomainName: 'a.example', CustomOriginConfig: {} }));
    expect(doubtsOf(distributionOf({ config: { Origins } }))).toEqual(['/Origins/1: another origin has the same id']);
  });
});

describe('a bucket for logs', () => {
  const lists = (more: object = {}) => ({
    Type: 'AWS::S3::Bucket',
    Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] }, ...more },
  });
  const logging = { config: { Logging: { Bucket: { 'Fn::GetAtt': ['L', 'RegionalDomainName'] } } } };
  const logBucket = (...[delivery]: Parameters<typeof deliveryWorld>) => {
    const world = deliveryWorld(delivery);
    const one = world.buckets.find(({ source }) => source.pointer === '/Resources/L');
    return { doubts: one?.doubts.length, by: one?.logDeliveryBy, arn: only(world.distributions).arn };
  };

  it('may have access control lists for the distribution that writes there', () => {
    const { doubts, by, arn } = logBucket({ ...logging, resources: { L: lists() } });
    expect([doubts, by]).toEqual([0, [arn]]);
  });

  it.each<[string, object, object]>([
    ['nobody writes there', {}, lists()],
    ['its own list opens it', logging, lists({ AccessControl: 'LogDeliveryWrite' })],
    ['it is a store', logging, lists({ Tags: [{ Key: 'educloud:store', Value: 'records' }] })],
    ['it is that of a school', logging, lists({ Tags: [{ Key: 'educloud:school', Value: 'oak' }] })],
    ['public lists count', logging, lists({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } })],
    ['whoever writes owns', logging, lists({ OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } })],
  ])('is in doubt when %s', (_, delivery, L) => {
    const { doubts, by } = logBucket({ ...delivery, resources: { L } });
    expect(doubts).toBeGreaterThan(0);
    expect(by).toBeUndefined();
  });

  it('has no need of it without access control lists', () => {
    const { doubts, by } = logBucket({ ...logging, resources: { L: { Type: 'AWS::S3::Bucket' } } });
    expect([doubts, by]).toEqual([0, undefined]);
  });
});
