import { opaqueKind, symbolsOf } from '../../model';
import type { Reading } from './atoms';
import { foldCharacter } from './characters';
import type { Glob, GlobPart } from './glob';

/** One step of a pattern; `symbol` is a code point or an opaque part. */
export type Element =
  | { readonly kind: 'symbol'; readonly symbol: string }
  /** `symbol`: the opaque part that could stand here. */
  | { readonly kind: 'any'; readonly except?: string; readonly symbol?: string }
  | { readonly kind: 'one'; readonly except?: string };

/** A glob as an automaton: position p means that the elements before p are behind us; the last position accepts. */
export interface Machine {
  readonly elements: readonly Element[];
  readonly fold: boolean;
  readonly reading: Reading | 'domain' | undefined;
}

const boundaries: readonly (string | undefined)[] = [':', '/'];

const machines = new WeakMap<Glob, Map<Machine['reading'], Machine>>();

/**
 * The automaton of a glob under a reading; made once for each object. `domain`: opaque parts of the glob are letters, and
 * generated names that others name lie in it where they could.
 */
export function machineOf(glob: Glob, reading?: Machine['reading']): Machine {
  let known = machines.get(glob);
  if (known === undefined) machines.set(glob, (known = new Map<Machine['reading'], Machine>()));
  let machine = known.get(reading);
  if (machine === undefined) known.set(reading, (machine = makeMachine(glob, reading)));
  return machine;
}

function makeMachine(glob: Glob, reading: Machine['reading']): Machine {
  const fold = glob.fold === true;
  const raw = glob.parts.flatMap((part) => elementsOf(part, fold));
  const elements: Element[] = [];
  raw.forEach((element, index) => {
    append(elements, reading === 'may' ? couldBe(element, raw[index + 1]) : element);
  });
  return { elements, fold, reading };
}

/** Whether one plain character is consumed by an element. */
export function consumes(element: Element, character: string, fold: boolean): boolean {
  const seen = fold ? foldCharacter(character) : character;
  return element.kind === 'symbol' ? element.symbol === seen : element.except !== seen;
}

/** Calls `reach` with every position to which a symbol leads from `position`, apart from what `*` skips. */
export function follow(machine: Machine, position: number, symbol: string, reach: (next: number) => void): void {
  const kind = opaqueKind(symbol);
  const element = machine.elements[position];
  if (kind !== undefined && (machine.reading === 'may' || (machine.reading === 'domain' && kind === 'name'))) {
    followPossible(machine.elements, position, symbol, kind === 'value', reach);
  } else if (element === undefined) {
    return;
  } else if (kind === undefined || machine.reading !== 'must') {
    if (consumes(element, symbol, machine.fold)) reach(element.kind === 'any' ? position : position + 1);
  } else if (element.kind === 'symbol') {
    if (element.symbol === symbol) reach(position + 1);
  } else if (element.kind === 'any') {
    if (holds(element, kind === 'name')) reach(position);
  } else if (kind === 'name' && holds(element, true)) {
    // A name has at least one character, so `?*` holds it whatever its length.
    const next = machine.elements[position + 1];
    if (next?.kind === 'any' && holds(next, true)) reach(position + 1);
  }
}

function holds(element: { readonly except?: string }, isName: boolean): boolean {
  return element.except === undefined || (isName && boundaries.includes(element.except));
}

function followPossible(
  elements: readonly Element[],
  start: number,
  symbol: string,
  isValue: boolean,
  reach: (next: number) => void,
): void {
  if (isValue) {
    for (let next = start; next <= elements.length; next += 1) reach(next);
    return;
  }
  const first = elements[start];
  if (first?.kind === 'symbol' && first.symbol === symbol) reach(start + 1);
  let wild = false;
  for (let position = start; position < elements.length; position += 1) {
    const element = elements[position];
    if (element === undefined) return;
    if (element.kind !== 'symbol') {
      if (element.kind === 'any') reach(position);
      wild = true;
    } else if (boundaries.includes(element.symbol) || opaqueKind(element.symbol) !== undefined) {
      return;
    }
    // A generated name is no written name, so written text alone does not fill it up to its end.
    if (wild || !endsName(elements[position + 1])) reach(position + 1);
  }
}

function elementsOf(part: GlobPart, fold: boolean): Element[] {
  const folded = (symbol: string) => (fold && opaqueKind(symbol) === undefined ? foldCharacter(symbol) : symbol);
  if (part.kind === 'text') return symbolsOf(part.text).map((symbol) => ({ kind: 'symbol', symbol: folded(symbol) }));
  return [part.except === undefined ? { kind: part.kind } : { kind: part.kind, except: folded(part.except) }];
}

function couldBe(element: Element, next: Element | undefined): Element {
  if (element.kind !== 'symbol') return element;
  const kind = opaqueKind(element.symbol);
  if (kind === undefined || (kind === 'name' && endsName(next))) return element;
  return { kind: 'any', symbol: element.symbol };
}

function endsName(next: Element | undefined): boolean {
  return next === undefined || (next.kind === 'symbol' && boundaries.includes(next.symbol));
}

function append(elements: Element[], element: Element): void {
  const last = elements.at(-1);
  if (last?.kind === 'any' && last.except === undefined) {
    if (element.kind === 'any' && element.symbol === undefined) return;
    if (element.kind === 'one' && element.except === undefined) {
      elements.splice(-1, 0, element);
      return;
    }
  }
  if (last?.kind === 'any' && element.kind === 'any' && last.except === element.except && last.symbol === undefined) {
    elements.pop();
  }
  elements.push(element);
}
