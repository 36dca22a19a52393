import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { bucketArns, viaS3 } from './statements';
import { viaBackup } from './vault-key-statements';

/** Where a drill takes place, for the permissions of its role. */
export interface DrillPlace {
  readonly regionId: string;
  readonly roleArn: string;
  readonly logGroupArn: string;
  readonly bucketName: string;
  readonly quarantineBucketName: string;
  readonly keyArn: string;
  readonly archive: { readonly bucketName: string; readonly account: string };
  readonly replica?: { readonly bucketName: string; readonly account: string; readonly awsRegion: string };
  readonly vault?: { readonly vaultArn: string; readonly keyArn: string };
}

/** Who takes the role: Lambda, and AWS Backup for the account's own jobs where it restores. */
export function drillTrust({ account }: Site, { vault }: DrillPlace): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [new ServicePrincipal('lambda.amazonaws.com')], actions: ['sts:AssumeRole'] }),
      ...(vault === undefined
        ? []
        : [
            new PolicyStatement({
              principals: [new ServicePrincipal('backup.amazonaws.com')],
              actions: ['sts:AssumeRole'],
              conditions: { StringEquals: { 'aws:SourceAccount': account } },
            }),
          ]),
    ],
  });
}

/** What a drill does, and nothing besides: by the names of its own buckets, key and vault. */
export function drillPermissions(site: Site, place: DrillPlace): PolicyDocument {
  return new PolicyDocument({
    statements: [...atHome(site, place), ...ofReplica(site, place), ...ofBackup(site, place)],
  });
}

function atHome(site: Site, place: DrillPlace): PolicyStatement[] {
  const { account, awsRegion } = site;
  const [store] = bucketArns(site, place.bucketName);
  const [quarantine] = bucketArns(site, place.quarantineBucketName);
  const [archive] = bucketArns(site, place.archive.bucketName);
  return [
    new PolicyStatement({
      sid: 'Canaries',
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
      resources: [`${store}/canary/*`, `${quarantine}/canary/*`],
      conditions: ofAccount(account),
    }),
    // Without the right to list, S3 answers for what is gone as for what is forbidden.
    new PolicyStatement({
      sid: 'CanariesListed',
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: [store, quarantine],
      conditions: ofAccount(account),
    }),
    new PolicyStatement({
      sid: 'KeyThroughS3',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [place.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': viaS3(site) } },
    }),
    new PolicyStatement({
      sid: 'Reports',
      actions: ['s3:PutObject'],
      resources: [`${archive}/drills/${account}/${awsRegion}/*`],
      conditions: ofAccount(place.archive.account),
    }),
    new PolicyStatement({
      sid: 'Metrics',
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      conditions: { StringEquals: { 'cloudwatch:namespace': drillNamespace(place.regionId) } },
    }),
    new PolicyStatement({
      sid: 'OwnLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${place.logGroupArn}:*`],
    }),
  ];
}

/** The key of the copies is known by its alias alone, so it is bound by what it is used for. */
function ofReplica(site: Site, { replica }: DrillPlace): PolicyStatement[] {
  if (replica === undefined) return [];
  const [bucket, objects] = bucketArns(site, replica.bucketName);
  const { arnPartition } = site.partition;
  return [
    new PolicyStatement({
      sid: 'ReplicaRead',
      actions: ['s3:GetObjectRetention', 's3:GetObjectVersion'],
      resources: [`${bucket}/canary/*`],
      conditions: ofAccount(replica.account),
    }),
    new PolicyStatement({
      sid: 'ReplicaListed',
      actions: ['s3:ListBucket', 's3:ListBucketVersions'],
      resources: [bucket],
      conditions: ofAccount(replica.account),
    }),
    new PolicyStatement({
      sid: 'ReplicaKeyThroughS3',
      actions: ['kms:Decrypt'],
      resources: [`arn:${arnPartition}:kms:${replica.awsRegion}:${replica.account}:key/*`],
      conditions: {
        StringEquals: { 'kms:ViaService': viaS3({ ...site, awsRegion: replica.awsRegion }) },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, objects] },
      },
    }),
  ];
}

/**
 * What AWS Backup restores with, as its managed policy for buckets has it, for the one bucket where restores arrive
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Restore.html).
 */
function ofBackup(site: Site, { vault, roleArn, quarantineBucketName, keyArn }: DrillPlace): PolicyStatement[] {
  if (vault === undefined) return [];
  const { account, awsRegion, partition } = site;
  const [quarantine, arrivals] = bucketArns(site, quarantineBucketName);
  return [
    new PolicyStatement({
      sid: 'RecoveryPointsListed',
      actions: ['backup:ListRecoveryPointsByBackupVault'],
      resources: [vault.vaultArn],
    }),
    // A recovery point does not say in which vault it is; vaults say who may restore from them.
    new PolicyStatement({
      sid: 'RestoreStarted',
      actions: ['backup:StartRestoreJob'],
      resources: [`arn:${partition.arnPartition}:backup:${awsRegion}:${account}:recovery-point:*`, vault.vaultArn],
    }),
    new PolicyStatement({ sid: 'RestoreWatched', actions: ['backup:DescribeRestoreJob'], resources: ['*'] }),
    new PolicyStatement({
      sid: 'RestoreAsItself',
      actions: ['iam:PassRole'],
      resources: [roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'backup.amazonaws.com' } },
    }),
    new PolicyStatement({
      sid: 'RestoredObjects',
      actions: [
        's3:DeleteObject',
        's3:GetObject',
        's3:GetObjectAcl',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionAcl',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectAcl',
        's3:PutObjectTagging',
        's3:PutObjectVersionAcl',
      ],
      resources: [arrivals],
      conditions: ofAccount(account),
    }),
    new PolicyStatement({
      sid: 'RestoreTarget',
      actions: [
        's3:GetBucketLocation',
        's3:GetBucketOwnershipControls',
        's3:GetBucketVersioning',
        's3:ListBucket',
        's3:ListBucketVersions',
      ],
      resources: [quarantine],
      conditions: ofAccount(account),
    }),
    new PolicyStatement({ sid: 'KeysDescribed', actions: ['kms:DescribeKey'], resources: [keyArn, vault.keyArn] }),
    new PolicyStatement({
      sid: 'VaultKeyThroughBackup',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [vault.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': viaBackup(site) } },
    }),
    new PolicyStatement({
      sid: 'VaultKeyGrantedToAws',
      actions: ['kms:CreateGrant'],
      resources: [vault.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': viaBackup(site) },
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      },
    }),
  ];
}

/** Where a drill counts its successes. */
export function drillNamespace(regionId: string): string {
  return `educloud/${regionId}`;
}

function ofAccount(account: string): Record<string, Record<string, unknown>> {
  return { StringEquals: { 'aws:ResourceAccount': account } };
}
