import { isObject } from '../is-object';
import { hasOpaque, readable } from '../opaque';
import { operatorOf, type Operator } from './operators';
import { parseValue } from './parse-value';
import type { Condition, Pattern } from './policy';
import { sharedLists } from './share';

/**
 * A condition block in the newest version of the language; `unknown` says what of it cannot be read. What cannot be read
 * is left out, so that the conditions hold at least wherever the block may hold.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(block: unknown): { conditions: Condition[]; unknown: string[] } {
  const unknown: string[] = [];
  return { conditions: [...readConditions(block, true, unknown)], unknown };
}

/** As {@link parseConditions}; what is unknown is added to `reasons`. Without `variables`, `${` is literal. */
export function readConditions(block: unknown, variables: boolean, reasons: string[]): readonly Condition[] {
  if (!isObject(block)) {
    reasons.push('Condition is not an object');
    return none;
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(block)) {
    const known = operatorOf(operator);
    if (known === undefined) {
      reasons.push(`the condition operator ${readable(operator)} is not known`);
    } else if (!isObject(keys) || Object.keys(keys).length === 0) {
      reasons.push(`${operator} names no keys`);
    } else {
      conditions.push(...readOperator(operator, known, keys, variables, reasons));
    }
  }
  return lists.share(conditions);
}

const none: readonly Condition[] = [];
const patterns = sharedLists<Pattern>();
const lists = sharedLists<Condition>();
const conditionsByText = new Map<string, Condition>();

function readOperator(
  operator: string,
  known: Operator,
  keys: Readonly<Record<string, unknown>>,
  variables: boolean,
  reasons: string[],
): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [name, given] of Object.entries(keys)) {
    const values = readValues(operator, known, name, given, variables, reasons);
    if (values !== undefined) conditions.push(sharedCondition(operator, known, name, values));
  }
  const names = new Set(conditions.map(({ key }) => key));
  if (names.size === conditions.length) return conditions;
  reasons.push(`${operator} names a key twice`);
  return none;
}

function readValues(
  operator: string,
  { test }: Operator,
  name: string,
  given: unknown,
  variables: boolean,
  reasons: string[],
): readonly Pattern[] | undefined {
  const place = `${operator} ${readable(name)}`;
  if (!name.includes(':') || hasOpaque(name) || name.includes('${')) {
    reasons.push(`${place}: this is not the name of a condition key`);
    return undefined;
  }
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const values: Pattern[] = [];
  for (const value of list) {
    const text = textOf(value);
    const pattern = text === undefined ? 'it is neither text, number nor boolean' : parseValue(text, test, variables);
    if (typeof pattern === 'string') {
      reasons.push(`${place}: a value cannot be read, since ${pattern}`);
      return undefined;
    }
    values.push(pattern);
  }
  if (values.length > 0) return patterns.share(values);
  reasons.push(`${place} has no values`);
  return undefined;
}

function sharedCondition(operator: string, known: Operator, name: string, values: readonly Pattern[]): Condition {
  const text = `${operator}\0${name}\0${patterns.keyOf(values)}`;
  const found = conditionsByText.get(text);
  if (found !== undefined) return found;
  const condition = { operator, ...known, key: name.toLowerCase(), name, values };
  conditionsByText.set(text, condition);
  return condition;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}
