import { Construct } from 'constructs';
import { AccountBase } from './account-base';
import type { CellRecoveryProps } from './cell-recovery';
import { SchoolCell } from './school-cell';
import type { ServiceCopies } from './service-role-grants';
import type { Perimeter } from './perimeter';

/** Properties of {@link MemberNode}. */
export interface MemberNodeProps extends CellRecoveryProps {
  /** Slug of the school. */
  readonly schoolId: string;

  /** Slug of the region that it joins. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the school's data. */
  readonly jurisdiction: string;

  /** Who counts as inside. The node's own account always does. */
  readonly perimeter: Perimeter;

  /** Name of the bucket for records. */
  readonly recordsBucketName: string;

  /** Data classes of the records. */
  readonly recordsClasses: string[];

  /** Name of the bucket for materials. */
  readonly materialsBucketName: string;

  /** Data classes of the materials. */
  readonly materialsClasses: string[];

  /** Name of the bucket for the account's trail. */
  readonly trailBucketName: string;

  /**
   * Names of the school for people, by language (`en`, `zh`, `ru`, `be`).
   *
   * @default - the slug stands for the name
   */
  readonly names?: Record<string, string>;

  /**
   * Kind of institution, for the registry.
   *
   * @default other
   */
  readonly kind?: string;

  /**
   * Days for which no log file can be changed or deleted; at least 180.
   *
   * @default 400
   */
  readonly retentionDays?: number;

  /**
   * Bucket of the region's log archive. It is all that has to exist before, and only if it is named.
   *
   * @default - the node keeps its trail to itself
   */
  readonly archiveBucketName?: string;

  /**
   * Whether data events, too, go to the log archive.
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
   * Whether people sign in by identity providers of this account, changes of which are then told of.
   *
   * @default false
   */
  readonly identityProviders?: boolean;

  /**
   * Account of the hub, which may read the school's registry entry.
   *
   * @default - nobody else reads it
   */
  readonly hubAccount?: string;

  /**
   * Whether the service roles may handle objects without being the school, as copies to another AWS Region need.
   *
   * @default false
   */
  readonly serviceRoles?: boolean;

  /**
   * ARNs of roles or users that may take the role `recovery`; see {@link ServiceRolesProps.recoveryTakenBy}.
   *
   * @default - nobody takes it
   */
  readonly recoveryTakenBy?: string[];

  /**
   * ARN of the role with which CloudFormation deploys; see {@link SchoolStoreProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;

  /**
   * Keep everything, allow no writes, grant nothing, expire nothing.
   *
   * @default false
   */
  readonly frozen?: boolean;
}

/**
 * A university that takes part with an account of its own, in one stack: the account's base and the school's cell. The
 * account may belong to any organisation or to none, and nobody outside gets more than the hub's look at the registry.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class MemberNode extends Construct {
  /** Trail, alarms and roles. */
  public readonly base: AccountBase;

  /** Key, stores and registry entry. */
  public readonly cell: SchoolCell;

  constructor(scope: Construct, id: string, props: MemberNodeProps) {
    super(scope, id);
    const {
      schoolId,
      trailBucketName,
      retentionDays,
      archiveBucketName,
      archiveDataEvents,
      alarmEmails,
      identityProviders,
      hubAccount,
      serviceRoles,
      recoveryTakenBy,
      ...cell
    } = props;
    const copies = copiesOf(props);
    this.base = new AccountBase(this, 'Base', {
      regionId: cell.regionId,
      jurisdiction: cell.jurisdiction,
      trailBucketName,
      ...(retentionDays === undefined ? {} : { retentionDays }),
      ...(archiveBucketName === undefined ? {} : { archiveBucketName }),
      ...(archiveDataEvents === undefined ? {} : { archiveDataEvents }),
      ...(alarmEmails === undefined ? {} : { alarmEmails }),
      ...(identityProviders === undefined ? {} : { identityProviders }),
      ...(hubAccount === undefined ? {} : { hubAccount }),
      ...(copies === undefined ? {} : { copies }),
      ...(recoveryTakenBy === undefined ? {} : { recoveryTakenBy }),
      ...(props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn }),
    });
    this.cell = new SchoolCell(this, `school-${schoolId}`, {
      ...cell,
      schoolId,
      tier: 'node',
      copyAlarmTopicArn: cell.copyAlarmTopicArn ?? this.base.alarmTopicArn,
      ...(serviceRoles === true ? { serviceRoleArns: this.base.serviceRoleArns } : {}),
    });
    // S3 is told the role's name, and tries it with the first version.
    if (copies !== undefined && this.base.serviceRoles !== undefined)
      this.cell.node.addDependency(this.base.serviceRoles);
    this.base.trail?.makeAfter(this.cell);
  }
}

/** What the node's stores ask of its service roles. */
function copiesOf(props: MemberNodeProps): ServiceCopies | undefined {
  const { recordsReplica, materialsReplica, recordsBackupOwner, materialsBackupOwner } = props;
  const replication = recordsReplica !== undefined || materialsReplica !== undefined;
  const backup = recordsBackupOwner !== undefined || materialsBackupOwner !== undefined;
  const recoveryAccount = recordsReplica?.account ?? materialsReplica?.account;
  if (!replication && !backup) return undefined;
  return { replication, backup, ...(recoveryAccount === undefined ? {} : { recoveryAccount }) };
}
