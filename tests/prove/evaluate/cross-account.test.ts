import { describeRows, anonymous, bucketArn, everything, foreign, home, roleArn, service, stranger } from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const cross = `${iam}reference_policies_evaluation-logic-cross-account.html`;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const letIn = (AWS: string) => [{ ...read, Principal: { AWS } }];
const narrow = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
const session = `arn:aws:sts::${home}:assumed-role/teacher/monday`;

describeRows('Between accounts', [
  {
    trap: 'a stranger is not let in by its own policies',
    page: cross,
    setting: {},
    request: { caller: stranger },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'a stranger whose account is named is let in',
    page: cross,
    setting: { bucketPolicy: letIn(foreign) },
    request: { caller: stranger },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'the own side must allow as well',
    page: cross,
    setting: { bucketPolicy: letIn(roleArn), bucket: { account: foreign } },
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'both sides allow',
    page: cross,
    setting: { identity: [read], bucketPolicy: letIn(home), bucket: { account: foreign } },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'across accounts a boundary limits a named session',
    page: cross,
    setting: { identity: [read], boundary: narrow, bucketPolicy: letIn(session), bucket: { account: foreign } },
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'an anonymous request needs the bucket policy',
    page: cross,
    setting: { bucketPolicy: letIn(home) },
    request: { caller: anonymous },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'an anonymous request is everyone',
    page: cross,
    setting: { bucketPolicy: letIn('*') },
    request: { caller: anonymous },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a service is let in by its name',
    page: cross,
    setting: { bucketPolicy: [{ ...read, Principal: { Service: 'logs.amazonaws.com' } }] },
    request: { caller: service('logs.amazonaws.com') },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'another service is not',
    page: cross,
    setting: { bucketPolicy: [{ ...read, Principal: { Service: 'logs.amazonaws.com' } }] },
    request: { caller: service('sns.amazonaws.com') },
    expected: 'denied, implicit, by resource policy',
  },
  {
    trap: 'access control lists may open objects of a bucket that has them',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    setting: { bucket: { objectOwnership: 'ObjectWriter' } },
    request: { caller: stranger },
    expected: 'undecided by resource policy',
  },
  {
    trap: 'a bucket that no template shows is not decided',
    page: cross,
    setting: { identity: everything },
    request: { resource: 'arn:aws:s3:::elsewhere/x' },
    expected: 'undecided by resource policy',
  },
]);
