import { issue, type Issue } from '../errors';
import type { Feed, FeedIdentityProvider } from './feed';
import type { IdentityProviderUse } from './lock';
import type { Wanted, WantedSchool } from './wanted';

/** One whose identity provider is looked for, and all that claim to be it. */
export interface Party {
  readonly use: IdentityProviderUse;
  readonly domains: readonly string[];
  readonly providers: readonly FeedIdentityProvider[];
  /** What is wrong with the one that is taken, for reasons that lie in the party. */
  readonly faultsOf: (provider: FeedIdentityProvider) => readonly Issue[];
}

/** Who in a feed says that it is whose, by entityID and by scopes. */
export function claimants(
  feed: Feed,
  wanted: Wanted,
): { readonly parties: readonly Party[]; readonly issues: readonly Issue[] } {
  const owners = ownersOf(wanted);
  const { bureau, proxy } = wanted;
  const claims = new Map<string, FeedIdentityProvider[]>();
  const patterns: FeedIdentityProvider[] = [];
  for (const provider of feed.identityProviders) {
    // A proxy speaks for people of many schools and is the own provider of none.
    if (provider.entityId === proxy?.entityId) continue;
    if (provider.scopes.some(({ regexp }) => regexp)) patterns.push(provider);
    for (const school of schoolsOf(provider, owners)) claims.set(school, [...(claims.get(school) ?? []), provider]);
  }
  const schools = wanted.schools.filter(({ fromFeed }) => fromFeed);
  const known = (entityId: string): FeedIdentityProvider[] =>
    feed.identityProviders.filter((one) => one.entityId === entityId);
  const parties: Party[] = [
    ...schools.map(({ id, domains }): Party => {
      const providers = claims.get(id) ?? byPattern(patterns, domains);
      const use = { kind: 'school', school: id } as const;
      return { use, domains, providers, faultsOf: (one) => severalParties(one, owners, wanted, use) };
    }),
    ...(bureau === undefined ? [] : [bureauParty(bureau, known(bureau.entityId), owners, wanted)]),
    ...(proxy === undefined
      ? []
      : [{ use: { kind: 'proxy' } as const, domains: [], providers: known(proxy.entityId), faultsOf: () => [] }]),
  ];
  return { parties, issues: twoOwners(wanted.schools, owners) };
}

type Owners = ReadonlyMap<string, readonly string[]>;

function bureauParty(
  { domains }: NonNullable<Wanted['bureau']>,
  providers: readonly FeedIdentityProvider[],
  owners: Owners,
  wanted: Wanted,
): Party {
  const use = { kind: 'bureau' } as const;
  return {
    use,
    domains,
    providers,
    faultsOf: (provider) => [
      ...severalParties(provider, owners, wanted, use),
      ...(provider.scopes.some(({ value, regexp }) => !regexp && domains.includes(value))
        ? []
        : [
            issue('EDU543', 'it may speak for none of the bureau’s domains', {
              found: provider.scopes.map(({ value }) => value).join(', ') || 'no scope',
              allowed: domains.join(', '),
              fix: 'state the scope that it asserts under `bureau.domains`, or ask the federation to register it',
            }),
          ]),
    ],
  };
}

/** An identity provider that may speak for people of two parties is neither's own. */
function severalParties(
  provider: FeedIdentityProvider,
  owners: Owners,
  { bureau, proxy }: Wanted,
  use: IdentityProviderUse,
): Issue[] {
  const forBureau =
    provider.entityId === bureau?.entityId ||
    provider.scopes.some(({ value, regexp }) => !regexp && bureau?.domains.includes(value) === true);
  const parties = [
    ...schoolsOf(provider, owners),
    ...(forBureau ? ['the bureau'] : []),
    ...(provider.entityId === proxy?.entityId ? ['the proxy'] : []),
  ];
  if (parties.length < 2) return [];
  return [
    issue('EDU543', 'it may speak for several parties, so it is nobody’s own', {
      found: parties.join(', '),
      allowed: use.kind === 'school' ? 'scopes of one school' : 'scopes of the bureau',
      fix: 'ask the federation for an identity provider of each; until then write `identityProvider: none` for all but one school and leave out that domain',
    }),
  ];
}

/** Domain to the schools that state it. */
function ownersOf({ schools }: Wanted): Owners {
  const owners = new Map<string, string[]>();
  for (const { id, domains } of schools) {
    for (const domain of new Set(domains)) owners.set(domain, [...(owners.get(domain) ?? []), id]);
  }
  return owners;
}

function schoolsOf({ scopes }: FeedIdentityProvider, owners: Owners): string[] {
  return [...new Set(scopes.flatMap(({ value, regexp }) => (regexp ? [] : (owners.get(value) ?? []))))];
}

/** Foreign patterns are never run; one that spells a domain of the school out is meant for it. */
function byPattern(patterns: readonly FeedIdentityProvider[], domains: readonly string[]): FeedIdentityProvider[] {
  return patterns.filter(({ scopes }) =>
    scopes.some(({ value, regexp }) => {
      const literal = value.replaceAll('\\', '');
      return regexp && domains.some((domain) => literal.includes(domain));
    }),
  );
}

/** The region file refuses this; whoever calls from elsewhere is told. */
function twoOwners(schools: readonly WantedSchool[], owners: Owners): Issue[] {
  return schools.flatMap(({ id, domains, place }) =>
    domains.flatMap((domain) => {
      const [first, ...others] = owners.get(domain) ?? [];
      return others.length === 0 || first === id
        ? []
        : [
            issue('EDU543', `schools \`${first}\` and \`${id}\` state one domain`, {
              ...place,
              found: domain,
              allowed: 'a domain of one school',
              fix: 'leave it with the school whose identity provider answers for it',
            }),
          ];
    }),
  );
}
