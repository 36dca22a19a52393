import type { Condition } from '../../model';
import type { Glob } from '../sets/glob';
import { extended, numberOf, type Interner } from './interner';
import type { Atom, Reading } from '../sets/strings';

// A column is one variable of a request with every test that the statements put on it. Statements are bits of a mask; a
// test that fails on a value kills its statement there.

/** A test of one statement on the variable. `absent`: what it says when the variable has no value. */
export type ColumnTest =
  /** The value belongs to the languages of an atom, or does not. */
  | {
      readonly kind: 'text';
      readonly bit: number;
      readonly atom: number;
      readonly negated: boolean;
      readonly absent: boolean;
      /** Of who asks: the key that has to be there for the test to be made; without, the principal itself is compared. */
      readonly by?: 'arn' | 'account';
    }
  /** Presence alone. */
  | { readonly kind: 'presence'; readonly bit: number; readonly present: boolean; readonly absent: boolean }
  /** A comparison of numbers, dates or addresses. */
  | {
      readonly kind: 'value';
      readonly bit: number;
      readonly holds: (value: string) => boolean;
      readonly absent: boolean;
      /** What it was made from. */
      readonly condition: Condition;
    }
  /** A test on a key with several values. */
  | {
      readonly kind: 'set';
      readonly bit: number;
      readonly atom: number;
      readonly negated: boolean;
      readonly every: boolean;
      readonly absent: boolean;
    };

/** How the values of a column are compared; `mixed` when its tests do not go together. */
export type ColumnKind = 'text' | 'number' | 'date' | 'address' | 'set';

export interface Column {
  readonly name: string;
  readonly atoms: Atom[];
  readonly tests: ColumnTest[];
  /** Constants of comparisons of numbers, dates or addresses. */
  readonly constants: string[];
  kind: ColumnKind | undefined;
  /** Equal for columns with equal tests; two columns with one signature have the same values over the same domain. */
  signature: number;
  readonly interner: Interner;
  readonly atomIds: Map<string, number>;
}

export function newColumn(interner: Interner, name: string): Column {
  const signature = extended(interner, 0, numberOf(interner, name));
  return { name, interner, atoms: [], tests: [], constants: [], kind: undefined, signature, atomIds: new Map() };
}

/** The number of an atom, which is added once for equal ids. */
export function atomOf(column: Column, id: string, reading: Reading, globs: () => readonly Glob[]): number {
  const key = `${reading}${id}`;
  const known = column.atomIds.get(key);
  if (known !== undefined) return known;
  column.atoms.push({ globs: globs(), reading });
  column.atomIds.set(key, column.atoms.length - 1);
  return column.atoms.length - 1;
}

/** Adds a test; `id` stands for all that the test says besides its bit. */
export function addTest(column: Column, id: string, test: ColumnTest): void {
  column.tests.push(test);
  const { interner, signature } = column;
  column.signature = extended(interner, extended(interner, signature, numberOf(interner, id)), test.bit);
}
