import type { Bucket, Doubt, Key, Other, Policy, Role, Trail, Vault, World } from '../../model';
import type { Layer } from '../decision';
import type { Request } from '../request';
import { arnFields, beforeSlash } from './arn-fields';
import { inVault } from './recovery-points';
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
  /** A vault, or (`point`) a recovery point in it. */
  | { readonly kind: 'vault'; readonly resource: Vault; readonly policy: Policy | undefined; readonly point: boolean }
  /** Trails have no policies of their own. */
  | { readonly kind: 'trail'; readonly resource: Trail; readonly policy: undefined }
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
export function targetOf(world: World, request: Request): Target {
  const { action, resource } = request;
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
  const held = service === 'backup' ? inVault(world, request) : undefined;
  const vault = held === undefined ? index.vaults.get(resource) : held.vault;
  if (service === 'backup' && vault !== undefined) {
    const { policy, account } = vault;
    const point = held !== undefined;
    return { kind: 'vault', resource: vault, policy, account, layer: 'resource policy', point };
  }
  const trail = service === 'cloudtrail' ? index.trails.get(resource) : undefined;
  if (trail !== undefined) {
    return { kind: 'trail', resource: trail, policy: undefined, account: trail.account, layer: 'resource policy' };
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
    return {
      kind: 'unseen',
      policy: undefined,
      account,
      layer,
      doubt: unseen(world, held === undefined ? resource : held.vaultArn),
    };
  }
  return { kind: 'plain', policy: undefined, account: account ?? 'caller', layer: 'resource policy' };
}

/** The service of an action, in lower case. */
export function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

function unseen({ vaults }: World, resource: string | undefined): Doubt {
  const source = { file: '', pointer: '' };
  if (resource === undefined) {
    return { source, reason: 'in which vault the recovery point lies is not known, and so which policy covers it' };
  }
  const twice = vaults.find(({ arn }) => arn === resource);
  if (twice !== undefined) {
    return {
      source: twice.source,
      reason: `${resource} stands in the templates twice, so which policy it has is not known`,
    };
  }
  return { source, reason: `${resource} is not in the templates, so its own policy is not known` };
}
