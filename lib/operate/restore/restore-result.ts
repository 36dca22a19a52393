import type { Issue } from '../../errors';

export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

/** An object that was not restored; the issue of the same path has the reason. */
export interface NotRestored {
  readonly key: string;
  readonly versionId: string;
  readonly reason: string;
}

/** What a restore did. Lists are in the order of the keys. */
export interface RestoreResult {
  /** Keys of the source: under how many something stood at the instant, and under how many it had been deleted or came later. */
  readonly keys: { readonly stood: number; readonly deleted: number; readonly later: number };
  /** Copied and verified; in a dry run what would be copied. */
  readonly copied: Amount;
  /** Found in the target with the same content. */
  readonly there: Amount;
  /** By what the contents of `copied` and `there` were compared. */
  readonly compared: {
    readonly content: number;
    readonly checksum: number;
    readonly etag: number;
    readonly size: number;
  };
  readonly failed: readonly NotRestored[];
  /** Every key was tried. */
  readonly finished: boolean;
  /** Errors, one for each object of `failed`, and warnings. */
  readonly issues: readonly Issue[];
}
