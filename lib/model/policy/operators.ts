import type { Condition, Test } from './policy';
import { kept } from './share';

/** A condition operator, taken apart. */
export type Operator = Pick<Condition, 'test' | 'negated' | 'ifExists' | 'quantifier'>;

/**
 * The operator of that name, or undefined.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorOf(name: string): Operator | undefined {
  return read(name) ?? undefined;
}

// In the order of the page. `ArnEquals` and `ArnLike` behave identically.
const tests: Readonly<Record<string, readonly [test: Test, negated: boolean]>> = {
  StringEquals: ['StringEquals', false],
  StringNotEquals: ['StringEquals', true],
  StringEqualsIgnoreCase: ['StringEqualsIgnoreCase', false],
  StringNotEqualsIgnoreCase: ['StringEqualsIgnoreCase', true],
  StringLike: ['StringLike', false],
  StringNotLike: ['StringLike', true],
  NumericEquals: ['NumericEquals', false],
  NumericNotEquals: ['NumericEquals', true],
  NumericLessThan: ['NumericLessThan', false],
  NumericLessThanEquals: ['NumericLessThanEquals', false],
  NumericGreaterThan: ['NumericGreaterThan', false],
  NumericGreaterThanEquals: ['NumericGreaterThanEquals', false],
  DateEquals: ['DateEquals', false],
  DateNotEquals: ['DateEquals', true],
  DateLessThan: ['DateLessThan', false],
  DateLessThanEquals: ['DateLessThanEquals', false],
  DateGreaterThan: ['DateGreaterThan', false],
  DateGreaterThanEquals: ['DateGreaterThanEquals', false],
  Bool: ['Bool', false],
  BinaryEquals: ['BinaryEquals', false],
  IpAddress: ['IpAddress', false],
  NotIpAddress: ['IpAddress', true],
  ArnEquals: ['ArnLike', false],
  ArnLike: ['ArnLike', false],
  ArnNotEquals: ['ArnLike', true],
  ArnNotLike: ['ArnLike', true],
  Null: ['Null', false],
};

const form = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

const read = kept((name): Operator | null => {
  const [, quantifier, base = '', suffix] = form.exec(name) ?? [];
  const found = Object.hasOwn(tests, base) ? tests[base] : undefined;
  if (found === undefined) return null;
  const [test, negated] = found;
  const ifExists = suffix !== undefined;
  // Presence of a key is neither optional nor a matter of its values.
  if (test === 'Null' && (ifExists || quantifier !== undefined)) return null;
  if (quantifier === 'ForAllValues' || quantifier === 'ForAnyValue') return { test, negated, ifExists, quantifier };
  return { test, negated, ifExists };
});
