import type { FederationFeed } from '../../config';
import { compare } from '../../errors';
import type { CloudPersona } from '../../vocabulary';
import type { Admission } from '../types';

/**
 * Whom a school's identity provider lets in as a persona: by an affiliation that means it, or by an entitlement.
 *
 * An entitlement says of nobody whose it is, so it counts beside a scoped affiliation of the school, and never beside a
 * pupil's alone.
 */
export function admissionsOf(feed: FederationFeed, scopes: readonly string[], persona: CloudPersona): Admission[] {
  const meaning = valuesOf(feed.affiliations, (one) => one === persona);
  const entitlements = valuesOf(feed.entitlements, (one) => one === persona);
  return [
    ...(meaning.length === 0 ? [] : [{ scopedAffiliations: scoped(meaning, scopes) }]),
    ...(entitlements.length === 0 ? [] : entitled(feed, scopes, entitlements)),
  ];
}

/** Whoever holds one of the entitlements and is no pupil there. */
export function entitled(
  feed: FederationFeed,
  scopes: readonly string[],
  entitlements: readonly string[],
): Admission[] {
  const grown = valuesOf(feed.affiliations, (one) => one !== 'student');
  return grown.length === 0 ? [] : [{ scopedAffiliations: scoped(grown, scopes), entitlements: [...entitlements] }];
}

function valuesOf<T>(map: Readonly<Record<string, T>>, fits: (persona: T) => boolean): string[] {
  return Object.entries(map).flatMap(([value, persona]) => (fits(persona) ? [value] : []));
}

function scoped(values: readonly string[], scopes: readonly string[]): string[] {
  return scopes.flatMap((scope) => values.map((value) => `${value}@${scope}`)).sort(compare);
}
