import { compare } from '../errors';
import type { FederationLock, IdentityProviderUse, LockedCertificate, LockedIdentityProvider } from './lock';
import { nameOfUse } from './standing';

/** What an import changes for one school, the bureau, or the proxy. */
export interface LockChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly use: IdentityProviderUse;
  /** Of the identity provider that is in the lock afterwards; of the one that was, where none is. */
  readonly entityId: string;
  /** Of a change: what is different. */
  readonly parts: readonly ChangedPart[];
}

/** Values that went and came. */
export interface ChangedPart {
  readonly part: 'entityId' | 'feed' | 'registrar' | 'scopes' | 'categories' | 'signOn' | 'certificates' | 'active';
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A certificate of the lock that ends soon, or has ended. */
export interface ExpiringCertificate {
  readonly use: IdentityProviderUse;
  readonly entityId: string;
  readonly sha256: string;
  readonly notAfter: string;
  /** From the day of the import; 0 or less for one that has ended. */
  readonly days: number;
}

/** What differs between two locks, by whom it is for. Sorted. */
export function compareLocks(before: FederationLock | undefined, after: FederationLock): LockChange[] {
  const old = before?.identityProviders ?? [];
  const now = after.identityProviders;
  const [oldByUse, nowByUse] = [byUse(old), byUse(now)];
  const changes = [
    ...now.flatMap((one): LockChange[] => {
      const { use, entityId } = one;
      const known = oldByUse.get(nameOfUse(use));
      if (known === undefined) return [{ kind: 'added', use, entityId, parts: [] }];
      const parts = partsOf(known, one);
      return parts.length === 0 ? [] : [{ kind: 'changed', use, entityId, parts }];
    }),
    ...old.flatMap(({ use, entityId }): LockChange[] =>
      !nowByUse.has(nameOfUse(use)) ? [{ kind: 'removed', use, entityId, parts: [] }] : [],
    ),
  ];
  return changes.sort((a, b) => compare(nameOfUse(a.use), nameOfUse(b.use)));
}

/** Certificates that end within `days` of the day `asOf`, the earliest first. */
export function expiringCertificates(lock: FederationLock, asOf: string, days: number): ExpiringCertificate[] {
  return lock.identityProviders
    .flatMap(({ use, entityId, metadata, green }) => {
      const all = [...metadata.certificates, ...(green?.certificates ?? [])];
      return [...new Map(all.map((one) => [one.sha256, one])).values()].map(({ sha256, notAfter }) => ({
        use,
        entityId,
        sha256,
        notAfter,
        days: Math.round((Date.parse(notAfter) - Date.parse(asOf)) / 86_400_000),
      }));
    })
    .filter((one) => one.days <= days)
    .sort((a, b) => compare(a.notAfter, b.notAfter) || compare(a.entityId, b.entityId) || compare(a.sha256, b.sha256));
}

/** A certificate as people compare it. */
export function certificateLine({ sha256, key, notAfter }: LockedCertificate): string {
  return `${sha256.slice(0, 16)} ${key} ${notAfter}`;
}

function byUse(list: readonly LockedIdentityProvider[]): ReadonlyMap<string, LockedIdentityProvider> {
  return new Map(list.map((one) => [nameOfUse(one.use), one]));
}

function partsOf(before: LockedIdentityProvider, after: LockedIdentityProvider): ChangedPart[] {
  const values: readonly (readonly [ChangedPart['part'], (one: LockedIdentityProvider) => readonly string[]])[] = [
    ['entityId', ({ entityId }) => [entityId]],
    ['feed', ({ feed }) => [feed]],
    ['registrar', ({ registrar }) => (registrar === undefined ? [] : [registrar])],
    ['scopes', ({ scopes }) => scopes],
    ['categories', ({ categories }) => categories],
    ['signOn', ({ signOn }) => signOn],
    ['certificates', certificatesOf],
    ['active', ({ active }) => (active === undefined ? [] : [active])],
  ];
  const parts = values.flatMap(([part, of]) => {
    const [old, now] = [of(before), of(after)];
    const removed = old.filter((one) => !now.includes(one));
    const added = now.filter((one) => !old.includes(one));
    return removed.length + added.length === 0 ? [] : [{ part, removed, added }];
  });
  // A binding may change while every address stays.
  const documents = ({ metadata, green }: LockedIdentityProvider): string => `${metadata.xml}${green?.xml ?? ''}`;
  return parts.length > 0 || documents(before) === documents(after)
    ? parts
    : [{ part: 'signOn', removed: before.signOn, added: after.signOn }];
}

/** For the proxy with the document in which each stands. */
function certificatesOf({ metadata, green }: LockedIdentityProvider): string[] {
  if (green === undefined) return metadata.certificates.map(certificateLine);
  return [
    ...metadata.certificates.map((one) => `blue ${certificateLine(one)}`),
    ...green.certificates.map((one) => `green ${certificateLine(one)}`),
  ];
}
