import type { RecoveryMeans } from '../vocabulary';

/** Names of the steps, which are the states of the drill's state machine. */
export type DrillStepId =
  | 'plant'
  | 'awaitReplica'
  | 'awaitBackup'
  | 'attack'
  | 'restoreVersion'
  | 'restoreReplica'
  | 'startRestore'
  | 'awaitRestore'
  | 'report'
  | 'cleanUp';

/** One step of a drill. */
export interface DrillStep {
  readonly id: DrillStepId;
  /** The means that it tries; none where every drill takes the step. */
  readonly means?: RecoveryMeans;
  /** Seconds after which it is asked again until what it waits for is there, or comes too late; none: it is taken once. */
  readonly everySeconds?: number;
  /** What it asks of AWS, as IAM names it, in order. */
  readonly calls: readonly string[];
}

/**
 * What a drill does, in order, with these means. The state machine of a drill is made of this list, so what is printed of it
 * is what happens: a step that fails leads to `report` and from there to `cleanUp`.
 */
export function drillSteps(means: readonly RecoveryMeans[]): readonly DrillStep[] {
  return steps.filter((step) => step.means === undefined || means.includes(step.means));
}

const steps: readonly DrillStep[] = [
  { id: 'plant', calls: ['s3:PutObject'] },
  { id: 'awaitReplica', means: 'replication', everySeconds: 30, calls: ['s3:ListBucketVersions'] },
  { id: 'awaitBackup', means: 'backup', everySeconds: 900, calls: ['backup:ListRecoveryPointsByBackupVault'] },
  { id: 'attack', calls: ['s3:PutObject', 's3:DeleteObject', 's3:GetObject'] },
  { id: 'restoreVersion', calls: ['s3:GetObjectVersion', 's3:PutObject', 's3:GetObject'] },
  {
    id: 'restoreReplica',
    means: 'replication',
    // The lock of the replica comes with its content, to whoever may read locks.
    calls: ['s3:GetObjectVersion', 's3:GetObjectRetention', 's3:PutObject', 's3:GetObject'],
  },
  { id: 'startRestore', means: 'backup', calls: ['backup:StartRestoreJob', 'iam:PassRole'] },
  { id: 'awaitRestore', means: 'backup', everySeconds: 60, calls: ['backup:DescribeRestoreJob', 's3:GetObject'] },
  { id: 'report', calls: ['s3:PutObject', 'cloudwatch:PutMetricData'] },
  { id: 'cleanUp', calls: ['s3:ListBucketVersions', 's3:DeleteObjectVersion'] },
];
