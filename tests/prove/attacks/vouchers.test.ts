import { isSharedIssuer, properties } from '../../../lib/facts';
import type { Role, User, World } from '../../../lib/model';
import type { Verdict } from '../../../lib/prove';
import { issuesOf, worldOfAll } from '../../model/support';
import { verdicts } from '../support/proving';
import {
  admission,
  alarm,
  audience,
  breakGlass,
  bureauArn,
  emergencyArn,
  emergencyEntitlement,
  oidcTrust,
  ownArn,
  provider,
  proxyArn,
  samlTrust,
  signIn,
  signInWorld,
  teacher,
  topic,
  trail,
} from '../support/sign-in';
import { account, otherAccount, policyOf, role } from '../support/worlds';

// What looks like a school's own provider, tag, domain or entitlement, and is somebody else's as well.

type Parts = Partial<World>;
const binding = (one: Role, parts: Parts = {}): Verdict | undefined =>
  verdicts(signInWorld({ roles: [one], ...parts }), 'federation-binding')[0];
const word = (...given: Parameters<typeof binding>): string | undefined => binding(...given)?.verdict;
const through = (arn: string, school: string): Role =>
  teacher(school, samlTrust(arn, admission([`faculty@${school}.example`])));

describe('an identity provider of two parties', () => {
  const vouching = (...parts: readonly Partial<ReturnType<typeof provider>>[]): Parts => ({
    identityProviders: parts.map((one, index) => ({ ...provider(ownArn(`s${index + 1}`), `s${index + 1}`), ...one })),
  });

  it('is no proxy and no bureau where it carries the tag of a school', () => {
    expect(word(through(ownArn('s1'), 's2'), { signIn: { ...signIn, proxies: [ownArn('s1')] } })).toBe('refuted');
    const trust = samlTrust(ownArn('s1'), {
      ...admission([]),
      StringEquals: { 'saml:aud': [audience], 'saml:sub_type': 'persistent', 'aws:RequestedRegion': 'cn-north-1' },
      'ForAnyValue:StringEquals': {
        'saml:edupersonscopedaffiliation': ['staff@bureau.example'],
        'saml:edupersonentitlement': [emergencyEntitlement],
      },
    });
    const tampered = signInWorld({
      roles: [breakGlass({}, trust)],
      breakGlass: [emergencyArn],
      others: [alarm(), topic(), trail()],
      signIn: { ...signIn, bureau: [ownArn('s1')] },
    });
    expect(verdicts(tampered, 'break-glass-only', 'federation-binding').map(({ verdict }) => verdict)).toEqual([
      'refuted',
      'refuted',
    ]);
  });

  it('is neither school’s where both have an object with its key or its name', () => {
    const shared = vouching({ voices: ['entity a', 'certificate k'] }, { voices: ['entity b', 'certificate k'] });
    const apart = vouching({ voices: ['entity a', 'certificate k'] }, { voices: ['entity b', 'certificate l'] });
    for (const school of ['s1', 's2']) {
      expect(word(through(ownArn(school), school), shared)).toBe('refuted');
      expect(word(through(ownArn(school), school), apart)).toBe('proved');
    }
  });

  it('is not the bureau’s where it is the proxy as well, so that nothing rests on the proxy unsaid', () => {
    const both = { ...signIn, bureau: [bureauArn, proxyArn] };
    expect(word(through(proxyArn, 's1'), { signIn: both })).toBe('refuted');
  });

  it('may stand in several accounts for one school', () => {
    const twice = vouching({ voices: ['entity a'] }, { voices: ['entity a'], owner: 's1', account: otherAccount });
    expect(word(through(ownArn('s1'), 's1'), twice)).toBe('proved');
  });

  it('leaves a doubt where it is not sure to be there', () => {
    const doubts = [{ reason: 'it may not be there', source: { file: 'x', pointer: '' } }];
    expect(word(through(ownArn('s1'), 's1'), vouching({ doubts }))).toBe('undecided');
  });
});

describe('a domain of two parties', () => {
  it.each([
    ['two schools', { domains: { s1: ['s1.example'], s2: ['s2.example', 's1.example'] } }],
    ['a school and the bureau', { bureauDomains: ['s1.example'] }],
  ])('counts for neither of %s', (_, more) => {
    expect(word(through(proxyArn, 's1'), { signIn: { ...signIn, ...more } })).toBe('refuted');
  });

  it('is told from a text with two signs, however many roles look alike', () => {
    const odd = { ...signIn, domains: { s1: ['s1.example'], s2: ['a@b'] } };
    const alike = ['a', 'b', 'c'].map((name) => ({
      ...through(ownArn('s1'), 's1'),
      arn: `arn:aws-cn:iam::1:role/${name}`,
    }));
    const other = teacher('s2', samlTrust(ownArn('s2'), admission(['faculty@a@b'])));
    const all = verdicts(signInWorld({ roles: [...alike, other], signIn: odd }), 'federation-binding');
    expect(all.map(({ verdict }) => verdict)).toEqual(['proved', 'proved', 'proved', 'refuted']);
  });
});

