import type { Issue } from '../../errors';

/** How far a sync is: files that are there are read, then contents are fetched, their bytes counted as they come. */
export type Progress =
  | { readonly step: 'check'; readonly done: number; readonly total: number }
  | {
      readonly step: 'fetch';
      readonly done: number;
      readonly total: number;
      readonly bytes: number;
      readonly ofBytes: number;
    };

/** What a sync did, or with `dryRun` would do. */
export interface SyncResult {
  readonly id?: string;
  /** The version in sight when it ended; none, where there never was one. */
  readonly version?: number;
  /** The version that was there before, where it is another one. */
  readonly previous?: number;
  /** The version that the source offers, where it got that far. */
  readonly offered?: number;
  /** A change of version that an earlier run had begun was finished first. */
  readonly finished: boolean;
  /** `bytes`: all that came over the line for contents, also in vain. With `dryRun`: what is missing. */
  readonly fetched: { readonly blobs: number; readonly bytes: number };
  /** Bytes of new files that were on this disk already. */
  readonly reused: number;
  readonly placed: number;
  /** Paths that the new version lacks. */
  readonly removed: readonly string[];
  /** Paths whose content was recalled. */
  readonly recalled: readonly string[];
  /** Files that were gone or had other bytes than the version says. */
  readonly repaired: readonly string[];
  /** Files of earlier versions that somebody has changed; they stay. */
  readonly kept: readonly string[];
  /** Files of the version that are not put there, since their content is recalled. */
  readonly withheld: readonly string[];
  /** Why it stopped, where it did; what was in sight still is, apart from what is recalled. */
  readonly issues: readonly Issue[];
}

/** A result while it grows. */
export type Report = { -readonly [key in keyof SyncResult]: SyncResult[key] };
