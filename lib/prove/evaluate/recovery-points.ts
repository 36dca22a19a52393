import { opaque, type Vault, type World } from '../../model';
import type { Request } from '../request';
import { arnFields } from './arn-fields';
import { indexOf } from './world-index';

/** The word that says in which vault a recovery point lies; no key of AWS, and no policy sees it. */
export const vaultKey = 'recovery-point:vault';

/**
 * What AWS Backup does to a recovery point, and not to a vault as a whole. Tags are given to either.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
 */
export const onRecoveryPoints: ReadonlySet<string> = new Set(
  [
    ...['CopyFromBackupVault', 'CreateBackupAccessPoint', 'DeleteRecoveryPoint', 'DescribeRecoveryPoint'],
    ...['DisassociateRecoveryPoint', 'DisassociateRecoveryPointFromParent', 'GetPITRMalwareScanResults'],
    ...['GetRecoveryPointIndexDetails', 'GetRecoveryPointRestoreMetadata', 'SearchRecoveryPoint', 'StartCopyJob'],
    ...['StartRestoreJob', 'StartScanJob', 'UpdateRecoveryPointIndexSettings', 'UpdateRecoveryPointLifecycle'],
  ].map((name) => `backup:${name.toLowerCase()}`),
);

/** A recovery point that a request is about, and the vault whose policy covers it. */
export interface InVault {
  /** The request, for the recovery point: of one that nobody names, the name may be any. */
  readonly request: Request;
  /** Of the templates; undefined where the request does not say which, or it is not there. */
  readonly vault: Vault | undefined;
  /** ARN of the vault, as far as the request says it. */
  readonly vaultArn: string | undefined;
}

/**
 * What a request asks of a recovery point: by its own ARN, with the vault under {@link vaultKey}, or by the ARN of the vault for any
 * that is in there. Undefined for requests that are not about recovery points.
 */
export function inVault(world: World, request: Request): InVault | undefined {
  const [partition, service, awsRegion, account, rest = ''] = arnFields(request.resource).slice(1);
  if (service !== 'backup') return undefined;
  const place = (arn: string): string => arnFields(arn).slice(0, 5).join(':');
  if (rest.startsWith('recovery-point:')) {
    const stated = Object.entries(request.context).find(([name]) => name.toLowerCase() === vaultKey)?.[1];
    const arn = typeof stated === 'string' && place(stated) === place(request.resource) ? stated : undefined;
    return { request, vaultArn: arn, vault: arn === undefined ? undefined : indexOf(world).vaults.get(arn) };
  }
  if (!rest.startsWith('backup-vault:') || !onRecoveryPoints.has(request.action.toLowerCase())) return undefined;
  const name = opaque('value', 'a recovery point');
  const resource = ['arn', partition, service, awsRegion, account, 'recovery-point', name].join(':');
  return {
    request: { ...request, resource },
    vaultArn: request.resource,
    vault: indexOf(world).vaults.get(request.resource),
  };
}
