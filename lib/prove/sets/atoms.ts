import type { Glob } from './glob';

/**
 * How opaque parts are read: `may`, wherever the real text could fit; `must`, only where every real text fits.
 *
 * Real texts are taken to be as CloudFormation makes them: a generated name is not empty, holds neither `:` nor `/`, and
 * has a random part that no written text and no other name has; a value may be anything, and holds a generated name
 * whole or not at all.
 */
export type Reading = 'may' | 'must';

/** An elementary test on a string: whether it lies in one of the languages. Without `reading` an opaque part is a letter like others. */
export interface Atom {
  readonly globs: readonly Glob[];
  readonly reading?: Reading;
}

/** A truth vector over atoms that some text has. */
export interface Minterm {
  /** One per atom, in their order. */
  readonly bits: readonly boolean[];
  /** An ordinary text given by the caller, else a shortest text; opaque parts stand where domain or atoms name them. */
  readonly witness: string;
}

/** The characters that texts consist of; opaque parts are always allowed. */
export interface Alphabet {
  readonly has: (character: string) => boolean;
  /** Tried in this order for "any other character": more of them than the patterns name, or the whole alphabet. */
  readonly representatives: readonly string[];
}

export interface MintermOptions {
  /** Number of product states; 20,000 by default. */
  readonly budget?: number;
  /** Preferred witnesses, the first first. */
  readonly ordinary?: readonly string[];
  readonly alphabet?: Alphabet;
  /** The search may end with the first vector of which this is true. */
  readonly until?: (bits: readonly boolean[]) => boolean;
}

export const defaultBudget = 20_000;
