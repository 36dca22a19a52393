import type { Values } from '../../../lib/cli/command';
import { answerWhy } from '../../../lib/cli/why/answer-why';
import type { Issue } from '../../../lib/errors';
import { opaque, type IdentityProvider, type World } from '../../../lib/model';
import { issuesOf } from '../../errors/support';
import { foreign, home, roleArn, worldOf, type Statements } from '../../prove/evaluate/support';

const provider = `arn:aws:iam::${home}:saml-provider/school-a`;
const issuer = `arn:aws:iam::${home}:oidc-provider/login.school-a.example`;
const generated = opaque('value', 'school.Provider.Arn');

function world(...trust: readonly Readonly<Record<string, unknown>>[]): World {
  const bare = worldOf({ trust });
  const of = (arn: string, protocol: IdentityProvider['protocol']): IdentityProvider => ({
    kind: 'identity-provider',
    source: { file: 'school.template.json', pointer: '/Resources/Provider' },
    account: home,
    awsRegion: 'eu-central-1',
    partition: 'aws',
    tags: {},
    doubts: [],
    protocol,
    arn,
  });
  return { ...bare, identityProviders: [of(provider, 'saml'), of(issuer, 'oidc'), of(generated, 'saml')] };
}

const admit = {
  Sid: 'Teachers',
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithSAML',
  Condition: {
    StringEquals: { 'saml:aud': 'here' },
    'ForAnyValue:StringEquals': { 'saml:edupersonscopedaffiliation': ['faculty@a.example'] },
  },
};
const tag = {
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:TagSession',
  Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['educloud:user'] } },
};
const claims = [
  'saml:aud=here',
  'saml:edupersonscopedaffiliation=member@a.example',
  'saml:edupersonscopedaffiliation=faculty@a.example',
];

function why(trust: Statements, values: Values = {}, language: 'en' | 'zh' | 'ru' = 'en') {
  const asked = { as: 'saml:school-a', do: 'sts:AssumeRoleWithSAML', on: 'teacher', with: claims };
  return answerWhy(world(...trust), { ...asked, ...values }, language);
}

function mistakes(values: Values): readonly Issue[] {
  return issuesOf(() => why([admit], values));
}

describe('Whoever signs in', () => {
  test('is named by the provider, and lists are given value by value', () => {
    const { json, text } = why([admit]);
    expect(json).toMatchObject({
      decision: 'allowed',
      layer: 'trust policy',
      statements: [{ text: 'Teachers' }],
      request: {
        caller: { kind: 'anonymous' },
        resource: roleArn,
        context: {
          'aws:FederatedProvider': provider,
          'saml:edupersonscopedaffiliation': ['member@a.example', 'faculty@a.example'],
        },
      },
    });
    expect(text).toContain(`somebody for whom ${provider} vouches: sts:AssumeRoleWithSAML on ${roleArn}\nALLOWED`);
  });

  test.each([
    ['saml:school-a', provider],
    [`saml:${provider}`, provider],
    [`saml:${provider.replace(home, foreign)}`, provider.replace(home, foreign)],
    ['saml:school.Provider.Arn', '‹school.Provider.Arn›'],
    ['saml:‹school.Provider.Arn›', '‹school.Provider.Arn›'],
  ])('%s is %s', (as, expected) => {
    expect(why([admit], { as }).json).toMatchObject({ request: { context: { 'aws:FederatedProvider': expected } } });
  });

  test.each(['oidc:login.school-a.example', `oidc:${issuer}`, 'oidc:accounts.google.com'])('by a token is %s', (as) => {
    expect(why([admit], { as, do: 'sts:assumerolewithwebidentity' }).json).toMatchObject({ decision: 'denied' });
  });

  test('is told what is missing, in every language', () => {
    const texts = (['en', 'zh', 'ru'] as const).map((one) => why([admit], { with: claims.slice(1) }, one).text);
    expect(new Set(texts).size).toBe(3);
    expect(texts[0]).toContain('DENIED\nThe trust policy of the role has no statement that lets in people');
    expect(texts[0]).toContain('taken to be absent: saml:aud');
    expect(texts.join('')).not.toMatch(/[{}]/);
  });

  test('by a provider of no template is told so', () => {
    const as = `saml:${provider.replace(home, foreign)}`;
    expect(why([admit], { as }).text).toContain('is not in the templates; whom it vouches for is not known.');
    expect(why([admit]).text).not.toContain('is not in the templates');
  });

  test('with tags needs an Allow for them as well', () => {
    const tagged = { with: [...claims, 'aws:RequestTag/educloud:user=f00d'] };
    expect(why([admit, tag], tagged).json).toMatchObject({
      decision: 'allowed',
      also: [
        { decision: 'allowed', request: { action: 'sts:TagSession', context: { 'aws:TagKeys': ['educloud:user'] } } },
      ],
      overall: 'allowed',
    });
    const { json, text } = why([admit], tagged);
    expect(json).toMatchObject({ decision: 'allowed', also: [{ decision: 'denied' }], overall: 'denied' });
    expect(text).toMatch(/so this has to be allowed as well:\n.*sts:TagSession.*\nDENIED[^]*In all: DENIED/);
  });

  test('with tags that are not to be passed gets no session', () => {
    const tagged = { with: [...claims, 'aws:RequestTag/educloud:user=f00d', 'aws:RequestTag/educloud:school=b'] };
    expect(why([admit, tag], tagged).json).toMatchObject({ overall: 'denied' });
  });

  test('by a token states its claims under the address of the issuer', () => {
    const trusted = (key: string): Statements => [
      {
        Effect: 'Allow',
        Principal: { Federated: issuer },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [key]: 'cloud-t' } },
      },
    ];
    for (const key of ['login.school-a.example:aud', 'login.school-a.example/realms/staff:aud']) {
      const asked = { as: `oidc:${issuer}`, do: 'sts:AssumeRoleWithWebIdentity' };
      expect(why(trusted(key), { ...asked, with: [`${key}=cloud-t`] }).json).toMatchObject({ decision: 'allowed' });
      expect(why(trusted(key), { ...asked, with: [`${key}=cloud-a`] }).json).toMatchObject({ decision: 'denied' });
    }
  });

  test('with a source identity needs an Allow for it as well', () => {
    const named = { with: [...claims, 'sts:SourceIdentity=f00d'] };
    expect(why([admit], named).json).toMatchObject({ overall: 'denied' });
    const set = { Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:SetSourceIdentity' };
    expect(why([admit, set], named).json).toMatchObject({
      also: [{ decision: 'allowed', request: { action: 'sts:SetSourceIdentity' } }],
      overall: 'allowed',
    });
  });

  test('and who else takes a role is asked about tags and source identities as well', () => {
    const trust = [{ Effect: 'Allow', Principal: { AWS: home }, Action: 'sts:AssumeRole' }];
    const values = { as: `arn:aws:iam::${home}:role/unseen`, do: 'sts:AssumeRole', with: ['aws:TagKeys=team'] };
    expect(why(trust, values).json).toMatchObject({ decision: 'allowed', also: [{ decision: 'denied' }] });
  });
});

