import fc from 'fast-check';
import { FederatedTrust, PersonaRole, type SamlTrustProps } from '../../constructs';
import { partitionOfAwsRegion, samlAudiences } from '../../lib/facts';
import { allows } from './support/evaluate';
import { providerArn, signsIn, signsInByOidc, type Assertion } from './support/sign-in';
import { awsRegions, Built, own, stackIn, thrown } from './support/stage';

const roleName = 'educloud-northeast-nefu-teacher';

function trustOf(trusts: FederatedTrust[], awsRegion = 'cn-north-1') {
  const stack = stackIn(awsRegion);
  new PersonaRole(stack, 'Role', { schoolId: 'nefu', regionId: 'northeast', persona: 'teacher', trusts });
  return new Built(stack).trust(roleName);
}

function saml(more: Partial<SamlTrustProps> = {}, awsRegion = 'cn-north-1'): FederatedTrust {
  return FederatedTrust.saml({
    providerArns: [providerArn('nefu', awsRegion)],
    admissions: [
      { scopedAffiliations: ['faculty@nefu.edu.cn', 'staff@nefu.edu.cn'] },
      { scopedAffiliations: ['member@nefu.edu.cn'], entitlements: ['urn:x:teaches', 'urn:x:tutors'] },
    ],
    ...more,
  });
}

describe.each(awsRegions)('trust in a SAML identity provider in %s', (awsRegion) => {
  const trust = trustOf([saml({}, awsRegion)], awsRegion);
  const provider = providerArn('nefu', awsRegion);
  const [regional = '', global = ''] = samlAudiences(partitionOfAwsRegion(awsRegion), [awsRegion]);
  const right: Assertion = {
    audience: global,
    affiliations: ['student@nefu.edu.cn', 'faculty@nefu.edu.cn'],
    tags: { 'educloud:user': 'abc' },
    sourceIdentity: 'abc',
  };
  const enters = (more: Partial<Assertion>, who = provider): boolean => signsIn(trust, who, { ...right, ...more });

  test('lets in who has one of the affiliations, with and without the session tag', () => {
    expect(enters({})).toBe(true);
    expect(enters({ tags: {} })).toBe(true);
    expect(enters({ affiliations: ['staff@nefu.edu.cn'] })).toBe(true);
    expect(enters({ audience: regional })).toBe(true);
  });

  test('lets in who has another affiliation together with an entitlement', () => {
    expect(enters({ affiliations: ['member@nefu.edu.cn'], entitlements: ['urn:x:tutors', 'urn:y'] })).toBe(true);
  });

  test.each<[string, Partial<Assertion>]>([
    ['an assertion for somebody else', { audience: 'https://sp.example/saml' }],
    ['the sign-in of another AWS Region', { audience: global.replace('://', '://eu-west-1.') }],
    ['a transient subject', { subjectType: 'transient' }],
    ['a pupil', { affiliations: ['student@nefu.edu.cn'] }],
    ['the same affiliation of another school', { affiliations: ['faculty@hit.edu.cn'] }],
    ['a domain below the school’s', { affiliations: ['faculty@lib.nefu.edu.cn'] }],
    ['an affiliation in other letters', { affiliations: ['Faculty@nefu.edu.cn'] }],
    ['an affiliation without its domain', { affiliations: ['faculty'] }],
    ['no affiliation', { affiliations: undefined as never }],
    ['an entitlement alone', { affiliations: [], entitlements: ['urn:x:teaches'] }],
    ['another entitlement', { affiliations: ['member@nefu.edu.cn'], entitlements: ['urn:y'] }],
    ['the affiliation that asks for an entitlement, alone', { affiliations: ['member@nefu.edu.cn'] }],
    ['a session tag that names a school', { tags: { 'educloud:school': 'hit' } }],
    ['that beside the allowed one', { tags: { 'educloud:user': 'abc', 'educloud:school': 'hit' } }],
    ['a session tag that names a persona', { tags: { 'educloud:persona': 'school-admin' } }],
    ['no source identity', { sourceIdentity: undefined }],
  ])('keeps out %s', (_, more) => {
    expect(enters(more)).toBe(false);
  });

  test('keeps out people of another identity provider', () => {
    expect(enters({}, providerArn('hit', awsRegion))).toBe(false);
    expect(enters({}, providerArn('nefu', awsRegion, '999988887777'))).toBe(false);
  });

  test('lets no principal of AWS in', () => {
    const principals = trust.policy.map(({ Principal }) => Object.keys(Principal ?? {}));
    expect([...new Set(principals.flat())]).toEqual(['Federated']);
  });

  test('has three kinds of statements, and takes a role by one alone', () => {
    expect(trust.policy.map(({ Action }) => Action).sort()).toEqual([
      'sts:AssumeRoleWithSAML',
      'sts:AssumeRoleWithSAML',
      'sts:SetSourceIdentity',
      'sts:TagSession',
    ]);
  });

  test('allows the passing of no other tag, by whatever statement', () => {
    const passes = (tags: string[], aud: string): boolean =>
      allows(trust, { federated: provider }, 'sts:TagSession', { 'aws:TagKeys': tags, 'saml:aud': aud });
    expect(passes(['educloud:user'], global)).toBe(true);
    expect(passes(['educloud:user', 'educloud:school'], global)).toBe(false);
    expect(passes(['educloud:user'], 'https://sp.example/saml')).toBe(false);
    expect(allows(trust, { federated: provider }, 'sts:SetSourceIdentity')).toBe(false);
  });

  test('can be pinned to an AWS Region', () => {
    const pinned = trustOf([saml({ onlyAwsRegion: awsRegion }, awsRegion)], awsRegion);
    expect(signsIn(pinned, provider, { ...right, awsRegion })).toBe(true);
    expect(signsIn(pinned, provider, { ...right, awsRegion: 'us-east-1' })).toBe(false);
    expect(signsIn(trust, provider, { ...right, awsRegion: 'us-east-1' })).toBe(true);
  });
});

