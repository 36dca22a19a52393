import type { RecoveryTarget } from '../../config';
import type { RecoveryMeans, StorePurpose } from '../../vocabulary';
import type { Location } from '../location';

/** What comes back, by what means, and what does not. */
export interface PlannedRecovery {
  /** One for each account and AWS Region with stores that are copied. Sorted by stack. */
  readonly drills: readonly PlannedDrill[];
  /** Stores that stood before their replication: what they held is copied by a batch job. Sorted by bucket. */
  readonly toFill: readonly { readonly school: string; readonly store: StorePurpose; readonly bucket: string }[];
}

/** How one store comes back. */
export interface PlannedCopies extends RecoveryTarget {
  /** All that are made; at least one of them meets the targets. */
  readonly means: readonly RecoveryMeans[];
  /** Where replicas lie; none without replication. */
  readonly replica?: {
    readonly bucket: string;
    readonly keyAlias: string;
    /** Whether S3 promises 15 minutes (replication time control). */
    readonly timeControl: boolean;
  };
  /** None without AWS Backup. */
  readonly backup?: {
    readonly vault: string;
    readonly vaultKeyAlias: string;
    /** Name of the backup plan, and value of the tag by which it finds its stores: those of an owner that are backed up alike. */
    readonly plan: string;
    /** Hours between two backups; a divisor of 24. */
    readonly everyHours: number;
    /** Hours in which a backup must have begun, and in which it must have ended. */
    readonly startHours: number;
    readonly completionHours: number;
    /** Vault in the recovery AWS Region that each recovery point is copied to; none where there is no such AWS Region. */
    readonly copyVault?: { readonly name: string; readonly awsRegion: string; readonly keyAlias: string };
  };
}

/** Where the copies of a school lie. */
export interface RecoveryPlace extends Location {
  /** Alias of the key of replicas, and of the vault for copies of recovery points. */
  readonly keyAlias: string;
}

export interface PlannedSchoolRecovery {
  /** None where only AWS Backup in the home AWS Region is used. */
  readonly place?: RecoveryPlace;
  readonly stores: { readonly [store in StorePurpose]?: PlannedCopies };
  /** Where restores arrive. */
  readonly quarantineBucket: string;
  /** Role with which restores run. */
  readonly restoreRole: string;
}

/** A drill on a canary of its own, with the same constructs as the stores beside it. */
export interface PlannedDrill extends Location {
  /** Store of the canary, its key, and where restores of it arrive. */
  readonly bucket: string;
  readonly keyAlias: string;
  readonly quarantineBucket: string;
  /** Where the canary's replica lies; none without replication. */
  readonly replica?: {
    readonly account: string;
    readonly awsRegion: string;
    readonly bucket: string;
    readonly keyAlias: string;
    readonly timeControl: boolean;
  };
  /** None without AWS Backup. */
  readonly backup?: NonNullable<PlannedCopies['backup']>;
  readonly everyDays: number;
  readonly means: readonly RecoveryMeans[];
  /** The strictest of the stores that it stands for. */
  readonly rpoMinutes: number;
  readonly rtoMinutes: number;
  /** Where its results are written: bucket of the log archive, under `drills/`. */
  readonly archiveBucket: string;
  /** Schools for which it stands. Sorted. */
  readonly schools: readonly string[];
}

/** Where a drill's canary has its copies: of one account's. */
export interface PlannedCanary {
  readonly account: string;
  readonly awsRegion: string;
  /** None without replication. */
  readonly replicaBucket?: string;
  readonly keyAlias: string;
  /** Vault for copies of its recovery points; none without AWS Backup. */
  readonly vault?: string;
}
