import { readWorld, type Bucket } from '../../lib/model';
import { folderOf, only, plain, stackArtifact, worldOf, worldOfAll } from './support';

const bucket = (properties: object = {}, more: object = {}): object => ({
  Type: 'AWS::S3::Bucket',
  Properties: properties,
  ...more,
});
const read = (properties: object, more: object = {}): Bucket =>
  only(worldOf({ Parameters: { P: {} }, Resources: { B: bucket(properties, more) } }).buckets);
const reasons = ({ doubts }: Pick<Bucket, 'doubts'>): string[] => doubts.map(({ reason }) => reason);

describe('a bucket without properties', () => {
  const one = read({});

  it('has the defaults of S3', () => {
    expect(one).toMatchObject({
      encryption: { algorithm: 'AES256', bucketKey: false },
      blockPublicAccess: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
      objectOwnership: 'BucketOwnerEnforced',
      versioned: false,
      objectLock: false,
      replications: [],
      doubts: [],
      tags: {},
    });
    for (const absent of ['policy', 'owner', 'store']) expect(one).not.toHaveProperty(absent);
  });

  it('has a made name, an ARN and a place', () => {
    expect(plain([one.name, one.arn])).toEqual(['‹app.B›', 'arn:aws-cn:s3:::‹app.B›']);
    expect(one).toMatchObject({ account: '111122223333', awsRegion: 'cn-north-1', partition: 'aws-cn' });
    expect(one.source).toEqual({ file: 'app.template.json', pointer: '/Resources/B' });
  });
});

describe('a bucket', () => {
  it('has an owner and a store by its tags', () => {
    const Tags = [
      { Key: 'educloud:school', Value: 'oak' },
      { Key: 'educloud:store', Value: 'records' },
    ];
    expect(read({ Tags })).toMatchObject({ owner: 'oak', store: 'records', tags: { 'educloud:school': 'oak' } });
  });

  it.each(['InventoryConfigurations', 'MetadataConfiguration', 'MetadataTableConfiguration'])(
    'with %s has a doubt, since the names of its objects go elsewhere',
    (name) => {
      expect(reasons(read({ [name]: [{ Id: 'all' }] }))).toEqual([`its ${name} lists what it holds elsewhere`]);
      expect(reasons(read({ [name]: [] }))).toEqual([]);
    },
  );

  it('has no owner when the tag is known only when it is deployed', () => {
    const one = read({ Tags: [{ Key: 'educloud:school', Value: { Ref: 'P' } }] });
    expect(one).not.toHaveProperty('owner');
    expect(reasons(one)).toEqual(['its owner is known only when it is deployed']);
  });

  it.each([[{ Ref: 'P' }], [[{ 'Fn::If': ['C', { Key: 'a', Value: 'b' }, { Ref: 'AWS::NoValue' }] }]]])(
    'with tags %j has a doubt',
    (Tags) => {
      expect(reasons(read({ Tags }))).toEqual(['its tags are known only when it is deployed']);
    },
  );

  it('blocks only what a given configuration names', () => {
    expect(
      read({ PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: 'true' } })
        .blockPublicAccess,
    ).toEqual({
      blockPublicAcls: true,
      ignorePublicAcls: false,
      blockPublicPolicy: false,
      restrictPublicBuckets: true,
    });
  });

  it.each<[string, object]>([
    ['its access control list is open', { AccessControl: 'PublicRead' }],
    ['its access control list is open to be chosen', { AccessControl: { Ref: 'P' } }],
    ['access control lists are on', { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }],
    ['its ownership is open', { OwnershipControls: { Ref: 'P' } }],
    ['its public access is open', { PublicAccessBlockConfiguration: { Ref: 'P' } }],
    ['a part of its public access is open', { PublicAccessBlockConfiguration: { BlockPublicAcls: { Ref: 'P' } } }],
    ['its encryption is open', { BucketEncryption: { Ref: 'P' } }],
    [
      'the algorithm of its encryption is open',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'P' } } }],
        },
      },
    ],
    ['its replication is open', { ReplicationConfiguration: { Role: 'r', Rules: { Ref: 'P' } } }],
  ])('has a doubt where %s', (_, properties) => {
    expect(reasons(read(properties))).toHaveLength(1);
  });

  it('that exists on a condition has a doubt, and one that never exists is not there', () => {
    expect(reasons(read({}, { Condition: 'C' }))).toEqual(['it exists only where the condition C holds']);
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] }, Always: { 'Fn::Equals': ['a', 'a'] } };
    const Resources = { A: bucket({}, { Condition: 'Never' }), B: bucket({}, { Condition: 'Always' }) };
    expect(reasons(only(worldOf({ Conditions, Resources }).buckets))).toEqual([]);
  });

  it('has its replications', () => {
    const rule = (more: object): object => ({
      Status: 'Enabled',
      Destination: { Bucket: 'arn:aws-cn:s3:::there', ...more },
    });
    const Rules = [
      { ...rule({ Account: '444455556666', EncryptionConfiguration: { ReplicaKmsKeyID: 'key' } }), Filter: {} },
      { ...rule({}), DeleteMarkerReplication: { Status: 'Enabled' } },
      { ...rule({}), Status: 'Disabled' },
    ];
    expect(read({ ReplicationConfiguration: { Role: 'role', Rules } }).replications).toMatchObject([
      { destination: 'arn:aws-cn:s3:::there', account: '444455556666', key: 'key', role: 'role', deleteMarkers: false },
      { deleteMarkers: true, source: { pointer: '/Resources/B/Properties/ReplicationConfiguration/Rules/1' } },
    ]);
  });
});

