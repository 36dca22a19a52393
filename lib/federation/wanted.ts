import type { Place } from '../errors';

/** Whose identity providers are looked for in one feed: the region as plain data. */
export interface Wanted {
  /** Every school of the region, also those whose people sign in otherwise: nobody else may speak for their domains. */
  readonly schools: readonly WantedSchool[];
  readonly bureau?: { readonly entityId: string; readonly domains: readonly string[] };
  readonly proxy?: { readonly entityId: string };
  /** Values of registrationAuthority that are taken; every one where there is none. */
  readonly registrars: readonly string[];
}

export interface WantedSchool {
  readonly id: string;
  readonly domains: readonly string[];
  /** Whether its people sign in at an identity provider of a feed. */
  readonly fromFeed: boolean;
  readonly place: Place;
}
