import {
  CfnManagedPolicy,
  CfnRole,
  PolicyDocument,
  PolicyStatement,
  Effect,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkSlug, siteOf, type Site } from './checks';
import { applyTags } from './tags';

/** Properties of {@link ServiceRoles}. */
export interface ServiceRolesProps {
  /** Slug of the region; roles are called `educloud-<regionId>-…`. */
  readonly regionId: string;
}

/**
 * The roles that handle objects of schools without being one: `replication`, `backup` and `recovery`. Stores and keys
 * exempt exactly these, by ARN, so their names stand before anything uses them.
 *
 * Each can be taken by the AWS services that it is for and by nobody else, has no permission of its own yet, and a
 * boundary that ends at the account: whatever is attached to it, nothing of it reaches another account's storage. What
 * copies data grants what it needs, to one of these.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class ServiceRoles extends Construct {
  /** ARNs that the roles of a region have in the account of `scope`, sorted, whether or not they exist yet. */
  public static arnsIn(scope: Construct, regionId: string): string[] {
    const { account, partition } = siteOf(scope);
    return ServiceRoles.arnsAt(partition.arnPartition, account, regionId);
  }

  /** ARNs that the roles of a region have in an account, sorted. */
  public static arnsAt(partition: string, account: string, regionId: string): string[] {
    return Object.keys(services)
      .map((what) => `arn:${partition}:iam::${account}:role/educloud/${roleName(regionId, what)}`)
      .sort();
  }

  /** ARNs of the roles, sorted, without tokens. */
  public readonly roleArns: string[];

  constructor(scope: Construct, id: string, props: ServiceRolesProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const site = siteOf(this);
    const boundary = new CfnManagedPolicy(this, 'Boundary', {
      managedPolicyName: `educloud-${props.regionId}-service-boundary`,
      path: '/educloud/',
      description: 'What roles of educloud that copy data can be allowed at most.',
      policyDocument: boundaryOf(site),
    });
    for (const [what, principals] of Object.entries(services)) {
      const role = new CfnRole(this, what.charAt(0).toUpperCase() + what.slice(1), {
        roleName: roleName(props.regionId, what),
        path: '/educloud/',
        description: `educloud: ${what} of stores`,
        permissionsBoundary: boundary.ref,
        assumeRolePolicyDocument: new PolicyDocument({
          statements: [
            new PolicyStatement({
              principals: principals.map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
              actions: ['sts:AssumeRole'],
            }),
          ],
        }),
      });
      applyTags(role, { region: props.regionId });
    }
    this.roleArns = ServiceRoles.arnsIn(this, props.regionId);
  }
}

/**
 * Who takes which role. A service takes a role only for the account that the role stands in, since nobody can pass a role
 * of another account (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html); the trust policies are
 * those of the services' own pages (https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html).
 */
const services: Readonly<Record<string, readonly string[]>> = {
  replication: ['s3', 'batchoperations.s3'],
  backup: ['backup'],
  recovery: ['backup', 'batchoperations.s3'],
};

function roleName(regionId: string, what: string): string {
  return `educloud-${regionId}-${what}`;
}

/**
 * Storage and keys, inside the account; the copies of an account in another AWS Region are inside it, too. AWS Backup
 * watches buckets with rules of this name (https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html).
 */
function boundaryOf({ account, partition }: Site): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'StorageOfThisAccount',
        actions: [
          'backup:*',
          'cloudwatch:GetMetricData',
          'events:ListRules',
          'kms:CreateGrant',
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          's3:*',
          'tag:GetResources',
        ],
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'RulesOfBackup',
        actions: ['events:*'],
        resources: [`arn:${partition.arnPartition}:events:*:${account}:rule/AwsBackupManagedRule*`],
      }),
      new PolicyStatement({
        sid: 'NothingElsewhere',
        effect: Effect.DENY,
        actions: ['backup:*', 'kms:*', 's3:*'],
        resources: ['*'],
        conditions: { StringNotEquals: { 'aws:ResourceAccount': account } },
      }),
      new PolicyStatement({
        sid: 'NoLooseningOfProtection',
        effect: Effect.DENY,
        actions: [
          's3:BypassGovernanceRetention',
          's3:CreateAccessPoint',
          's3:CreateMultiRegionAccessPoint',
          's3:DeleteBucket',
          's3:DeleteBucketPolicy',
          's3:PutAccessPointPolicy',
          's3:PutAccelerateConfiguration',
          's3:PutAccountPublicAccessBlock',
          's3:PutAnalyticsConfiguration',
          's3:PutBucketAcl',
          's3:PutBucketLogging',
          's3:PutBucketObjectLockConfiguration',
          's3:PutBucketOwnershipControls',
          's3:PutBucketPolicy',
          's3:PutBucketPublicAccessBlock',
          's3:PutBucketVersioning',
          's3:PutBucketWebsite',
          's3:PutEncryptionConfiguration',
          's3:PutLifecycleConfiguration',
          's3:PutReplicationConfiguration',
        ],
        resources: ['*'],
      }),
    ],
  });
}
