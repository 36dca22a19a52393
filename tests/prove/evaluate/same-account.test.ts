import { describeRows, bucketArn, everything, home, roleArn, root, unseen, user, userArn } from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const logic = `${iam}reference_policies_evaluation-logic_policy-eval-denyallow.html`;
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const letIn = (AWS: string) => [{ ...read, Principal: { AWS } }];
const narrow = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
const session = `arn:aws:sts::${home}:assumed-role/teacher/monday`;

describeRows('Inside one account', [
  { trap: 'nothing allows', page: logic, setting: {}, expected: 'denied, implicit, by identity policy' },
  {
    trap: 'the identity policy alone allows',
    page: logic,
    setting: { identity: [read] },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'the bucket policy alone allows',
    page: logic,
    setting: { bucketPolicy: letIn(roleArn) },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'the account is named: that is delegation',
    page: logic,
    setting: { bucketPolicy: letIn(home) },
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'the role is named: a boundary limits',
    page: logic,
    setting: { bucketPolicy: letIn(roleArn), boundary: narrow },
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'the session is named: a boundary does not limit',
    page: logic,
    setting: { bucketPolicy: letIn(session), boundary: narrow },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'the user is named: a boundary does not limit',
    page: logic,
    setting: { bucketPolicy: letIn(userArn), boundary: narrow },
    request: { caller: user },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'everyone is named with aws:PrincipalArn: a boundary does not limit',
    page: logic,
    setting: {
      bucketPolicy: [{ ...read, Principal: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': roleArn } } }],
      boundary: narrow,
    },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a boundary limits the identity policy',
    page: logic,
    setting: { identity: everything, boundary: narrow },
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'a boundary that denies does so for a named user too',
    page: logic,
    setting: { bucketPolicy: letIn(userArn), boundary: [{ ...read, Effect: 'Deny' }] },
    request: { caller: user },
    expected: 'denied, explicit, by permissions boundary',
  },
  {
    trap: 'a boundary that no template shows may deny',
    page: logic,
    setting: { identity: everything, boundary: 'unknown' },
    expected: 'undecided by permissions boundary',
  },
  {
    trap: 'an explicit Deny wins over every Allow',
    page: logic,
    setting: { identity: everything, bucketPolicy: [{ ...read, Effect: 'Deny', Principal: '*' }] },
    expected: 'denied, explicit, by resource policy',
  },
  {
    trap: 'a principal that is not in the templates may do everything',
    page: logic,
    setting: {},
    request: { caller: unseen },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'root of the account may do everything',
    page: logic,
    setting: {},
    request: { caller: root },
    expected: 'allowed by identity policy',
  },
]);
