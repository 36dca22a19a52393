import type { StorePurpose } from '../vocabulary';

/** What was lost, from least to most. */
export const losses = ['objects', 'bucket', 'aws-region'] as const;

export type Loss = (typeof losses)[number];

/** The stores that can be asked for. */
export const stores = ['records', 'materials'] as const satisfies readonly StorePurpose[];

/** A restore as it was asked for on the command line. */
export interface AskedRestore {
  /** Path of the region file. */
  readonly file: string;
  readonly school: string;
  /** The instant as it was written, and as it was understood; none where it is no instant with a zone. */
  readonly at: { readonly text: string; readonly instant?: Date };
  readonly store?: string;
  readonly prefix?: string;
  readonly lost?: string;
  /** When it is judged. */
  readonly now: Date;
}
