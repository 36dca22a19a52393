import type { Condition } from '../../model';
import { addressesOf } from './address-range';
import { millisecondsOf } from './milliseconds';
import { and, or, not, no, type Term } from './terms';

/** What the kinds of comparisons need of the variable. */
export type ValueKind = 'number' | 'date' | 'address';

/** The sort of a variable: a real number, milliseconds since 1970, an address as a number. */
export const sortOf: Readonly<Record<ValueKind, string>> = { number: 'Real', date: 'Int', address: 'Int' };

/** A condition on numbers, dates or addresses. `wide`: the address is one of IPv6. Constants that are none fit nothing. */
export function comparisonOf(variable: Term, wide: Term, { test, negated, values }: Condition): Term {
  const one = (text: string): Term => {
    if (test === 'IpAddress') return within(variable, wide, text);
    const constant = test.startsWith('Date') ? integerOf(millisecondsOf(text)) : realOf(text);
    const operator = operators[test.replace(/^(?:Date|Numeric)/, '')];
    return constant === undefined || operator === undefined ? no : `(${operator} ${variable} ${constant})`;
  };
  const any = or(values.map(({ text }) => one(text)));
  return negated ? not(any) : any;
}

/** The addresses that there are. */
export function everyAddress(variable: Term, wide: Term): Term {
  return `(and (<= 0 ${variable}) (< ${variable} (ite ${wide} ${1n << 128n} ${1n << 32n})))`;
}

const operators: Readonly<Record<string, string>> = {
  Equals: '=',
  LessThan: '<',
  LessThanEquals: '<=',
  GreaterThan: '>',
  GreaterThanEquals: '>=',
};

function within(variable: Term, wide: Term, text: string): Term {
  const found = addressesOf(text);
  if (found === undefined) return no;
  return and([found.wide ? wide : not(wide), `(<= ${found.first} ${variable} ${found.last})`]);
}

function integerOf(value: number | undefined): Term | undefined {
  if (value === undefined) return undefined;
  return value < 0 ? `(- ${-value})` : `${value}`;
}

/** A decimal text, with an exponent or without, as a fraction of two integers. */
function realOf(text: string): Term | undefined {
  const match = /^(?<sign>[-+]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[-+]?\d{1,3}))?$/.exec(text);
  const { sign = '', whole = '', fraction = '', exponent = '0' } = match?.groups ?? {};
  if (match === null || whole + fraction === '') return undefined;
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0));
  const size = `(/ ${digits}.0 ${10n ** BigInt(Math.max(-shift, 0))}.0)`;
  return sign === '-' ? `(- ${size})` : size;
}
