import type { World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { mistakes } from '../support/counting';
import { verdicts } from '../support/proving';
import { account, bucket, key, policyOf, role, world } from '../support/worlds';

// What counting all requests has found, each as small as it can be.

const arn = 'arn:aws-cn:s3:::edu-s1-data';
const tag = 'aws:PrincipalTag/educloud:school';
const variable = `\${${tag}}`;
const trusted = [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }];
const trail = { organization: 'o-inside0001', serviceControl: [], resourceControl: [] };

function store(policy: unknown, parts: Partial<World> = {}): World {
  return world({
    buckets: [bucket('edu-s1-data', { owner: 's1', policy, blockPublicAccess: open })],
    accounts: [{ id: account, ...trail }],
    ...parts,
  });
}

const open = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: false };
const allow = (rest: Record<string, unknown>): unknown => [
  { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...rest },
];
const objects = { Resource: `${arn}/*` };

function judge(one: World, property: string): Verdict['verdict'] | undefined {
  return verdicts(one, property).find(({ subject }) => subject.includes('s1'))?.verdict;
}

describe('what is open although a variable or a key has no value', () => {
  it.each([
    // "Inverted condition operators match against a null value"
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
    ['an inverted operator against a variable without value', { StringNotEquals: { 's3:prefix': variable } }],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists
    ['IfExists on a key that is absent, with a variable', { StringEqualsIfExists: { 's3:prefix': variable } }],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
    ['the account of those without credentials', { StringLike: { 'aws:PrincipalAccount': 'anon*' } }],
    ['the presence of that account', { Null: { 'aws:PrincipalAccount': 'false' } }],
  ])('%s lets in who has no credentials', (_, Condition) => {
    expect(judge(store(allow({ ...objects, Condition })), 'no-anonymous')).toBe('refuted');
  });
});

describe('requests that cannot be', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
  it('those without credentials carry no word on whether a service asks', () => {
    const Condition = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };
    const one = store(allow({ Principal: '*', Action: '*', Resource: '*', Condition }));
    expect(judge(one, 'no-anonymous')).toBe('proved');
  });

  it('services do not carry the tag that a variable asks for', () => {
    const one = store([
      { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 's3:*', Resource: `${arn}/${variable}/*` },
    ]);
    const [verdict] = verdicts(one, 'no-outsider');
    expect(verdict?.request?.context[tag]).toBeUndefined();
    expect(verdict?.verdict).not.toBe('refuted');
  });

  it('every request has a time', () => {
    const Condition = { DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } };
    const policy = [
      ...[allow(objects)].flat(),
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition },
    ];
    const [verdict] = verdicts(store(policy), 'no-anonymous');
    expect(verdict?.verdict).toBe('refuted');
    expect(verdict?.request?.context['aws:CurrentTime']).toBeDefined();
  });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
it('Block Public Access is not relied on where S3 may not call the policy public', () => {
  const blocked = { ...open, restrictPublicBuckets: true };
  const judgeBlocked = (policy: unknown): unknown =>
    judge(
      world({ buckets: [bucket('edu-s1-data', { owner: 's1', policy, blockPublicAccess: blocked })] }),
      'no-anonymous',
    );
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${arn}/*` };
  expect(judgeBlocked(allow(objects))).toBe('proved');
  expect(judgeBlocked([...[allow(objects)].flat(), deny])).toBe('undecided');
  expect(judgeBlocked(allow({ ...objects, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))).toBe(
    'refuted',
  );
});

describe('principals of the templates', () => {
  const user: World['users'][number] = {
    kind: 'user',
    name: 'person',
    arn: `arn:aws-cn:iam::${account}:user/person`,
    account,
    awsRegion: 'cn-north-1',
    partition: 'aws-cn',
    tags: {},
    doubts: [],
    identity: [policyOf([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }], 'identity')],
    source: { file: 'person.json', pointer: '' },
  };
  const closed = { closedAccounts: [account] };

  it('users ask in closed accounts too', () => {
    const buckets = [bucket('edu-s1-data', { owner: 's1' })];
    const [verdict] = verdicts(world({ buckets, ...closed, users: [user] }), 'read-isolation');
    expect(verdict?.request?.caller).toEqual({ kind: 'user', arn: user.arn });
  });

  it('a session named by its ARN is let in without policies of its own', () => {
    const Principal = { AWS: `arn:aws-cn:sts::${account}:assumed-role/seen/alice` };
    const one = store(allow({ ...objects, Principal }), { ...closed, roles: [role('seen', { trust: trusted })] });
    expect(judge(one, 'read-isolation')).toBe('undecided');
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
  it.each([
    ['the ARN of a role leaves its boundary in force', { AWS: `arn:aws-cn:iam::${account}:role/seen` }, 'vacuous'],
    ['everyone does not', '*', 'refuted'],
  ])('%s', (_, Principal, verdict) => {
    const boundary = [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }];
    const roles = [role('seen', { trust: trusted, boundary })];
    expect(judge(store(allow({ ...objects, Principal }), { ...closed, roles }), 'tls-only')).toBe(verdict);
  });

  it('a twin is shown by any of them that it means', () => {
    const roles = [
      role('reader', { trust: trusted, identity: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }),
    ];
    expect(
      judge(store(undefined, { ...closed, roles, buckets: [bucket('edu-s1-data', { owner: 's1' })] }), 'no-anonymous'),
    ).toBe('proved');
  });

  it('a role of the school that a key policy names shows that the school can decrypt', () => {
    const own = role('own', { trust: trusted, tags: { 'educloud:school': 's1' } });
    const one = world({
      keys: [
        key('k-s1', {
          owner: 's1',
          policy: [{ Effect: 'Allow', Principal: { AWS: own.arn }, Action: 'kms:*', Resource: '*' }],
        }),
      ],
      roles: [own],
    });
    expect(judge(one, 'decrypt-isolation')).toBe('proved');
  });
});

it('agrees with counting in each of these Worlds', () => {
  const worlds = [
    store(allow({ ...objects, Condition: { StringNotEquals: { 's3:prefix': variable } } })),
    store(allow({ ...objects, Condition: { StringLike: { 'aws:PrincipalAccount': '*' } } })),
    store(allow({ ...objects, Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'x' } } })),
  ];
  for (const one of worlds) expect(mistakes(one, false)).toEqual([]);
});
