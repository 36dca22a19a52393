/** SAML metadata of identity providers: verified, minimised and locked. */
export {
  compareLocks,
  expiringCertificates,
  type ChangedPart,
  type ExpiringCertificate,
  type LockChange,
} from './compare-locks';
export { checkFollowing } from './check-following';
export { nameOfUse } from './standing';
export type { Feed, FeedIdentityProvider } from './feed';
export type {
  FederationLock,
  IdentityProviderUse,
  LockedCertificate,
  LockedFeed,
  LockedIdentityProvider,
  LockedMetadata,
} from './lock';
export { formatLock, lockFile } from './lock-file';
export { mergeLock, type Import } from './merge-lock';
export { parseLock } from './parse-lock';
export { selectIdentityProviders } from './select-identity-providers';
export type { Chosen, Refused, Selection, SelectOptions } from './selection';
export type { Wanted, WantedSchool } from './wanted';
export { readFeed, type ReadFeedOptions } from './verify/read-feed';
export { proxyFilter, proxyFilterFormats } from './proxy-filter';
export type { ProxyFilterData, ProxyFilterFormat, ProxyProvider } from './proxy-filter';
