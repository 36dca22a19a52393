import type { Condition, Pattern } from '../../model';
import { addressIn, compareNumber, dateValue } from '../sets/values';
import { isMultivalued, kill, testPresence, testValue, type Builder } from './builder';
import { callerKinds } from './caller-kinds';
import { comparisonOf, hasSegments } from './globs';
import { testPatterns, type Choice } from './patterns';

/**
 * Puts a condition on the variables. `over`: the statement may come out larger than it is; else smaller. Returns false when
 * the condition is outside the model, and has then put nothing anywhere.
 */
export function addCondition(
  builder: Builder,
  bit: number,
  condition: Condition,
  over: boolean,
  choose: Choice,
): boolean {
  const { test, key, values, negated } = condition;
  const absent = whenAbsent(condition, over);
  if (condition.ifExists && condition.quantifier === 'ForAnyValue') builder.exact = false;
  if (test === 'Null') {
    addNull(builder, bit, key, values);
    return true;
  }
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) {
    // With fewer than six segments it is not said what an ARN comparison does: anything, or nothing.
    const whole = comparison !== 'arn' || values.every(hasSegments);
    if (!whole && over === negated) return over;
    const quantifier = isMultivalued(key) ? condition.quantifier : undefined;
    return testPatterns(builder, bit, key, {
      patterns: values,
      comparison: whole ? comparison : 'text',
      negated,
      absent,
      over,
      choose,
      ...(quantifier === undefined ? {} : { quantifier }),
    });
  }
  const texts = values.map(({ text }) => text);
  const holds = comparer(condition);
  if (holds === undefined) return false;
  const kind = test === 'IpAddress' ? 'address' : test.startsWith('Date') ? 'date' : 'number';
  return testValue(builder, bit, key, kind, {
    id: `${condition.operator} ${texts.join(',')}`,
    constants: texts,
    holds: (value) => texts.some((text) => holds(value, text)) !== negated,
    absent,
    condition,
  });
}

/**
 * What a condition says of a key that the request does not have.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function whenAbsent({ ifExists, quantifier, negated }: Condition, over: boolean): boolean {
  // Whether `ForAnyValue:…IfExists` holds of a key that is absent is not documented.
  if (ifExists && quantifier === 'ForAnyValue') return over;
  if (ifExists || quantifier === 'ForAllValues') return true;
  if (quantifier === 'ForAnyValue') return false;
  return negated;
}

function addNull(builder: Builder, bit: number, key: string, values: readonly Pattern[]): void {
  const texts = values.map(({ text }) => text.toLowerCase());
  const absent = texts.includes('true');
  const present = texts.includes('false');
  if (absent && present) return;
  if (!absent && !present) kill(builder, bit, ...callerKinds);
  else testPresence(builder, bit, key, present);
}

function comparer({ test }: Condition): ((value: string, constant: string) => boolean) | undefined {
  if (test === 'IpAddress') return (value, constant) => addressIn(value, constant) === true;
  const compare = test.startsWith('Date') ? compareDates : compareNumber;
  const sign = signs[test.replace(/^(?:Date|Numeric)/, '')];
  if (sign === undefined) return undefined;
  return (value, constant) => {
    const order = compare(value, constant);
    return order !== undefined && sign(order);
  };
}

function compareDates(a: string, b: string): number | undefined {
  const [first, second] = [dateValue(a), dateValue(b)];
  return first === undefined || second === undefined ? undefined : first - second;
}

const signs: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};
