import type { Placed } from './placed';
import type { Policy } from './policy/policy';
import type { Doubt, Source } from './source';

// What keeps and copies: locks, replication, AWS Backup, and trails that say what was done.

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly days: number;
}

/** One replication rule of a bucket. */
export interface Replication {
  readonly destination: string;
  readonly account?: string;
  readonly role: string;
  readonly key?: string;
  readonly deleteMarkers: boolean;
  /** What it leaves out, and what of it cannot be read. */
  readonly doubts?: readonly Doubt[];
  readonly source: Source;
}

/** A vault of AWS Backup. */
export interface Vault extends Placed {
  readonly kind: 'vault';
  readonly name: string;
  readonly arn: string;
  readonly policy?: Policy;
  /** ARN of its key, as for buckets. */
  readonly key?: string;
  /** Vault lock; `compliance` once nobody can take it off. */
  readonly lock?: { readonly minDays: number; readonly maxDays?: number; readonly mode: 'governance' | 'compliance' };
  /** As for buckets. */
  readonly keptDays?: number;
  readonly keepingDoubts?: readonly Doubt[];
}

/** A rule of a backup plan: into which vault, and where copies go. */
export interface BackupRule {
  readonly plan: string;
  readonly account: string;
  readonly awsRegion: string;
  /** Name of the vault. */
  readonly vault: string;
  /** ARNs of the vaults that get copies. */
  readonly copies: readonly string[];
  /** Days until recovery points are deleted, of the vault and of each copy, the shortest; none: never. */
  readonly deleteAfterDays?: number;
  /** What the plan backs up: all that one of these may select. */
  readonly selections: readonly BackupSelection[];
  /** What of the rule cannot be read. */
  readonly doubts: readonly Doubt[];
  readonly source: Source;
}

/** What a backup plan backs up, rather too much than too little. https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html */
export interface BackupSelection {
  /** Resources with any of these tags. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** And resources with such an ARN; `*` is a wildcard. */
  readonly arns: readonly string[];
  /** All of which these must have. */
  readonly with?: BackupSelection['tags'];
  /** ARN of the role that reads them. */
  readonly role: string;
  readonly source: Source;
}

/** A trail of CloudTrail. */
export interface Trail extends Placed {
  readonly kind: 'trail';
  readonly name: string;
  readonly arn: string;
  /** Name of the bucket that it writes to. */
  readonly bucket: string;
  readonly logging: boolean;
  readonly multiRegion: boolean;
  readonly validated: boolean;
}
