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
export { readFeed, type ReadFeedOptions } from './verify/read-feed';
