import { CfnRole, PolicyDocument, type PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { applyTags } from './tags';

const schoolOf = new WeakMap<CfnRole, string>();
const documentOf = new WeakMap<CfnRole, PolicyDocument>();

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
  const resource = claimRole(scope, role, schoolId);
  const document = documentOf.get(resource) ?? begin(resource);
  document.addStatements(...statements);
}

/**
 * Marks the role as the school's, before it is granted anything or without.
 *
 * @throws EDU602 as {@link grantInline}
 */
export function claimRole(scope: Construct, role: Role, schoolId: string): CfnRole {
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
  const owner = schoolOf.get(resource) ?? schoolId;
  if (owner !== schoolId) {
    throw failure('EDU602', `the role already belongs to school \`${owner}\``, {
      path: role.node.path,
      found: schoolId,
      allowed: owner,
      fix: 'make a role for each school: isolation hangs on the one tag that a role carries',
    });
  }
  schoolOf.set(resource, owner);
  applyTags(resource, { school: owner });
  return resource;
}

function begin(resource: CfnRole): PolicyDocument {
  const document = new PolicyDocument({ minimize: true });
  const present = Array.isArray(resource.policies) ? resource.policies : [];
  resource.policies = [...present, { policyName: 'educloud', policyDocument: document }];
  documentOf.set(resource, document);
  return document;
}