test('any of several providers lets in, and several trusts let in what each does', () => {
  const both = saml({
    providerArns: [providerArn('proxy-green'), providerArn('proxy-blue')],
    admissions: [{ scopedAffiliations: ['staff@nefu.edu.cn'] }],
  });
  const other = saml({ admissions: [{ scopedAffiliations: ['faculty@nefu.cn'] }] });
  const trust = trustOf([both, other]);
  const enters = (name: string, affiliation: string): boolean =>
    signsIn(trust, providerArn(name), { affiliations: [affiliation], sourceIdentity: 'abc' });
  expect(enters('proxy-blue', 'staff@nefu.edu.cn')).toBe(true);
  expect(enters('proxy-green', 'staff@nefu.edu.cn')).toBe(true);
  expect(enters('nefu', 'faculty@nefu.cn')).toBe(true);
  expect(enters('nefu', 'staff@nefu.edu.cn')).toBe(false);
  expect(enters('proxy-blue', 'faculty@nefu.cn')).toBe(false);
});

test('the sign-in of each AWS Region in use is accepted', () => {
  const trust = trustOf([saml({ awsRegions: ['cn-northwest-1'] })]);
  const right = { affiliations: ['staff@nefu.edu.cn'], sourceIdentity: 'abc' };
  const enters = (audience: string): boolean => signsIn(trust, providerArn('nefu'), { ...right, audience });
  expect(enters('https://cn-northwest-1.signin.amazonaws.cn/saml')).toBe(true);
  expect(enters('https://cn-north-1.signin.amazonaws.cn/saml')).toBe(false);
});

test('the order in which values are named makes no difference', () => {
  const values = ['faculty@nefu.edu.cn', 'staff@nefu.edu.cn', 'employee@nefu.edu.cn'];
  const usual = trustOf([saml({ admissions: [{ scopedAffiliations: values }] })]).policy;
  fc.assert(
    fc.property(fc.shuffledSubarray(values, { minLength: values.length }), (scopedAffiliations) => {
      expect(trustOf([saml({ admissions: [{ scopedAffiliations }] })]).policy).toEqual(usual);
    }),
    { numRuns: 6 },
  );
});

