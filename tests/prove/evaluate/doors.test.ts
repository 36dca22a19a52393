import {
  describeRows,
  anonymous,
  bucketArn,
  everything,
  foreign,
  home,
  keyArn,
  stranger,
  type Setting,
} from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const open = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const tags = `${iam}id_session-tags.html`;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const letIn = (AWS: string) => [{ ...read, Principal: { AWS } }];
const decrypt = { action: 'kms:Decrypt', resource: keyArn };
const publicBucket: Setting = {
  bucketPolicy: [{ ...read, Principal: '*' }, ...letIn(foreign)],
  bucket: {
    blockPublicAccess: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
  },
};

describeRows('Public access, session tags and attributes', [
  {
    trap: 'a public policy shuts out anonymous requests',
    page: open,
    setting: publicBucket,
    request: { caller: anonymous },
    expected: 'denied, explicit, by block public access',
  },
  {
    trap: 'it shuts out the account that another statement names',
    page: open,
    setting: publicBucket,
    request: { caller: stranger },
    expected: 'denied, explicit, by block public access',
  },
  {
    trap: 'it does not shut out the own account',
    page: open,
    setting: publicBucket,
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a fixed organisation is not public',
    page: open,
    setting: {
      ...publicBucket,
      bucketPolicy: [{ ...read, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    },
    request: { caller: stranger, context: { 'aws:PrincipalOrgID': 'o-1' } },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a wildcard for a network is public',
    page: open,
    setting: {
      ...publicBucket,
      bucketPolicy: [{ ...read, Principal: '*', Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }],
    },
    request: { caller: anonymous, context: { 'aws:SourceVpc': 'vpc-1' } },
    expected: 'denied, explicit, by block public access',
  },
  {
    trap: 'a range of addresses is not public',
    page: open,
    setting: {
      ...publicBucket,
      bucketPolicy: [{ ...read, Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '8.0.0.0/8' } } }],
    },
    request: { caller: anonymous, context: { 'aws:SourceIp': '8.8.8.8' } },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a broad range of addresses may be public',
    page: open,
    setting: {
      ...publicBucket,
      bucketPolicy: [{ ...read, Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '8.0.0.0/7' } } }],
    },
    request: { caller: anonymous, context: { 'aws:SourceIp': '8.8.8.8' } },
    expected: 'undecided by block public access',
  },
  {
    trap: 'what S3 makes of tags of principals is not documented',
    page: open,
    setting: {
      ...publicBucket,
      bucketPolicy: [{ ...read, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalTag/school': 'a' } } }],
    },
    request: { caller: stranger, context: { 'aws:PrincipalTag/school': 'a' } },
    expected: 'undecided by block public access',
  },
  {
    trap: 'a session tag that nobody may pass',
    page: tags,
    setting: { identity: everything, roleTags: { school: 'a' } },
    request: { context: { 'aws:PrincipalTag/school': 'b' } },
    expected: 'denied, explicit, by trust policy',
  },
  {
    trap: 'the tag of the role itself needs no passing',
    page: tags,
    setting: { identity: everything, roleTags: { school: 'a' } },
    request: { context: { 'aws:PrincipalTag/School': 'a' } },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a session tag that the trust policy lets through',
    page: tags,
    setting: {
      identity: everything,
      trust: [
        {
          Effect: 'Allow',
          Principal: { AWS: home },
          Action: 'sts:TagSession',
          Condition: { StringEquals: { 'aws:RequestTag/school': 'b', 'aws:SourceVpc': 'vpc-1' } },
        },
      ],
    },
    request: { context: { 'aws:PrincipalTag/school': 'b' } },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a session tag with another value than the trust policy lets through',
    page: tags,
    setting: {
      identity: everything,
      trust: [
        {
          Effect: 'Allow',
          Principal: { AWS: home },
          Action: 'sts:TagSession',
          Condition: { StringEquals: { 'aws:RequestTag/school': 'b' } },
        },
      ],
    },
    request: { context: { 'aws:PrincipalTag/school': 'c' } },
    expected: 'denied, explicit, by trust policy',
  },
  {
    trap: 'a session tag that the trust policy denies to everyone',
    page: tags,
    setting: {
      identity: everything,
      trust: [
        { Effect: 'Allow', Principal: { AWS: home }, Action: 'sts:*' },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:TagSession',
          Condition: { StringNotEquals: { 'aws:RequestTag/school': 'b' } },
        },
      ],
    },
    request: { context: { 'aws:PrincipalTag/school': 'c' } },
    expected: 'denied, explicit, by trust policy',
  },
  {
    trap: 'attributes of buckets are seen only where they are enabled',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html',
    setting: {
      identity: [{ ...read, Condition: { StringEquals: { 'aws:ResourceTag/school': 'a' } } }],
      bucket: { tags: { school: 'a' } },
    },
    expected: 'undecided by identity policy',
  },
  {
    trap: 'attributes of keys are seen',
    page: 'https://docs.aws.amazon.com/kms/latest/developerguide/abac.html',
    setting: {
      identity: [
        {
          Effect: 'Allow',
          Action: 'kms:*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:ResourceTag/School': '${aws:PrincipalTag/school}' } },
        },
      ],
      roleTags: { school: 'a' },
      key: { tags: { school: 'a' } },
    },
    request: decrypt,
    expected: 'allowed by key policy',
  },
]);
