import { opaqueKind } from '../../model';
import type { Alphabet } from './atoms';
import { capitalOf, foldCharacter, freeCharacter } from './characters';
import type { Element, Machine } from './machine';

/** The symbols that patterns tell apart, numbered; ordinary ones first. */
export interface SymbolNames {
  readonly symbols: readonly string[];
  /** The number of a symbol that no pattern names; without one, `symbols` is the whole alphabet. */
  readonly other: number | undefined;
  /** Whether some text has the element at all. */
  readonly isPossible: (element: Element, fold: boolean) => boolean;
  /** The numbers of the symbols that an element treats unlike all others. */
  readonly labelsOf: (element: Element, fold: boolean) => readonly number[];
}

/** The names for a product of automata. */
export function symbolNames(machines: readonly Machine[], alphabet: Alphabet): SymbolNames {
  const written = new Set<string>();
  for (const { elements } of machines) {
    for (const element of elements) {
      const name = nameOf(element);
      if (name !== undefined) written.add(name);
    }
  }
  const anyFold = machines.some(({ fold }) => fold);
  const folded = anyFold ? new Set(Array.from(written, foldCharacter)) : written;
  const isTaken = (character: string) => folded.has(anyFold ? foldCharacter(character) : character);
  const other = freeCharacter(isTaken, alphabet);
  // Both cases of a letter matter only where something tells them apart.
  const bothCases = anyFold && (other === undefined || machines.some(({ fold }) => !fold));
  const isAllowed = (symbol: string) => opaqueKind(symbol) !== undefined || alphabet.has(symbol);

  const variants = (name: string, fold: boolean): readonly string[] => {
    if (!fold) return isAllowed(name) ? [name] : [];
    const both = [...new Set([name, capitalOf(name)])].filter(isAllowed);
    return bothCases ? both : both.slice(0, 1);
  };
  const numbers = new Map<string, number>();
  const number = (symbol: string) => {
    const known = numbers.get(symbol);
    if (known !== undefined) return known;
    numbers.set(symbol, numbers.size);
    return numbers.size - 1;
  };
  if (other !== undefined) number(other);
  for (const name of [...written].sort((a, b) => rank(a) - rank(b))) {
    for (const symbol of variants(name, false)) number(symbol);
    if (anyFold) for (const symbol of variants(foldCharacter(name), true)) number(symbol);
  }
  if (other === undefined) for (const symbol of alphabet.representatives) number(symbol);

  const told = [new Map<string, readonly number[]>(), new Map<string, readonly number[]>()] as const;
  const labels = (name: string, fold: boolean) => {
    const known = told[fold ? 1 : 0];
    let list = known.get(name);
    if (list === undefined) known.set(name, (list = variants(name, fold).map(number)));
    return list;
  };

  return {
    symbols: [...numbers.keys()],
    other: other === undefined ? undefined : 0,
    isPossible: (element, fold) => element.kind !== 'symbol' || labels(element.symbol, fold).length > 0,
    labelsOf: (element, fold) => {
      const name = nameOf(element);
      return name === undefined ? none : labels(name, fold);
    },
  };
}

const none: readonly number[] = [];

function nameOf(element: Element): string | undefined {
  if (element.kind === 'symbol') return element.symbol;
  return element.kind === 'any' ? (element.except ?? element.symbol) : element.except;
}

function rank(symbol: string): number {
  if (/^[a-z0-9]$/.test(symbol)) return 0;
  return opaqueKind(symbol) === undefined ? 1 : 2;
}
