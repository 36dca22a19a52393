import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { allow, deny, keyUseActions, ownAccount, viaS3 } from './statements';
import { tagKeys } from './tags';

/** `kms:ViaService` of AWS Backup in the site's AWS Region: every form that the partition may send. */
export function viaBackup({ awsRegion, partition }: Site): string[] {
  return partition.kmsViaServiceSuffixes.map((suffix) => `backup.${awsRegion}.${suffix}`);
}

/** Who does what with the key of a vault. */
export interface VaultUsers {
  /** Slugs of the schools whose recovery points the vault keeps. */
  readonly schoolIds: readonly string[];
  /** ARNs of roles that back up, copy and restore. */
  readonly roleArns: readonly string[];
  /** ARN of the role that makes the vault. */
  readonly deployRoleArn: string;
}

/**
 * AWS Backup encrypts recovery points of buckets with the vault's key, as whoever asks for the job
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html); making a vault asks for the same actions
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html).
 */
export function vaultUse(site: Site, { schoolIds, roleArns, deployRoleArn }: VaultUsers): PolicyStatement[] {
  const throughBackup = { 'kms:ViaService': viaBackup(site) };
  const byRoles = { ArnEquals: { 'aws:PrincipalArn': [...roleArns] } };
  const byDeployment = { ArnEquals: { 'aws:PrincipalArn': deployRoleArn } };
  return [
    allow('BackupUsesForVault', [ownAccount()], [...keyUseActions, 'kms:DescribeKey'], ['*'], {
      StringEquals: throughBackup,
      ...byRoles,
    }),
    allow('SchoolsUseForVault', [ownAccount()], ['kms:Decrypt', 'kms:GenerateDataKey'], ['*'], {
      StringEquals: { ...throughBackup, [`aws:PrincipalTag/${tagKeys.school}`]: [...schoolIds] },
    }),
    allow('BackupGrantsToAws', [ownAccount()], ['kms:CreateGrant'], ['*'], {
      ...byRoles,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
    allow('DeploymentMakesVault', [ownAccount()], ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:RetireGrant'], ['*'], {
      StringEquals: throughBackup,
      ...byDeployment,
    }),
    allow('DeploymentGrantsToBackup', [ownAccount()], ['kms:CreateGrant'], ['*'], {
      StringEquals: throughBackup,
      ...byDeployment,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
  ];
}

/**
 * A key of a vault works through S3 and AWS Backup of its own AWS Region only; a direct call carries no `kms:ViaService`. What
 * AWS Backup does by its grant it does as a service, and nobody has said that it names itself there (unverified).
 */
export function denyUseOutsideS3AndBackup(site: Site): PolicyStatement {
  return deny('DenyUseOutsideS3AndBackup', keyUseActions, ['*'], {
    StringNotEquals: { 'kms:ViaService': [...viaS3(site), ...viaBackup(site)] },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  });
}
