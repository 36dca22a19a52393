import type { Feed, FeedIdentityProvider, LockedIdentityProvider, Selection, Wanted } from '../../lib/federation';
import { selectIdentityProviders } from '../../lib/federation';
import { entityCertificate } from '../../scripts/feed/certificate';

export const asOf = '2026-09-01';
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const binding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** A certificate that follows from its label; nobody has its private key. */
export function certificateOf(label: string, { until = '2030-01-01', bits = 2048 } = {}): string {
  return entityCertificate(
    { commonName: label, notBefore: new Date('2020-01-01'), notAfter: new Date(until), label },
    bits,
  );
}

/** A sound identity provider of `domain`, changed by `change`. */
export function providerOf(domain: string, change: Partial<FeedIdentityProvider> = {}): FeedIdentityProvider {
  const entityId = change.entityId ?? `https://idp.${domain}/idp`;
  return {
    entityId,
    line: 10,
    registrar: 'https://registrar.example',
    scopes: [{ value: domain, regexp: false }],
    certificates: [certificateOf(entityId)],
    nameIdFormats: [persistent],
    signOn: [{ binding, location: `https://idp.${domain}/sso` }],
    categories: [],
    names: { en: domain },
    ...change,
  };
}

export function feedOf(providers: readonly FeedIdentityProvider[], change: Partial<Feed> = {}): Feed {
  return {
    sha256: 'a'.repeat(64),
    signer: 'b'.repeat(64),
    created: '2026-09-01T00:00:00Z',
    validUntil: '2026-09-15T00:00:00Z',
    entities: providers.length,
    identityProviders: providers,
    ...change,
  };
}

/** Schools by id, with their domains; all of them take a feed. */
export function wantedOf(schools: Readonly<Record<string, readonly string[]>>, change: Partial<Wanted> = {}): Wanted {
  return {
    schools: Object.entries(schools).map(([id, domains], index) => ({
      id,
      domains,
      fromFeed: true,
      place: { file: 'region.yaml', line: index + 1 },
    })),
    registrars: [],
    ...change,
  };
}

export const oak = 'oak.edu.cn';
export const elm = 'elm.edu.cn';
export const two = { oak: [oak], elm: [elm] };

export function select(
  providers: readonly FeedIdentityProvider[],
  wanted: Wanted = wantedOf(two),
  others: readonly LockedIdentityProvider[] = [],
): Selection {
  return selectIdentityProviders(feedOf(providers), wanted, { file: 'feed.xml', asOf, others });
}

/** Codes and severities, each once. */
export function codesIn({ issues }: Pick<Selection, 'issues'>): string[] {
  return [...new Set(issues.map(({ code, severity }) => `${code} ${severity}`))].sort();
}