describe('the policy of a bucket', () => {
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b' },
  };
  const policy = (name: unknown, more: object = {}): object => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: name, PolicyDocument: document },
    ...more,
  });

  it.each<[string, unknown, Record<string, object>]>([
    ['by a reference', { Ref: 'B' }, {}],
    ['by name', 'named', {}],
    ['from another stack', undefined, { other: { Resources: { P: policy('named') } } }],
  ])('is found %s', (_, name, others) => {
    const Resources = { B: bucket({ BucketName: 'named' }), ...(name === undefined ? {} : { P: policy(name) }) };
    const one = only(worldOfAll({ app: { Resources }, ...others }).buckets);
    expect(only(one.policy?.statements ?? [])).toMatchObject({ effect: 'Deny', unknown: [] });
    expect(one.policy?.source.pointer).toBe('/Resources/P/Properties/PolicyDocument');
  });

  it('of two is a doubt', () => {
    const Resources = { B: bucket({ BucketName: 'b' }), P: policy('b'), Q: policy({ Ref: 'B' }) };
    expect(reasons(only(worldOf({ Resources }).buckets))).toEqual(['a second policy for the same bucket']);
  });

  it('of two buckets of one name is a doubt on both', () => {
    const { buckets } = worldOf({ Resources: { A: bucket({ BucketName: 'b' }), B: bucket({ BucketName: 'b' }) } });
    expect(buckets.flatMap(reasons)).toEqual(Array(2).fill('another bucket of the assembly has the same name'));
  });

  it('on a condition never matches for sure', () => {
    const one = only(worldOf({ Resources: { B: bucket(), P: policy({ Ref: 'B' }, { Condition: 'C' }) } }).buckets);
    expect(one.policy?.statements[0]?.unknown).toEqual(['it exists only where the condition C holds']);
  });

  it('of a bucket that is chosen when it is deployed is a doubt of the World', () => {
    const { doubts } = worldOf({ Parameters: { P: {} }, Resources: { B: bucket(), Q: policy({ Ref: 'P' }) } });
    expect(doubts).toMatchObject([{ source: { pointer: '/Resources/Q/Properties/PolicyDocument' } }]);
  });

  it('that is missing in its resource may be any policy', () => {
    const Q = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'B' } } };
    expect(only(worldOf({ Resources: { B: bucket(), Q } }).buckets).policy?.unknown).toBeDefined();
  });
});

