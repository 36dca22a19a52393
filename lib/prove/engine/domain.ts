import type { Alphabet } from '../sets/atoms';
import type { Glob } from '../sets/glob';

/** The values that a variable of a request can have. */
export interface Domain {
  /** Equal for equal domains. */
  readonly id: string;
  /** Languages of the value when it is present; none when it never is. */
  readonly globs: readonly Glob[];
  /** Whether it can be absent. */
  readonly optional: boolean;
  /** Values to prefer in examples. */
  readonly ordinary: readonly string[];
  /** Characters that can occur; undefined for any. */
  readonly alphabet?: Alphabet;
}
