import type { Verdict } from '../../../lib/prove';
import { verdicts } from '../support/proving';
import {
  admission,
  audience,
  bureauArn,
  issuer,
  oidcTrust,
  operator,
  ownArn,
  proxyArn,
  samlTrust,
  signIn,
  signInWorld,
  teacher,
} from '../support/sign-in';

// Who may sign in to a role: each condition of the kit's trust policies, taken away or written so that it only looks right.

const scoped = 'saml:edupersonscopedaffiliation';
const own = ownArn('s1');
const mine = ['faculty@s1.example', 'staff@s1.example'];
const tagKeys = 'aws:TagKeys';

function said(trust: unknown, school = 's1', parts: Parameters<typeof signInWorld>[0] = {}): Verdict | undefined {
  return verdicts(signInWorld({ roles: [teacher(school, trust)], ...parts }), 'federation-binding')[0];
}

const word = (...given: Parameters<typeof said>): string | undefined => said(...given)?.verdict;

/** The kit's trust policy with other conditions of the sign-in itself. */
function changed(more: Readonly<Record<string, unknown>>): unknown {
  const asked = Object.entries(admission(mine, more)).filter(([, keys]) => keys !== undefined);
  return samlTrust(own, Object.fromEntries(asked));
}

describe('the role of a school', () => {
  it('is proved as the kit writes it, whoever of its providers vouches', () => {
    expect(word(samlTrust(own, admission(mine)))).toBe('proved');
    expect(word(samlTrust(proxyArn, admission(mine)))).toBe('proved');
    expect(word(samlTrust(ownArn('s2'), admission(['faculty@old.s2.example'])), 's2')).toBe('proved');
    expect(word(oidcTrust({}), 's3')).toBe('proved');
  });

  it('is refuted by a request of the very person, which the evaluator allows', () => {
    expect(said(samlTrust(ownArn('s2'), admission(mine)))).toMatchObject({
      verdict: 'refuted',
      request: {
        caller: { kind: 'anonymous' },
        action: 'sts:AssumeRoleWithSAML',
        context: { 'aws:FederatedProvider': ownArn('s2') },
      },
    });
  });

  it.each([
    ['the provider of another school', samlTrust(ownArn('s2'), admission(mine))],
    ['the provider of the bureau', samlTrust(bureauArn, admission(mine))],
    ['a provider that no template holds', samlTrust(`${own}-old`, admission(mine))],
    ['a provider besides its own', [...samlTrust(own, admission(mine)), ...samlTrust(ownArn('s2'), admission(mine))]],
    ['everybody', samlTrust('x', admission(mine)).map((one) => ({ ...one, Principal: '*' }))],
    [
      'all but one provider',
      samlTrust('x', admission(mine)).map(({ Principal, ...one }) => ({ ...one, NotPrincipal: Principal })),
    ],
    ['a public service', samlTrust('www.amazon.com', admission(mine)).map((one) => ({ ...one, Action: 'sts:*' }))],
  ])('is not proved where %s may vouch', (_, trust) => {
    expect(word(trust)).toBe('refuted');
  });

  const subject = { 'saml:aud': [audience], 'saml:sub_type': 'persistent' };
  it.each([
    ['no audience', { StringEquals: { 'saml:sub_type': 'persistent' } }],
    ['the audience of another site', { StringEquals: { ...subject, 'saml:aud': 'https://evil.example/saml' } }],
    ['an audience besides', { StringEquals: { ...subject, 'saml:aud': [audience, 'https://evil.example/saml'] } }],
    [
      'an audience by its beginning',
      { StringLike: { 'saml:aud': `${audience}*` }, StringEquals: { 'saml:sub_type': 'persistent' } },
    ],
    [
      'an audience in any case',
      { StringEqualsIgnoreCase: { 'saml:aud': audience }, StringEquals: { 'saml:sub_type': 'persistent' } },
    ],
    [
      'an audience if there is one',
      { StringEqualsIfExists: { 'saml:aud': audience }, StringEquals: { 'saml:sub_type': 'persistent' } },
    ],
    ['no kind of subject', { StringEquals: { 'saml:aud': audience } }],
    [
      'a subject that is not transient',
      { StringEquals: { 'saml:aud': audience }, StringNotEquals: { 'saml:sub_type': 'transient' } },
    ],
    ['no scope', { 'ForAnyValue:StringEquals': undefined }],
    ['the scope of another school', { 'ForAnyValue:StringEquals': { [scoped]: 'faculty@s2.example' } }],
    ['a scope besides', { 'ForAnyValue:StringEquals': { [scoped]: [...mine, 'faculty@s2.example'] } }],
    [
      'any value of its scope',
      { 'ForAnyValue:StringEquals': undefined, 'ForAnyValue:StringLike': { [scoped]: '*@s1.example' } },
    ],
    ['a value with two signs', { 'ForAnyValue:StringEquals': { [scoped]: 'faculty@s2.example@s1.example' } }],
    ['a value without a name', { 'ForAnyValue:StringEquals': { [scoped]: '@s1.example' } }],
    ['a scope that only begins alike', { 'ForAnyValue:StringEquals': { [scoped]: 'faculty@s1.example.evil' } }],
    [
      'a scope in any case',
      { 'ForAnyValue:StringEquals': undefined, 'ForAnyValue:StringEqualsIgnoreCase': { [scoped]: mine } },
    ],
    [
      'scopes if there are any',
      { 'ForAnyValue:StringEquals': undefined, 'ForAllValues:StringEquals': { [scoped]: mine } },
    ],
    [
      'no scope but these',
      { 'ForAnyValue:StringEquals': undefined, 'ForAnyValue:StringNotEquals': { [scoped]: 'student@s1.example' } },
    ],
    ['no name for the log', { Null: { 'saml:aud': 'false' } }],
    ['a name for the log that is missing', { Null: { 'sts:SourceIdentity': 'true' } }],
    ['a name for the log or none', { Null: { 'sts:SourceIdentity': ['true', 'false'] } }],
  ])('is refuted where the policy asks for %s', (_, condition) => {
    expect(word(changed(condition))).toBe('refuted');
  });

  it('needs no list of tags where nobody may sign in with another tag anyway', () => {
    expect(word(changed({ 'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': ['educloud:user'] } }))).toBe(
      'proved',
    );
  });

  it.each([
    ['no list of tags', {}],
    ['the tag of the school', { 'ForAllValues:StringEquals': { [tagKeys]: ['educloud:user', 'educloud:school'] } }],
    ['one of the tags at least', { 'ForAnyValue:StringEquals': { [tagKeys]: ['educloud:user'] } }],
    ['tags by their beginning', { 'ForAllValues:StringLike': { [tagKeys]: 'educloud:*' } }],
    ['tags but one', { 'ForAllValues:StringNotEquals': { [tagKeys]: 'educloud:school' } }],
    ['the value of a tag', { StringEquals: { 'aws:RequestTag/educloud:school': 's1' } }],
  ])('is refuted where sessions may be tagged with %s', (_, Condition) => {
    const [first, , last] = samlTrust(own, admission(mine));
    const tagging = { Effect: 'Allow', Principal: { Federated: own }, Action: 'sts:TagSession', Condition };
    expect(word([first, tagging, last])).toBe('refuted');
  });

  it('is not proved by a list of tags that holds who may do what, whoever says so', () => {
    const trust = samlTrust(own, admission(mine)).map((one) => ({ ...one, Condition: {} }));
    const userTags = ['educloud:user', 'EduCloud:School'];
    const [first] = samlTrust(own, admission(mine));
    const tagging = {
      ...trust[1],
      Condition: { 'ForAllValues:StringEquals': { [tagKeys]: userTags } },
    };
    expect(word([first, tagging], 's1', { signIn: { ...signIn, userTags } })).toBe('refuted');
  });

  it.each([
    ['two values at once, one of them in its scope', 'proved', { [scoped]: [...mine] }],
    ['a value of its scope among others', 'refuted', { [scoped]: [...mine, 'member@'] }],
  ])('%s: %s', (_, expected, values) => {
    expect(word(changed({ 'ForAnyValue:StringEquals': values }))).toBe(expected);
  });

  it('is stopped by a Deny just as well', () => {
    const loose = samlTrust(own, admission(mine, { StringEquals: { 'saml:sub_type': 'persistent' } }));
    const deny = (Condition: unknown): unknown => ({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRoleWithSAML',
      Condition,
    });
    expect(word([...loose, deny({ StringNotEquals: { 'saml:aud': audience } })])).toBe('proved');
    expect(word([...loose, deny({ StringNotEqualsIfExists: { 'saml:aud': audience } })])).toBe('proved');
    expect(word([...loose, deny({ 'ForAnyValue:StringNotEquals': { 'saml:aud': audience } })])).not.toBe('proved');
  });

  it('is undecided where the policy asks for a key that AWS does not document for signing in', () => {
    const more = { StringLike: { 'aws:FederatedProvider': '*' } };
    expect(word(samlTrust(ownArn('s2'), admission(mine, more)))).toBe('undecided');
  });

  it('is undecided where a statement cannot be read, and vacuous where nobody can sign in', () => {
    expect(word(samlTrust('*', admission(mine)))).toBe('undecided');
    expect(word(changed({ StringSounds: { 'saml:aud': audience } }))).toBe('undecided');
    const never = { Effect: 'Deny', Principal: '*', Action: 'sts:*' };
    expect(word([...samlTrust(own, admission(mine)), never])).toBe('vacuous');
  });

  it('is refuted where the proxy is not declared, or its school has no domain', () => {
    expect(word(samlTrust(proxyArn, admission(mine)), 's1', { signIn: { ...signIn, proxies: [] } })).toBe('refuted');
    expect(word(samlTrust(own, admission(mine)), 's1', { signIn: { ...signIn, domains: {} } })).toBe('refuted');
  });

  it('does not take a declared proxy or the bureau for its own provider by a tag', () => {
    const one = signInWorld();
    const identityProviders = one.identityProviders.map((provider) => ({ ...provider, owner: 's1' }));
    expect(word(samlTrust(bureauArn, admission(mine)), 's1', { identityProviders })).toBe('refuted');
  });
});

