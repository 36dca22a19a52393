import type { Doubt, IdentityProvider, Role, World } from '../../model';

/** Who vouches for whom, and by which domains people are known. */
export interface Vouchers {
  /** Identity providers of a school alone. */
  readonly byOwner: ReadonlyMap<string, readonly IdentityProvider[]>;
  readonly byArn: ReadonlyMap<string, IdentityProvider>;
  /** Those that vouch for people of many schools. */
  readonly proxies: readonly IdentityProvider[];
  readonly bureau: readonly IdentityProvider[];
  /** Domains of a school that are no other's, and not the bureau's. */
  readonly domainsOf: (owner: string) => readonly string[];
}

/** What two parties claim – a provider, its keys, a domain – counts for neither. */
export function vouchersOf({ identityProviders, signIn }: World): Vouchers {
  const [proxies, bureau] = [new Set(signIn?.proxies), new Set(signIn?.bureau)];
  const partiesOf = ({ arn, owner }: IdentityProvider): readonly string[] => {
    const named = [
      ...(owner === undefined ? [] : [`school ${owner}`]),
      ...(proxies.has(arn) ? ['proxy'] : []),
      ...(bureau.has(arn) ? ['bureau'] : []),
    ];
    return named.length > 0 ? named : [`nobody ${arn}`];
  };
  const speakers = new Map<string, Set<string>>();
  for (const provider of identityProviders) {
    for (const voice of voicesOf(provider)) {
      const known = speakers.get(voice) ?? new Set();
      for (const party of partiesOf(provider)) known.add(party);
      speakers.set(voice, known);
    }
  }
  const single = identityProviders.filter((one) => voicesOf(one).every((voice) => speakers.get(voice)?.size === 1));
  const byOwner = new Map<string, IdentityProvider[]>();
  for (const one of single)
    if (one.owner !== undefined) byOwner.set(one.owner, [...(byOwner.get(one.owner) ?? []), one]);
  return {
    byOwner,
    byArn: new Map(identityProviders.map((one) => [one.arn, one])),
    proxies: single.filter(({ arn }) => proxies.has(arn)),
    bureau: single.filter(({ arn }) => bureau.has(arn)),
    domainsOf: domainsOf(signIn),
  };
}

/** What makes it unclear who vouches for those who sign in to a role. */
export function vouchingDoubts({ byArn }: Vouchers, { trust: { statements } }: Role): readonly Doubt[] {
  const named = statements.flatMap(({ principals }) =>
    (principals?.list ?? []).flatMap((one) => (one.kind === 'federated' ? one.provider : [])),
  );
  return [...new Set(named)].flatMap((arn) => byArn.get(arn)?.doubts ?? []);
}

/** The ARN stands among them, so that a provider of two parties is one, too. */
function voicesOf({ arn, voices = [] }: IdentityProvider): readonly string[] {
  return [arn, ...voices];
}

function domainsOf(signIn: World['signIn']): Vouchers['domainsOf'] {
  const known = new Map(Object.entries(signIn?.domains ?? {}));
  const claims = new Map<string, number>();
  for (const list of [signIn?.bureauDomains ?? [], ...known.values()]) {
    for (const domain of new Set(list)) claims.set(domain, (claims.get(domain) ?? 0) + 1);
  }
  return (owner) =>
    (known.get(owner) ?? []).filter((domain) => domain !== '' && !domain.includes('@') && claims.get(domain) === 1);
}
