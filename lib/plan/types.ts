import type { Perimeter } from '../config';
import type { DataClass, Names, SchoolKind, StoreClasses, StorePurpose, Tier } from '../vocabulary';

/** How a bucket got its globally unique name; fixed when the bucket is planned, since a name can never change. */
export type BucketNaming = 'account-regional' | 'hashed';

/** Whose key a school's stores are encrypted with. */
export type KeyScope = 'school';

/** `active`: in the region file. `frozen`: no longer listed, kept without grants and writes. */
export type Status = 'active' | 'frozen';

/** A place in an account and AWS Region. */
export interface Location {
  readonly account: string;
  readonly awsRegion: string;
  readonly stack: string;
  readonly bucketNaming: BucketNaming;
}

/** What will exist, where, and what follows from it. Plain data; the same region and ledger give the same plan. */
export interface Plan {
  readonly region: PlannedRegion;
  readonly shared: { readonly hub: PlannedHub; readonly logArchive: PlannedLogArchive };
  /** Sorted by id; external schools stand in `externals`. */
  readonly schools: readonly PlannedSchool[];
  readonly externals: readonly PlannedExternal[];
  /** Sorted by wave, then name. */
  readonly stacks: readonly PlannedStack[];
  readonly waves: readonly (readonly string[])[];
  readonly quotas: readonly QuotaUse[];
  readonly flows: readonly PlannedFlow[];
  readonly substitutions: readonly Substitution[];
  readonly changes: readonly Change[];
}

export interface PlannedRegion {
  readonly id: string;
  readonly names: Names;
  readonly partition: string;
  readonly jurisdiction: string;
  readonly home: string;
  readonly recovery?: string;
  readonly perimeter: Perimeter;
}

export interface PlannedHub extends Location {
  readonly commons: { readonly bucket: string; readonly encryption: 'kms' | 's3-managed'; readonly keyAlias: string };
}

export interface PlannedLogArchive extends Location {
  readonly bucket: string;
}

export interface PlannedSchool extends Location {
  readonly id: string;
  readonly tier: Exclude<Tier, 'external'>;
  readonly status: Status;
  readonly recoveryRegion?: string;
  readonly district?: string;
  readonly names: Names;
  readonly kind: SchoolKind;
  readonly jurisdiction: string;
  readonly dataClasses: StoreClasses;
  readonly keyScope: KeyScope;
  readonly buckets: { readonly [store in StorePurpose]: string };
  readonly keyAlias: string;
  readonly parameter: string;
}

export interface PlannedExternal {
  readonly id: string;
  readonly tier: 'external';
  readonly names: Names;
  readonly jurisdiction: string;
}

export type StackKind = 'log-archive' | 'hub' | 'shard' | 'node';

export interface PlannedStack {
  readonly name: string;
  readonly kind: StackKind;
  readonly account: string;
  readonly awsRegion: string;
  /** Deployment order, from 1: every stack of a wave may be deployed once the waves before it stand. */
  readonly wave: number;
  /** Ids of its schools, sorted. */
  readonly schools: readonly string[];
}

export interface QuotaUse {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  /** What the quota counts in, where it is not the account: a stack or a bucket. */
  readonly subject?: string;
  readonly used: number;
  readonly limit: number;
  readonly headroom: number;
  readonly source: string;
}

/** A way that the templates open for data today. */
export interface PlannedFlow {
  readonly id: string;
  readonly kind: 'access';
  readonly from: string;
  readonly to: string;
  readonly store: string;
  readonly dataClasses: readonly DataClass[];
  readonly fromJurisdiction: string;
  /** None where an organisation is named whose accounts the region file does not list. */
  readonly toJurisdiction?: string;
}

/** A capability that the partition lacks, and what stands in for it. */
export interface Substitution {
  readonly capability: string;
  readonly substitute: string;
  readonly subject: string;
  readonly reason: string;
}

export interface Change {
  /** `retire`: the stack holds no school any more and is deleted by hand. */
  readonly kind: 'create' | 'add' | 'update' | 'freeze' | 'return' | 'offboard' | 'retire';
  readonly subject: string;
  readonly stack?: string;
  readonly detail: string;
}