describe('A sign-in that cannot be', () => {
  test.each<[string, Values, string]>([
    ['a provider that is misspelt', { as: 'saml:shool-a' }, 'EDU711 did you mean `saml:school-a`?'],
    ['a provider of the other protocol', { as: `saml:${issuer}` }, 'EDU711'],
    ['no provider', { as: 'oidc:' }, 'EDU711'],
    ['a well-known provider of tokens, by SAML', { as: 'saml:accounts.google.com' }, 'EDU711'],
    ['a wildcard', { as: `saml:${provider}*` }, 'EDU711'],
    ['a token of a SAML provider', { do: 'sts:AssumeRoleWithWebIdentity' }, 'EDU712'],
    ['reading with an assertion', { do: 's3:GetObject', on: 'school-a/x', with: [] }, 'EDU712'],
    ['taking a role as if there were credentials', { do: 'sts:AssumeRole' }, 'EDU712'],
    ['an assertion without provider', { as: 'anonymous' }, `EDU711 write \`--as saml:${provider}\``],
    ['an assertion of a role', { as: 'teacher' }, `EDU711 write \`--as saml:${provider}\``],
    ['taking a role without credentials', { as: 'anonymous', do: 'sts:AssumeRole' }, 'EDU711 name who takes the role'],
    [
      'taking a role as root',
      { as: `arn:aws:iam::${home}:root`, do: 'sts:AssumeRole' },
      'EDU711 name who takes the role',
    ],
    [
      'a tag that the stated keys of tags hide',
      { with: ['aws:TagKeys=educloud:user', 'aws:RequestTag/Educloud:User=u', 'aws:RequestTag/educloud:school=b'] },
      'EDU714 leave out `aws:TagKeys`',
    ],
    ['the provider as a condition key', { with: [`aws:FederatedProvider=${provider}`] }, 'EDU714'],
  ])('by %s', (_, values, expected) => {
    const [first, ...more] = mistakes(values).map(({ code, fix }) => `${code} ${fix ?? ''}`);
    expect(more).toEqual([]);
    expect(first?.startsWith(expected)).toBe(true);
  });

  test('a session policy limits the session that begins, and not the sign-in', () => {
    expect(mistakes({ sessionPolicy: ['gone.json'] }).map(({ code }) => code)).toEqual(['EDU711', 'EDU101']);
  });
});
