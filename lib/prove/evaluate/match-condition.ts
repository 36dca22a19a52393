import type { Condition, Pattern } from '../../model';
import { answer, every, not, some, type Answer } from './answer';
import type { Facts, KeyValue } from './facts';
import { matchPattern } from './match-pattern';
import { matchValue } from './match-value';

/**
 * Whether a condition holds for a request.
 *
 * Values are alternatives; a negated operator holds when none of them fits, an absent key included.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function matchCondition(condition: Condition, facts: Facts): Answer {
  const found = facts.get(condition.key);
  if (found.state === 'absent') facts.missed?.(condition.name);
  if (condition.test === 'Null') return some(condition.values, ({ literal }) => matchNull(literal, found));
  if (found.state === 'unknown') return 'unknown';
  if (found.state === 'absent') return holdsWithoutKey(condition);
  const holds = (value: string): Answer => holdsFor(condition, value, facts);
  const { values } = found;
  // An empty text may count as no value at all for a quantifier; AWS documents it for ForAllValues only.
  if (condition.quantifier !== undefined && values.includes('')) return 'unknown';
  if (condition.quantifier === 'ForAllValues') return every(values, holds);
  if (condition.quantifier === 'ForAnyValue') return some(values, holds);
  // How an operator without quantifier reads several values is not documented.
  const all = every(values, holds);
  return all === some(values, holds) ? all : 'unknown';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function holdsWithoutKey({ ifExists, quantifier, negated }: Condition): Answer {
  // That `ForAnyValue` needs a value and that `IfExists` needs none is both documented, but not what they say together.
  if (ifExists) return quantifier === 'ForAnyValue' ? 'unknown' : 'yes';
  return answer(quantifier === 'ForAllValues' || (negated && quantifier === undefined));
}

function holdsFor({ test, negated, values }: Condition, value: string, facts: Facts): Answer {
  const fits = some(values, (pattern) => fitsPattern(test, pattern, value, facts));
  return negated ? not(fits) : fits;
}

function fitsPattern(test: Condition['test'], pattern: Pattern, value: string, facts: Facts): Answer {
  if (test === 'Null') return 'unknown';
  return matchPattern(pattern, facts, (tokens) => matchValue(test, tokens, value));
}

function matchNull(literal: string | undefined, { state }: KeyValue): Answer {
  if (state === 'unknown' || (literal !== 'true' && literal !== 'false')) return 'unknown';
  return answer((state === 'absent') === (literal === 'true'));
}
