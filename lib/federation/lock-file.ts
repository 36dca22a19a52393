import { compare } from '../errors';
import type { FederationLock, LockedIdentityProvider, LockedMetadata } from './lock';

/** Format that this kit writes, and the newest that it reads. */
export const lockVersion = 1;

/** File name of the lock, beside the region file. */
export const lockFile = 'federation.lock.json';

/** The lock as it is committed: sorted, and the same text for the same content. */
export function formatLock({ version, region, feeds, identityProviders }: FederationLock): string {
  const document = {
    version,
    region,
    feeds: Object.fromEntries(
      Object.entries(feeds)
        .sort(([a], [b]) => compare(a, b))
        .map(([name, { sha256, signer, created, publisher, validUntil, entities }]) => [
          name,
          { sha256, signer, created, publisher, validUntil, entities },
        ]),
    ),
    identityProviders: [...identityProviders].sort((a, b) => compare(a.entityId, b.entityId)).map(ordered),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Keys in the order in which people read them; what is absent is left out. */
function ordered(provider: LockedIdentityProvider): object {
  const { entityId, feed, use, registrar, scopes, categories, signOn, active, metadata, green } = provider;
  return {
    entityId,
    feed,
    use: use.kind === 'school' ? { kind: use.kind, school: use.school } : { kind: use.kind },
    registrar,
    scopes,
    categories,
    signOn,
    active,
    metadata: orderedMetadata(metadata),
    green: green === undefined ? undefined : orderedMetadata(green),
  };
}

function orderedMetadata({ certificates, xml }: LockedMetadata): object {
  return {
    certificates: certificates.map(({ sha256, key, notBefore, notAfter }) => ({ sha256, key, notBefore, notAfter })),
    xml,
  };
}
