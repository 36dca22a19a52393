/** `federation.lock.json`: what was imported from feeds, reviewed and committed. Synthesis reads nothing else of them. */
export interface FederationLock {
  readonly version: 1;
  readonly region: string;
  /** By the name that the feed has in the region file, sorted. */
  readonly feeds: Readonly<Record<string, LockedFeed>>;
  /** Sorted by entityId. */
  readonly identityProviders: readonly LockedIdentityProvider[];
}

/** Where a part of the lock came from. */
export interface LockedFeed {
  /** SHA-256 of the feed. */
  readonly sha256: string;
  /** SHA-256 of the certificate that verified it. */
  readonly signer: string;
  readonly created?: string;
  readonly publisher?: string;
  readonly validUntil: string;
  readonly entities: number;
}

/** Whose people sign in there: a school's, the bureau's, or those of many schools. */
export type IdentityProviderUse =
  { readonly kind: 'school'; readonly school: string } | { readonly kind: 'bureau' } | { readonly kind: 'proxy' };

/** One identity provider that the region uses. */
export interface LockedIdentityProvider {
  readonly entityId: string;
  /** Name of the feed. */
  readonly feed: string;
  readonly use: IdentityProviderUse;
  readonly registrar?: string;
  /** Domains that it may assert and that belong to whom it is used for. Sorted; none for the proxy. */
  readonly scopes: readonly string[];
  readonly categories: readonly string[];
  /** Addresses of sign-in, for people to compare. */
  readonly signOn: readonly string[];
  /** What IAM is given. For the proxy, `green` is its second document: keys change in one while the other serves. */
  readonly metadata: LockedMetadata;
  readonly green?: LockedMetadata;
  /** For the proxy: the document with the keys of the latest feed. */
  readonly active?: 'blue' | 'green';
}

/** A minimal metadata document and the certificates in it. */
export interface LockedMetadata {
  /** An EntityDescriptor of 1,000 to 10,000,000 characters with entityID, signing certificates, persistent NameID and sign-in addresses. */
  readonly xml: string;
  readonly certificates: readonly LockedCertificate[];
}

export interface LockedCertificate {
  readonly sha256: string;
  /** `rsa-2048`, `ec-prime256v1` … */
  readonly key: string;
  /** ISO 8601 days. */
  readonly notBefore: string;
  readonly notAfter: string;
}
