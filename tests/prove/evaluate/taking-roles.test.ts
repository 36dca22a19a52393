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
  type Setting,
} from './support';

const call = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html';
const assumeRole = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html';

const provider = `arn:aws:iam::${home}:saml-provider/school-a`;
const issuer = `arn:aws:iam::${home}:oidc-provider/login.school-a.example`;
const trusts = (one: Readonly<Record<string, unknown>>): Setting => ({
  trust: [{ Effect: 'Allow', Principal: { Federated: provider }, ...one }],
});

function asserted(action: string, by = provider): Partial<Request> {
  return { caller: anonymous, action, resource: roleArn, context: { 'aws:FederatedProvider': by } };
}

describeRows('Calls that AWS STS does not take', [
  {
    trap: 'a SAML provider gives no tokens',
    page: call,
    setting: trusts({ Action: 'sts:*' }),
    request: asserted('sts:AssumeRoleWithWebIdentity'),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'an OIDC provider makes no assertions of SAML',
    page: call,
    setting: trusts({ Principal: { Federated: issuer }, Action: 'sts:*' }),
    request: asserted('sts:AssumeRoleWithSAML', issuer),
    expected: 'denied, implicit, by trust policy',
  },
  {
    trap: 'an assertion is no credential',
    page: assumeRole,
    setting: trusts({ Action: 'sts:*' }),
    request: asserted('sts:AssumeRole'),
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
