import type { Issue } from '../errors';

/** A verified feed: what its signature covers and nothing else. */
export interface Feed {
  /** Name of the aggregate, where it has one. */
  readonly name?: string;
  /** SHA-256 of the file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the certificate that verified it, in lower-case hexadecimal. */
  readonly signer: string;
  /** `mdrpi:PublicationInfo`, where the feed states it; ISO 8601. */
  readonly created?: string;
  readonly publisher?: string;
  /** `validUntil` of the root; ISO 8601. */
  readonly validUntil: string;
  /** Entities of every kind. */
  readonly entities: number;
  /** Those with an IDPSSODescriptor, in the order of the feed. */
  readonly identityProviders: readonly FeedIdentityProvider[];
  /** What a reader of the feed should know, and what was left out of it. All are warnings. */
  readonly warnings?: readonly Issue[];
}

/** One identity provider as its federation describes it; contacts are never kept. */
export interface FeedIdentityProvider {
  readonly entityId: string;
  /** Line of its EntityDescriptor, counted from 1. */
  readonly line: number;
  /** `mdrpi:RegistrationInfo/@registrationAuthority`. */
  readonly registrar?: string;
  /** `shibmd:Scope`, text joined across comments, without white space around it. */
  readonly scopes: readonly { readonly value: string; readonly regexp: boolean }[];
  /** Signing certificates: base64 of DER, without white space. A KeyDescriptor without `use` counts. */
  readonly certificates: readonly string[];
  readonly nameIdFormats: readonly string[];
  /** `SingleSignOnService`, each with its binding and address. */
  readonly signOn: readonly { readonly binding: string; readonly location: string }[];
  /** Values of the entity attributes entity-category, entity-category-support and assurance-certification. */
  readonly categories: readonly string[];
  /** Display names (`mdui:DisplayName`, else organisation names), by language. */
  readonly names: Readonly<Record<string, string>>;
  /** `validUntil` of the entity, its role, or a group within the feed: the earliest, where there is one; ISO 8601. */
  readonly validUntil?: string;
}
