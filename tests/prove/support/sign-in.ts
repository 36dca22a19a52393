import type { IdentityProvider, Other, Role, SignIn, World } from '../../../lib/model';
import { account, policyOf, role, world } from './worlds';

// Roles that people sign in to, as the kit writes them, and whatever a test changes of them.

type Json = Readonly<Record<string, unknown>>;

export const audience = 'https://signin.amazonaws.cn/saml';
export const bureauArn = `arn:aws-cn:iam::${account}:saml-provider/bureau`;
export const proxyArn = `arn:aws-cn:iam::${account}:saml-provider/proxy`;
export const ownArn = (school: string): string => `arn:aws-cn:iam::${account}:saml-provider/${school}`;
export const issuer = 'login.s3.example/realm';
export const oidcArn = `arn:aws-cn:iam::${account}:oidc-provider/${issuer}`;
const userTags = ['educloud:user'];

export const signIn: SignIn = {
  proxies: [proxyArn],
  bureau: [bureauArn],
  domains: { s1: ['s1.example'], s2: ['s2.example', 'old.s2.example'], s3: ['s3.example'] },
  bureauDomains: ['bureau.example'],
  audiences: [audience],
  userTags,
};

export function provider(arn: string, owner?: string, clients?: readonly string[]): IdentityProvider {
  return {
    kind: 'identity-provider',
    protocol: arn.includes(':oidc-provider/') ? 'oidc' : 'saml',
    arn,
    account,
    awsRegion: 'cn-north-1',
    partition: 'aws-cn',
    tags: {},
    doubts: [],
    source: { file: 'providers.json', pointer: `/${arn}` },
    ...(owner === undefined ? {} : { owner }),
    ...(clients === undefined ? {} : { clients }),
  };
}

/** What the first statement of a SAML trust policy asks. */
export const admission = (scoped: string | readonly string[], more: Json = {}): Json => ({
  StringEquals: { 'saml:aud': [audience], 'saml:sub_type': 'persistent' },
  'ForAnyValue:StringEquals': { 'saml:edupersonscopedaffiliation': scoped },
  'ForAllValues:StringEquals': { 'aws:TagKeys': userTags },
  Null: { 'sts:SourceIdentity': 'false' },
  ...more,
});

/** A trust policy of the kit: sign-in, tags, source identity. */
export function samlTrust(providerArn: string, condition: Json): Json[] {
  const Principal = { Federated: providerArn };
  return [
    { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithSAML', Condition: condition },
    {
      Effect: 'Allow',
      Principal,
      Action: 'sts:TagSession',
      Condition: { StringEquals: { 'saml:aud': [audience] }, 'ForAllValues:StringEquals': { 'aws:TagKeys': userTags } },
    },
    {
      Effect: 'Allow',
      Principal,
      Action: 'sts:SetSourceIdentity',
      Condition: { Null: { 'sts:SourceIdentity': 'false' } },
    },
  ];
}

export function oidcTrust(condition: Json): Json[] {
  const Principal = { Federated: oidcArn };
  return [
    {
      Effect: 'Allow',
      Principal,
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${issuer}:aud`]: 'teachers' },
        Null: { [`${issuer}:sub`]: 'false', 'sts:SourceIdentity': 'false' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': userTags },
        ...condition,
      },
    },
    {
      Effect: 'Allow',
      Principal,
      Action: 'sts:TagSession',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': userTags } },
    },
  ];
}

/** A teacher of a school. */
export function teacher(
  school: string,
  trust: unknown = samlTrust(ownArn(school), admission([`faculty@${school}.example`])),
  identity?: unknown,
): Role {
  return role(`${school}-teacher`, {
    trust,
    tags: { 'educloud:school': school, 'educloud:persona': 'teacher' },
    identity,
  });
}

export const emergencyEntitlement = 'urn:bureau:break-glass';
export const emergencyArn = `arn:aws-cn:iam::${account}:role/break-glass`;

export function breakGlass(condition: Json = {}, trust?: unknown): Role {
  return role('break-glass', {
    trust:
      trust ??
      samlTrust(bureauArn, {
        ...admission(['staff@bureau.example']),
        StringEquals: {
          'saml:aud': [audience],
          'saml:sub_type': 'persistent',
          'aws:RequestedRegion': 'cn-north-1',
        },
        'ForAnyValue:StringEquals': {
          'saml:edupersonscopedaffiliation': ['staff@bureau.example'],
          'saml:edupersonentitlement': [emergencyEntitlement],
        },
        ...condition,
      }),
  });
}

export const operator = (): Role =>
  role('operator', {
    tags: { 'educloud:persona': 'bureau-operator' },
    trust: samlTrust(
      bureauArn,
      admission(['staff@bureau.example'], {
        'ForAnyValue:StringEquals': {
          'saml:edupersonscopedaffiliation': ['staff@bureau.example'],
          'saml:edupersonentitlement': ['urn:bureau:operators'],
        },
      }),
    ),
  });

/** The rule that tells somebody of sign-ins for emergencies. */
export function alarm(properties: Json = {}, awsRegion = 'cn-north-1'): Other {
  return {
    kind: 'rule',
    type: 'AWS::Events::Rule',
    name: 'alarm',
    account,
    awsRegion,
    partition: 'aws-cn',
    tags: {},
    doubts: [],
    source: { file: 'rules.json', pointer: '/Alarm' },
    properties: {
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      EventPattern: {
        source: ['aws.sts'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['sts.amazonaws.com'],
          eventName: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
          requestParameters: { roleArn: [emergencyArn] },
        },
      },
      Targets: [{ Id: 'topic', Arn: `arn:aws-cn:sns:cn-north-1:${account}:alarms` }],
      ...properties,
    },
  };
}

/** The topic that rules tell of sign-ins, and its policy. */
export function topic(statements: unknown = publishing, name = 'alarms'): Other {
  return { ...alarm({}), kind: 'topic', type: 'AWS::SNS::Topic', name, policy: policyOf(statements, 'resource') };
}

const publishing = [
  { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: '*' },
];

/** The trail without which rules see nothing. */
export function trail(properties: Json = {}): Other {
  return {
    ...alarm({}),
    kind: 'trail',
    type: 'AWS::CloudTrail::Trail',
    name: 'trail',
    properties: { IsLogging: true, IsMultiRegionTrail: true, ...properties },
  };
}

/** Two schools by SAML and one by OpenID Connect, with what a test puts in place of their roles. */
export function signInWorld(parts: Partial<World> = {}): World {
  return world({
    identityProviders: [
      provider(ownArn('s1'), 's1'),
      provider(ownArn('s2'), 's2'),
      provider(oidcArn, 's3', ['teachers', 'admins']),
      provider(bureauArn),
      provider(proxyArn),
    ],
    signIn,
    ...parts,
  });
}
