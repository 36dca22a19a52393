import type { RecoveryMeans } from '../vocabulary';

/** Names of the states of a drill, in their order. */
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

/** One state of a drill. */
export interface DrillStep {
  readonly id: DrillStepId;
  /** Left out where the drill has not that means. */
  readonly means?: RecoveryMeans;
  /** `poll`: asked again after `everySeconds` until it is there or too late. */
  readonly kind: 'once' | 'poll';
  readonly everySeconds?: number;
  /** API calls as IAM names them, in order. */
  readonly calls: readonly string[];
}

/** What a drill does, in order; the state machine is built from this list, and `drill plan` prints it. */
export function drillSteps(means: readonly RecoveryMeans[]): readonly DrillStep[] {
  return every.filter((step) => step.means === undefined || means.includes(step.means));
}

const copied = ['s3:GetObjectVersion', 's3:PutObject', 's3:GetObject'];

const every: readonly DrillStep[] = [
  { id: 'plant', kind: 'once', calls: ['s3:PutObject'] },
  { id: 'awaitReplica', means: 'replication', kind: 'poll', everySeconds: 30, calls: ['s3:GetObjectVersion'] },
  {
    id: 'awaitBackup',
    means: 'backup',
    kind: 'poll',
    everySeconds: 900,
    calls: ['backup:ListRecoveryPointsByBackupVault'],
  },
  { id: 'attack', kind: 'once', calls: ['s3:PutObject', 's3:DeleteObject', 's3:GetObject'] },
  { id: 'restoreVersion', kind: 'once', calls: copied },
  { id: 'restoreReplica', means: 'replication', kind: 'once', calls: copied },
  { id: 'startRestore', means: 'backup', kind: 'once', calls: ['backup:StartRestoreJob', 'iam:PassRole'] },
  {
    id: 'awaitRestore',
    means: 'backup',
    kind: 'poll',
    everySeconds: 60,
    calls: ['backup:DescribeRestoreJob', 's3:GetObject'],
  },
  { id: 'report', kind: 'once', calls: ['s3:PutObject', 'cloudwatch:PutMetricData'] },
  { id: 'cleanUp', kind: 'once', calls: ['s3:ListBucketVersions', 's3:DeleteObjectVersion'] },
];
