import { agreed, every, type Answer } from './answer';
import { matchGlob } from './match-glob';
import { isOpaque, splitAtColons, type Token } from './tokens';

const fields = 6;

/**
 * `ArnLike` and `ArnEquals`: each of the six fields is compared on its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchArnValue(pattern: readonly Token[], value: readonly Token[]): Answer {
  const patterns = splitAtColons(pattern, fields);
  const values = splitAtColons(value, fields);
  if (patterns.length === fields && values.length === fields) return bySegments(patterns, values);
  const whole = matchGlob(pattern, value);
  const wild = pattern.some(({ kind }) => kind === 'any' || kind === 'one');
  if (whole === 'no' || (pattern.some(isOpaque) && !wild)) return whole;
  // What AWS makes of a text that is no complete ARN is not documented.
  return 'unknown';
}

/**
 * A `Resource` element against the ARN of a request. A `*` at the end of a field may run over the colon, one inside a field
 * may not, and missing fields stand for `*`; where the readings differ the answer is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchResource(pattern: readonly Token[], resource: readonly Token[]): Answer {
  const whole = matchGlob(pattern, resource);
  const patterns = splitAtColons(pattern, fields);
  const values = splitAtColons(resource, fields);
  if (values.length < fields) return whole;
  if (pattern.length === 1 && pattern[0]?.kind === 'any') return 'yes';
  while (patterns.length < fields) patterns.push([{ kind: 'any' }]);
  return agreed(whole, bySegments(patterns, values));
}

function bySegments(patterns: readonly Token[][], values: readonly Token[][]): Answer {
  return every(patterns, (pattern, index) => matchGlob(pattern, values[index] ?? []));
}
