import type { Pattern } from '../../model';
import { agreed, type Answer } from './answer';
import type { Facts } from './facts';
import { tokensOfParts, type Resolved, type Token } from './tokens';

/**
 * Matches a pattern with the values of a request in place of its variables; they are always literal. A variable without
 * value is equal to nothing and like nothing, and a key with several values is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 *
 * @param nothing the answer for a variable without value
 */
export function matchPattern(
  pattern: Pattern,
  facts: Facts,
  match: (tokens: readonly Token[]) => Answer,
  nothing: Answer = 'no',
): Answer {
  const parts: Resolved[] = [];
  let empty = false;
  for (const part of pattern.parts) {
    if (part.kind !== 'variable') {
      parts.push(part);
      continue;
    }
    const found = facts.get(part.key);
    const several = found.state === 'present' && found.values.length > 1;
    if (found.state === 'unknown' || (several && part.fallback !== undefined)) return 'unknown';
    const value = found.state === 'present' && !several ? found.values[0] : part.fallback;
    if (value === undefined) return nothing;
    empty ||= value === '';
    parts.push({ kind: 'text', text: value });
  }
  const answer = match(tokensOfParts(parts));
  // Whether an empty text is a value, the page does not say.
  return empty ? agreed(answer, nothing) : answer;
}
