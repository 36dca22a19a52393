import { opaqueKind, symbolsOf } from '../../model';
import type { Glob, GlobPart } from './glob';
import { leadOf } from './lead';
import { machineOf, type Machine } from './machine';
import { advance, isEnd, startOf, type Positions } from './simulation';

/** More texts than this for one place in a domain are taken for all texts. */
const mostTexts = 200;

const everything: Glob = { parts: [{ kind: 'any' }] };

/**
 * The texts that, put between `before` and `after`, make a pattern that matches some text of the domain; undefined when
 * the domain is compared without case.
 *
 * Exact where every glob of the domain is a text, or a text with anything behind it. More than there are where a glob
 * goes on in another way (as if anything followed), where the text could begin or end inside an opaque part, where one of
 * the pattern is no whole segment, and where there are more than 200 (then: all texts).
 */
export function quotient(
  before: readonly GlobPart[],
  after: readonly GlobPart[],
  domain: readonly Glob[],
): readonly Glob[] | undefined {
  if (domain.some(({ fold }) => fold === true)) return undefined;
  const first = machineOf({ parts: before }, 'may');
  const last = machineOf({ parts: after }, 'may');
  if (before.some((part, index) => isUnclear(part, index === 0, false))) return [everything];
  if (after.some((part, index) => isUnclear(part, false, index === after.length - 1))) return [everything];
  const texts = new Set<string>();
  const beginnings = new Set<string>();
  for (const glob of domain) {
    const { text, rest } = leadOf(glob);
    if (!collect(first, last, symbolsOf(text), rest !== 'none', texts, beginnings)) return [everything];
    if (texts.size + beginnings.size > mostTexts) return [everything];
  }
  const open = [...beginnings];
  const closed = [...texts].filter((text) => !open.some((beginning) => text.startsWith(beginning)));
  return [
    ...closed.map((text): Glob => ({ parts: [{ kind: 'text', text }] })),
    ...open.map((text): Glob => ({ parts: [{ kind: 'text', text }, { kind: 'any' }] })),
  ];
}

/** Whether an opaque part has another neighbour than a boundary of segments: then it may be a piece of any text. */
function isUnclear(part: GlobPart, begins: boolean, ends: boolean): boolean {
  if (part.kind !== 'text') return false;
  const symbols = symbolsOf(part.text);
  const isBoundary = (symbol: string | undefined, isEdge: boolean): boolean =>
    symbol === undefined ? isEdge : symbol === ':' || symbol === '/';
  return symbols.some(
    (symbol, index) =>
      opaqueKind(symbol) !== undefined &&
      !(isBoundary(symbols[index - 1], begins) && isBoundary(symbols[index + 1], ends)),
  );
}

/** Adds what one text of the domain (`isOpen`: with anything behind it) yields; false when that is every text. */
function collect(
  first: Machine,
  last: Machine,
  symbols: readonly string[],
  isOpen: boolean,
  texts: Set<string>,
  beginnings: Set<string>,
): boolean {
  const starts: number[] = [];
  let positions = startOf(first);
  for (let index = 0; index <= symbols.length; index += 1) {
    if (isEnd(first, positions)) starts.push(index);
    const symbol = symbols[index];
    if (symbol === undefined) break;
    if (canEndInside(first, positions, symbol)) return false;
    positions = advance(first, positions, symbol);
    if (positions.length === 0) break;
  }
  // The fixed beginning of the pattern can go on behind the text: then nothing is known of what follows it.
  if (isOpen && positions.length > 0) return false;
  const [earliest] = starts;
  if (earliest === undefined) return true;
  for (let end = earliest; end <= symbols.length; end += 1) {
    const symbol = symbols[end];
    if (symbol !== undefined && canBeginInside(last, symbols, end, isOpen)) return false;
    if (!fits(last, startOf(last), symbols, end, isOpen)) continue;
    for (const start of starts) if (start <= end) texts.add(symbols.slice(start, end).join(''));
    if (texts.size > mostTexts) return false;
  }
  if (isOpen) for (const start of starts) beginnings.add(symbols.slice(start).join(''));
  return true;
}

function fits(machine: Machine, from: Positions, symbols: readonly string[], start: number, isOpen: boolean): boolean {
  let positions = from;
  for (let index = start; index < symbols.length; index += 1) {
    positions = advance(machine, positions, symbols[index] ?? '');
    if (positions.length === 0) return false;
  }
  return isOpen || isEnd(machine, positions);
}

/** Whether the part before the variable could end inside an opaque part, which leaves the rest of it to the variable. */
function canEndInside(machine: Machine, positions: Positions, symbol: string): boolean {
  const kind = opaqueKind(symbol);
  if (kind === undefined) return false;
  const { elements } = machine;
  return positions.some((position) => {
    const element = elements[position];
    if (element === undefined || (element.kind === 'symbol' && element.symbol === symbol)) return false;
    // A name holds no boundary, a value may hold everything.
    const rest = elements.slice(position);
    return kind === 'value' || rest.every((each) => each.kind !== 'symbol' || ![':', '/'].includes(each.symbol));
  });
}

/** Whether the part after the variable could begin inside the opaque part at `index`. */
function canBeginInside(machine: Machine, symbols: readonly string[], index: number, isOpen: boolean): boolean {
  const symbol = symbols[index] ?? '';
  const [element] = machine.elements;
  if (opaqueKind(symbol) === undefined || element === undefined) return false;
  if (element.kind === 'symbol' && element.symbol === symbol) return false;
  return fits(machine, advance(machine, startOf(machine), symbol), symbols, index + 1, isOpen);
}
