import { opaque, type World } from '../../../lib/model';
import {
  behaviour,
  byIdentity,
  canonicalId,
  cloudFront,
  commons,
  delivered,
  distribution,
  identityArn,
  memberReads,
  origin,
  readBy,
  readsByIdentity,
  readsItself,
  usual,
} from '../support/delivered';
import { account, bucket, key, otherAccount, role, world } from '../support/worlds';

// One World for each thing that questions are made of, some with a hole in it.

const data = 'arn:aws-cn:s3:::oak-data';
const objects = `${data}/*`;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: objects };
const school = 'aws:PrincipalTag/educloud:school';
const notOak = { StringNotEquals: { [school]: 'oak' } };

const oak = (...policy: object[]): World => world({ buckets: [bucket('oak-data', { owner: 'oak', policy })] });
const oakKey = (...policy: object[]): World => world({ keys: [key('oak-key', { owner: 'oak', policy })] });

const isolated = [
  {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [data, objects],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
  { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [data, objects], Condition: notOak },
];

export const worlds: Readonly<Record<string, World>> = {
  'a commons that a distribution delivers': delivered([readsItself]),
  'a commons that an identity delivers, past a Deny that spares it': delivered(
    [
      readsByIdentity,
      {
        Effect: 'Deny',
        NotPrincipal: { CanonicalUser: canonicalId },
        Action: 's3:*',
        Resource: '*',
        Condition: {
          StringNotEquals: { 'aws:PrincipalAccount': account },
          ArnNotEquals: { 'aws:PrincipalArn': identityArn },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
    ],
    [distribution(usual, { origins: [origin(byIdentity)] })],
  ),
  'a commons of which too much is delivered': delivered(
    [],
    [
      distribution([behaviour('*/open/*'), behaviour('l?c*', true), behaviour('*')], {
        origins: [origin({ path: '/x' }), origin()],
      }),
    ],
    { buckets: [commons([readBy(cloudFront), memberReads])] },
  ),
  'a bucket without policy': world({ buckets: [bucket('oak-data', { owner: 'oak' })] }),
  'a bucket that spares its school alone': oak(...isolated),
  'a Deny that spares whoever has no tag': oak({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [data, objects],
    Condition: { StringNotEqualsIfExists: { [school]: 'oak' } },
  }),
  'a Deny that forgets the objects': oak({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: data,
    Condition: notOak,
  }),
  'a Deny without regard to case': oak({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [data, objects],
    Condition: { StringNotEqualsIgnoreCase: { [school]: 'oak' } },
  }),
  'an Allow for everyone by address': oak({
    ...read,
    Principal: '*',
    Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } },
  }),
  'an Allow for an account, closed by numbers': oak(
    { ...read, Principal: { AWS: otherAccount } },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: objects,
      Condition: { NumericLessThan: { 's3:signatureAge': '600' } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: objects,
      Condition: { NumericGreaterThanEqualsIfExists: { 's3:signatureAge': '600' } },
    },
  ),
  'an Allow for an account between two dates': oak(
    {
      ...read,
      Principal: { AWS: otherAccount },
      Condition: { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: objects,
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-01-01T01:00:00+01:00' } },
    },
  ),
  'an Allow for a service, by its source': oak({
    ...read,
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Condition: { ArnLike: { 'aws:SourceArn': `arn:aws-cn:s3:*:${otherAccount}:*` } },
  }),
  'an Allow by organisation, for several values': oak({
    ...read,
    Principal: '*',
    Condition: {
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-stranger/*' },
      'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-stranger/a/*' },
    },
  }),
  'an Allow for every organisation path but one': oak({
    ...read,
    Principal: '*',
    Condition: {
      'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-*' },
      Null: { 'aws:PrincipalOrgPaths': 'false' },
    },
  }),
  'an Allow that no set of paths fits': oak({
    ...read,
    Principal: { AWS: otherAccount },
    Condition: {
      'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/*' },
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-b/*' },
    },
  }),
  'an Allow between two numbers': oak({
    ...read,
    Principal: { AWS: otherAccount },
    Condition: { NumericGreaterThan: { 's3:signatureAge': '1' }, NumericLessThan: { 's3:signatureAge': '1.5' } },
  }),
  'an Allow for a number that another one excludes': oak({
    ...read,
    Principal: { AWS: otherAccount },
    Condition: {
      NumericLessThanEquals: { 's3:signatureAge': '2' },
      NumericNotEquals: { 's3:signatureAge': '2.0' },
      NumericGreaterThanEquals: { 's3:signatureAge': '2' },
    },
  }),
  'an Allow for a network without its halves': oak({
    ...read,
    Principal: { AWS: otherAccount },
    Condition: {
      IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] },
    },
  }),
  'an Allow for the last quarter of a network': oak({
    ...read,
    Principal: { AWS: otherAccount },
    Condition: {
      IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
      NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/10', '0.0.0.0/5'] },
    },
  }),
  'an Allow by tag, told by a variable': world({
    buckets: [
      bucket('oak-data', {
        owner: 'oak',
        policy: [
          {
            ...read,
            Principal: { AWS: otherAccount },
            Resource: `arn:aws-cn:s3:::*\${aws:PrincipalTag/school}-data/*`,
          },
        ],
      }),
    ],
  }),
  'a key for the account, with a Deny for other schools': oakKey(
    { Effect: 'Allow', Principal: { AWS: `arn:aws-cn:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:CreateGrant', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: notOak,
    },
  ),
  'a key that leaves nothing to the account': oakKey({
    Effect: 'Allow',
    Principal: { Service: 'logs.amazonaws.com' },
    Action: 'kms:*',
    Resource: '*',
  }),
  'a key for the account, open to grants': oakKey(
    { Effect: 'Allow', Principal: { AWS: `arn:aws-cn:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    { Effect: 'Deny', Principal: '*', NotAction: 'kms:CreateGrant', Resource: '*', Condition: notOak },
  ),
  'a key with a generated name': world({
    buckets: [
      bucket('oak-data', {
        owner: 'oak',
        policy: [
          ...isolated,
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:PutObject',
            Resource: objects,
            Condition: { ArnNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': generated('Oak') } },
          },
          {
            Effect: 'Allow',
            Principal: { AWS: otherAccount },
            Action: 's3:PutObject',
            Resource: objects,
            Condition: { StringLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': [generated('Elm'), '*/a*'] } },
          },
        ],
      }),
    ],
  }),
  'a role that a bucket names, outside its boundary': world({
    buckets: [
      bucket('oak-data', {
        owner: 'oak',
        policy: [{ ...read, Principal: { AWS: `arn:aws-cn:iam::${account}:role/oak-readers` } }],
      }),
    ],
    roles: [
      role('oak-readers', {
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
        identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        boundary: [{ Effect: 'Allow', Action: 's3:CreateBucket', Resource: '*' }],
      }),
    ],
    closedAccounts: [account],
  }),
  'a role with a boundary in a closed account': world({
    buckets: [bucket('oak-data', { owner: 'oak' }), bucket('elm-data', { owner: 'elm', policy: isolated })],
    roles: [
      role('oak-readers', {
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
        identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
        tags: { 'educloud:school': 'oak' },
        boundary: [{ Effect: 'Allow', Action: 's3:Get*', Resource: [data, objects] }],
      }),
      role('guests', {
        trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
        identity: [{ Effect: 'Allow', Action: 's3:List*', Resource: '*' }],
      }),
    ],
    closedAccounts: [account],
  }),
};

function generated(name: string): string {
  return `arn:aws-cn:kms:cn-north-1:${account}:key/${opaque('name', `stack.${name}`)}`;
}
