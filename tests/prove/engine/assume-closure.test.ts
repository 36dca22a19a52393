import type { Role, World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { verdicts } from '../support/proving';
import {
  admission,
  breakGlass,
  emergencyArn,
  operator,
  ownArn,
  samlTrust,
  signInWorld,
  teacher,
} from '../support/sign-in';
import { account, otherAccount, policyOf, role } from '../support/worlds';

// Whoever signs in to a role of a school stays that school, whatever roles they take after it.

const trust = samlTrust(ownArn('s1'), admission(['faculty@s1.example']));
const allow = (principal: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const arnOf = (name: string): string => `arn:aws-cn:iam::${account}:role/${name}`;
const takes = (Resource: unknown, more: Readonly<Record<string, unknown>> = {}): unknown[] => [
  { Effect: 'Allow', Action: 'sts:AssumeRole', Resource, ...more },
];

function said(name: string, roles: readonly Role[], parts: Partial<World> = {}): Verdict | undefined {
  return verdicts(signInWorld({ roles, ...parts }), 'assume-closure').find(({ subject }) =>
    subject.endsWith(`/${name}`),
  );
}

const into = (more: unknown, others: readonly Role[] = []): string | undefined =>
  said('s1-teacher', [teacher('s1', [...trust, more]), ...others])?.verdict;

describe('into the role of a school', () => {
  it('nobody comes but by signing in', () => {
    expect(said('s1-teacher', [teacher('s1')])?.verdict).toBe('proved');
  });

  it.each([
    ['the account', allow({ AWS: account })],
    ['the root of the account', allow({ AWS: `arn:aws-cn:iam::${account}:root` })],
    ['everybody', allow('*')],
    ['another account', allow({ AWS: otherAccount })],
    ['a role of the account', allow({ AWS: arnOf('elsewhere') })],
    ['the role of another school', allow({ AWS: arnOf('s2-teacher') })],
    [
      'a session of a role of another school',
      allow({ AWS: `arn:aws-cn:sts::${account}:assumed-role/s2-teacher/anna` }),
    ],
    ['a service', allow({ Service: 'lambda.amazonaws.com' })],
    ['all but one', { Effect: 'Allow', NotPrincipal: { AWS: arnOf('elsewhere') }, Action: 'sts:AssumeRole' }],
    [
      'everybody with a tag that anybody may have',
      allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } }),
    ],
    [
      'everybody of the organisation',
      allow('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-inside0001' } } }),
    ],
    [
      'whoever has the tag in another account',
      allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/educloud:school': 's1' } } }),
    ],
    ['the account by another action', allow({ AWS: account }, { Action: 'sts:Assume*' })],
    ['the account by all actions but one', allow({ AWS: account }, { Action: undefined, NotAction: 'sts:TagSession' })],
  ])('is open to %s', (_, statement) => {
    const found = into(statement, [teacher('s2')]);
    expect(['refuted', 'undecided']).toContain(found);
  });

  it.each([
    ['the account', allow({ AWS: account }), { kind: 'role', arn: arnOf('unseen') }],
    ['the role of another school', allow({ AWS: arnOf('s2-teacher') }), { kind: 'role', arn: arnOf('s2-teacher') }],
  ])('%s is named in the request', (_, statement, caller) => {
    const verdict = said('s1-teacher', [teacher('s1', [...trust, statement]), teacher('s2')]);
    expect(verdict).toMatchObject({ verdict: 'refuted', request: { caller, action: 'sts:AssumeRole' } });
  });

  it('comes the school itself', () => {
    expect(
      into(allow({ AWS: arnOf('s1-admin') }), [role('s1-admin', { trust, tags: { 'educloud:school': 's1' } })]),
    ).toBe('proved');
    const tagged = { StringEquals: { 'aws:PrincipalTag/educloud:school': 's1' } };
    expect(into(allow({ AWS: account }, { Condition: tagged }))).toBe('proved');
  });

  it('comes a role of another school that may be tagged with this one', () => {
    const tagged = { StringEquals: { 'aws:PrincipalTag/educloud:school': 's1' } };
    const loose = [
      ...samlTrust(ownArn('s2'), admission(['faculty@s2.example'])),
      { Effect: 'Allow', Principal: { Federated: ownArn('s2') }, Action: 'sts:TagSession' },
    ];
    const other = teacher('s2', loose, takes('*'));
    expect(into(allow({ AWS: account }, { Condition: tagged }), [other])).toBe('refuted');
  });
});

