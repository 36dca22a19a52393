import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { failure } from '../lib/errors';
import type { Site } from './checks';
import { serviceRoleArn } from './service-role-arns';
import { deny, deployRoleOf, isolationConditions } from './statements';

/** Whose vault it is, and who may do what with it. */
export interface VaultPolicyProps {
  readonly schoolIds: readonly string[];
  readonly regionId: string;
  readonly deployRoleArn?: string;
  readonly restoreTesting?: boolean;
}

/**
 * What the owner of a recovery point could be robbed of. Vault policies know no wildcard in `Action`
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html), so actions stand here by name;
 * and these are actions on recovery points, which are resources of their own, hence `*`.
 */
const losses = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:UpdateRecoveryPointLifecycle',
];

/** What protects the vault. CloudFormation changes it, too. */
const settings = [
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteBackupVaultNotifications',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultLockConfiguration',
  'backup:PutBackupVaultNotifications',
];

/** Every way by which what is in the vault gets out of it. */
const exits = [
  'backup:CopyFromBackupVault',
  'backup:GetRecoveryPointRestoreMetadata',
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
];

/** The access policy of a vault: Denies alone, so that nothing is granted by it. */
export function vaultPolicy(site: Site, props: VaultPolicyProps): PolicyDocument {
  const [first, ...more] = [...props.schoolIds].sort();
  if (first === undefined) throw failure('EDU901', 'a vault without a school', {});
  const backup = serviceRoleArn(site, site.account, props.regionId, 'backup');
  const recovery = serviceRoleArn(site, site.account, props.regionId, 'recovery');
  const deployer = props.deployRoleArn ?? deployRoleOf(site);
  const everything = ['*'];
  return new PolicyDocument({
    statements: [
      deny('DenyLoss', losses, everything, unlessBy([recovery])),
      deny('DenySettingsByOthers', settings, everything, unlessBy([deployer, recovery])),
      deny(
        'DenyRestoreByOthers',
        exits,
        everything,
        isolationConditions(
          [first, ...more],
          [backup, recovery, ...(props.restoreTesting === true ? [restoreTester(site)] : [])],
        ),
      ),
      deny('DenyCopiesFromElsewhere', ['backup:CopyIntoBackupVault'], everything, {
        StringNotEquals: { 'aws:PrincipalAccount': site.account },
      }),
    ],
  });
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/using-service-linked-roles-AWSServiceRoleForBackupRestoreTesting.html */
export function restoreTester({ account, partition }: Site): string {
  return `arn:${partition.arnPartition}:iam::${account}:role/aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting`;
}

function unlessBy(roleArns: string[]): Record<string, Record<string, unknown>> {
  return { ArnNotEquals: { 'aws:PrincipalArn': roleArns } };
}
