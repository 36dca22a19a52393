import type { Issue } from '../errors';
import type { ReadCertificate } from './certificate';
import type { FeedIdentityProvider } from './feed';
import type { IdentityProviderUse, LockedIdentityProvider } from './lock';

export interface SelectOptions {
  /** Names the feed in messages. */
  readonly file: string;
  /** Day on which dates are judged, YYYY-MM-DD; what ends on it has ended. */
  readonly asOf: string;
  /** What the region has from other feeds. */
  readonly others: readonly LockedIdentityProvider[];
}

/** An identity provider that the region can use. */
export interface Chosen {
  readonly provider: FeedIdentityProvider;
  readonly use: IdentityProviderUse;
  /** Sorted; none for the proxy. */
  readonly scopes: readonly string[];
  /** Each once, sorted by SHA-256. */
  readonly certificates: readonly ReadCertificate[];
}

/** One that it cannot use, or a school for which nobody can say which is its own. */
export interface Refused {
  readonly use: IdentityProviderUse;
  readonly entityIds: readonly string[];
  readonly issues: readonly Issue[];
}

export interface Selection {
  /** Sorted by entityID. */
  readonly chosen: readonly Chosen[];
  readonly refused: readonly Refused[];
  /** Whose identity provider stands neither in this feed nor in the lock from another. */
  readonly absent: readonly IdentityProviderUse[];
  readonly issues: readonly Issue[];
}
