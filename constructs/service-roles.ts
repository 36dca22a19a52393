import {
  AccountPrincipal,
  CfnManagedPolicy,
  CfnRole,
  PolicyDocument,
  PolicyStatement,
  Effect,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkSlug, checkText, siteOf, type Site } from './checks';
import { serviceRoleArn } from './service-role-arns';
import { serviceGrants, type ServiceCopies } from './service-role-grants';
import { applyTags } from './tags';

/** Properties of {@link ServiceRoles}. */
export interface ServiceRolesProps {
  /** Slug of the region; roles are called `educloud-<regionId>-…`. */
  readonly regionId: string;

  /**
   * What is copied here.
   *
   * @default - nothing: the roles may do nothing
   */
  readonly copies?: ServiceCopies;

  /**
   * ARNs of roles or users, of any account, that may take the role `recovery`, which alone may break the promise of a copy.
   *
   * @default - services alone take it, and it may do nothing
   */
  readonly recoveryTakenBy?: string[];
}

/**
 * The roles that handle objects of schools without being one: `replication`, `backup` and `recovery`. Stores and keys
 * exempt exactly these, by ARN, so their names stand before anything uses them.
 *
 * Each can be taken by the AWS services that it is for and by nobody else, may do what `copies` says and no more, and has a
 * boundary that ends at the account: whatever is attached to it, nothing of it reaches another account's storage, but for
 * that of the replicas.
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
    const { copies = {}, recoveryTakenBy = [] } = props;
    checkCopies(this, site, copies, recoveryTakenBy);
    const grants = new Map(Object.entries(serviceGrants(site, copies, recoveryTakenBy.length > 0)));
    const boundary = new CfnManagedPolicy(this, 'Boundary', {
      managedPolicyName: `educloud-${props.regionId}-service-boundary`,
      path: '/educloud/',
      description: 'What roles of educloud that copy data can be allowed at most.',
      policyDocument: boundaryOf(site, props),
    });
    for (const [what, principals] of Object.entries(services)) {
      const statements = grants.get(what) ?? [];
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
            ...(what === 'recovery' ? takenBy(recoveryTakenBy) : []),
          ],
        }),
        ...(statements.length === 0
          ? {}
          : { policies: [{ policyName: `educloud-${what}`, policyDocument: new PolicyDocument({ statements }) }] }),
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

/** A principal that is named in a condition need not exist yet. One statement an account, since trust policies are short. */
function takenBy(arns: readonly string[]): PolicyStatement[] {
  const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
  return [...new Set(arns.map(accountOf))].sort().map((account) => {
    const here = arns.filter((arn) => accountOf(arn) === account).sort();
    return new PolicyStatement({
      principals: [new AccountPrincipal(account)],
      actions: ['sts:AssumeRole'],
      conditions: { ArnEquals: { 'aws:PrincipalArn': here.length === 1 ? here[0] : here } },
    });
  });
}

function checkCopies(scope: Construct, { partition }: Site, { recoveryAccount }: ServiceCopies, by: string[]): void {
  if (recoveryAccount !== undefined)
    checkText(scope, 'copies.recoveryAccount', recoveryAccount, /^\d{12}$/, 'twelve digits');
  const pattern = new RegExp(`^arn:${partition.arnPartition}:iam::\\d{12}:(?:role|user)/[\\w+=,.@/-]+$`);
  for (const arn of by)
    checkText(scope, 'recoveryTakenBy', arn, pattern, 'the ARN of one role or user, without wildcards');
}

function roleName(regionId: string, what: string): string {
  return `educloud-${regionId}-${what}`;
}

/**
 * Storage and keys, inside the account; the copies of an account in another AWS Region are inside it, too. AWS Backup
 * watches buckets with rules of this name (https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html).
 */
function boundaryOf(site: Site, { regionId, copies, recoveryTakenBy = [] }: ServiceRolesProps): PolicyDocument {
  const { account, partition } = site;
  const recoveryAccount = copies?.recoveryAccount ?? account;
  const recovery = serviceRoleArn(site, account, regionId, 'recovery');
  const copied = copies !== undefined || recoveryTakenBy.length > 0;
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
          ...(recoveryTakenBy.length === 0 ? [] : ['kms:DisableKey']),
          'kms:Encrypt',
          'kms:GenerateDataKey',
          ...(recoveryTakenBy.length === 0 ? [] : ['kms:ScheduleKeyDeletion']),
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
        conditions: {
          StringNotEquals: {
            'aws:ResourceAccount': recoveryAccount === account ? account : [account, recoveryAccount].sort(),
          },
          // What asks for no resource, such as the list of all buckets, is in nobody's account.
          Null: { 'aws:ResourceAccount': 'false' },
        },
      }),
      ...(copied
        ? [
            new PolicyStatement({
              sid: 'NoEndOfLocks',
              effect: Effect.DENY,
              actions: ['kms:DisableKey', 'kms:ScheduleKeyDeletion', 's3:BypassGovernanceRetention'],
              resources: ['*'],
              conditions: { ArnNotEquals: { 'aws:PrincipalArn': recovery } },
            }),
          ]
        : []),
      new PolicyStatement({
        sid: 'NoLooseningOfProtection',
        effect: Effect.DENY,
        actions: [
          ...(copied ? [] : ['s3:BypassGovernanceRetention']),
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
