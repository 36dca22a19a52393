import { addressRepresentatives, dateRepresentatives, numberRepresentatives } from '../sets/values';
import { minterms } from '../sets/strings';
import type { Column, ColumnTest } from './column';
import type { Domain } from './domain';
import { bitOf, sizeOf, type Mask } from './mask';

/** A class of values of one variable that no statement tells apart. */
export interface Value {
  /** The statements that do not match whatever the other variables are. */
  readonly kills: Mask;
  /** One of the values: undefined stands for absence. */
  readonly witness: string | readonly string[] | undefined;
}

/** The classes of values, in an order that depends on nothing but the statements; undefined when there are too many. */
export type Values = readonly Value[] | undefined;

const budget = 20_000;
/** Two to the power of this many subsets are looked at for a key with several values. */
const largestSet = 8;

/** Every class of values that a variable has over a domain. */
export function columnValues(column: Column, domain: Domain): Values {
  const found = new Map<Mask, Value>();
  const add = (kills: Mask, witness: Value['witness']): void => {
    if (!found.has(kills)) found.set(kills, { kills, witness });
  };
  if (domain.optional || domain.globs.length === 0) add(killsOfAbsence(column.tests), undefined);
  if (domain.globs.length > 0) {
    if (!addPresent(column, domain, add)) return undefined;
  }
  return [...found.values()].sort(plainestFirst);
}

/** What fits the fewest statements is the plainest: nobody in particular, a key that is absent. Depends on the statements alone. */
function plainestFirst({ kills: a }: Value, { kills: b }: Value): number {
  return sizeOf(b) - sizeOf(a) || (a < b ? -1 : a > b ? 1 : 0);
}

function addPresent(column: Column, domain: Domain, add: (kills: Mask, witness: string | string[]) => void): boolean {
  if (column.kind !== undefined && column.kind !== 'text' && column.kind !== 'set') {
    for (const value of representatives(column.kind, column.constants)) add(killsOfValue(column.tests, value), value);
    return true;
  }
  const found = minterms(domain.globs, column.atoms, {
    budget,
    ordinary: domain.ordinary,
    ...(domain.alphabet === undefined ? {} : { alphabet: domain.alphabet }),
  });
  if (found === undefined) return false;
  if (column.kind !== 'set') {
    for (const { bits, witness } of found) add(killsOfBits(column.tests, [bits]), witness);
    return true;
  }
  if (found.length > largestSet) return false;
  for (let chosen = 1; chosen < 1 << found.length; chosen += 1) {
    const members = found.filter((_, index) => (chosen & (1 << index)) !== 0);
    add(
      killsOfBits(
        column.tests,
        members.map(({ bits }) => bits),
      ),
      members.map(({ witness }) => witness),
    );
  }
  return true;
}

function representatives(kind: 'number' | 'date' | 'address', constants: readonly string[]): readonly string[] {
  switch (kind) {
    case 'number':
      return numberRepresentatives(constants);
    case 'date':
      return dateRepresentatives(constants);
    case 'address':
      return addressRepresentatives(constants);
  }
}

function killsOfAbsence(tests: readonly ColumnTest[]): Mask {
  return mask(tests, ({ absent }) => absent);
}

function killsOfValue(tests: readonly ColumnTest[], value: string): Mask {
  return mask(tests, (test) => {
    if (test.kind === 'value') return test.holds(value);
    return test.kind === 'presence' && test.present;
  });
}

/** `members` has one vector for a key with one value, and one for each value otherwise. */
function killsOfBits(tests: readonly ColumnTest[], members: readonly (readonly boolean[])[]): Mask {
  return mask(tests, (test) => {
    switch (test.kind) {
      case 'presence':
        return test.present;
      case 'value':
        return false;
      case 'text':
        return members.some((bits) => bits[test.atom]) !== test.negated;
      case 'set': {
        // A negated operator inside a set quantifier applies to each value.
        const fits = (bits: readonly boolean[]): boolean => (bits[test.atom] ?? false) !== test.negated;
        return test.every ? members.every(fits) : members.some(fits);
      }
    }
  });
}

function mask(tests: readonly ColumnTest[], holds: (test: ColumnTest) => boolean): Mask {
  return tests.reduce((kills, test) => (holds(test) ? kills : kills | bitOf(test.bit)), 0n);
}
