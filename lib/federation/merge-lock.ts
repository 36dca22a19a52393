import { compare } from '../errors';
import type { Feed } from './feed';
import type { FederationLock, LockedFeed, LockedIdentityProvider, LockedMetadata } from './lock';
import { lockVersion } from './lock-file';
import { browserSignOn, minimalMetadata } from './minimal-metadata';
import type { Chosen } from './selection';

/** What was imported, and for which region. */
export interface Import {
  readonly region: string;
  /** Every feed of the region file; what came from another is dropped. */
  readonly feedNames: readonly string[];
  /** Name of the feed that was read. */
  readonly feedName: string;
  readonly feed: Feed;
  readonly chosen: readonly Chosen[];
  /** The proxy's earlier keys are dropped. */
  readonly retireOldKeys: boolean;
}

/** The lock after an import: what came from that feed is replaced, the rest stays as it is. */
export function mergeLock(old: FederationLock | undefined, imported: Import): FederationLock {
  const { region, feedNames, feedName, feed, chosen, retireOldKeys } = imported;
  const kept = Object.entries(old?.feeds ?? {}).filter(([name]) => name !== feedName && feedNames.includes(name));
  const before = (old?.identityProviders ?? []).filter((one) => one.feed !== feedName);
  const proxy = old?.identityProviders.find(({ use }) => use.kind === 'proxy');
  return {
    version: lockVersion,
    region,
    feeds: Object.fromEntries([...kept, [feedName, lockedFeed(feed)] as const].sort(([a], [b]) => compare(a, b))),
    identityProviders: [
      ...before.filter((one) => feedNames.includes(one.feed)),
      ...chosen.map((one) => locked(one, feedName, proxy, retireOldKeys)),
    ].sort((a, b) => compare(a.entityId, b.entityId)),
  };
}

function lockedFeed({ sha256, signer, created, publisher, validUntil, entities }: Feed): LockedFeed {
  return {
    sha256,
    signer,
    ...(created === undefined ? {} : { created }),
    ...(publisher === undefined ? {} : { publisher }),
    validUntil,
    entities,
  };
}

function locked(
  { provider, use, scopes, certificates }: Chosen,
  feed: string,
  proxy: LockedIdentityProvider | undefined,
  retireOldKeys: boolean,
): LockedIdentityProvider {
  const { entityId, registrar, categories } = provider;
  const signOn = browserSignOn(provider);
  const document: LockedMetadata = {
    xml: minimalMetadata({ entityId, certificates: certificates.map(({ base64 }) => base64), signOn }),
    certificates: certificates.map(({ sha256, key, notBefore, notAfter }) => ({ sha256, key, notBefore, notAfter })),
  };
  return {
    entityId,
    feed,
    use,
    ...(registrar === undefined ? {} : { registrar }),
    scopes,
    categories: [...new Set(categories)].sort(compare),
    signOn: [...new Set(signOn.map(({ location }) => location))].sort(compare),
    ...(use.kind === 'proxy' ? slots(document, proxy, entityId, retireOldKeys) : { metadata: document }),
  };
}

type Slots = Pick<LockedIdentityProvider, 'metadata' | 'green' | 'active'>;

/**
 * The proxy's two documents. New keys go to the slot that is not active, which becomes the active one; the other keeps the earlier
 * keys, so that sessions begin while the proxy changes over, until they are retired.
 */
function slots(
  document: LockedMetadata,
  old: LockedIdentityProvider | undefined,
  entityId: string,
  retireOldKeys: boolean,
): Slots {
  // Another proxy shares no keys with this one: nothing of it stays.
  const known = old?.entityId === entityId ? old : undefined;
  if (known?.green === undefined || known.active === undefined || retireOldKeys) {
    return { metadata: document, green: document, active: known?.active ?? 'blue' };
  }
  const { metadata: blue, green, active } = known;
  const [current, other] = active === 'blue' ? [blue, green] : [green, blue];
  if (!isSameKeys(current, document)) {
    return active === 'blue'
      ? { metadata: blue, green: document, active: 'green' }
      : { metadata: document, green, active: 'blue' };
  }
  const spare = isSameKeys(other, document) ? document : other;
  return active === 'blue'
    ? { metadata: document, green: spare, active }
    : { metadata: spare, green: document, active };
}

function isSameKeys(a: LockedMetadata, b: LockedMetadata): boolean {
  const keys = ({ certificates }: LockedMetadata): string => certificates.map(({ sha256 }) => sha256).join(' ');
  return keys(a) === keys(b);
}
