import type { Place } from '../errors';
import type { Forwarding, KeyScope, Names, SchoolKind, StoreClasses, Tier } from '../vocabulary';

/** A valid region: every default filled in, every reference resolved. */
export interface Region {
  readonly id: string;
  readonly names: Names;
  readonly partition: string;
  readonly home: string;
  readonly recovery?: string;
  readonly jurisdiction: string;
  readonly perimeter: Perimeter;
  readonly accounts: { readonly hub: string; readonly logArchive: string };
  readonly audit: Audit;
  /** Who hears the alarms of hub, log archive and districts. Sorted. */
  readonly alarmEmails: readonly string[];
  readonly districts: readonly District[];
  /** Sorted by id. */
  readonly schools: readonly School[];
  readonly offboarded: readonly Offboarded[];
  readonly place: Place;
}

/** Who counts as inside: organisation ids, and accounts whether or not they belong to one. Both sorted. */
export interface Perimeter {
  readonly organizations: readonly string[];
  readonly accounts: readonly string[];
}

/** Trails and how long they are kept. */
export interface Audit {
  readonly retentionDays: number;
  readonly forwarding: Forwarding;
  readonly organizationTrail?: { readonly account: string; readonly managementAccount: string };
}

export interface District {
  readonly id: string;
  readonly names: Names;
  /** In the order in which they are filled; at least one. */
  readonly accounts: readonly string[];
  readonly keyScope: KeyScope;
  readonly home: string;
  readonly recovery?: string;
  readonly place: Place;
}

export interface School {
  readonly id: string;
  readonly names: Names;
  readonly kind: SchoolKind;
  readonly tier: Tier;
  readonly jurisdiction: string;
  readonly domains: readonly string[];
  readonly dataClasses: StoreClasses;
  /** District of a pooled school. */
  readonly district?: string;
  /** Account of a node; a pooled school gets one of its district's accounts when it is placed. */
  readonly account?: string;
  /** AWS Region; none for an external school. */
  readonly home?: string;
  readonly recovery?: string;
  /** What a node's trail sends to the log archive. */
  readonly forwarding?: Forwarding;
  /** Who hears the alarms of a node's account. */
  readonly alarmEmails?: readonly string[];
  readonly place: Place;
}

export interface Offboarded {
  readonly id: string;
  readonly reason: string;
  readonly place: Place;
}
