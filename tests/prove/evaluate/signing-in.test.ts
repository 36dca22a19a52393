import type { Request } from '../../../lib/prove/request';
import { anonymous, describeRows, home, roleArn, type Context, type Setting, type Statements } from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const saml = `${iam}id_roles_create_for-idp_saml.html`;
const oidc = `${iam}id_roles_create_for-idp_oidc.html`;
const tags = `${iam}id_session-tags.html`;
const identity = `${iam}id_credentials_temp_control-access_monitor.html`;
const values = `${iam}reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const keys = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html';
const rcps = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html';

const provider = `arn:aws:iam::${home}:saml-provider/school-a`;
const issuer = `arn:aws:iam::${home}:oidc-provider/login.school-a.example`;
const audience = 'https://signin.aws.amazon.com/saml';
const trusts = (...statements: readonly Readonly<Record<string, unknown>>[]): Setting => ({
  trust: statements.map((one) => ({ Effect: 'Allow', Principal: { Federated: provider }, ...one })),
});
const admit = { Action: 'sts:AssumeRoleWithSAML' };
const school: Statements[number] = {
  ...admit,
  Condition: {
    StringEquals: { 'saml:aud': [audience], 'saml:sub_type': 'persistent' },
    'ForAnyValue:StringEquals': { 'saml:edupersonscopedaffiliation': ['faculty@a.example', 'staff@a.example'] },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['educloud:user'] },
    Null: { 'sts:SourceIdentity': 'false' },
  },
};
const teacher: Context = {
  'saml:aud': audience,
  'saml:sub_type': 'persistent',
  'saml:edupersonscopedaffiliation': ['member@a.example', 'faculty@a.example'],
  'sts:SourceIdentity': 'f00d',
};

function asserted(context: Context = {}, action = 'sts:AssumeRoleWithSAML', by = provider): Partial<Request> {
  return { caller: anonymous, action, resource: roleArn, context: { 'aws:FederatedProvider': by, ...context } };
}

describeRows('Signing in with an assertion', [
  {
    trap: 'the trust policy alone decides: nobody has other policies yet',
    page: saml,
    setting: trusts(admit),
    request: asserted(),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'all that the statement asks of the assertion is there',
    page: saml,
    setting: trusts(school),
    request: asserted(teacher),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'another provider vouches for itself only',
    page: saml,
    setting: trusts(school),
    request: asserted(teacher, 'sts:AssumeRoleWithSAML', provider.replace('school-a', 'school-b')),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'one of the affiliations has to be of the school',
    page: values,
    setting: trusts(school),
    request: asserted({ ...teacher, 'saml:edupersonscopedaffiliation': ['faculty@b.example', 'staff@b.example'] }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'without any affiliation there is none of the school',
    page: values,
    setting: trusts(school),
    request: asserted({ 'saml:aud': audience, 'saml:sub_type': 'persistent', 'sts:SourceIdentity': 'f00d' }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'an affiliation of the school does not mend another audience',
    page: saml,
    setting: trusts(school),
    request: asserted({ ...teacher, 'saml:aud': 'https://signin.amazonaws.cn/saml' }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'a transient subject is another one every time',
    page: saml,
    setting: trusts(school),
    request: asserted({ ...teacher, 'saml:sub_type': 'transient' }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'no source identity',
    page: identity,
    setting: trusts(school),
    request: asserted({ ...teacher, 'sts:SourceIdentity': [] }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'the tag that may be passed',
    page: tags,
    setting: trusts(school),
    request: asserted({ ...teacher, 'aws:TagKeys': 'educloud:user' }),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'one more tag beside it',
    page: tags,
    setting: trusts(school),
    request: asserted({ ...teacher, 'aws:TagKeys': ['educloud:user', 'educloud:school'] }),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'where nobody says who vouches, it is open',
    page: saml,
    setting: trusts(admit),
    request: { ...asserted(), context: {} },
    expected: 'undecided by trust policy',
  },
  {
    trap: 'a Deny for everyone is for those who come with an assertion too',
    page: saml,
    setting: trusts(admit, { ...admit, Effect: 'Deny', Principal: '*', Condition: { Null: { 'saml:aud': 'true' } } }),
    request: asserted(),
    expected: 'denied, explicit, by trust policy',
  },
  {
    trap: 'a Deny for an account is not for those who come with an assertion',
    page: `${iam}reference_policies_elements_principal.html`,
    setting: trusts(admit, { ...admit, Effect: 'Deny', Principal: { AWS: home } }),
    request: asserted(),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'whether a Deny for all but an account is for them, nobody knows',
    page: `${iam}reference_policies_elements_notprincipal.html`,
    setting: trusts(admit, { ...admit, Effect: 'Deny', Principal: undefined, NotPrincipal: { AWS: home } }),
    request: asserted(),
    expected: 'undecided by trust policy',
  },
  {
    trap: 'resource control policies bind those who come with an assertion',
    page: rcps,
    setting: {
      ...trusts(admit),
      organization: 'o-1',
      rcp: [[{ Effect: 'Deny', Principal: '*', Action: 'sts:*', Resource: '*' }]],
    },
    request: asserted(),
    expected: 'denied, explicit, by resource control policy',
  },
  {
    trap: 'a wildcard is no provider, so nobody knows whom it means',
    page: `${iam}reference_policies_elements_principal.html`,
    setting: trusts({ ...admit, Principal: { Federated: '*' } }),
    request: asserted(),
    expected: 'undecided by trust policy',
  },
  {
    trap: 'of a sign-in AWS documents no key for the provider',
    page: `${iam}reference_policies_iam-condition-keys.html`,
    setting: trusts({ ...admit, Condition: { StringEquals: { 'aws:FederatedProvider': provider } } }),
    request: asserted(),
    expected: 'undecided by trust policy',
  },
  {
    trap: 'a token of an OIDC provider with the audience of the app',
    page: oidc,
    setting: trusts({
      Principal: { Federated: issuer },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'login.school-a.example:aud': 'app' } },
    }),
    request: asserted({ 'login.school-a.example:aud': 'app' }, 'sts:AssumeRoleWithWebIdentity', issuer),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'a token for another app',
    page: oidc,
    setting: trusts({
      Principal: { Federated: issuer },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'login.school-a.example:aud': 'app' } },
    }),
    request: asserted({ 'login.school-a.example:aud': 'game' }, 'sts:AssumeRoleWithWebIdentity', issuer),
    expected: 'denied, implicit, by trust policy',
  },
]);

describeRows('Tags and source identities of a sign-in', [
  {
    trap: 'tags need their own Allow',
    page: tags,
    setting: trusts(admit),
    request: asserted({ 'aws:TagKeys': 'team' }, 'sts:TagSession'),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'the Allow sees the keys of the tags and the audience',
    page: keys,
    setting: trusts({
      Action: 'sts:TagSession',
      Condition: {
        StringEquals: { 'saml:aud': audience },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['educloud:user'] },
      },
    }),
    request: asserted({ ...teacher, 'aws:TagKeys': 'educloud:user' }, 'sts:TagSession'),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'whether it sees more of the assertion is not documented',
    page: keys,
    setting: trusts({ ...school, Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] }),
    request: asserted({ ...teacher, 'aws:TagKeys': 'educloud:user' }, 'sts:TagSession'),
    expected: 'undecided by trust policy',
  },
  {
    trap: 'a source identity needs its own Allow',
    page: identity,
    setting: trusts(school),
    request: asserted(teacher, 'sts:SetSourceIdentity'),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'the Allow sees the source identity',
    page: keys,
    setting: trusts({ Action: 'sts:SetSourceIdentity', Condition: { Null: { 'sts:SourceIdentity': 'false' } } }),
    request: asserted(teacher, 'sts:SetSourceIdentity'),
    expected: 'allowed by trust policy',
  },
  {
    trap: 'whether it sees the audience is not documented',
    page: keys,
    setting: trusts({ Action: 'sts:SetSourceIdentity', Condition: { StringEquals: { 'saml:aud': audience } } }),
    request: asserted(teacher, 'sts:SetSourceIdentity'),
    expected: 'undecided by trust policy',
  },
]);
