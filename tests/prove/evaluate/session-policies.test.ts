import { evaluate, impliedKeyRequest } from '../../../lib/prove/evaluate';
import {
  describeRows,
  everything,
  foreign,
  home,
  inWords,
  keyArn,
  bucketArn,
  objectArn,
  policy,
  requestOf,
  role,
  roleArn,
  root,
  rootKey,
  unseen,
  user,
  userArn,
  worldOf,
  type Setting,
  type Statements,
} from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const sessions = `${iam}access_policies.html#policies_session`;
const logic = `${iam}reference_policies_evaluation-logic_policy-eval-denyallow.html`;
const sessionArn = `arn:aws:sts::${home}:assumed-role/teacher/monday`;

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/*` };
const list: Statements = [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }];
const letIn = (AWS: string): Setting => ({ bucketPolicy: [{ ...read, Principal: { AWS } }] });
const passed = (...documents: Statements[]) => documents.map((one) => policy(one, 'identity'));
const narrow = { sessionPolicies: passed(list) };
const decrypt = { action: 'kms:Decrypt', resource: keyArn };
const useKey = (AWS: string): Setting => ({
  keyPolicy: [{ Effect: 'Allow', Principal: { AWS }, Action: 'kms:Decrypt', Resource: '*' }],
});
const assume = { action: 'sts:AssumeRole', resource: roleArn };
const trusts = (AWS: string): Setting => ({
  trust: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});

describeRows('Session policies', [
  {
    trap: 'what the role may and the session policy leaves out',
    page: sessions,
    setting: { identity: everything },
    request: narrow,
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'what the session policy allows and the role may not',
    page: sessions,
    setting: { identity: list },
    request: { sessionPolicies: passed(everything) },
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'what both allow',
    page: sessions,
    setting: { identity: everything },
    request: { sessionPolicies: passed([read]) },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'any of several session policies may allow',
    page: sessions,
    setting: { identity: everything },
    request: { sessionPolicies: passed(list, [read]) },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'no session policy is no limit',
    page: sessions,
    setting: { identity: everything },
    request: { sessionPolicies: [] },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a bucket policy that names the role is limited by it',
    page: sessions,
    setting: letIn(roleArn),
    request: narrow,
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'what names the role and stands in the session policy needs no identity policy',
    page: sessions,
    setting: letIn(roleArn),
    request: { sessionPolicies: passed([read]) },
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a bucket policy that names the session is not limited by it',
    page: sessions,
    setting: letIn(sessionArn),
    request: narrow,
    expected: 'allowed by resource policy',
  },
  {
    trap: 'one that names another session of the role grants nothing',
    page: sessions,
    setting: letIn(sessionArn.replace('monday', 'friday')),
    request: narrow,
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'where the session has no name, the one that is named may be it',
    page: sessions,
    setting: { identity: everything, ...letIn(sessionArn) },
    request: { ...narrow, caller: { kind: 'role', arn: roleArn } },
    expected: 'undecided by session policy',
  },
  {
    trap: 'a bucket policy for everyone is not limited by it',
    page: logic,
    setting: letIn('*'),
    request: narrow,
    expected: 'allowed by resource policy',
  },
  {
    trap: 'a bucket policy that names the account is delegation',
    page: logic,
    setting: { identity: everything, ...letIn(home) },
    request: narrow,
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'to another account’s bucket the session is limited, even when it is named',
    page: sessions,
    setting: { identity: everything, ...letIn(sessionArn), bucket: { account: foreign } },
    request: narrow,
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'a Deny in it counts whatever names the session',
    page: sessions,
    setting: letIn(sessionArn),
    request: { sessionPolicies: passed(everything, [{ ...read, Effect: 'Deny' }]) },
    expected: 'denied, explicit, by session policy',
  },
  {
    trap: 'boundary and session policy both have to allow',
    page: sessions,
    setting: { identity: everything, boundary: list },
    request: { sessionPolicies: passed([read]) },
    expected: 'denied, implicit, by permissions boundary',
  },
  {
    trap: 'a session of a role in no template is limited as well',
    page: sessions,
    setting: {},
    request: { ...narrow, caller: unseen },
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'a user has no session',
    page: sessions,
    setting: { identity: everything },
    request: { ...narrow, caller: user },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'the root user has no session',
    page: sessions,
    setting: {},
    request: { ...narrow, caller: root },
    expected: 'allowed by identity policy',
  },
  {
    trap: 'a statement that nobody understands leaves it open',
    page: sessions,
    setting: { identity: everything },
    request: { sessionPolicies: passed([{ ...read, Colour: 'red' }]) },
    expected: 'undecided by session policy',
  },
  {
    trap: 'a key policy that names the role is limited by it',
    page: sessions,
    setting: useKey(roleArn),
    request: { ...narrow, ...decrypt },
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'a key policy that names the session is not',
    page: sessions,
    setting: useKey(sessionArn),
    request: { ...narrow, ...decrypt },
    expected: 'allowed by key policy',
  },
  {
    trap: 'a key policy that names the account lets in what role and session policy allow',
    page: sessions,
    setting: { identity: everything, keyPolicy: rootKey },
    request: { ...narrow, ...decrypt },
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'a trust policy that names the role is limited by it',
    page: sessions,
    setting: trusts(roleArn),
    request: { ...narrow, ...assume },
    expected: 'denied, implicit, by session policy',
  },
  {
    trap: 'a trust policy that names the session is not',
    page: sessions,
    setting: trusts(sessionArn),
    request: { ...narrow, ...assume },
    expected: 'allowed by trust policy',
  },
  {
    trap: 'a trust policy that names a user says nothing of a session',
    page: sessions,
    setting: { identity: everything, ...trusts(userArn) },
    request: { ...narrow, ...assume },
    expected: 'denied, implicit, by trust policy',
  },
]);

describe('Sessions policies, whatever they say,', () => {
  const settings: readonly Setting[] = [
    {},
    { identity: everything },
    letIn(roleArn),
    letIn(sessionArn),
    { identity: [read], ...letIn(home) },
  ];

  test.each([[list], [[read]], [everything], [[{ ...read, Effect: 'Deny' }]]] as readonly (readonly [Statements])[])(
    'never allow what is not allowed without them: %j',
    (document) => {
      for (const setting of settings) {
        const world = worldOf(setting);
        const without = evaluate(world, requestOf()).decision;
        const within = evaluate(world, requestOf({ sessionPolicies: passed(document) })).decision;
        if (without === 'denied') expect(within).toBe('denied');
      }
    },
  );

  test('bind the call that S3 makes to KMS for the session', () => {
    const world = worldOf({ identity: everything });
    const request = requestOf({ caller: role, resource: objectArn, sessionPolicies: passed([read]) });
    expect(inWords(evaluate(world, request))).toBe('allowed by identity policy');
    const implied = impliedKeyRequest(world, request);
    expect(implied === undefined ? '' : inWords(evaluate(world, implied))).toBe('denied, implicit, by session policy');
  });
});
