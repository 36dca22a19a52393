import { account, bucket, role, world } from '../support/worlds';
import { verdicts } from '../support/proving';
import type { Verdict } from '../../../lib/prove';

// Whoever may pass the tag of a school to a role is that school for every policy that asks for the tag.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html

const tag = 'aws:PrincipalTag/educloud:school';
const requested = 'aws:RequestTag/educloud:school';
const arn = 'arn:aws-cn:s3:::edu-s1-data';

/** The store of one school, open to whoever carries its tag, and a role of another school. */
function read(trust: Record<string, unknown>, options: { closed?: boolean; key?: string } = {}): Verdict | undefined {
  const { closed = false, key = tag } = options;
  const own = role('own', {
    tags: { 'educloud:school': 's1' },
    trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  const other = role('other', {
    tags: { 'educloud:school': 's2' },
    trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession'], ...trust }],
    identity: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  const policy = [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:Get*', 's3:List*'],
      Resource: [arn, `${arn}/*`],
      Condition: { StringNotEquals: { [key]: 's1' }, ArnNotEquals: { 'aws:PrincipalArn': own.arn } },
    },
  ];
  const one = world({
    buckets: [bucket('edu-s1-data', { owner: 's1', policy })],
    roles: [own, other],
    closedAccounts: closed ? [account] : [],
  });
  return verdicts(one, 'read-isolation')[0];
}

describe.each([
  ['in an open account', false],
  ['in a closed account', true],
])('a role of another school %s', (_, closed) => {
  it('refutes when anyone may pass it the tag of the school', () => {
    const verdict = read({}, { closed });
    expect(verdict?.verdict).toBe('refuted');
    expect(verdict?.request?.context[tag]).toBe('s1');
    expect(verdict?.request?.caller).toEqual({ kind: 'role', arn: `arn:aws-cn:iam::${account}:role/other` });
  });

  it.each(['sts:TagSess*', 'sts:*Session', 'sts:?agSession', 'STS:tagsessio?', 'sts:*', '*'])(
    'refutes when the action that passes tags hides in the wildcard %s',
    (action) => {
      expect(read({ Action: ['sts:AssumeRole', action] }, { closed })?.verdict).toBe('refuted');
    },
  );

  it('is proved when the trust policy pins the tag by StringEquals', () => {
    expect(read({ Condition: { StringEquals: { [requested]: 's2' } } }, { closed })?.verdict).toBe('proved');
  });

  it('is proved when nobody may pass tags', () => {
    expect(read({ Action: 'sts:AssumeRole' }, { closed })?.verdict).toBe('proved');
  });

  it.each([
    ['a pattern that the tag of the school fits', { StringLike: { [requested]: 's*' } }],
    ['a list in which the school stands', { StringEquals: { [requested]: ['s2', 's1'] } }],
    ['a Deny that does not stop it', { StringNotEquals: { [requested]: 's3' } }],
  ])('refutes when the tag is limited by %s', (__, Condition) => {
    const verdict = read({ Condition }, { closed });
    expect(verdict?.verdict).toBe('refuted');
    expect(verdict?.request?.context[tag]).toBe('s1');
  });
});

it('is not proved when only another tag is pinned', () => {
  const verdict = read({ Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } } });
  expect(['refuted', 'undecided']).toContain(verdict?.verdict);
});

it('lets a role pass the tag that it has anyway, beside the one that opens the store', () => {
  const Condition = { StringEquals: { [requested]: 's2' } };
  const verdict = read({ Condition }, { closed: true, key: 'aws:PrincipalTag/team' });
  expect(verdict?.verdict).toBe('refuted');
  expect(verdict?.request?.context['aws:PrincipalTag/team']).toBe('s1');
});

it('lets a role pass a tag that its trust policy does not name', () => {
  const verdict = read({}, { closed: true, key: 'aws:PrincipalTag/team' });
  expect(verdict?.verdict).toBe('refuted');
  expect(verdict?.request?.context['aws:PrincipalTag/team']).toBe('s1');
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys
describe.each([
  ['in an open account', false],
  ['in a closed account', true],
])('a list of the tags that may be passed %s', (_, closed) => {
  const keys = 'aws:TagKeys';

  it.each([
    ['names others alone', { 'ForAllValues:StringEquals': { [keys]: ['educloud:user', 'team'] } }],
    ['names others by a pattern', { 'ForAllValues:StringLike': { [keys]: 'educloud:u*' } }],
    ['is one of two', { 'ForAllValues:StringEquals': { [keys]: 'team' }, 'ForAllValues:StringLike': { [keys]: '*' } }],
  ])('keeps the tag of the school out where it %s', (__, Condition) => {
    expect(read({ Condition }, { closed })?.verdict).toBe('proved');
  });

  it.each([
    ['is asked of one tag alone', { 'ForAnyValue:StringEquals': { [keys]: ['educloud:user', 'team'] } }],
    ['names it', { 'ForAllValues:StringEquals': { [keys]: ['educloud:user', 'educloud:school'] } }],
    ['names it in other letters', { 'ForAllValues:StringEquals': { [keys]: 'EduCloud:School' } }],
    ['names it by a pattern', { 'ForAllValues:StringLike': { [keys]: 'educloud:*' } }],
    ['says which are not among them', { 'ForAllValues:StringNotEquals': { [keys]: 'team' } }],
  ])('lets the tag of the school in where it %s', (__, Condition) => {
    expect(read({ Condition }, { closed })?.verdict).not.toBe('proved');
  });

  it('lets in the tags that it names and no others', () => {
    const Condition = { 'ForAllValues:StringEquals': { [keys]: 'team' } };
    expect(read({ Condition }, { closed: true, key: 'aws:PrincipalTag/team' })?.verdict).toBe('refuted');
    expect(read({ Condition }, { closed: true, key: 'aws:PrincipalTag/group' })?.verdict).toBe('proved');
  });
});
