import { Construct } from 'constructs';
import { AccountTrail } from './account-trail';
import { checkSlug, siteOf } from './checks';
import { DeployBoundary } from './deploy-boundary';
import { RegistryIndexer } from './registry-indexer';
import { RegistryReader } from './registry-reader';
import type { ServiceCopies } from './service-role-grants';
import { ServiceRoles } from './service-roles';
import { TamperAlarms } from './tamper-alarms';

/** Properties of {@link AccountBase}. */
export interface AccountBaseProps {
  /** Slug of the region. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the account's logs. */
  readonly jurisdiction: string;

  /** Name of the bucket for the account's trail. */
  readonly trailBucketName: string;

  /**
   * Days for which no log file can be changed or deleted; at least 180.
   *
   * @default 400
   */
  readonly retentionDays?: number;

  /**
   * Bucket of a log archive to which a second trail writes. It must exist, and let this account write.
   *
   * @default - the account keeps its trail to itself
   */
  readonly archiveBucketName?: string;

  /**
   * Whether the second trail carries data events, too.
   *
   * @default false
   */
  readonly archiveDataEvents?: boolean;

  /**
   * E-mail addresses that hear the alarms.
   *
   * @default - nobody is subscribed
   */
  readonly alarmEmails?: string[];

  /**
   * ARN of the role that reads in an emergency; whoever takes it is told of. See {@link TamperAlarmsProps.breakGlassRoleArn}.
   *
   * @default - nobody is told of anybody who takes a role
   */
  readonly breakGlassRoleArn?: string;

  /**
   * Whether people sign in by identity providers of this account, changes of which are then told of.
   *
   * @default false
   */
  readonly identityProviders?: boolean;

  /**
   * Account of the hub, which may read the registry entries of this account.
   *
   * @default - nobody else reads them
   */
  readonly hubAccount?: string;

  /**
   * Whether trail and roles stand here. An account needs them once: the trail sees every AWS Region, and roles belong to
   * none. False for a base in the account's second AWS Region, which then has alarms only.
   *
   * @default true
   */
  readonly trail?: boolean;

  /**
   * What is copied in this account; see {@link ServiceRolesProps.copies}.
   *
   * @default - nothing
   */
  readonly copies?: ServiceCopies;

  /**
   * ARNs of roles or users that may take the role `recovery`; see {@link ServiceRolesProps.recoveryTakenBy}.
   *
   * @default - nobody takes it
   */
  readonly recoveryTakenBy?: string[];

  /**
   * ARN of the role with which CloudFormation deploys; see {@link LogArchiveProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * What every account of a region has besides its stores, in each AWS Region where it has some: a trail in a locked bucket,
 * alarms on tampering, the service roles, the boundary of the role that deploys, and the hub's way to the registry.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class AccountBase extends Construct {
  /** The trail, where it stands here. */
  public readonly trail?: AccountTrail;

  /** ARN of the topic of all alarms. */
  public readonly alarmTopicArn: string;

  /** ARNs of the service roles, whether they stand here or in the account's first base. */
  public readonly serviceRoleArns: string[];

  /** The service roles, where they stand here. */
  public readonly serviceRoles?: ServiceRoles;

  constructor(scope: Construct, id: string, props: AccountBaseProps) {
    super(scope, id);
    const { regionId, jurisdiction } = props;
    checkSlug(this, 'regionId', regionId);
    const alarms = new TamperAlarms(this, 'Alarms', {
      regionId,
      jurisdiction,
      ...(props.alarmEmails === undefined ? {} : { emails: props.alarmEmails }),
      ...(props.breakGlassRoleArn === undefined ? {} : { breakGlassRoleArn: props.breakGlassRoleArn }),
      ...(props.identityProviders === undefined ? {} : { identityProviders: props.identityProviders }),
    });
    this.alarmTopicArn = alarms.topicArn;
    this.serviceRoleArns = ServiceRoles.arnsIn(this, regionId);
    if (props.trail === false) return;
    this.trail = new AccountTrail(this, 'Trail', {
      regionId,
      jurisdiction,
      bucketName: props.trailBucketName,
      ...(props.retentionDays === undefined ? {} : { retentionDays: props.retentionDays }),
      ...(props.archiveBucketName === undefined ? {} : { archiveBucketName: props.archiveBucketName }),
      ...(props.archiveDataEvents === undefined ? {} : { archiveDataEvents: props.archiveDataEvents }),
      ...(props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn }),
    });
    const roles = new ServiceRoles(this, 'ServiceRoles', {
      regionId,
      ...(props.copies === undefined ? {} : { copies: props.copies }),
      ...(props.recoveryTakenBy === undefined ? {} : { recoveryTakenBy: props.recoveryTakenBy }),
    });
    this.serviceRoles = roles;
    const boundary = new DeployBoundary(this, 'DeployBoundary', { regionId });
    this.trail.makeAfter(alarms, roles, boundary);
    if (props.hubAccount === undefined) return;
    this.trail.makeAfter(new RegistryReader(this, 'RegistryReader', { regionId, hubAccount: props.hubAccount }));
    if (props.hubAccount !== siteOf(this).account) return;
    this.trail.makeAfter(new RegistryIndexer(this, 'RegistryIndexer', { regionId }));
  }
}
