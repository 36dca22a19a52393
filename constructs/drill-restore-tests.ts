import { CfnRestoreTestingPlan, CfnRestoreTestingSelection } from 'aws-cdk-lib/aws-backup';
import { CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { capability } from '../lib/facts';
import type { Site } from './checks';
import { drillSlug } from '../lib/vocabulary';
import type { RecoveryVault } from './recovery-vault';
import { bucketArns } from './statements';
import { applyTags } from './tags';
import { viaBackup } from './vault-key-statements';

/** Whose recovery points AWS Backup tries to restore by itself. */
export interface RestoreTestsProps {
  readonly regionId: string;
  readonly bucketName: string;
  readonly vault: RecoveryVault;
  readonly vaultKeyArn: string;
}

/** Whether AWS Backup tests restores by itself in this AWS Region. */
export function hasRestoreTests({ partition, awsRegion }: Site): boolean {
  return capability(partition.id, 'backup.restoreTesting', awsRegion).answer === 'yes';
}

/** ARN of the role with which AWS Backup tests restores of the canary. */
export function restoreTestRoleArn(site: Site, regionId: string): string {
  return `arn:${site.partition.arnPartition}:iam::${site.account}:role/educloud/${roleNameOf(site, regionId)}`;
}

function roleNameOf({ awsRegion }: Site, regionId: string): string {
  return `educloud-${regionId}-drill-tests-${awsRegion}`;
}

/**
 * Restores the newest recovery point of the canary into a bucket that AWS Backup makes and removes itself, once a week: a
 * second witness, which does not share the drill's code.
 *
 * By default what is restored there is under keys of S3, so no key of a school is needed
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html).
 */
export function restoreTests(scope: Construct, site: Site, props: RestoreTestsProps): void {
  const name = `educloud_${props.regionId.replaceAll('-', '_')}_drill`;
  const role = new CfnRole(scope, 'RestoreTestRole', {
    roleName: roleNameOf(site, props.regionId),
    path: '/educloud/',
    description: 'educloud: AWS Backup restores a canary to see whether it can',
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [
        new PolicyStatement({
          principals: [new ServicePrincipal('backup.amazonaws.com')],
          actions: ['sts:AssumeRole'],
          conditions: { StringEquals: { 'aws:SourceAccount': site.account } },
        }),
      ],
    }),
    policies: [{ policyName: 'educloud', policyDocument: permissions(site, props.vaultKeyArn) }],
  });
  applyTags(role, { region: props.regionId, school: drillSlug });
  const plan = new CfnRestoreTestingPlan(scope, 'RestoreTests', {
    restoreTestingPlanName: name,
    scheduleExpression: 'cron(0 5 ? * SUN *)',
    startWindowHours: 24,
    recoveryPointSelection: {
      algorithm: 'LATEST_WITHIN_WINDOW',
      includeVaults: [props.vault.vaultArn],
      recoveryPointTypes: ['SNAPSHOT'],
      selectionWindowDays: 7,
    },
  });
  plan.node.addDependency(props.vault);
  new CfnRestoreTestingSelection(scope, 'RestoreTested', {
    restoreTestingPlanName: plan.ref,
    restoreTestingSelectionName: name,
    iamRoleArn: role.attrArn,
    protectedResourceType: 'S3',
    protectedResourceArns: [bucketArns(site, props.bucketName)[0]],
  });
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Restore.html */
function permissions(site: Site, vaultKeyArn: string): PolicyDocument {
  const [buckets, objects] = bucketArns(site, 'awsbackup-restore-test-*');
  const own = { StringEquals: { 'aws:ResourceAccount': site.account } };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'TestBuckets',
        actions: [
          's3:CreateBucket',
          's3:GetBucketLocation',
          's3:GetBucketOwnershipControls',
          's3:GetBucketVersioning',
          's3:ListBucket',
          's3:ListBucketVersions',
          's3:PutBucketOwnershipControls',
          's3:PutBucketVersioning',
        ],
        resources: [buckets],
        conditions: own,
      }),
      new PolicyStatement({
        sid: 'TestObjects',
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
        resources: [objects],
        conditions: own,
      }),
      new PolicyStatement({
        sid: 'VaultKeyThroughBackup',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [vaultKeyArn],
        conditions: { StringEquals: { 'kms:ViaService': viaBackup(site) } },
      }),
      new PolicyStatement({
        sid: 'VaultKeyGrantedToAws',
        actions: ['kms:CreateGrant'],
        resources: [vaultKeyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': viaBackup(site) },
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        },
      }),
    ],
  });
}
