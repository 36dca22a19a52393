import { AccountRootPrincipal, CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkBucketName, checkSlug, checkText, siteOf, type Site } from './checks';
import { restoreStatements } from './restore-statements';
import { restoreRoleName } from './service-role-arns';
import { applyTags, tagKeys } from './tags';

/** Properties of {@link RestoreRole}. */
export interface RestoreRoleProps {
  /** Slug of the school whose data is restored; the role carries its tag. */
  readonly schoolId: string;

  /** Slug of the region. */
  readonly regionId: string;

  /** Names of the school's stores, which are read with all their versions. */
  readonly storeBucketNames: string[];

  /** Name of the bucket where what is restored arrives, the only one that is written. */
  readonly quarantineBucketName: string;

  /**
   * Names of the school's replica buckets, which are read with all their versions.
   *
   * @default - there are none
   */
  readonly replicaBucketNames?: string[];

  /**
   * Names of the vaults with the school's recovery points, in any AWS Region of the account.
   *
   * @default - there are none, and nothing is asked of AWS Backup
   */
  readonly vaultNames?: string[];

  /**
   * Account of the replica buckets.
   *
   * @default - the account of the stack
   */
  readonly replicaAccount?: string;

  /**
   * Name of the role, at most 64 characters.
   *
   * @default `educloud-<regionId>-restore-<schoolId>`
   */
  readonly roleName?: string;
}

/**
 * The role with which a school's data comes back: it is the school, by its tag, and may read every version of the stores and
 * their copies and write into the quarantine. It deletes nothing but what it has restored, and goes nowhere else.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RestoreRole extends Construct {
  /** ARN of the role, without a token. */
  public readonly roleArn: string;

  constructor(scope: Construct, id: string, props: RestoreRoleProps) {
    super(scope, id);
    checkSlug(this, 'schoolId', props.schoolId);
    checkSlug(this, 'regionId', props.regionId);
    const roleName = props.roleName ?? restoreRoleName(props.regionId, props.schoolId);
    checkText(this, 'roleName', roleName, /^[\w+=,.@-]{1,64}$/, '1 to 64 of letters, digits and `_+=,.@-`');
    for (const name of [...props.storeBucketNames, ...(props.replicaBucketNames ?? []), props.quarantineBucketName])
      checkBucketName(this, name);
    for (const name of props.vaultNames ?? [])
      checkText(this, 'vaultNames', name, /^[A-Za-z0-9_-]{2,50}$/, '2 to 50 of letters, digits, `-` and `_`');
    if (props.replicaAccount !== undefined)
      checkText(this, 'replicaAccount', props.replicaAccount, /^\d{12}$/, 'twelve digits');
    const site = siteOf(this);
    this.roleArn = `arn:${site.partition.arnPartition}:iam::${site.account}:role/educloud/${roleName}`;
    const role = new CfnRole(this, 'Role', {
      roleName,
      path: '/educloud/',
      description: `educloud: restores data of school ${props.schoolId}`,
      assumeRolePolicyDocument: trust(site, props.schoolId),
      policies: [
        {
          policyName: 'educloud-restore',
          policyDocument: new PolicyDocument({ statements: restoreStatements(site, this.roleArn, props) }),
        },
      ],
    });
    applyTags(role, { region: props.regionId, school: props.schoolId });
  }
}

/**
 * The services that restore, for this account where they say for whom they ask, and the school's own people and roles: as
 * elsewhere, an identity policy of theirs must let them as well.
 */
function trust({ account }: Site, schoolId: string): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'ServicesRestore',
        principals: ['backup', 'batchoperations.s3'].map((name) => new ServicePrincipal(`${name}.amazonaws.com`)),
        actions: ['sts:AssumeRole'],
        conditions: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
      }),
      new PolicyStatement({
        sid: 'SchoolRestores',
        principals: [new AccountRootPrincipal()],
        // People who sign in carry a source identity into the roles that they take.
        actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        conditions: { StringEquals: { [`aws:PrincipalTag/${tagKeys.school}`]: schoolId } },
      }),
    ],
  });
}
