import { compare, failure } from '../errors';
import { satosaFilter } from './proxy-filter-satosa';
import { shibbolethFilter } from './proxy-filter-shibboleth';
import { allowedPattern, passingAttributes, type ProxySource } from './proxy-source';

/** Forms in which the filter is written. */
export const proxyFilterFormats = ['satosa', 'shibboleth', 'json'] as const;

export type ProxyFilterFormat = (typeof proxyFilterFormats)[number];

/** The proxy of a region and who may say what through it. */
export interface ProxyFilterData {
  readonly region: string;
  /** Absent where nobody of the region signs in through one. */
  readonly proxyEntityId?: string;
  /** Several with one id are joined: what each of them may say. */
  readonly providers: readonly ProxyProvider[];
}

/** One identity provider behind the proxy, with what it may say about the people of one school. */
export interface ProxyProvider {
  /** entityID of a SAML identity provider, or issuer of an OpenID Connect one. */
  readonly id: string;
  readonly school: string;
  /** Domains of the school that it may assert. */
  readonly scopes: readonly string[];
  /** Affiliation values without scope that mean a persona here. */
  readonly affiliations: readonly string[];
  /** Entitlement values that mean a persona here. */
  readonly entitlements: readonly string[];
}

/**
 * What makes the proxy keep every identity provider to its own scopes, as text that ends with a line feed. The same data in
 * another order give the same text. Throws EDU564 where nobody of the region signs in through one.
 */
export function proxyFilter({ region, proxyEntityId, providers }: ProxyFilterData, format: ProxyFilterFormat): string {
  if (proxyEntityId === undefined) {
    throw failure('EDU564', `nobody of region ${region} signs in through a proxy`, {
      path: 'region.federation',
      allowed: 'a region whose schools sign in through one proxy',
      fix: 'write `mode: proxy` and `proxy: { entityId: … }` under `federation`; in other modes there is nothing to filter',
    });
  }
  const sources = joined(providers);
  switch (format) {
    case 'satosa':
      return satosaFilter(region, proxyEntityId, sources);
    case 'shibboleth':
      return shibbolethFilter(region, proxyEntityId, sources);
    case 'json':
      return `${JSON.stringify({ version: 1, region, proxyEntityId, providers: sources.map(withPatterns) }, undefined, 2)}\n`;
  }
}

function withPatterns(source: ProxySource): ProxySource & { readonly patterns: Readonly<Record<string, string>> } {
  const patterns = passingAttributes.flatMap((attribute) => {
    const pattern = allowedPattern(source, attribute);
    return pattern === undefined ? [] : [[attribute, `^${pattern}$`] as const];
  });
  return { ...source, patterns: Object.fromEntries(patterns) };
}

function joined(providers: readonly ProxyProvider[]): readonly ProxySource[] {
  const ids = sorted(providers.map(({ id }) => id));
  return ids.map((id) => {
    const same = providers.filter((one) => one.id === id);
    return {
      id,
      schools: sorted(same.map(({ school }) => school)),
      scopes: sorted(same.flatMap(({ scopes }) => scopes)),
      affiliations: sorted(same.flatMap(({ affiliations }) => affiliations)),
      entitlements: sorted(same.flatMap(({ entitlements }) => entitlements)),
    };
  });
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort(compare);
}
