import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import type { ServiceUse } from './service-role-arns';

/** What the service roles of an account do; none of it by default. */
export interface ServiceCopies {
  /**
   * Whether S3 copies stores of this account.
   *
   * @default false
   */
  readonly replication?: boolean;

  /**
   * Whether AWS Backup keeps stores of this account.
   *
   * @default false
   */
  readonly backup?: boolean;

  /**
   * Account of the replicas.
   *
   * @default - this account
   */
  readonly recoveryAccount?: string;
}

/** Names of buckets, by what they are for: those of schools and of the drill's canary. */
const sources = ['edu-can-*', 'edu-mat-*', 'edu-rec-*'];
const replicas = ['edu-rca-*', 'edu-rma-*', 'edu-rrc-*'];

/** What each role is allowed; nothing where it has nothing to do. */
export function serviceGrants(
  site: Site,
  copies: ServiceCopies,
  mayEnd: boolean,
): Record<ServiceUse, PolicyStatement[]> {
  return {
    replication: copies.replication === true ? replicationGrants(site, copies) : [],
    backup: copies.backup === true ? backupGrants(site) : [],
    recovery: mayEnd ? recoveryGrants(site) : [],
  };
}

/**
 * Copies of every new version, and batches of those that were there before
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html). No deletion: `s3:ReplicateDelete`
 * is not among them. A copy in another account is given to it.
 */
function replicationGrants(site: Site, { recoveryAccount = site.account }: ServiceCopies): PolicyStatement[] {
  const elsewhere = recoveryAccount !== site.account;
  return [
    onStorage(site, 'SeesStores', bucketsOf(site, sources), [
      's3:GetBucketVersioning',
      's3:GetReplicationConfiguration',
      's3:ListBucket',
      's3:PutInventoryConfiguration',
    ]),
    onStorage(site, 'ReadsVersions', objectsOf(site, sources), [
      's3:GetObjectLegalHold',
      's3:GetObjectRetention',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionTagging',
      's3:InitiateReplication',
    ]),
    onStorage(
      site,
      'WritesCopies',
      objectsOf(site, replicas),
      [...(elsewhere ? ['s3:ObjectOwnerOverrideToBucketOwner'] : []), 's3:ReplicateObject', 's3:ReplicateTags'],
      recoveryAccount,
    ),
    onKeys(site, 'DecryptsVersions', ['kms:Decrypt'], sources),
    onKeys(site, 'EncryptsCopies', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], replicas, recoveryAccount),
  ];
}

/**
 * What AWS's own policy for backups of buckets asks for, of the stores alone
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Backup.html), and writing
 * into vaults of this account.
 */
function backupGrants(site: Site): PolicyStatement[] {
  const { account, partition } = site;
  const vaults = `arn:${partition.arnPartition}:backup:*:${account}:backup-vault:edu-*`;
  const points = `arn:${partition.arnPartition}:backup:*:${account}:recovery-point:*`;
  return [
    onStorage(site, 'SeesStores', bucketsOf(site, sources), [
      's3:GetBucketAcl',
      's3:GetBucketLocation',
      's3:GetBucketNotification',
      's3:GetBucketTagging',
      's3:GetBucketVersioning',
      's3:GetInventoryConfiguration',
      's3:ListBucket',
      's3:ListBucketVersions',
      's3:ListTagsForResource',
      's3:PutBucketNotification',
      's3:PutInventoryConfiguration',
    ]),
    onStorage(site, 'ReadsVersions', objectsOf(site, sources), [
      's3:GetObject',
      's3:GetObjectAcl',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionTagging',
    ]),
    allowed(
      'FindsStores',
      ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets', 'tag:GetResources'],
      ['*'],
    ),
    allowed(
      'WatchesStores',
      [
        'events:DeleteRule',
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
      ],
      [`arn:${partition.arnPartition}:events:*:${account}:rule/AwsBackupManagedRule*`],
    ),
    allowed(
      'KeepsInVaults',
      ['backup:CopyFromBackupVault', 'backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'],
      [vaults],
    ),
    allowed('TagsRecoveryPoints', ['backup:TagResource'], [points]),
    onKeys(site, 'DecryptsVersions', ['kms:Decrypt'], sources),
    ...throughBackup(site),
  ];
}

