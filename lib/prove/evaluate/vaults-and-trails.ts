import type { World } from '../../model';
import type { Request } from '../request';
import { maybe, type Finding } from './findings';
import { serviceOf, type Target } from './target';
import type { Who } from './who';
import { indexOf } from './world-index';

/** Services that take signed calls of accounts and AWS services alone. */
const signedAlone = new Set(['backup', 'cloudtrail']);

/**
 * Whether AWS Backup and CloudTrail take a call from such a caller at all, whatever policies say; other services do.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/CommonErrors.html
 */
export function isTaken({ action, caller }: Request): boolean {
  return !(signedAlone.has(serviceOf(action)) && ['anonymous', 'identity'].includes(caller.kind));
}

/**
 * Whether AWS Backup refuses a call because it comes from another account than that of the resource: every one but a copy into a vault.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
 */
export function isBackupOfOthers({ action }: Request, relation: 'same' | 'cross' | 'outside'): boolean {
  return (
    serviceOf(action) === 'backup' && relation === 'cross' && action.toLowerCase() !== 'backup:copyintobackupvault'
  );
}

/** A statement of a vault's policy with a wildcard in its actions, which AWS Backup does not support. */
export function asVaultsTakeIt(finding: Finding): Finding {
  const { statement } = finding;
  const named = statement?.actions.list ?? [];
  if (named.every(({ literal }) => literal !== undefined)) return finding;
  const reason = 'AWS Backup supports no wildcard in the actions of a vault policy';
  return { ...finding, sure: false, doubt: { ...finding.doubt, reason } };
}

/**
 * What may let somebody of another account change a trail: the administrator to whom an organisation has delegated its trails, whom no
 * template names.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
export function delegated(world: World, target: Target, { home }: Who): Finding[] {
  const owner = indexOf(world).accounts.get(target.account ?? '')?.organization;
  const other = home?.organization;
  if (owner !== undefined && other !== undefined && owner !== other) return [];
  const source = 'resource' in target ? target.resource.source : { file: '', pointer: '' };
  const reason = 'whether the organisation has delegated its trails to the account of the caller is not known';
  return [maybe('Allow', { source, reason })];
}
