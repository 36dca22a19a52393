import type { Source } from '../model';
import type { Request } from './request';

/** A statement that decides, for people. */
export interface StatementRef extends Source {
  readonly effect: 'Allow' | 'Deny';
  /** Sid, or what the statement says in short. */
  readonly text: string;
}

/** What is known of one property of one subject. */
export interface Verdict {
  readonly property: string;
  /** ARN of the bucket, key or role. */
  readonly subject: string;
  readonly owner?: string;
  readonly verdict: 'proved' | 'refuted' | 'undecided' | 'vacuous';
  /** `refuted`: a request that breaks the property, replayed by the concrete evaluator. */
  readonly request?: Request;
  /** The statements that decide: those that allow the request, or those without which the property would not hold. */
  readonly statements: readonly StatementRef[];
  /** `undecided` and `vacuous`: why, in a sentence. */
  readonly reason?: string;
  /** Where to look when `undecided`. */
  readonly at?: readonly Source[];
  /** Assumptions that this verdict takes besides the common ones, by their ids. */
  readonly assumes?: readonly string[];
}
