import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { requireCapability } from '../lib/facts';
import { checkRoleArns, checkSlug, checkText, siteOf } from './checks';
import { checkLock } from './copy-lock';
import type { RecoveryKey } from './recovery-key';
import { applyTags } from './tags';
import { vaultPolicy } from './vault-statements';

/** Properties of {@link RecoveryVault}. */
export interface RecoveryVaultProps {
  /** Slugs of the schools whose recovery points the vault keeps: one, or those of a shared key. */
  readonly schoolIds: string[];

  /** Slug of the region: its backup role fills the vault, and its recovery role alone breaks the promise. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the data, for tags. */
  readonly jurisdiction: string;

  /** Name of the vault: 2 to 50 letters, digits, `-` and `_`. */
  readonly vaultName: string;

  /** Key of the recovery points, of this stack, made with `vault: true` for these schools. */
  readonly key: RecoveryKey;

  /** Days for which no recovery point can be deleted; a backup that is to be kept for less is refused. */
  readonly lockDays: number;

  /** How it is locked: `governance`, which the recovery role may end, or `compliance`, which nobody may. */
  readonly immutability: string;

  /**
   * Whether it is understood that, three days after it was made, nobody, not even AWS, opens the lock or deletes a recovery
   * point before its time; asked for with `compliance`.
   *
   * @default false
   */
  readonly irrevocable?: boolean;

  /**
   * ARN of the role with which CloudFormation deploys, which may change policy and lock.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;

  /**
   * Whether AWS Backup's own role for restore tests (`AWSServiceRoleForBackupRestoreTesting`) may start restores.
   *
   * @default false
   */
  readonly restoreTesting?: boolean;
}

/**
 * A vault of AWS Backup for one school, or for the schools of a shared key: under a key of its own, locked, and with a policy
 * by which nobody deletes a recovery point or opens the lock but the recovery role, and nobody but the school, its backups
 * and the recovery role starts a restore or a copy. It stays when its stack goes.
 *
 * A vault of its own, since AWS Backup encrypts recovery points with the vault's key: whoever restores from it needs no key
 * of a school (https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html).
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack; EDU502 where the partition has no vault
 * lock
 */
export class RecoveryVault extends Construct {
  /** Name of the vault. */
  public readonly vaultName: string;

  /** ARN of the vault, without a token. */
  public readonly vaultArn: string;

  /** Days for which no recovery point can be deleted. */
  public readonly lockDays: number;

  constructor(scope: Construct, id: string, props: RecoveryVaultProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    for (const school of props.schoolIds) checkSlug(this, 'schoolIds', school);
    checkText(this, 'vaultName', props.vaultName, /^[A-Za-z0-9_-]{2,50}$/, '2 to 50 letters, digits, `-` and `_`');
    checkLock(this, { ...props, retentionDays: props.lockDays });
    checkKey(this, props);
    const site = siteOf(this);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    requireCapability(site.partition.id, 'backup.vaultLock', site.awsRegion);
    this.vaultName = props.vaultName;
    this.vaultArn = `arn:${site.partition.arnPartition}:backup:${site.awsRegion}:${site.account}:backup-vault:${props.vaultName}`;
    this.lockDays = props.lockDays;
    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: props.vaultName,
      encryptionKeyArn: props.key.keyArn,
      lockConfiguration: {
        minRetentionDays: props.lockDays,
        // Three days are the least after which AWS closes a lock for good; without a number it stays open to changes.
        ...(props.immutability === 'compliance' ? { changeableForDays: 3 } : {}),
      },
      accessPolicy: vaultPolicy(site, props),
    });
    const [only, ...more] = props.schoolIds;
    applyTags(vault, {
      region: props.regionId,
      jurisdiction: props.jurisdiction,
      keptDays: String(props.lockDays),
      immutability: props.immutability,
      ...(only !== undefined && more.length === 0 ? { school: only } : {}),
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}

/** The key must be for a vault of these schools, and stand in this stack: between stacks it would be an export. */
function checkKey(scope: Construct, { key, schoolIds }: RecoveryVaultProps): void {
  const path = scope.node.path;
  if (schoolIds.length === 0) {
    throw failure('EDU601', '`schoolIds` is empty: nobody could restore', { path, allowed: 'at least one school' });
  }
  const strangers = schoolIds.filter((one) => !key.schoolIds.includes(one));
  if (strangers.length > 0) {
    throw failure('EDU601', 'the key belongs to another school', {
      path,
      found: strangers.join(', '),
      allowed: key.schoolIds.join(', '),
    });
  }
  if (!key.vault) {
    throw failure('EDU601', 'the key is for no vault', {
      path,
      allowed: 'a key with `vault: true`',
      fix: 'make the key with `vault: true`',
    });
  }
  if (Stack.of(key) !== Stack.of(scope)) {
    throw failure('EDU601', 'the key stands in another stack', {
      path,
      found: Stack.of(key).node.path,
      allowed: Stack.of(scope).node.path,
    });
  }
}
