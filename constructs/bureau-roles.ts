import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import type { FederatedAdmission } from './federated-admission';
import { auditorStatements, breakGlassStatements, operatorStatements } from './bureau-statements';
import { checkBucketName, checkSlug, siteOf } from './checks';
import { federatedRole, roleArnAt, roleArnIn } from './federated-role';
import { FederatedTrust } from './federated-trust';

/** Properties of {@link BureauRoles}. */
export interface BureauRolesProps {
  /** Slug of the region; roles are called `educloud-<regionId>-…`. */
  readonly regionId: string;

  /** ARNs of SAML providers of this account: the bureau's identity provider. */
  readonly providerArns: string[];

  /**
   * Who runs the region; each admission with entitlements.
   *
   * @default - no such role
   */
  readonly operators?: FederatedAdmission[];

  /**
   * Who checks it; each admission with entitlements.
   *
   * @default - no such role
   */
  readonly auditors?: FederatedAdmission[];

  /**
   * Who reads data of schools in an emergency; each admission with entitlements. The role can be taken in the AWS Region of
   * the stack alone, where an alarm tells of it: see {@link TamperAlarmsProps.breakGlassRoleArn}.
   *
   * @default - no such role
   */
  readonly breakGlass?: FederatedAdmission[];

  /**
   * Names of the buckets of this account that auditors read: its trail, the log archive.
   *
   * @default - auditors read no object at all
   */
  readonly logBucketNames?: string[];

  /**
   * AWS Regions whose own sign-in is accepted besides that of the whole partition.
   *
   * @default - the AWS Region of the stack
   */
  readonly awsRegions?: string[];
}

/**
 * What the education bureau's people are in one account, for an hour at a time: operators run it and see no data, auditors
 * see configuration and logs, and break-glass reads the stores. They sign in at the bureau's identity provider, with an
 * entitlement for each; nobody takes these roles with credentials of AWS.
 *
 * @throws EDU601 for a property that does not fit, a trust policy that is too long, or an environment-agnostic stack
 */
export class BureauRoles extends Construct {
  /** ARN that the operators' role has in an account of the partition, whether or not it exists yet. */
  public static operatorArnAt(partition: string, account: string, regionId: string): string {
    return roleArnAt(partition, account, nameOf(regionId, 'bureau-operator'));
  }

  /** ARN that the auditors' role has in an account of the partition, whether or not it exists yet. */
  public static auditorArnAt(partition: string, account: string, regionId: string): string {
    return roleArnAt(partition, account, nameOf(regionId, 'auditor'));
  }

  /** ARN that the role for emergencies has in an account of the partition, whether or not it exists yet. */
  public static breakGlassArnAt(partition: string, account: string, regionId: string): string {
    return roleArnAt(partition, account, nameOf(regionId, 'break-glass'));
  }

  /** The same, in the account of `scope`. */
  public static breakGlassArnIn(scope: Construct, regionId: string): string {
    return roleArnIn(siteOf(scope), nameOf(regionId, 'break-glass'));
  }

  /** The operators' role, where there is one. */
  public readonly operator?: Role;

  /** The auditors' role, where there is one. */
  public readonly auditor?: Role;

  /** The role for emergencies, where there is one. */
  public readonly breakGlass?: Role;

  constructor(scope: Construct, id: string, props: BureauRolesProps) {
    super(scope, id);
    const { regionId, operators, auditors, breakGlass, logBucketNames = [] } = props;
    checkSlug(this, 'regionId', regionId);
    for (const name of logBucketNames) checkBucketName(this, name);
    const site = siteOf(this);
    if (operators !== undefined)
      this.operator = this.role(props, {
        id: 'Operator',
        what: 'bureau-operator',
        persona: 'bureau-operator',
        admissions: operators,
        statements: operatorStatements(site, regionId),
      });
    if (auditors !== undefined)
      this.auditor = this.role(props, {
        id: 'Auditor',
        what: 'auditor',
        persona: 'auditor',
        admissions: auditors,
        statements: auditorStatements(site, regionId, logBucketNames),
      });
    if (breakGlass !== undefined)
      this.breakGlass = this.role(props, {
        id: 'BreakGlass',
        what: 'break-glass',
        admissions: breakGlass,
        onlyAwsRegion: site.awsRegion,
        statements: breakGlassStatements(site),
      });
  }

  private role(
    props: BureauRolesProps,
    { id, what, persona, admissions, onlyAwsRegion, statements }: BureauRole,
  ): Role {
    const { regionId, providerArns, awsRegions } = props;
    if (admissions.some(({ entitlements }) => entitlements === undefined)) {
      throw failure('EDU601', `\`${what}\` is open to a whole affiliation`, {
        path: this.node.path,
        allowed: '`entitlements` in every admission, which name who of the bureau’s people it is',
      });
    }
    const trust = FederatedTrust.saml({
      providerArns,
      admissions: [...admissions],
      ...(awsRegions === undefined ? {} : { awsRegions }),
      ...(onlyAwsRegion === undefined ? {} : { onlyAwsRegion }),
    });
    return federatedRole(this, id, {
      roleName: nameOf(regionId, what),
      description: `educloud: ${what} of region ${regionId}`,
      trusts: [trust],
      tags: { region: regionId, ...(persona === undefined ? {} : { persona }) },
      statements,
    });
  }
}

interface BureauRole {
  readonly id: string;
  readonly what: string;
  readonly persona?: string;
  readonly admissions: readonly FederatedAdmission[];
  readonly onlyAwsRegion?: string;
  readonly statements: readonly PolicyStatement[];
}

function nameOf(regionId: string, what: string): string {
  return `educloud-${regionId}-${what}`;
}
