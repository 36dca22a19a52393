// A small reading of how EventBridge matches an event with a pattern: what the alarms use, and it refuses the rest.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html

/** Whether a rule with this pattern fires on the event. */
export function fires(pattern: unknown, event: unknown): boolean {
  if (!isObject(pattern)) throw new Error(`no pattern: ${JSON.stringify(pattern)}`);
  // A list of objects in an event fits when one of them does.
  const events = Array.isArray(event) ? event : [event];
  return events.some(
    (one) => isObject(one) && Object.entries(pattern).every(([key, wanted]) => fits(key, wanted, one)),
  );
}

function fits(key: string, wanted: unknown, event: Record<string, unknown>): boolean {
  if (key === '$or') {
    if (!Array.isArray(wanted) || wanted.length < 2) throw new Error('$or needs two patterns or more');
    return wanted.some((one) => fires(one, event));
  }
  if (!Array.isArray(wanted)) return fires(wanted, event[key]);
  const found: unknown[] = [event[key]].flat();
  return found.some((value) => typeof value === 'string' && wanted.some((one) => equals(one, value)));
}

function equals(wanted: unknown, value: string): boolean {
  if (typeof wanted === 'string') return wanted === value;
  const [[operator, operand] = [], ...more] = Object.entries(isObject(wanted) ? wanted : {});
  if (typeof operand !== 'string' || more.length > 0) throw new Error(`unknown operand: ${JSON.stringify(wanted)}`);
  if (operator === 'prefix') return value.startsWith(operand);
  if (operator === 'equals-ignore-case') return value.toLowerCase() === operand.toLowerCase();
  throw new Error(`unknown operator: ${String(operator)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
