import type { Bucket, Doubt, Key, Other, Policy, Role, World } from '../../model';
import type { Layer } from '../decision';
import type { Request } from '../request';
import { arnFields, beforeSlash } from './arn-fields';
import { indexOf } from './world-index';

/** What a request is about. */
export type Target = {
  /** Account id; undefined when nobody knows; `caller` when the resource is that of whoever asks. */
  readonly account: string | undefined;
  /** How a policy of the resource is called. */
  readonly layer: Layer;
} & (
  | { readonly kind: 'bucket'; readonly resource: Bucket; readonly policy: Policy | undefined }
  | { readonly kind: 'key'; readonly resource: Key; readonly policy: Policy }
  | { readonly kind: 'role'; readonly resource: Role; readonly policy: Policy }
  | { readonly kind: 'other'; readonly resource: Other; readonly policy: Policy | undefined }
  /** No policy of a resource takes part. */
  | { readonly kind: 'plain'; readonly policy: undefined }
  /** A resource that has a policy of its own, which no template shows. */
  | { readonly kind: 'unseen'; readonly policy: undefined; readonly doubt: Doubt }
);

/**
 * Services whose resources have policies of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const withPolicies = new Set([
  ...['backup', 'dynamodb', 'ecr', 'es', 'events', 'glue', 'kinesis', 'kms', 'lambda', 'logs', 's3', 'secretsmanager'],
  ...['sns', 'sqs', 'sts'],
]);

/** What a request is about, as the World knows it. */
export function targetOf(world: World, { action, resource }: Request): Target {
  const index = indexOf(world);
  const service = serviceOf(action);
  const [, , arnService, , arnAccount = ''] = arnFields(resource);
  if (service === 's3') {
    const bucket = index.buckets.get(beforeSlash(resource) ?? resource);
    if (bucket !== undefined) {
      const { policy, account } = bucket;
      return { kind: 'bucket', resource: bucket, policy, account, layer: 'resource policy' };
    }
  }
  const key = index.keys.get(resource);
  if (service === 'kms' && key !== undefined) {
    return { kind: 'key', resource: key, policy: key.policy, account: key.account, layer: 'key policy' };
  }
  const role = index.roles.get(resource);
  if (service === 'sts' && role !== undefined) {
    return { kind: 'role', resource: role, policy: role.trust, account: role.account, layer: 'trust policy' };
  }
  const other = index.others.get(resource);
  if (other !== undefined) {
    return { kind: 'other', resource: other, policy: other.policy, account: other.account, layer: 'resource policy' };
  }
  const account = arnAccount === '' ? undefined : arnAccount;
  if (arnService === undefined)
    return { kind: 'plain', policy: undefined, account: 'caller', layer: 'resource policy' };
  if (withPolicies.has(service)) {
    const layer = service === 'kms' ? 'key policy' : service === 'sts' ? 'trust policy' : 'resource policy';
    return { kind: 'unseen', policy: undefined, account, layer, doubt: unseen(resource) };
  }
  return { kind: 'plain', policy: undefined, account: account ?? 'caller', layer: 'resource policy' };
}

/** The service of an action, in lower case. */
export function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

function unseen(resource: string): Doubt {
  return {
    source: { file: '', pointer: '' },
    reason: `${resource} is not in the templates, so its own policy is not known`,
  };
}
