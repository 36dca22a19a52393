import { opaqueKind } from '../../model';
import { defaultBudget, type Minterm, type MintermOptions } from './atoms';
import { clearBit, eachBit, setBit } from './bit-set';
import { everyCharacter } from './characters';
import type { Machine } from './machine';
import { productTable, type ProductTable } from './product-table';
import { StateStore } from './state-store';
import { VectorSet } from './vector-set';

/** A problem in automata: a union of them for the domain and for each atom. */
export interface Product {
  readonly domain: readonly Machine[];
  readonly atoms: readonly (readonly Machine[])[];
}

/**
 * The minterms for languages of any kind: a breadth-first walk through the product of their automata, in which only
 * states are visited from which a text of the domain is within reach. Undefined when there are more than `budget`.
 */
export function productMinterms(
  { domain, atoms }: Product,
  { budget = defaultBudget, alphabet = everyCharacter, until }: Omit<MintermOptions, 'ordinary'> = {},
): Minterm[] | undefined {
  const table = productTable([domain, ...atoms], alphabet);
  const { words, symbols } = table;
  const states = new StateStore(words);
  const vectors = new VectorSet(atoms.length);
  const next = table.start.slice();

  /** Whether the search is over. */
  const enter = (parent: number, through: string): boolean => {
    settle(table, next);
    if (!isDomainAlive(table, next) || !states.add(next, parent, through)) return false;
    const bits = acceptedBits(table, next, atoms.length);
    if (bits === undefined || vectors.has(bits)) return false;
    vectors.add(bits, states.textOf(states.count - 1));
    return until?.(bits) === true;
  };
  if (enter(-1, walkLead(table, next))) return vectors.list();
  for (let state = 0; state < states.count; state += 1) {
    if (states.count > budget) return undefined;
    for (const symbol of choices(table, states.words, state * words)) {
      table.step(states.words, state * words, symbol, next);
      if (enter(state, symbols[symbol] ?? '')) return vectors.list();
    }
  }
  return vectors.list();
}

/** Goes on while the domain leaves no choice, and says on which text. */
function walkLead({ first, places, symbols, step, words }: ProductTable, state: Int32Array): string {
  const before = new Int32Array(words);
  let text = '';
  for (;;) {
    let only: number | undefined;
    let alive = 0;
    eachBit(state, 0, words, (position) => {
      if (position >= (first[1] ?? 0)) return;
      alive += 1;
      const place = places[position];
      // Generated names can lie across written text, which is a choice.
      if (place?.machine.reading === 'domain') alive += 1;
      only = place?.element?.kind === 'symbol' && place.labels.length === 1 ? place.labels[0] : undefined;
    });
    if (alive !== 1 || only === undefined) return text;
    before.set(state);
    step(before, 0, only, state);
    text += symbols[only] ?? '';
  }
}

/** An atom that holds whatever follows needs no more than one bit, always the same; so more states are equal. */
function settle({ words, forever, places, first, settled }: ProductTable, state: Int32Array): void {
  for (let word = 0; word < words; word += 1) {
    for (let rest = (state[word] ?? 0) & (forever[word] ?? 0); rest !== 0; rest &= rest - 1) {
      const owner = places[word * 32 + 31 - Math.clz32(rest & -rest)]?.owner ?? 0;
      const end = first[owner + 1] ?? 0;
      for (let position = first[owner] ?? 0; position < end; position += 1) clearBit(state, position);
      setBit(state, settled[owner] ?? 0);
    }
  }
}

function isDomainAlive({ first }: ProductTable, state: Int32Array): boolean {
  const end = first[1] ?? 0;
  for (let word = 0; word * 32 < end; word += 1) {
    const mask = end - word * 32 >= 32 ? -1 : (1 << (end - word * 32)) - 1;
    if (((state[word] ?? 0) & mask) !== 0) return true;
  }
  return false;
}

function acceptedBits(
  { words, accept, places }: ProductTable,
  state: Int32Array,
  atoms: number,
): boolean[] | undefined {
  const bits: boolean[] = [];
  let inDomain = false;
  for (let word = 0; word < words; word += 1) {
    for (let rest = (state[word] ?? 0) & (accept[word] ?? 0); rest !== 0; rest &= rest - 1) {
      const owner = places[word * 32 + 31 - Math.clz32(rest & -rest)]?.owner ?? 0;
      if (owner === 0) inDomain = true;
      else bits[owner - 1] = true;
    }
  }
  if (!inDomain) return undefined;
  for (let atom = 0; atom < atoms; atom += 1) bits[atom] ??= false;
  return bits;
}

/** The symbols that can lead to different states: those told apart at the positions of the state, and one other. */
function choices(
  { words, forever, places, symbols, other }: ProductTable,
  states: Int32Array,
  offset: number,
): number[] {
  const list: number[] = other === undefined ? [] : [other];
  let isOpen = false;
  for (let word = 0; word < words; word += 1) {
    // At positions of `forever` nothing changes any more.
    for (let rest = (states[offset + word] ?? 0) & ~(forever[word] ?? 0); rest !== 0; rest &= rest - 1) {
      isOpen = true;
      const place = places[word * 32 + 31 - Math.clz32(rest & -rest)];
      for (const label of place?.labels ?? []) if (!list.includes(label)) list.push(label);
    }
  }
  if (!isOpen) return [];
  if (other === undefined) {
    const spare = symbols.findIndex((symbol, label) => opaqueKind(symbol) === undefined && !list.includes(label));
    if (spare >= 0) list.push(spare);
  }
  return list;
}
