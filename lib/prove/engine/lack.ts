import type { Source } from '../../model';

/** What a subject lacks of what keeps copies and logs. */
export interface Lack {
  /** Whether it is known to be missing; else it only cannot be told. */
  readonly sure: boolean;
  readonly reason: string;
  readonly at: readonly Source[];
}
