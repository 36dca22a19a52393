import type { Test } from '../../model';
import { answer, type Answer } from './answer';
import { matchArnValue } from './match-arn';
import { matchGlob } from './match-glob';
import { matchIp } from './match-ip';
import { matchDate, matchNumber, type Comparison } from './match-number';
import { folded, isOpaque, tokensOfText, type Token } from './tokens';

/**
 * Whether one value of a request fits one value of a policy, by the test alone: without negation and quantifiers.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchValue(test: Exclude<Test, 'Null'>, pattern: readonly Token[], value: string): Answer {
  const tokens = tokensOfText(value);
  switch (test) {
    case 'StringEquals':
    case 'StringLike':
      return matchGlob(pattern, tokens);
    case 'StringEqualsIgnoreCase':
      return matchGlob(folded(pattern), folded(tokens));
    case 'ArnLike':
      return matchArnValue(pattern, tokens);
    default:
      return matchPlain(test, pattern, tokens, value);
  }
}

type PlainTest = Exclude<Test, 'Null' | 'StringEquals' | 'StringLike' | 'StringEqualsIgnoreCase' | 'ArnLike'>;

/** Tests that need to know every character. */
function matchPlain(test: PlainTest, pattern: readonly Token[], tokens: readonly Token[], value: string): Answer {
  // What is the same is equal, and also at most and at least as great.
  if (matchGlob(pattern, tokens) === 'yes' && pattern.some(isOpaque) && test.endsWith('Equals')) return 'yes';
  if (pattern.some(({ kind }) => kind !== 'char') || tokens.some(isOpaque)) return 'unknown';
  const policy = pattern.map((token) => (token.kind === 'char' ? token.text : '')).join('');
  switch (test) {
    case 'Bool':
      return matchBool(policy.toLowerCase(), value.toLowerCase());
    case 'BinaryEquals':
      return answer(Buffer.from(policy, 'base64').equals(Buffer.from(value, 'base64')));
    case 'IpAddress':
      return matchIp(policy, value);
    case 'NumericEquals':
    case 'NumericLessThan':
    case 'NumericLessThanEquals':
    case 'NumericGreaterThan':
    case 'NumericGreaterThanEquals':
      return matchNumber(comparisons[test], policy, value);
    case 'DateEquals':
    case 'DateLessThan':
    case 'DateLessThanEquals':
    case 'DateGreaterThan':
    case 'DateGreaterThanEquals':
      return matchDate(comparisons[test], policy, value);
  }
}

const comparisons = {
  NumericEquals: 'Equals',
  NumericLessThan: 'LessThan',
  NumericLessThanEquals: 'LessThanEquals',
  NumericGreaterThan: 'GreaterThan',
  NumericGreaterThanEquals: 'GreaterThanEquals',
  DateEquals: 'Equals',
  DateLessThan: 'LessThan',
  DateLessThanEquals: 'LessThanEquals',
  DateGreaterThan: 'GreaterThan',
  DateGreaterThanEquals: 'GreaterThanEquals',
} as const satisfies Partial<Record<Test, Comparison>>;

function matchBool(policy: string, value: string): Answer {
  const isBool = (text: string): boolean => text === 'true' || text === 'false';
  return isBool(policy) && isBool(value) ? answer(policy === value) : 'unknown';
}
