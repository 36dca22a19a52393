import { isObject } from '../is-object';
import { hasOpaque } from '../opaque';

/** Yes, no, or known only when the stack is deployed. */
type Answer = boolean | undefined;

/**
 * Decides conditions of a template as far as they do not depend on parameters.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function conditionsOf(
  conditions: Readonly<Record<string, unknown>>,
  resolve: (value: unknown) => unknown,
): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  const holds = (name: string): Answer => {
    if (answers.has(name)) return answers.get(name);
    // Stands for the answer while it is looked for: a condition that refers to itself is refused by CloudFormation.
    answers.set(name, undefined);
    const answer = Object.hasOwn(conditions, name) ? decide(conditions[name]) : undefined;
    answers.set(name, answer);
    return answer;
  };
  const decide = (value: unknown): Answer => {
    if (!isObject(value)) return undefined;
    const { Condition: named, 'Fn::Not': not, 'Fn::And': and, 'Fn::Or': or, 'Fn::Equals': equals } = value;
    if (typeof named === 'string') return holds(named);
    if (Array.isArray(not)) return negate(decide(not[0]));
    if (Array.isArray(and)) return every(and.map(decide));
    if (Array.isArray(or)) return negate(every(or.map((one) => negate(decide(one)))));
    return Array.isArray(equals) ? same(resolve(equals[0]), resolve(equals[1])) : undefined;
  };
  return holds;
}

function negate(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function same(left: unknown, right: unknown): Answer {
  const [first, second] = [textOf(left), textOf(right)];
  if (first === undefined || second === undefined) return undefined;
  if (first === second) return true;
  return hasOpaque(first) || hasOpaque(second) ? undefined : false;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