describe('an issuer of everybody', () => {
  const issuers = [
    'accounts.google.com',
    'token.actions.githubusercontent.com',
    'login.microsoftonline.com/common/v2.0',
  ];
  it.each(issuers)('is no school’s own, whatever its tag says: %s', (issuer) => {
    const arn = `arn:aws-cn:iam::${account}:oidc-provider/${issuer}`;
    const text = JSON.stringify(oidcTrust({})).replaceAll('login.s3.example/realm', issuer);
    const one = teacher('s3', JSON.parse(text));
    expect(word(one, { identityProviders: [provider(arn, 's3', ['teachers'])] })).toBe('refuted');
  });

  it('is in the property only if the kit refuses it, too', () => {
    const text = JSON.stringify(properties().find(({ id }) => id === 'federation-binding')?.requests.when);
    const named = [...text.matchAll(/oidc-provider\/([^"]*)\*"/g)].map(([, issuer = '']) => issuer.replace('*', ''));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((issuer) => !isSharedIssuer(issuer))).toEqual([]);
  });
});

describe('the entitlement for emergencies', () => {
  it.each([
    ['a pattern', { 'ForAnyValue:StringLike': { 'saml:edupersonentitlement': 'urn:bureau:*' } }],
    ['any case', { 'ForAnyValue:StringEqualsIgnoreCase': { 'saml:edupersonentitlement': 'URN:Bureau:Break-Glass' } }],
  ])('opens no other role by %s', (_, more) => {
    const other = role('other', { trust: samlTrust(bureauArn, admission(['staff@bureau.example'], more)) });
    const found = verdicts(
      signInWorld({
        roles: [breakGlass(), other],
        breakGlass: [emergencyArn],
        others: [alarm(), topic(), trail()],
      }),
      'break-glass-only',
    );
    expect(found.map(({ verdict }) => verdict)).toEqual(['refuted']);
  });
});

it('a user of a school who may take any role is a way out of the school', () => {
  const { tags: _, ...placed } = teacher('s1');
  const user: User = {
    ...placed,
    kind: 'user',
    name: 'anna',
    arn: `arn:aws-cn:iam::${account}:user/anna`,
    tags: {},
    identity: [policyOf([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }], 'identity')],
  };
  const said = (users: readonly User[]): string | undefined =>
    verdicts(signInWorld({ roles: [teacher('s1')], users }), 'assume-closure')[0]?.verdict;
  expect([said([]), said([user])]).toEqual(['proved', 'undecided']);
});

describe('a template', () => {
  const document = (...Statement: readonly unknown[]): unknown => ({ Version: '2012-10-17', Statement });
  const strangers = document({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  const roleOf = (Tags: unknown): object => ({
    Parameters: { Whose: { Type: 'String' } },
    Resources: {
      Sly: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'sly', AssumeRolePolicyDocument: strangers, Tags } },
    },
  });
  const closure = (Tags: unknown): string[] =>
    verdicts(worldOfAll({ app: roleOf(Tags) }), 'assume-closure').map(({ verdict }) => verdict);

  it('gives the tag of a school in whatever case it is written, since IAM does not tell them apart', () => {
    expect(closure([{ Key: 'EduCloud:School', Value: 's1' }])).toEqual(['refuted']);
    expect(closure([{ Key: 'educloud:school', Value: 's1' }])).toEqual(['refuted']);
    expect(closure([{ Key: 'team', Value: 's1' }])).toEqual([]);
  });

  it('leaves no role unjudged of which it says only when it is deployed whose it is', () => {
    expect(closure([{ Key: 'educloud:school', Value: { Ref: 'Whose' } }])).toEqual(['undecided']);
    expect(closure({ Ref: 'Whose' })).toEqual(['undecided']);
    const both = [
      { Key: 'educloud:school', Value: 's1' },
      { Key: 'Educloud:School', Value: 's2' },
    ];
    expect(closure(both)).toEqual(['undecided']);
  });

  it('is refused with a cells file that gives a role with the tag of one school to another', () => {
    const cells = { schools: { s2: { buckets: [], keys: [], roles: ['sly'] } } };
    const app = roleOf([{ Key: 'educloud:school', Value: 's1' }]);
    const codes = issuesOf(() => worldOfAll({ app }, undefined, {}, cells)).map(({ code }) => code);
    expect(codes).toEqual(['EDU731']);
  });

  const metadata = (name: string, key: string): string =>
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${name}"><ds:X509Certificate>\n${key}\n</ds:X509Certificate></EntityDescriptor>`;
  const providers = (...given: readonly (readonly [string, string, string])[]): World =>
    worldOfAll(
      Object.fromEntries(
        given.map(([school, Name, SamlMetadataDocument], index) => [
          `stack${index}`,
          {
            Resources: {
              P: {
                Type: 'AWS::IAM::SAMLProvider',
                Properties: { Name, SamlMetadataDocument, Tags: [{ Key: 'educloud:school', Value: school }] },
              },
            },
          },
        ]),
      ),
    );

  it('tells name and keys of a provider, without white space', () => {
    const [one] = providers(['s1', 'a', metadata('https://a', 'MII C')]).identityProviders;
    expect(one?.voices).toEqual(['entity https://a', 'certificate MIIC']);
    const oidc = { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://Login.example/x/' } };
    expect(worldOfAll({ app: { Resources: { P: oidc } } }).identityProviders[0]?.voices).toEqual([
      'issuer login.example/x',
    ]);
  });

  it('leaves a doubt on a provider of which it says only when it is deployed who speaks', () => {
    const Properties = { Name: 'a', SamlMetadataDocument: { Ref: 'Metadata' } };
    const { identityProviders } = worldOfAll({
      app: {
        Parameters: { Metadata: { Type: 'String' } },
        Resources: { P: { Type: 'AWS::IAM::SAMLProvider', Properties } },
      },
    });
    expect(identityProviders.map(({ doubts }) => doubts.length)).toEqual([1]);
  });

  it('leaves a doubt on two providers with one ARN', () => {
    const { identityProviders } = providers(
      ['s1', 'a', metadata('https://a', 'k')],
      ['s2', 'a', metadata('https://b', 'l')],
    );
    expect(identityProviders.map(({ doubts }) => doubts.map(({ reason }) => reason))).toEqual([
      ['another identity provider has the same ARN'],
      ['another identity provider has the same ARN'],
    ]);
  });
});
