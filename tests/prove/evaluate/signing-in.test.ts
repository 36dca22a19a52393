import type { Request } from '../../../lib/prove/request';
import {
  anonymous,
  describeRows,
  everything,
  foreign,
  home,
  role,
  roleArn,
  root,
  service,
  stranger,
  user,
  userArn,
  type Context,
  type Setting,
  type Statements,
} from './support';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';
const saml = `${iam}id_roles_create_for-idp_saml.html`;
const oidc = `${iam}id_roles_create_for-idp_oidc.html`;
const call = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html';
const assumeRole = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html';
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

describeRows('Calls that AWS STS does not take', [
  {
    trap: 'a SAML provider gives no tokens',
    page: call,
    setting: trusts({ Action: 'sts:*' }),
    request: asserted({}, 'sts:AssumeRoleWithWebIdentity'),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'an OIDC provider makes no assertions of SAML',
    page: call,
    setting: trusts({ Principal: { Federated: issuer }, Action: 'sts:*' }),
    request: asserted({}, 'sts:AssumeRoleWithSAML', issuer),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'an assertion is no credential',
    page: assumeRole,
    setting: trusts({ Action: 'sts:*' }),
    request: asserted({}, 'sts:AssumeRole'),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'without credentials nobody takes a role that is open to everyone',
    page: assumeRole,
    setting: trusts({ Principal: '*', Action: 'sts:*' }),
    request: { caller: anonymous, action: 'sts:AssumeRole', resource: roleArn },
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'root users take no roles',
    page: assumeRole,
    setting: trusts({ Principal: { AWS: home }, Action: 'sts:*' }),
    request: { caller: root, action: 'sts:AssumeRole', resource: roleArn },
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'the assertion is asked, not the role that sends it',
    page: call,
    setting: { ...trusts({ Principal: { AWS: home }, Action: 'sts:*' }), identity: everything },
    request: { caller: role, action: 'sts:AssumeRoleWithSAML', resource: roleArn },
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

const take: Partial<Request> = { action: 'sts:AssumeRole', resource: roleArn };

describeRows('From role to role', [
  {
    trap: 'in another account both sides have to allow: the trust policy does',
    page: assumeRole,
    setting: { trust: [{ Effect: 'Allow', Principal: { AWS: foreign }, Action: 'sts:AssumeRole' }] },
    request: { ...take, caller: stranger },
    expected: 'allowed by trust policy',
  },
  {
    trap: 'in another account both sides have to allow: the trust policy does not',
    page: assumeRole,
    setting: { trust: [{ Effect: 'Allow', Principal: { AWS: home }, Action: 'sts:AssumeRole' }] },
    request: { ...take, caller: stranger },
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'a role of the templates needs its own policies for a role of another account',
    page: assumeRole,
    setting: {},
    request: { ...take, resource: `arn:aws:iam::${foreign}:role/elsewhere` },
    expected: 'denied, implicit, by identity policy',
  },
  {
    trap: 'with them it hangs on a trust policy that no template shows',
    page: assumeRole,
    setting: { identity: everything },
    request: { ...take, resource: `arn:aws:iam::${foreign}:role/elsewhere` },
    expected: 'undecided by trust policy',
  },
  {
    trap: 'a role takes itself only when its trust policy names it',
    page: 'https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/',
    setting: {
      identity: everything,
      trust: [{ Effect: 'Allow', Principal: { AWS: userArn }, Action: 'sts:AssumeRole' }],
    },
    request: take,
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'AWS services take the roles that name them',
    page: assumeRole,
    setting: {
      trust: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    request: { ...take, caller: service('backup.amazonaws.com') },
    expected: 'allowed by trust policy',
  },
  {
    trap: 'a condition on an external id holds for those who state it',
    page: assumeRole,
    setting: {
      trust: [
        {
          Effect: 'Allow',
          Principal: { AWS: userArn },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
        },
      ],
    },
    request: { ...take, caller: user, context: { 'sts:ExternalId': 'y' } },
    expected: 'denied, implicit, by trust policy',
  },
]);
