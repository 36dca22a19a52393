import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { CopyAlarms } from './copy-alarms';
import type { Perimeter } from './perimeter';
import { QuarantineStore } from './quarantine-store';
import type { ReplicaTarget } from './replica-target';
import { RestoreRole } from './restore-role';
import type { IStoreKey } from './store-key';

/** How the stores of a {@link SchoolCell} come back. */
export interface CellRecoveryProps {
  /**
   * Where S3 copies the records to; see {@link SchoolStoreProps.replica}.
   *
   * @default - nowhere
   */
  readonly recordsReplica?: ReplicaTarget;

  /**
   * Where S3 copies the materials to.
   *
   * @default - nowhere
   */
  readonly materialsReplica?: ReplicaTarget;

  /**
   * Whose plan of AWS Backup selects the records; see {@link SchoolStoreProps.backupOwner}.
   *
   * @default - none does
   */
  readonly recordsBackupOwner?: string;

  /**
   * Whose plan of AWS Backup selects the materials.
   *
   * @default - none does
   */
  readonly materialsBackupOwner?: string;

  /**
   * Name of the bucket where restores arrive. A key that the school shares must know it, too.
   *
   * @default - there is none
   */
  readonly quarantineBucketName?: string;

  /**
   * Whether there is a role with which restores run; it needs the quarantine.
   *
   * @default false
   */
  readonly restoreRole?: boolean;

  /**
   * ARN of such a role where it stands in another stack; school admins may take it.
   *
   * @default - the role of the cell, if there is one
   */
  readonly restoreRoleArn?: string;

  /**
   * Names of the vaults from which that role restores.
   *
   * @default - none
   */
  readonly vaultNames?: string[];

  /**
   * ARN of the topic that hears when a version could not be copied; see {@link CopyAlarms}.
   *
   * @default - nobody hears of it
   */
  readonly copyAlarmTopicArn?: string;
}

/** What of a cell its recovery needs to know. */
interface RecoveredCell extends CellRecoveryProps {
  readonly schoolId: string;
  readonly regionId: string;
  readonly jurisdiction: string;
  readonly perimeter: Perimeter;
  readonly recordsBucketName: string;
  readonly recordsClasses: string[];
  readonly materialsBucketName: string;
  readonly materialsClasses: string[];
  readonly deployRoleArn?: string;
}

/** Adds where restores arrive, who restores, and an alarm on copies that fail: each where it is asked for. */
export function addRecovery(
  scope: Construct,
  key: IStoreKey,
  props: RecoveredCell,
): { readonly quarantine?: QuarantineStore; readonly restoreRole?: RestoreRole } {
  const { schoolId, regionId, quarantineBucketName, copyAlarmTopicArn } = props;
  const copies = copiesOf(props);
  if (copyAlarmTopicArn !== undefined && copies.length > 0) {
    new CopyAlarms(scope, 'CopyAlarms', { schoolId, regionId, metric: 'failed', copies, topicArn: copyAlarmTopicArn });
  }
  if (quarantineBucketName === undefined) {
    if (props.restoreRole !== true) return {};
    throw failure('EDU601', '`restoreRole` needs a quarantine', {
      path: scope.node.path,
      found: 'no `quarantineBucketName`',
      allowed: 'the name of a bucket where restores arrive',
    });
  }
  const quarantine = new QuarantineStore(scope, 'Quarantine', {
    schoolId,
    regionId,
    jurisdiction: props.jurisdiction,
    perimeter: props.perimeter,
    bucketName: quarantineBucketName,
    key,
    dataClasses: [...new Set([...props.recordsClasses, ...props.materialsClasses])],
    ...(props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn }),
  });
  if (props.restoreRole !== true) return { quarantine };
  const replicaAccount = props.recordsReplica?.account ?? props.materialsReplica?.account;
  const restoreRole = new RestoreRole(scope, 'RestoreRole', {
    schoolId,
    regionId,
    storeBucketNames: [props.recordsBucketName, props.materialsBucketName],
    replicaBucketNames: copies.map(({ replicaBucketName }) => replicaBucketName),
    quarantineBucketName,
    ...(props.vaultNames === undefined ? {} : { vaultNames: props.vaultNames }),
    ...(replicaAccount === undefined ? {} : { replicaAccount }),
  });
  return { quarantine, restoreRole };
}

function copiesOf(props: RecoveredCell): { readonly sourceBucketName: string; readonly replicaBucketName: string }[] {
  return [
    { source: props.recordsBucketName, replica: props.recordsReplica },
    { source: props.materialsBucketName, replica: props.materialsReplica },
  ].flatMap(({ source, replica }) =>
    replica === undefined ? [] : [{ sourceBucketName: source, replicaBucketName: replica.bucketName }],
  );
}
