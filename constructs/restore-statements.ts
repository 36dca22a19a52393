import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { bucketArns } from './statements';

/** What a restore reads, and where it writes. */
export interface RestoreScope {
  readonly storeBucketNames: readonly string[];
  readonly quarantineBucketName: string;
  readonly replicaBucketNames?: readonly string[];
  readonly vaultNames?: readonly string[];
  readonly replicaAccount?: string;
}

/**
 * What AWS's own policy for restores of buckets asks for, of the quarantine alone
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Restore.html), and reading
 * of what there is to restore.
 */
export function restoreStatements(site: Site, roleArn: string, props: RestoreScope): PolicyStatement[] {
  const { storeBucketNames, replicaBucketNames = [], quarantineBucketName, vaultNames = [] } = props;
  const readable = [...storeBucketNames, ...replicaBucketNames, quarantineBucketName].sort();
  const both = readable.map((name) => bucketArns(site, name));
  const [quarantine, restored] = bucketArns(site, quarantineBucketName);
  return [
    new PolicyStatement({
      sid: 'ListsVersions',
      actions: [
        's3:GetBucketLocation',
        's3:GetBucketObjectLockConfiguration',
        's3:GetBucketVersioning',
        's3:ListBucket',
        's3:ListBucketVersions',
      ],
      resources: both.map(([bucket]) => bucket),
    }),
    new PolicyStatement({
      sid: 'ReadsVersions',
      actions: [
        's3:GetObject',
        's3:GetObjectRetention',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionTagging',
      ],
      resources: both.map(([, objects]) => objects),
    }),
    new PolicyStatement({
      sid: 'RestoresIntoQuarantine',
      actions: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObjectAcl',
        's3:GetObjectVersionAcl',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectAcl',
        's3:PutObjectTagging',
        's3:PutObjectVersionAcl',
      ],
      resources: [restored],
    }),
    new PolicyStatement({
      sid: 'SeesQuarantine',
      actions: ['s3:GetBucketOwnershipControls', 's3:ListBucketMultipartUploads'],
      resources: [quarantine],
    }),
    ...keyUse(site, props),
    ...(vaultNames.length === 0 ? [] : backups(site, roleArn, vaultNames)),
  ];
}

/** Of keys it says no more than what buckets they are used for: which school may use a key is what the key itself decides. */
function keyUse(site: Site, props: RestoreScope): PolicyStatement[] {
  const { storeBucketNames, replicaBucketNames = [], quarantineBucketName, replicaAccount = site.account } = props;
  const { arnPartition, kmsViaServiceSuffixes } = site.partition;
  const keysOf = (account: string): string => `arn:${arnPartition}:kms:*:${account}:key/*`;
  const through = (names: readonly string[]) => ({
    StringLike: {
      'kms:ViaService': kmsViaServiceSuffixes.map((suffix) => `s3.*.${suffix}`),
      'kms:EncryptionContext:aws:s3:arn': names.flatMap((name) => bucketArns(site, name)),
    },
  });
  return [
    new PolicyStatement({
      sid: 'DecryptsVersions',
      actions: ['kms:Decrypt'],
      resources: [...new Set([keysOf(site.account), keysOf(replicaAccount)])],
      conditions: through([...storeBucketNames, ...replicaBucketNames, quarantineBucketName].sort()),
    }),
    new PolicyStatement({
      sid: 'EncryptsInQuarantine',
      actions: ['kms:GenerateDataKey'],
      resources: [keysOf(site.account)],
      conditions: through([quarantineBucketName]),
    }),
    new PolicyStatement({ sid: 'DescribesKeys', actions: ['kms:DescribeKey'], resources: [keysOf(site.account)] }),
  ];
}

/**
 * AWS Backup asks for the recovery point and not for the vault when a restore is started: which school may restore which
 * recovery point is what the vault itself decides, see its access policy.
 */
function backups({ account, partition }: Site, roleArn: string, vaultNames: readonly string[]): PolicyStatement[] {
  const of = (what: string): string => `arn:${partition.arnPartition}:backup:*:${account}:${what}`;
  const throughBackup = { 'kms:ViaService': partition.kmsViaServiceSuffixes.map((suffix) => `backup.*.${suffix}`) };
  const keys = [`arn:${partition.arnPartition}:kms:*:${account}:key/*`];
  return [
    new PolicyStatement({
      sid: 'SeesVaults',
      actions: ['backup:DescribeBackupVault', 'backup:ListRecoveryPointsByBackupVault'],
      resources: [...vaultNames].sort().map((name) => of(`backup-vault:${name}`)),
    }),
    new PolicyStatement({
      sid: 'RestoresRecoveryPoints',
      actions: [
        'backup:DescribeRecoveryPoint',
        'backup:GetRecoveryPointRestoreMetadata',
        'backup:ListTags',
        'backup:StartRestoreJob',
      ],
      resources: [of('recovery-point:*'), ...[...vaultNames].sort().map((name) => of(`backup-vault:${name}`))],
    }),
    new PolicyStatement({ sid: 'FollowsRestores', actions: ['backup:DescribeRestoreJob'], resources: ['*'] }),
    new PolicyStatement({
      sid: 'GoesToBackup',
      actions: ['iam:PassRole'],
      resources: [roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    }),
    new PolicyStatement({
      sid: 'DecryptsThroughBackup',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: keys,
      conditions: { StringLike: throughBackup },
    }),
    new PolicyStatement({
      sid: 'GrantsToBackup',
      actions: ['kms:CreateGrant'],
      resources: keys,
      conditions: { StringLike: throughBackup, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}
