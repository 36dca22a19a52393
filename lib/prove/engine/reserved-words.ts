import type { Condition, Pattern, Statement } from '../../model';
import { providerKey, signedKey } from './builder';

/**
 * A statement of a policy without the words in which properties are written: AWS knows no such key and no such variable, so what is
 * asked by them is not known.
 */
export function withoutReservedWords(statement: Statement): Statement {
  const { conditions, resources, unknown } = statement;
  const odd = resources?.list.some(isReserved) === true;
  if (!odd && !conditions.some(asksReserved)) return statement;
  const { resources: _, ...rest } = statement;
  return {
    ...rest,
    ...(odd || resources === undefined ? {} : { resources }),
    conditions: conditions.filter((one) => !asksReserved(one)),
    unknown: [...unknown, 'it uses a word that only properties know'],
  };
}

const known = new WeakMap<Condition, boolean>();

function asksReserved(condition: Condition): boolean {
  const found = known.get(condition) ?? (isReservedKey(condition.key) || condition.values.some(isReserved));
  known.set(condition, found);
  return found;
}

function isReserved({ parts }: Pattern): boolean {
  return parts.some((part) => part.kind === 'variable' && isReservedKey(part.key));
}

function isReservedKey(key: string): boolean {
  return key === providerKey || key === signedKey || key.startsWith('subject:');
}
