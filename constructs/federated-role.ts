import {
  CfnRole,
  PolicyDocument,
  PrincipalBase,
  PrincipalPolicyFragment,
  Role,
  type PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { quota } from '../lib/facts';
import { siteOf, type Site } from './checks';
import type { FederatedTrust } from './federated-trust';
import { applyTags, type TagName } from './tags';

/** How a role is made that people take by signing in elsewhere. */
export interface FederatedRoleProps {
  readonly roleName: string;
  readonly description: string;
  readonly trusts: readonly FederatedTrust[];
  readonly tags: Partial<Record<TagName, string>>;
  /** Inline policy, besides what is granted later. */
  readonly statements?: readonly PolicyStatement[];
}

/** A role for an hour, whose trust policy fits the quota. */
export function federatedRole(scope: Construct, id: string, props: FederatedRoleProps): Role {
  const { roleName, description, trusts, tags, statements = [] } = props;
  if (trusts.length === 0) {
    throw failure('EDU601', 'nobody could take the role', { path: scope.node.path, allowed: 'at least one trust' });
  }
  const trust = trusts.flatMap((one) => one.statements(scope));
  checkLength(scope, roleName, trust);
  const role = new Role(scope, id, {
    roleName,
    path: '/educloud/',
    description,
    maxSessionDuration: Duration.hours(1),
    assumedBy: new Federated(trust),
    ...(statements.length === 0
      ? {}
      : { inlinePolicies: { educloud: new PolicyDocument({ statements: [...statements] }) } }),
  });
  if (role.node.defaultChild instanceof CfnRole) applyTags(role.node.defaultChild, tags);
  return role;
}

/** ARN of a role of the kit, without a token. */
export function roleArnAt(partition: string, account: string, roleName: string): string {
  return `arn:${partition}:iam::${account}:role/educloud/${roleName}`;
}

/** The same, in the account of a stack. */
export function roleArnIn({ account, partition }: Site, roleName: string): string {
  return roleArnAt(partition.arnPartition, account, roleName);
}

/** Several statements with conditions of their own; principals of the CDK make one. */
class Federated extends PrincipalBase {
  public readonly policyFragment = new PrincipalPolicyFragment({});

  constructor(private readonly statements: readonly PolicyStatement[]) {
    super();
  }

  public override addToAssumeRolePolicy(document: PolicyDocument): void {
    document.addStatements(...this.statements);
  }

  public dedupeString(): undefined {
    return undefined;
  }
}

/** IAM counts characters without white space. */
function checkLength(scope: Construct, roleName: string, statements: readonly PolicyStatement[]): void {
  const document: unknown = Stack.of(scope).resolve(new PolicyDocument({ statements: [...statements] }));
  const used = JSON.stringify(document).length;
  const { value: limit } = quota(siteOf(scope).partition.id, 'iam.roleTrustPolicyChars');
  if (used <= limit) return;
  throw failure('EDU601', `the trust policy of \`${roleName}\` is too long`, {
    path: scope.node.path,
    found: `${String(used)} characters`,
    allowed: `${String(limit)} characters`,
    fix: 'map fewer affiliations or domains, or map the persona either by affiliation or by entitlement',
  });
}
