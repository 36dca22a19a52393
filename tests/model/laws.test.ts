import * as fc from 'fast-check';
import type { World } from '../../lib/model';
import { worldOf } from './support';

const types = fc.constantFrom(
  ...['S3::Bucket', 'S3::BucketPolicy', 'S3::AccessPoint', 'S3::MultiRegionAccessPoint', 'S3::AccessGrantsLocation'],
  ...['KMS::Key', 'KMS::ReplicaKey', 'KMS::Alias', 'IAM::Role', 'IAM::User', 'IAM::Group', 'IAM::UserToGroupAddition'],
  ...['IAM::Policy', 'IAM::ManagedPolicy', 'IAM::SAMLProvider', 'IAM::OIDCProvider', 'Organizations::Policy'],
  ...[
    'Organizations::Account',
    'CloudTrail::Trail',
    'Backup::BackupVault',
    'SNS::Topic',
    'SNS::TopicPolicy',
    'SSM::Other',
  ],
);
const names = fc.constantFrom(
  ...[
    'BucketName',
    'Bucket',
    'PolicyDocument',
    'Tags',
    'BucketEncryption',
    'ReplicationConfiguration',
    'OwnershipControls',
  ],
  ...[
    'PublicAccessBlockConfiguration',
    'Regions',
    'KeyPolicy',
    'PrimaryKeyArn',
    'AliasName',
    'TargetKeyId',
    'RoleName',
  ],
  ...['AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary', 'Groups', 'Users', 'Roles'],
  ...['Path', 'Content', 'Type', 'TargetIds', 'ParentId', 'Topics', 'AccessPolicy', 'AccessControl', 'LocationScope'],
);
const intrinsics = fc.constantFrom(
  ...[
    'Ref',
    'Fn::GetAtt',
    'Fn::Join',
    'Fn::Sub',
    'Fn::Select',
    'Fn::Split',
    'Fn::If',
    'Fn::FindInMap',
    'Fn::ImportValue',
  ],
  ...['Fn::ToJsonString', 'Fn::Base64', 'Statement', 'Effect', 'Key', 'Value', 'Rules', 'constructor', 'toString'],
);
const texts = fc.constantFrom(
  ...[
    'A',
    'B',
    'AWS::NoValue',
    'AWS::AccountId',
    'Arn',
    'C',
    ':',
    '${A}-${A.Arn}-${!x}',
    '{{resolve:x}}',
    '\uE000',
    '0',
  ],
  ...[
    'SERVICE_CONTROL_POLICY',
    '111122223333',
    'constructor',
    'educloud:school',
    'A.Arn',
    '__proto__',
    'hasOwnProperty',
  ],
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.constantFrom(null, true, 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(intrinsics, tie('value'), { maxKeys: 2 }),
  ),
}));
const resource = fc.record(
  {
    Type: types.map((type) => `AWS::${type}`),
    Properties: fc.dictionary(names, value, { maxKeys: 6 }),
    Condition: fc.constantFrom('C', 'D'),
    Metadata: value,
  },
  { requiredKeys: ['Type'] },
);
const template = fc.record(
  {
    Resources: fc.dictionary(fc.constantFrom('A', 'B', 'X', 'Y', 'constructor'), fc.oneof(resource, value), {
      maxKeys: 5,
    }),
    Conditions: fc.dictionary(fc.constantFrom('C', 'D'), value),
    Mappings: value,
    Outputs: fc.dictionary(texts, value, { maxKeys: 1 }),
    Parameters: value,
  },
  { requiredKeys: [] },
);

/** A bucket whose name is chosen by what may be no number. */
const selecting = (index: unknown): object => ({
  Resources: {
    A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Select': [index, ['one', 'two']] } } },
  },
});

describe('the reader of templates', () => {
  it('makes a World of every JSON object, with every bucket, key, role and user that is there for sure', () => {
    fc.assert(
      fc.property(template, (given) => {
        const world = worldOf(given);
        for (const [kind, type] of kinds)
          expect(world[kind]).toHaveLength(countOf(given.Resources, type, world[kind].length));
      }),
      { numRuns: 300, examples: [[selecting({ toString: 'A' })], [selecting([])]] },
    );
  });

  it('says the same twice', () => {
    fc.assert(
      fc.property(template, (given) => {
        expect(worldOf(given)).toEqual(worldOf(given));
      }),
    );
  });
});

const kinds = [
  ['buckets', /^AWS::S3::Bucket$/],
  ['keys', /^AWS::KMS::(?:Replica)?Key$/],
  ['roles', /^AWS::IAM::Role$/],
  ['users', /^AWS::IAM::User$/],
] as const satisfies readonly (readonly [keyof World, RegExp])[];

/** How many resources of a type there must be; those on a condition may be there or not. */
function countOf(resources: unknown, type: RegExp, found: number): number {
  const all = Object.values(resources ?? {}).filter(
    (one: unknown): one is { Type: string; Condition?: unknown } =>
      typeof one === 'object' && one !== null && 'Type' in one && typeof one.Type === 'string' && type.test(one.Type),
  );
  const sure = all.filter(({ Condition }) => typeof Condition !== 'string').length;
  return Math.min(Math.max(found, sure), all.length);
}
