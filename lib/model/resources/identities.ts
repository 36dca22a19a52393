import { isObject } from '../is-object';
import { hasOpaque } from '../opaque';
import type { PolicyKind } from '../policy/parse-statement';
import type { Policy } from '../policy/policy';
import type { Draft, Holder } from './draft';
import {
  doubt,
  placed,
  policyOf,
  property,
  sourceAt,
  textProperty,
  textsProperty,
  type Reader,
  type Resource,
} from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const readRole: Reader = (resource, draft) => {
  const trust = document(resource, 'AssumeRolePolicyDocument', 'trust');
  draft.roles.push(
    holder(resource, {
      kind: 'role',
      ...placed(resource),
      name: resource.resolver.refer(resource.logicalId, 'Ref'),
      arn: resource.resolver.refer(resource.logicalId, 'Arn'),
      trust,
      identity: inline(resource),
    }),
  );
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html */
export const readUser: Reader = (resource, draft) => {
  const name = resource.resolver.refer(resource.logicalId, 'Ref');
  const common = placed(resource);
  const arn = resource.resolver.refer(resource.logicalId, 'Arn');
  draft.users.push(holder(resource, { kind: 'user', ...common, name, arn, identity: inline(resource) }));
  for (const group of textsProperty(resource, 'Groups')) {
    draft.memberships.push({ account: common.account, user: name, group });
  }
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-group.html */
export const readGroup: Reader = (resource, draft) => {
  const { account } = resource.resolver.template.place;
  const name = resource.resolver.refer(resource.logicalId, 'Ref');
  draft.groups.push(holder(resource, { account, name, identity: inline(resource) }));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-usertogroupaddition.html */
export const readMembership: Reader = (resource, draft) => {
  const { account } = resource.resolver.template.place;
  // Of a membership that may not exist nothing is sure, so it is one of a group that nobody knows.
  const group = resource.uncertain === undefined ? textProperty(resource, 'GroupName') : undefined;
  for (const user of textsProperty(resource, 'Users')) draft.memberships.push({ account, user, group: group ?? '' });
};

/** A policy that stands alone: AWS::IAM::Policy, and those for one role, user or group. */
export const readAttachedPolicy: Reader = (resource, draft) => {
  attach(resource, draft, document(resource, 'PolicyDocument', 'identity'));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const readManagedPolicy: Reader = (resource, draft) => {
  const policy = document(resource, 'PolicyDocument', 'identity');
  draft.managed.set(resource.resolver.refer(resource.logicalId, 'Ref'), policy);
  attach(resource, draft, policy);
};

/** SAML and OIDC providers. */
export const readIdentityProvider: Reader = (resource, draft) => {
  const arn = resource.resolver.refer(resource.logicalId, 'Arn');
  if (resource.type === 'AWS::IAM::SAMLProvider') {
    const metadata = textProperty(resource, 'SamlMetadataDocument') ?? '';
    const doubts = hasOpaque(metadata) ? [doubt(resource, 'its metadata is known only when it is deployed')] : [];
    draft.identityProviders.push({
      kind: 'identity-provider',
      ...placed(resource, doubts),
      protocol: 'saml',
      arn,
      voices: samlVoices(metadata),
    });
    return;
  }
  draft.identityProviders.push({
    kind: 'identity-provider',
    ...placed(resource),
    protocol: 'oidc',
    arn,
    clients: textsProperty(resource, 'ClientIdList'),
    voices: oidcVoices(textProperty(resource, 'Url') ?? ''),
  });
};

/** Enough to notice two documents of one party; what the document says otherwise is up to AWS. */
function samlVoices(metadata: string): readonly string[] {
  const names = [...metadata.matchAll(/\sentityID\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => `entity ${double ?? single ?? ''}`,
  );
  const certificates = [...metadata.matchAll(/<(?:[\w.-]+:)?X509Certificate\b[^>]*>([^<]*)</g)].map(
    ([, text = '']) => `certificate ${text.replace(/\s/g, '')}`,
  );
  return [...new Set([...names, ...certificates])];
}

/** IAM takes addresses for the same whether or not they begin with `https://`, and hosts in any case. */
function oidcVoices(url: string): readonly string[] {
  return url === ''
    ? []
    : [
        `issuer ${url
          .replace(/^https:\/\//i, '')
          .replace(/\/$/, '')
          .toLowerCase()}`,
      ];
}

function document(resource: Resource, name: string, kind: PolicyKind): Policy {
  return policyOf(resource, resource.raw.properties[name], sourceAt(resource, name), kind);
}

function attach(resource: Resource, draft: Draft, policy: Policy): void {
  const { account } = resource.resolver.template.place;
  for (const [kind, names] of [
    ['role', ['Roles', 'RoleName']],
    ['user', ['Users', 'UserName']],
    ['group', ['Groups', 'GroupName']],
  ] as const) {
    for (const name of names.flatMap((one) => textsProperty(resource, one))) {
      draft.attachments.push({ kind, account, name, policy });
    }
  }
}

/** Inline policies; a list that is known only when it is deployed is one policy that nobody knows. */
function inline(resource: Resource): readonly Policy[] {
  const given = property(resource, 'Policies');
  if (given === undefined) return nothing;
  if (!Array.isArray(given)) return [policyOf(resource, undefined, sourceAt(resource, 'Policies'), 'identity')];
  return given.map((one: unknown, index) =>
    policyOf(
      resource,
      isObject(one) ? one.PolicyDocument : undefined,
      sourceAt(resource, 'Policies', index, 'PolicyDocument'),
      'identity',
    ),
  );
}

const nothing: readonly Policy[] = [];

function holder<T>(resource: Resource, principal: T): Holder<T> {
  const boundary = textProperty(resource, 'PermissionsBoundary');
  const managed = textsProperty(resource, 'ManagedPolicyArns').map((arn, index) => ({
    arn,
    source: sourceAt(resource, 'ManagedPolicyArns', index),
  }));
  return { principal, managed, ...(boundary === undefined ? {} : { boundary }) };
}