describe('the role of a school by OpenID Connect', () => {
  const aud = `${issuer}:aud`;
  it.each([
    ['no client', { StringEquals: { 'aws:RequestedRegion': 'cn-north-1' } }],
    ['two clients', { StringEquals: { [aud]: ['teachers', 'admins'] } }],
    ['a client that the provider does not know', { StringEquals: { [aud]: 'others' } }],
    [
      'a client by its beginning',
      { StringEquals: { 'aws:RequestedRegion': 'cn-north-1' }, StringLike: { [aud]: 'teach*' } },
    ],
    ['no subject', { Null: { 'sts:SourceIdentity': 'false' } }],
    ['no name for the log', { Null: { [`${issuer}:sub`]: 'false' } }],
    ['the client of another issuer', { StringEquals: { 'login.s4.example:aud': 'teachers' } }],
  ])('is refuted where the policy asks for %s', (_, condition) => {
    expect(word(oidcTrust(condition), 's3')).not.toBe('proved');
  });

  it('names the client in the request', () => {
    const { request } = said(oidcTrust({ StringEquals: { [aud]: ['teachers', 'admins'] } }), 's3') ?? {};
    expect(request?.action).toBe('sts:AssumeRoleWithWebIdentity');
    expect(Object.keys(request?.context ?? {})).toContain(aud);
  });
});

describe('the role of the bureau', () => {
  it('is taken by the bureau alone', () => {
    const [verdict] = verdicts(signInWorld({ roles: [operator()] }), 'federation-binding');
    expect(verdict?.verdict).toBe('proved');
    const trust = operator().trust;
    for (const provider of [ownArn('s1'), proxyArn]) {
      const other = {
        ...operator(),
        trust: {
          ...trust,
          statements: trust.statements.map((one) => ({
            ...one,
            principals: { not: false, list: [{ kind: 'federated' as const, provider }] },
          })),
        },
      };
      expect(verdicts(signInWorld({ roles: [other] }), 'federation-binding')[0]?.verdict).toBe('refuted');
    }
  });

  it('is none of this where no file says who may sign in', () => {
    const { signIn: _, ...rest } = signInWorld({ roles: [operator()] });
    expect(verdicts(rest, 'federation-binding')).toEqual([]);
  });
});