/** Keys of vaults; which of them, their own policies say. */
function throughBackup({ account, partition }: Site): PolicyStatement[] {
  const keys = [`arn:${partition.arnPartition}:kms:*:${account}:key/*`];
  const via = { StringLike: { 'kms:ViaService': partition.kmsViaServiceSuffixes.map((one) => `backup.*.${one}`) } };
  return [
    allowed('UsesKeysOfVaults', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], keys, via),
    allowed('GrantsToBackup', ['kms:CreateGrant'], keys, { ...via, Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
    allowed('DescribesKeys', ['kms:DescribeKey'], keys),
  ];
}

/** What ends the promise of a copy: locks, versions, recovery points, and at last the key. */
function recoveryGrants(site: Site): PolicyStatement[] {
  const { account, partition } = site;
  const { arnPartition } = partition;
  return [
    onStorage(site, 'SeesCopies', bucketsOf(site, replicas), [
      's3:GetBucketObjectLockConfiguration',
      's3:GetBucketVersioning',
      's3:ListBucket',
      's3:ListBucketVersions',
    ]),
    onStorage(site, 'EndsLocks', objectsOf(site, replicas), [
      's3:BypassGovernanceRetention',
      's3:DeleteObjectVersion',
      's3:GetObjectRetention',
      's3:GetObjectVersion',
      's3:PutObjectRetention',
    ]),
    onKeys(site, 'DecryptsCopies', ['kms:Decrypt'], replicas),
    allowed(
      'EndsRecoveryPoints',
      [
        'backup:DeleteRecoveryPoint',
        'backup:DescribeRecoveryPoint',
        'backup:ListRecoveryPointsByBackupVault',
        'backup:UpdateRecoveryPointLifecycle',
      ],
      [
        `arn:${arnPartition}:backup:*:${account}:backup-vault:edu-*`,
        `arn:${arnPartition}:backup:*:${account}:recovery-point:*`,
      ],
    ),
    allowed(
      'EndsKeysOfCopies',
      ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      [`arn:${arnPartition}:kms:*:${account}:key/*`],
      {
        'ForAnyValue:StringLike': {
          'kms:ResourceAliases': ['drill-copies', 'drill-vault', 'recovery', 'vault'].map(
            (of) => `alias/educloud/${of}/*`,
          ),
        },
      },
    ),
  ];
}

function bucketsOf({ partition }: Site, names: readonly string[]): string[] {
  return names.map((name) => `arn:${partition.arnPartition}:s3:::${name}`);
}

function objectsOf(site: Site, names: readonly string[]): string[] {
  return bucketsOf(site, names).map((bucket) => `${bucket}/*`);
}

/** Names of buckets can be had by others: each grant says whose buckets it means. */
function onStorage(
  site: Site,
  sid: string,
  resources: string[],
  actions: string[],
  owner: string = site.account,
): PolicyStatement {
  return allowed(sid, actions, resources, { StringEquals: { 'aws:ResourceAccount': owner } });
}

function onKeys(
  site: Site,
  sid: string,
  actions: string[],
  buckets: readonly string[],
  owner: string = site.account,
): PolicyStatement {
  const { arnPartition, kmsViaServiceSuffixes } = site.partition;
  return allowed(sid, actions, [`arn:${arnPartition}:kms:*:${owner}:key/*`], {
    StringLike: {
      'kms:ViaService': kmsViaServiceSuffixes.map((suffix) => `s3.*.${suffix}`),
      'kms:EncryptionContext:aws:s3:arn': [...bucketsOf(site, buckets), ...objectsOf(site, buckets)],
    },
  });
}

function allowed(
  sid: string,
  actions: string[],
  resources: string[],
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({ sid, actions, resources, conditions });
}
