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
    const parts = operatorOf(operator);
    if (parts === undefined) {
      reasons.push(`the condition operator ${readable(operator)} is not known`);
    } else if (!isObject(keys) || Object.keys(keys).length === 0) {
      reasons.push(`${operator} names no keys`);
    } else {
      conditions.push(...readOperator(operator, parts, keys, variables, reasons));
    }
  }
  return lists.share(conditions);
}

const none: readonly Condition[] = [];
const patterns = sharedLists<Pattern>();
const lists = sharedLists<Condition>();
/** By operator and name, then by the list of values, of which there is one. */
const known = new Map<string, Map<readonly Pattern[], Condition>>();

function readOperator(
  operator: string,
  parts: Operator,
  keys: Readonly<Record<string, unknown>>,
  variables: boolean,
  reasons: string[],
): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [name, given] of Object.entries(keys)) {
    const values = readValues(operator, parts, name, given, variables, reasons);
    if (values !== undefined) conditions.push(sharedCondition(operator, parts, name, values));
  }
  if (conditions.length < 2 || new Set(conditions.map(({ key }) => key)).size === conditions.length) return conditions;
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
  if (!name.includes(':') || hasOpaque(name) || name.includes('${')) {
    reasons.push(`${operator} ${readable(name)}: this is not the name of a condition key`);
    return undefined;
  }
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const values: Pattern[] = [];
  for (const value of list) {
    const text = textOf(value);
    const pattern = text === undefined ? 'it is neither text, number nor boolean' : parseValue(text, test, variables);
    if (typeof pattern === 'string') {
      reasons.push(`${operator} ${name}: a value cannot be read, since ${pattern}`);
      return undefined;
    }
    values.push(pattern);
  }
  if (values.length > 0) return patterns.share(values);
  reasons.push(`${operator} ${name} has no values`);
  return undefined;
}

function sharedCondition(operator: string, parts: Operator, name: string, values: readonly Pattern[]): Condition {
  const place = `${operator} ${name}`;
  const byValues = known.get(place) ?? new Map<readonly Pattern[], Condition>();
  if (byValues.size === 0) known.set(place, byValues);
  const found = byValues.get(values);
  if (found !== undefined) return found;
  const condition = { operator, ...parts, key: name.toLowerCase(), name, values };
  byValues.set(values, condition);
  return condition;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}
