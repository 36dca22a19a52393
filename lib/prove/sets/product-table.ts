import { opaqueKind } from '../../model';
import type { Alphabet } from './atoms';
import { clearBit, eachBit, hasBit, setBit } from './bit-set';
import { follow, type Element, type Machine } from './machine';
import { symbolNames, type SymbolNames } from './symbol-names';

/** Many automata side by side: every position of every glob is one bit, a state is a set of bits in 32-bit words. */
export interface ProductTable {
  readonly words: number;
  readonly start: Int32Array;
  /** Positions at which a text may end. */
  readonly accept: Int32Array;
  /** Positions of a `*` that ends its glob: whatever follows, the text belongs to the language. */
  readonly forever: Int32Array;
  /** By atom: the first of its positions in `forever`. */
  readonly settled: Int32Array;
  /** By position. */
  readonly places: readonly Place[];
  /** By atom: its first position; behind the last one, the number of positions. */
  readonly first: Int32Array;
  readonly symbols: readonly string[];
  /** A symbol that no pattern names; without one, `symbols` is the whole alphabet. */
  readonly other: number | undefined;
  /** Writes the state behind `state` (the words of `from` at `offset`) on a symbol into `to`. */
  readonly step: (from: Int32Array, offset: number, symbol: number, to: Int32Array) => void;
}

/** What stands at a position. */
export interface Place {
  /** Number of the atom. */
  readonly owner: number;
  readonly machine: Machine;
  /** Position of the automaton's start. */
  readonly base: number;
  /** Absent at the end. */
  readonly element: Element | undefined;
  /** The symbols that are told apart here. */
  readonly labels: readonly number[];
}

/** The table of a list of atoms, each a union of automata. */
export function productTable(every: readonly (readonly Machine[])[], alphabet: Alphabet): ProductTable {
  const names = symbolNames(every.flat(), alphabet);
  const possible = every.map((machines) =>
    machines.filter(({ elements, fold }) => elements.every((element) => names.isPossible(element, fold))),
  );
  const first = new Int32Array(every.length + 1);
  const places = possible.flatMap((machines, owner) => {
    const own = placesOf(machines, owner, first[owner] ?? 0, names);
    first[owner + 1] = (first[owner] ?? 0) + own.length;
    return own;
  });
  const words = Math.max(1, Math.ceil(places.length / 32));
  const subset = (holds: (place: Place, position: number) => boolean) => {
    const set = new Int32Array(words);
    places.forEach((place, position) => {
      if (holds(place, position)) setBit(set, position);
    });
    return set;
  };
  const forever = subset(
    ({ element }, position) =>
      element?.kind === 'any' && element.except === undefined && places[position + 1]?.element === undefined,
  );
  const settled = new Int32Array(every.length).fill(-1);
  eachBit(forever, 0, words, (position) => {
    const owner = places[position]?.owner ?? 0;
    if (settled[owner] === -1) settled[owner] = position;
  });
  const start = subset(({ base }, position) => base === position);
  const close = closure(subset(({ element }) => element?.kind === 'any'));
  close(start);
  return {
    words,
    start,
    accept: subset(({ element }, position) => element === undefined || hasBit(forever, position)),
    forever,
    settled,
    places,
    first,
    symbols: names.symbols,
    other: names.other,
    step: stepper(places, names, subset, close),
  };
}

function placesOf(machines: readonly Machine[], owner: number, start: number, names: SymbolNames): Place[] {
  const places: Place[] = [];
  for (const machine of machines) {
    const base = start + places.length;
    for (const element of machine.elements) {
      places.push({ owner, machine, base, element, labels: names.labelsOf(element, machine.fold) });
    }
    places.push({ owner, machine, base, element: undefined, labels: [] });
  }
  return places;
}

function closure(skipped: Int32Array): (state: Int32Array) => void {
  return (state) => {
    for (let changed = true; changed;) {
      changed = false;
      let carry = 0;
      for (let word = 0; word < state.length; word += 1) {
        const old = state[word] ?? 0;
        const leaving = old & (skipped[word] ?? 0);
        const grown = old | (leaving << 1) | carry;
        carry = leaving >>> 31;
        if (grown !== old) {
          state[word] = grown;
          // Two `*` in a row are rare: only then is there more to do.
          changed ||= (grown & ~old & (skipped[word] ?? 0)) !== 0;
        }
      }
    }
  };
}

function stepper(
  places: readonly Place[],
  { symbols }: SymbolNames,
  subset: (holds: (place: Place) => boolean) => Int32Array,
  close: (state: Int32Array) => void,
): ProductTable['step'] {
  const loop = subset(({ element }) => element?.kind === 'any');
  const one = subset(({ element }) => element?.kind === 'one');
  const told = symbols.map((): number[] => []);
  places.forEach(({ element, labels }, position) => {
    if (element?.kind === 'symbol' || element?.except !== undefined) {
      for (const label of labels) told[label]?.push(position);
    }
  });
  const moves: Int32Array[] = [];
  const stays: Int32Array[] = [];
  const prepare = (symbol: number) => {
    const move = one.slice();
    const stay = loop.slice();
    for (const position of told[symbol] ?? []) {
      if (places[position]?.element?.kind === 'symbol') setBit(move, position);
      else {
        clearBit(move, position);
        clearBit(stay, position);
      }
    }
    moves[symbol] = move;
    stays[symbol] = stay;
    return move;
  };
  const opaque = symbols.map((symbol) => opaqueKind(symbol) !== undefined);

  return (from, offset, symbol, to) => {
    if (opaque[symbol] === true) {
      const name = symbols[symbol] ?? '';
      to.fill(0);
      eachBit(from, offset, to.length, (position) => {
        const place = places[position];
        if (place === undefined) return;
        follow(place.machine, position - place.base, name, (next) => setBit(to, place.base + next));
      });
    } else {
      const move = moves[symbol] ?? prepare(symbol);
      const stay = stays[symbol] ?? move;
      let carry = 0;
      for (let word = 0; word < to.length; word += 1) {
        const state = from[offset + word] ?? 0;
        const moved = state & (move[word] ?? 0);
        to[word] = (moved << 1) | carry | (state & (stay[word] ?? 0));
        carry = moved >>> 31;
      }
    }
    close(to);
  };
}