describe('keys', () => {
  const key = { Type: 'AWS::KMS::Key', Properties: {} };
  const alias = (target: unknown, name = 'alias/school'): object => ({
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName: name, TargetKeyId: target },
  });
  const encrypted = (id: unknown): object =>
    bucket({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: id } },
        ],
      },
    });

  it('without a policy trust their account', () => {
    const one = only(worldOf({ Resources: { K: key } }).keys);
    expect(one.policy.statements).toMatchObject([
      { effect: 'Allow', principals: { list: [{ kind: 'account', account: '111122223333' }] }, unknown: [] },
    ]);
    expect(one).toMatchObject({ multiRegion: false, aliases: [], doubts: [] });
    expect(plain([one.id, one.arn])).toEqual(['‹app.K›', 'arn:aws-cn:kms:cn-north-1:111122223333:key/‹app.K›']);
  });

  it.each([
    ['a reference', { Ref: 'K' }],
    ['an ARN', { 'Fn::GetAtt': ['K', 'Arn'] }],
    ['an alias', 'alias/school'],
    ['a reference to an alias', { Ref: 'A' }],
    ['the ARN of an alias', { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/school' }],
  ])('of buckets are found by %s', (_, id) => {
    const { buckets, keys } = worldOf({
      Resources: { B: encrypted(id), K: key, A: alias({ 'Fn::GetAtt': ['K', 'Arn'] }) },
    });
    expect(only(buckets).encryption).toEqual({ algorithm: 'aws:kms', key: only(keys).arn, bucketKey: true });
    expect(only(keys).aliases).toEqual(['alias/school']);
  });

  it.each<[string, Record<string, object>]>([
    ['of that name', { A: alias({ Ref: 'K' }, 'alias/other') }],
    ['for sure', { A: { ...alias({ Ref: 'K' }), Condition: 'C' } }],
  ])('without an alias %s are not found by it', (_, aliases) => {
    const { buckets } = worldOf({ Resources: { B: encrypted('alias/school'), K: key, ...aliases } });
    expect(only(buckets).encryption.key).toBe('alias/school');
  });

  it('of another stack have an alias there, and none in another AWS Region', () => {
    const templates = {
      a: { Resources: { B: encrypted('alias/school') } },
      b: { Resources: { K: key, A: alias({ Ref: 'K' }) } },
    };
    const near = worldOfAll(templates);
    expect(only(near.buckets).encryption.key).toBe(only(near.keys).arn);
    const artifacts = {
      a: stackArtifact('a.template.json'),
      b: stackArtifact('b.template.json', 'aws://111122223333/cn-northwest-1'),
    };
    const [first, second] = [templates.a, templates.b];
    const far = readWorld(
      folderOf({ 'manifest.json': { artifacts }, 'a.template.json': first, 'b.template.json': second }),
    );
    expect(only(far.buckets).encryption.key).toBe('alias/school');
  });

  it('of one id in two AWS Regions are told apart', () => {
    const replica = {
      Type: 'AWS::KMS::ReplicaKey',
      Properties: { PrimaryKeyArn: 'arn:aws:kms:eu-west-3:1:key/mrk-1' },
    };
    const Resources = { K: replica, A: alias('mrk-1'), B: encrypted('mrk-1') };
    const regions = ['eu-central-1', 'eu-west-1'];
    const artifacts = Object.fromEntries(
      regions.map((region) => [region, stackArtifact('a.template.json', `aws://111122223333/${region}`)]),
    );
    const { buckets, keys } = readWorld(folderOf({ 'manifest.json': { artifacts }, 'a.template.json': { Resources } }));
    expect(keys.map(({ aliases }) => aliases)).toEqual([['alias/school'], ['alias/school']]);
    expect(buckets.map(({ encryption }) => encryption.key)).toEqual(
      regions.map((region) => `arn:aws:kms:${region}:111122223333:key/mrk-1`),
    );
  });

  it('that are replicas have the id of their primary', () => {
    const PrimaryKeyArn = 'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1';
    const R = { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn } };
    expect(only(worldOf({ Resources: { R } }, 'aws://111122223333/cn-northwest-1').keys)).toMatchObject({
      id: 'mrk-1',
      arn: 'arn:aws-cn:kms:cn-northwest-1:111122223333:key/mrk-1',
      multiRegion: true,
    });
  });
});

describe('doors outside the model', () => {
  it.each<[string, object]>([
    ['an access point', { Type: 'AWS::S3::AccessPoint', Properties: { Bucket: { Ref: 'B' } } }],
    [
      'a multi-Region access point',
      { Type: 'AWS::S3::MultiRegionAccessPoint', Properties: { Regions: [{ Bucket: 'open' }] } },
    ],
    ['an access grant', { Type: 'AWS::S3::AccessGrantsLocation', Properties: { LocationScope: 's3://open/*' } }],
  ])('%s is a doubt on its bucket', (_, Door) => {
    const { buckets, doubts } = worldOf({ Resources: { Door, B: bucket({ BucketName: 'open' }), C: bucket() } });
    expect(buckets.map((one) => one.doubts.length)).toEqual([1, 0]);
    expect(doubts).toEqual([]);
  });

  it.each<[string, object]>([
    [
      'an access point of a chosen bucket',
      { Resources: { D: { Type: 'AWS::S3::AccessPoint', Properties: { Bucket: { Ref: 'P' } } } } },
    ],
    [
      'an access grant to everything',
      { Resources: { D: { Type: 'AWS::S3::AccessGrantsLocation', Properties: { LocationScope: 's3://' } } } },
    ],
    ['an Object Lambda access point', { Resources: { D: { Type: 'AWS::S3ObjectLambda::AccessPoint' } } }],
    ['a nested stack', { Resources: { D: { Type: 'AWS::CloudFormation::Stack' } } }],
    ['a stack set', { Resources: { D: { Type: 'AWS::CloudFormation::StackSet' } } }],
    [
      'custom resources, however many',
      { Resources: { D: { Type: 'Custom::Grant' }, E: { Type: 'AWS::CloudFormation::CustomResource' } } },
    ],
    ['a module', { Resources: { D: { Type: 'Our::S3::Bucket::MODULE' } } }],
    ['a loop', { Resources: { 'Fn::ForEach::Buckets': [] } }],
    ['a transform', { Transform: 'AWS::Serverless-2016-10-31' }],
  ])('%s is a doubt of the World', (_, template) => {
    expect(worldOf(template).doubts).toHaveLength(1);
  });
});
