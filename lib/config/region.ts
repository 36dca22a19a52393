import type { Place } from '../errors';
import type { Names, SchoolKind, StoreClasses, Tier } from '../vocabulary';

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

export interface District {
  readonly id: string;
  readonly names: Names;
  readonly account: string;
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
  /** Account of a node, or of a pooled school's district; none for an external school. */
  readonly account?: string;
  readonly home?: string;
  readonly recovery?: string;
  readonly place: Place;
}

export interface Offboarded {
  readonly id: string;
  readonly reason: string;
  readonly place: Place;
}
