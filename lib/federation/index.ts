/** SAML metadata of identity providers: verified, minimised and locked. */
export type { Feed, FeedIdentityProvider } from './feed';
export type {
  FederationLock,
  IdentityProviderUse,
  LockedCertificate,
  LockedFeed,
  LockedIdentityProvider,
  LockedMetadata,
} from './lock';
export { proxyFilter, proxyFilterFormats } from './proxy-filter';
export type { ProxyFilterData, ProxyFilterFormat, ProxyProvider } from './proxy-filter';