describe('out of the role of a school', () => {
  const leaving = (identity: unknown): string | undefined =>
    said('s1-teacher', [
      teacher('s1', trust, identity),
      teacher('s2'),
      role('s1-admin', { trust, tags: { 'educloud:school': 's1' } }),
    ])?.verdict;

  it.each([
    ['every role', takes('*')],
    ['roles by a pattern', takes(`arn:aws-cn:iam::${account}:role/s1-*`)],
    ['a role of another account', takes(`arn:aws-cn:iam::${otherAccount}:role/partner`)],
    ['a role of another school', takes(arnOf('s2-teacher'))],
    ['a role that no template holds', takes(arnOf('s1-other'))],
    ['all but some roles', takes(undefined, { Resource: undefined, NotResource: arnOf('s2-teacher') })],
    ['everything', [{ Effect: 'Allow', Action: '*', Resource: '*' }]],
    ['all actions but some', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }]],
    ['the root of another account', takes('*', { Action: 'sts:AssumeRoot' })],
    ['every role under a condition', takes('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
  ])('%s can be asked for', (_, identity) => {
    expect(leaving(identity)).toBe('undecided');
  });

  it.each([
    ['what is no role', [{ Effect: 'Allow', Action: ['s3:*', 'sts:GetCallerIdentity'], Resource: '*' }]],
    ['roles of the school alone', takes([arnOf('s1-admin'), arnOf('s1-teacher')])],
    ['nothing, since all of it is denied', [...takes('*'), { Effect: 'Deny', Action: 'sts:*', Resource: '*' }]],
  ])('%s can be asked for, and it is proved', (_, identity) => {
    expect(leaving(identity)).toBe('proved');
  });

  it('is undecided where a user of the school may ask for other roles', () => {
    const user: World['users'][number] = {
      kind: 'user',
      name: 'person',
      arn: `arn:aws-cn:iam::${account}:user/person`,
      account,
      awsRegion: 'cn-north-1',
      partition: 'aws-cn',
      tags: {},
      doubts: [],
      owner: 's1',
      identity: [policyOf(takes('*'), 'identity')],
      source: { file: 'person.json', pointer: '' },
    };
    expect(said('s1-teacher', [teacher('s1')], { users: [user] })?.verdict).toBe('undecided');
    expect(said('s1-teacher', [teacher('s1')], { users: [{ ...user, owner: 's2' }] })?.verdict).toBe('proved');
  });

  it('is undecided where a Deny spares something, and where a policy cannot be read', () => {
    expect(leaving([...takes('*'), { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: arnOf('s2-teacher') }])).toBe(
      'undecided',
    );
    expect(leaving('nonsense')).toBe('undecided');
  });
});

describe('another role beside those of schools', () => {
  const helper = (statement: unknown): Role => role('helper', { trust: [statement] });
  const beside = (statement: unknown, identity?: unknown): Verdict | undefined =>
    said('helper', [teacher('s1', trust, identity), helper(statement)]);

  it('is refuted where a principal of a school takes it', () => {
    expect(beside(allow({ AWS: arnOf('s1-teacher') }))).toMatchObject({
      verdict: 'refuted',
      request: { caller: { kind: 'role', arn: arnOf('s1-teacher') } },
    });
    expect(beside(allow({ AWS: account }), takes('*'))?.verdict).toBe('refuted');
    expect(beside(allow('*'))?.verdict).toBe('refuted');
  });

  it('is proved where the policies of the school do not reach it', () => {
    expect(beside(allow({ AWS: account }))?.verdict).toBe('proved');
    expect(beside(allow({ AWS: account }), takes(arnOf('else')))?.verdict).toBe('proved');
    expect(beside(allow({ Service: 'backup.amazonaws.com' }))?.verdict).toBe('proved');
    expect(beside(allow({ AWS: arnOf('deploy') }))?.verdict).toBe('proved');
  });

  it('is refuted in a closed account as well, whoever else may take it', () => {
    const roles = [
      role('other', { trust: [], identity: takes('*') }),
      teacher('s1', trust, takes('*')),
      helper(allow({ AWS: account })),
    ];
    const closed = said('helper', roles, { closedAccounts: [account] });
    expect(closed).toMatchObject({ verdict: 'refuted', request: { caller: { arn: arnOf('s1-teacher') } } });
    expect(
      said(
        'helper',
        [roles[0], teacher('s1'), roles[2]].flatMap((one) => one ?? []),
        { closedAccounts: [account] },
      )?.verdict,
    ).toBe('proved');
  });

  it('is none of this in an account without schools', () => {
    expect(verdicts(signInWorld({ roles: [helper(allow({ AWS: account }))] }), 'assume-closure')).toEqual([]);
  });

  it('of the bureau is proved as the kit writes it', () => {
    const roles = [teacher('s1'), operator(), breakGlass()];
    const one = verdicts(signInWorld({ roles, breakGlass: [emergencyArn] }), 'assume-closure');
    expect(one.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'proved']);
  });
});
