import type { Doubt, Statement } from '../model';

/** The kind of policy that decides a request. */
export type Layer =
  | 'identity policy'
  | 'resource policy'
  | 'key policy'
  | 'permissions boundary'
  | 'session policy'
  | 'service control policy'
  | 'resource control policy'
  | 'trust policy'
  | 'block public access'
  /** What distributions do for those who visit them. */
  | 'distribution';

/** How AWS decides one request, as far as the templates say. */
export interface Decision {
  /** `undecided`: it hangs on something outside the model, see `doubts`. */
  readonly decision: 'allowed' | 'denied' | 'undecided';
  /** The layer whose statement (or whose silence) decides. */
  readonly layer: Layer;
  /** `explicit`: a Deny matches. `implicit`: nothing allows. `granted`: allowed. `unknown`: undecided. */
  readonly how: 'explicit' | 'implicit' | 'granted' | 'unknown';
  /** The statements that decide: the Denies that match, or the Allows. */
  readonly statements: readonly Statement[];
  readonly doubts: readonly Doubt[];
}
