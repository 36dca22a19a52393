import type { Pattern } from '../../model';
import type { Facts } from './facts';
import { tokensOfParts, type Resolved, type Token } from './tokens';

/**
 * A pattern with the values of a request in place of its variables; they are always literal. `nothing`: a variable has no
 * value, which is equal to nothing and like nothing; a key with several values is none either.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function resolve(pattern: Pattern, facts: Facts): readonly Token[] | 'nothing' | 'unknown' {
  const parts: Resolved[] = [];
  for (const part of pattern.parts) {
    if (part.kind !== 'variable') {
      parts.push(part);
      continue;
    }
    const found = facts.get(part.key);
    const several = found.state === 'present' && found.values.length > 1;
    if (found.state === 'unknown' || (several && part.fallback !== undefined)) return 'unknown';
    const value = found.state === 'present' && !several ? found.values[0] : part.fallback;
    if (value === undefined) return 'nothing';
    parts.push({ kind: 'text', text: value });
  }
  return tokensOfParts(parts);
}
