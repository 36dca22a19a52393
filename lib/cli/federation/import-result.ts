import type { ExpiringCertificate, FederationLock, Feed, LockChange, LockedFeed, Selection } from '../../federation';

/** All that is told of an import. */
export interface ImportResult {
  readonly region: string;
  /** Path of the feed, as it was given. */
  readonly file: string;
  readonly feedName: string;
  readonly feed: Feed;
  /** The feed that the lock came from before. */
  readonly previous?: LockedFeed;
  readonly asOf: string;
  readonly selection: Selection;
  readonly changes: readonly LockChange[];
  readonly expiring: readonly ExpiringCertificate[];
  readonly lock: FederationLock;
  readonly lockPath: string;
  /** `refused`: nothing was written, because of what is refused. `stale`: `--check` has found changes. */
  readonly state: 'written' | 'unchanged' | 'refused' | 'stale' | 'fresh';
}
