import { isMultivalued } from '../engine/builder';
import type { Column, ColumnTest } from '../engine/column';
import type { Domain } from '../engine/domain';
import { comparisonOf, everyAddress, sortOf, type ValueKind } from './comparisons';
import type { Letters } from './letters';
import type { Meaning } from './steps';
import { and, either, no, not, or, yes, type Term } from './terms';
import { textWriter } from './texts';

/** One variable of a request, with what statements ask of it. */
export interface Variable {
  /** Declarations and the domain, a line each. */
  readonly lines: readonly string[];
  /** What the tests of each bit say together. */
  readonly tests: ReadonlyMap<number, Term>;
}

/** Writes a column over its domain. `name` is free for constants of SMT-LIB that begin with it. */
export function variableOf(letters: Letters, name: string, column: Column, domain: Domain): Variable {
  const { kind } = column;
  const presence = presenceOf(name, domain);
  if (kind === 'number' || kind === 'date' || kind === 'address') return valueOf(name, column, presence, kind);
  const writer = textWriter(letters, [...domain.globs, ...column.atoms.flatMap(({ globs }) => globs)]);
  const members = membersOf(name, column);
  const atoms = new Map<string, { readonly name: string; readonly line: string }>();
  const atom = (number: number, member: string): Term => {
    const { globs = [], reading } = column.atoms[number] ?? {};
    const id = `${member}.in${number}`;
    const line = `(define-fun ${id} () Bool ${writer.fits(member, globs, reading)})`;
    if (!atoms.has(id)) atoms.set(id, { name: id, line });
    return id;
  };
  const tests = testsOf(column, presence.term, (test) => {
    if (test.kind === 'text') return signed(atom(test.atom, members[0] ?? name), test.negated);
    if (test.kind !== 'set') return no;
    const each = members.map((member) => signed(atom(test.atom, member), test.negated));
    return test.every ? and(each) : or(each);
  });
  const isThere = domain.globs.length > 0;
  return {
    lines: [
      ...presence.lines,
      ...(isThere ? members : []).flatMap((member) => [
        `(declare-const ${member} String)`,
        ...assertion(
          presence.term,
          and([writer.shape(member, domain.alphabet), writer.fits(member, domain.globs, meaningOf(column, domain))]),
        ),
      ]),
      ...(isThere ? [...atoms.values()].map(({ line }) => line) : []),
    ],
    tests,
  };
}

/** A text of a domain that is no list of texts can be a generated name that a test names. */
function meaningOf({ atoms }: Column, { globs }: Domain): Meaning {
  const isList = globs.every(({ parts }) => parts.every(({ kind }) => kind === 'text'));
  return !isList && atoms.some(({ reading }) => reading === 'may') ? 'domain' : undefined;
}

/**
 * A key with several values has as many here as there are tests of it: whatever a set of values does to the tests, so many
 * of them do as well, since a test fails or holds by one of them, or by all.
 */
function membersOf(name: string, { kind, tests, name: key }: Column): string[] {
  if (kind !== 'set' || !isMultivalued(key)) return [name];
  const count = Math.max(1, tests.filter((test) => test.kind === 'set').length);
  return Array.from({ length: count }, (_, index) => `${name}.${index}`);
}

function valueOf(
  name: string,
  column: Column,
  presence: { readonly lines: readonly string[]; readonly term: Term },
  kind: ValueKind,
): Variable {
  const wide = `${name}.wide`;
  return {
    lines: [
      ...presence.lines,
      `(declare-const ${name} ${sortOf[kind]})`,
      ...(kind === 'address'
        ? [`(declare-const ${wide} Bool)`, ...assertion(presence.term, everyAddress(name, wide))]
        : []),
    ],
    tests: testsOf(column, presence.term, (test) =>
      test.kind === 'value' ? comparisonOf(name, wide, test.condition) : no,
    ),
  };
}

function presenceOf(
  name: string,
  { globs, optional }: Domain,
): { readonly lines: readonly string[]; readonly term: Term } {
  if (globs.length === 0) return { lines: [], term: no };
  if (!optional) return { lines: [], term: yes };
  return { lines: [`(declare-const ${name}.there Bool)`], term: `${name}.there` };
}

function testsOf({ tests }: Column, there: Term, present: (test: ColumnTest) => Term): ReadonlyMap<number, Term> {
  const found = new Map<number, Term>();
  for (const test of tests) {
    const absent = test.absent ? yes : no;
    const value = there === no ? no : test.kind === 'presence' ? (test.present ? yes : no) : present(test);
    found.set(test.bit, and([found.get(test.bit) ?? yes, either(there, value, absent)]));
  }
  return found;
}

function assertion(there: Term, term: Term): string[] {
  const known = either(there, term, yes);
  return known === yes ? [] : [`(assert ${known})`];
}

function signed(term: Term, negated: boolean): Term {
  return negated ? not(term) : term;
}
