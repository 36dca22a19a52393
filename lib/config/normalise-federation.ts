import { compare } from '../errors';
import { federationPreset } from '../facts';
import { cloudPersonas, type CloudPersona, type SchoolPersona } from '../vocabulary';
import type { Draft } from './draft';
import type { FederationInput } from './federation-schema';
import type { Bureau, Federation, FederationFeed, Oidc } from './region';
import type { SchoolInput } from './region-file-schema';

/** Fills in presets and defaults. */
export function federationOf(input: FederationInput, draft: Draft): Federation {
  const { mode, feeds = {}, cloudPersonas: personas, bureau, proxy } = input;
  return {
    ...(mode === undefined ? {} : { mode }),
    feeds: Object.entries(feeds)
      .map(([id, feed]): FederationFeed => {
        const { affiliations, entitlements } = federationPreset(feed.preset);
        return {
          id,
          preset: feed.preset,
          affiliations: changed(affiliations, feed.affiliations),
          entitlements: changed(entitlements, feed.entitlements),
          registrars: [...new Set(feed.registrars)].sort(compare),
          signers: [...new Set(feed.signers)].sort(compare),
          place: draft.at(['federation', 'feeds', id]),
        };
      })
      .sort((a, b) => compare(a.id, b.id)),
    cloudPersonas: personasOf(personas),
    ...(bureau === undefined ? {} : { bureau: bureauOf(bureau) }),
    ...(proxy === undefined ? {} : { proxy }),
    place: draft.at(['federation']),
  };
}

/** In the order of the vocabulary, each once. */
export function personasOf(personas: readonly CloudPersona[]): readonly CloudPersona[] {
  return cloudPersonas.filter((one) => personas.includes(one));
}

export function oidcOf({ issuer, clients }: NonNullable<SchoolInput['oidc']>): Oidc {
  const { teacher, 'school-admin': admin } = clients;
  return {
    issuer,
    clients: {
      ...(teacher === undefined ? {} : { teacher }),
      ...(admin === undefined ? {} : { 'school-admin': admin }),
    },
  };
}

function bureauOf({ entityId, domains, ...entitlements }: NonNullable<FederationInput['bureau']>): Bureau {
  return { entityId, domains: [...new Set(domains)].sort(compare), entitlements };
}

/** The preset's values and the file's; `none` takes one away. */
function changed(
  preset: Readonly<Record<string, SchoolPersona>>,
  changes: Readonly<Record<string, SchoolPersona | 'none'>> = {},
): Readonly<Record<string, SchoolPersona>> {
  return Object.fromEntries(
    Object.entries({ ...preset, ...changes })
      .filter((entry): entry is [string, SchoolPersona] => entry[1] !== 'none')
      .sort(([a], [b]) => compare(a, b)),
  );
}