describe.each(['cn-north-1', 'eu-central-1', 'eusc-de-east-1'])('trust in an OIDC issuer in %s', (awsRegion) => {
  const host = 'login.nefu.edu.cn/realms/staff';
  const trust = trustOf([FederatedTrust.oidc({ issuer: `https://${host}`, clientId: 'teachers' })], awsRegion);
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const provider = `arn:${arnPartition}:iam::${own}:oidc-provider/${host}`;
  const right = { aud: 'teachers', sub: 'abc', sourceIdentity: 'abc' };
  const enters = (token: Parameters<typeof signsInByOidc>[3], who = provider): boolean =>
    signsInByOidc(trust, who, host, token);

  test('lets in people of the client', () => {
    expect(enters(right)).toBe(true);
    expect(enters({ ...right, tags: { 'educloud:user': 'abc' } })).toBe(true);
  });

  test('keeps out everybody else', () => {
    const { sub, aud, sourceIdentity } = right;
    expect(enters({ ...right, aud: 'pupils' })).toBe(false);
    expect(enters({ sub, sourceIdentity })).toBe(false);
    expect(enters({ aud, sourceIdentity })).toBe(false);
    expect(enters({ aud, sub })).toBe(false);
    expect(enters({ ...right, tags: { 'educloud:school': 'hit' } })).toBe(false);
    expect(enters(right, `${provider}2`)).toBe(false);
  });
});

describe('refused are', () => {
  const admit = (value: string, entitlements?: string[]): Partial<SamlTrustProps> => ({
    admissions: [{ scopedAffiliations: [value], ...(entitlements === undefined ? {} : { entitlements }) }],
  });

  test.each<[string, Partial<SamlTrustProps>]>([
    ['no provider', { providerArns: [] }],
    ['a provider of another account', { providerArns: [providerArn('nefu', 'cn-north-1', '999988887777')] }],
    ['a provider of another partition', { providerArns: [providerArn('nefu', 'eu-central-1')] }],
    ['a provider with a wildcard', { providerArns: [providerArn('*')] }],
    ['no admission', { admissions: [] }],
    ['an admission without affiliations', { admissions: [{ scopedAffiliations: [], entitlements: ['urn:x'] }] }],
    ['an empty list of entitlements', admit('staff@nefu.edu.cn', [])],
    ['a pupil', admit('student@nefu.edu.cn')],
    ['a pupil with an entitlement', admit('Student@nefu.edu.cn', ['urn:x'])],
    ['members, which pupils are', admit('member@nefu.edu.cn')],
    ['an affiliation without domain', admit('staff')],
    ['an affiliation with two', admit('staff@a.cn@b.cn')],
    ['a domain with a wildcard', admit('staff@*.edu.cn')],
    ['an affiliation with a wildcard', admit('st?ff@nefu.edu.cn')],
    ['a policy variable', admit('${saml:sub}@nefu.edu.cn')],
    ['a domain in capital letters', admit('staff@NEFU.edu.cn')],
    ['letters that IAM does not take', admit('教师@nefu.edu.cn')],
    ['a blank', admit('staff @nefu.edu.cn')],
    ['an entitlement with a wildcard', admit('staff@nefu.edu.cn', ['urn:x:*'])],
    ['an entitlement with a policy variable', admit('staff@nefu.edu.cn', ['urn:${aws:username}'])],
    ['an entitlement in Chinese', admit('staff@nefu.edu.cn', ['管理员'])],
    ['an empty entitlement', admit('staff@nefu.edu.cn', [''])],
    ['an AWS Region of another partition', { awsRegions: ['eu-central-1'] }],
    ['pinning to one', { onlyAwsRegion: 'eu-central-1' }],
  ])('%s', (_, more) => {
    expect(thrown(() => trustOf([saml(more)]))).toMatchObject({ code: 'EDU601', path: 'Stack/Role' });
  });

  test('SAML where nobody knows the sign-in', () => {
    expect(thrown(() => trustOf([saml({}, 'eusc-de-east-1')], 'eusc-de-east-1')).code).toBe('EDU601');
  });

  test('an issuer that everybody shares, and a client that is none', () => {
    const oidc = (issuer: string, clientId: string) =>
      thrown(() => trustOf([FederatedTrust.oidc({ issuer, clientId })]));
    expect(oidc('https://gitlab.com', 'a').code).toBe('EDU601');
    expect(oidc('https://login.nefu.edu.cn', '*').code).toBe('EDU601');
  });
});

test('letters of Western Europe are taken, as far as IAM takes them', () => {
  expect(
    thrown(() => trustOf([saml({ admissions: [{ scopedAffiliations: ['professeur-agrégé@lycee.fr'] }] })])),
  ).toEqual({});
});
