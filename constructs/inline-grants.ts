import { CfnRole, PolicyDocument, type PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { applyTags } from './tags';

interface Grants {
  readonly schoolId: string;
  readonly document: PolicyDocument;
}

const grantsOf = new WeakMap<CfnRole, Grants>();

/**
 * Adds statements to the role's inline policy `educloud` and marks the role as the school's.
 *
 * Inline in the role's own resource and not an `AWS::IAM::Policy`, which other engines lack.
 *
 * @throws EDU602 when the role is imported, stands in another stack than `scope` (what it names would become an export),
 * or already belongs to another school: one role, one school
 */
export function grantInline(
  scope: Construct,
  role: Role,
  schoolId: string,
  statements: readonly PolicyStatement[],
): void {
  const resource = role.node.defaultChild;
  if (!(resource instanceof CfnRole)) {
    throw failure('EDU602', 'the role is not made in this app', {
      path: role.node.path,
      allowed: 'a `new iam.Role(…)` of this app',
    });
  }
  if (Stack.of(role) !== Stack.of(scope)) {
    throw failure('EDU602', 'the role stands in another stack', {
      path: role.node.path,
      found: Stack.of(role).node.path,
      allowed: Stack.of(scope).node.path,
    });
  }
  const grants = grantsOf.get(resource) ?? begin(resource, schoolId);
  if (grants.schoolId !== schoolId) {
    throw failure('EDU602', `the role already belongs to school \`${grants.schoolId}\``, {
      path: role.node.path,
      found: schoolId,
      allowed: grants.schoolId,
      fix: 'make a role for each school: isolation hangs on the one tag that a role carries',
    });
  }
  grants.document.addStatements(...statements);
}

function begin(resource: CfnRole, schoolId: string): Grants {
  const grants = { schoolId, document: new PolicyDocument({ minimize: true }) };
  const present = Array.isArray(resource.policies) ? resource.policies : [];
  resource.policies = [...present, { policyName: 'educloud', policyDocument: grants.document }];
  applyTags(resource, { school: schoolId });
  grantsOf.set(resource, grants);
  return grants;
}
