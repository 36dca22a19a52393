import type { Perimeter } from './perimeter';

/** Where a drill's canary is copied to; see {@link RecoveryDrillCopies}. */
export interface DrillReplica {
  /** Name of the replica bucket. */
  readonly bucketName: string;

  /** AWS Region of the replica bucket. */
  readonly awsRegion: string;

  /** Alias of the key of the copies. */
  readonly keyAliasName: string;

  /** Days for which its versions are locked, at least: the drill looks. */
  readonly lockDays: number;

  /**
   * Account of the replica bucket.
   *
   * @default - the account of the stack
   */
  readonly account?: string;

  /**
   * Whether S3 promises 15 minutes (replication time control).
   *
   * @default false
   */
  readonly timeControl?: boolean;
}

/** How a drill's canary is backed up, as the stores beside it are. */
export interface DrillBackup {
  /** Name of the canary's own vault: 2 to 50 letters, digits, `-` and `_`. */
  readonly vaultName: string;

  /** Alias of the vault's key. */
  readonly vaultKeyAliasName: string;

  /** Hours between two backups: a divisor of 24. */
  readonly everyHours: number;

  /** Hours within which a backup must have begun. */
  readonly startHours: number;

  /** Hours within which a backup that has begun must have ended. */
  readonly completionHours: number;

  /**
   * Days for which no recovery point can be deleted.
   *
   * @default 1
   */
  readonly lockDays?: number;

  /**
   * Days after which a recovery point is deleted.
   *
   * @default 7
   */
  readonly retentionDays?: number;

  /**
   * ARN of a vault in another AWS Region that gets a copy of each recovery point.
   *
   * @default - no copies
   */
  readonly copyVaultArn?: string;
}

/** Properties of {@link RecoveryDrill}. */
export interface RecoveryDrillProps {
  /** Slug of the region; function, state machine and rule are called `educloud-<regionId>-drill`. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the stores that the drill stands for, for tags. */
  readonly jurisdiction: string;

  /** Who counts as inside. */
  readonly perimeter: Perimeter;

  /** Name of the canary's store. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Name of the bucket where restores of the canary arrive. */
  readonly quarantineBucketName: string;

  /** Alias of the key of both. */
  readonly keyAliasName: string;

  /**
   * Where the canary is replicated to.
   *
   * @default - nowhere; then `backup` must be there
   */
  readonly replica?: DrillReplica;

  /**
   * How the canary is backed up.
   *
   * @default - not at all; then `replica` must be there
   */
  readonly backup?: DrillBackup;

  /** Days between two drills, from 1 to 6: an alarm rises when no drill has succeeded for 7 days. */
  readonly everyDays: number;

  /** Minutes of work that may be lost, the least of the stores that the drill stands for. */
  readonly rpoMinutes: number;

  /** Minutes until the data can be read again, the least of the stores that the drill stands for. */
  readonly rtoMinutes: number;

  /** Bucket of the {@link LogArchive} that keeps the reports, under `drills/`. */
  readonly archiveBucketName: string;

  /** Account of the log archive. */
  readonly archiveAccount: string;

  /** AWS Region of the log archive. */
  readonly archiveAwsRegion: string;

  /** ARN of the topic on which alarms are told, of this account and AWS Region; see {@link TamperAlarms}. */
  readonly topicArn: string;

  /**
   * ARN of the role with which CloudFormation deploys.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}
