import type { Doubt, Source } from './source';

/** Tags as key and value; both may hold opaque parts. */
export type Tags = Readonly<Record<string, string>>;

/** What every resource of the World has. Texts may hold opaque parts (`opaque.ts`). */
export interface Placed {
  readonly source: Source;
  /** Account id: 12 digits, or opaque. */
  readonly account: string;
  readonly awsRegion: string;
  readonly partition: string;
  readonly tags: Tags;
  /** The school that owns it, by the tag `educloud:school` or by a cells file. */
  readonly owner?: string;
  /** What of it is outside the model and could open or close it. */
  readonly doubts: readonly Doubt[];
}
