import type { FederationLock, IdentityProviderUse, LockedIdentityProvider } from '../../lib/federation';
import { small, type FederationDraft, type RegionDraft } from './support';

export const bureauEntity = 'https://idp.bureau.example/idp';
export const proxyEntity = 'https://proxy.bureau.example/saml';

/** A federation with everything: a feed, the bureau's people, a proxy. */
export const whole: FederationDraft = {
  feeds: { carsi: { preset: 'carsi' } },
  bureau: { entityId: bureauEntity, domains: ['bureau.example'] },
  proxy: { entityId: proxyEntity },
};

/** `small`, with people who sign in everywhere: `elm` by OpenID Connect, the others by a feed. */
export const federated: RegionDraft = {
  ...small,
  federation: whole,
  schools: small.schools.map((school) => {
    if (school.id === 'elm') {
      return {
        ...school,
        oidc: { issuer: 'https://login.elm.example/staff', clients: { teacher: 'elm-t', 'school-admin': 'elm-a' } },
      };
    }
    return { ...school, domains: [`${school.id}.example`] };
  }),
};

/** A lock as an import of a feed leaves it that has every school of a draft, the bureau and the proxy. */
export function lockOf(draft: RegionDraft, feed = 'carsi'): FederationLock {
  const { federation } = draft;
  const bySchool = draft.schools.flatMap(({ id, domains, tier, oidc, identityProvider = 'feed' }) =>
    tier === 'external' || oidc !== undefined || identityProvider !== 'feed' || domains === undefined
      ? []
      : [entry(feed, `https://idp.${id}.example/idp`, { kind: 'school', school: id }, [...domains].sort())],
  );
  const { bureau, proxy } = federation ?? {};
  return {
    version: 1,
    region: draft.id,
    feeds: {
      [feed]: {
        sha256: 'a'.repeat(64),
        signer: 'b'.repeat(64),
        validUntil: '2027-01-01T00:00:00Z',
        entities: bySchool.length,
      },
    },
    identityProviders: [
      ...bySchool,
      ...(bureau === undefined ? [] : [entry(feed, bureau.entityId, { kind: 'bureau' } as const, bureau.domains)]),
      ...(proxy === undefined
        ? []
        : [
            {
              ...entry(feed, proxy.entityId, { kind: 'proxy' } as const, []),
              green: documentOf(proxy.entityId, 'green'),
              active: 'green' as const,
            },
          ]),
    ].sort((a, b) => (a.entityId < b.entityId ? -1 : 1)),
  };
}

function entry(
  feed: string,
  entityId: string,
  use: IdentityProviderUse,
  scopes: readonly string[],
): LockedIdentityProvider {
  return {
    entityId,
    feed,
    use,
    scopes,
    categories: [],
    signOn: [`${entityId}/sso`],
    metadata: documentOf(entityId, 'blue'),
  };
}

function documentOf(entityId: string, key: string): LockedIdentityProvider['metadata'] {
  const xml = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><!-- ${key} ${'x'.repeat(1000)} --></EntityDescriptor>`;
  return {
    xml,
    certificates: [{ sha256: 'c'.repeat(64), key: 'rsa-2048', notBefore: '2026-01-01', notAfter: '2036-01-01' }],
  };
}
