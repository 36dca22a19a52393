import { opaqueKind, symbolsOf } from '../../model';
import type { Reading } from '../sets/atoms';
import type { Glob } from '../sets/glob';

/** A step of a pattern: one given symbol, any one, or any number of them. */
export type Step =
  { readonly kind: 'given'; readonly symbol: string } | { readonly kind: 'one' | 'many'; readonly except?: string };

/** How letters for opaque parts are read; `domain`: names that tests name lie where they could, the rest is as written. */
export type Meaning = Reading | 'domain' | undefined;

/**
 * The steps of a pattern. Where it is read for what could be (`may`), an opaque part of the pattern is any text, but for a
 * name up to the end of a segment, which no other text is.
 */
export function stepsOf({ parts }: Glob, reading: Meaning): Step[] {
  const raw = parts.flatMap((part): Step[] => {
    if (part.kind === 'text') return symbolsOf(part.text).map((symbol) => ({ kind: 'given', symbol }));
    const kind = part.kind === 'any' ? 'many' : 'one';
    return [part.except === undefined ? { kind } : { kind, except: part.except }];
  });
  if (reading !== 'may') return raw;
  return raw.map((step, at): Step => {
    const opaque = step.kind === 'given' ? opaqueKind(step.symbol) : undefined;
    if (opaque === undefined || (opaque === 'name' && isSegmentEnd(raw, at + 1))) return step;
    return { kind: 'many' };
  });
}

/**
 * Where in a pattern one can be after a text that begins at its first step: numbers of steps still to come first. A letter
 * for an opaque part is read as the docstring of `Reading` says; without reading it is a letter like others.
 */
export function placesAfter(steps: readonly Step[], symbols: readonly string[], reading: Meaning): number[] {
  let places = skipped(steps, [0]);
  for (const symbol of symbols) {
    places = skipped(
      steps,
      places.flatMap((place) => next(steps, place, symbol, reading)),
    );
  }
  return places;
}

function skipped(steps: readonly Step[], from: readonly number[]): number[] {
  const found = new Set<number>();
  for (const start of from) {
    let place = start;
    found.add(place);
    while (steps[place]?.kind === 'many') found.add((place += 1));
  }
  return [...found].sort((a, b) => a - b);
}

function next(steps: readonly Step[], place: number, symbol: string, reading: Meaning): number[] {
  const kind = opaqueKind(symbol);
  if (kind === undefined || reading === undefined || (reading === 'domain' && kind === 'value'))
    return asLetter(steps, place, symbol);
  if (reading === 'must') return surely(steps, place, symbol, kind === 'name');
  // A value may be any text, the empty one as well.
  if (kind === 'value') return Array.from({ length: steps.length - place + 1 }, (_, more) => place + more);
  return [...asSame(steps, place, symbol), ...asPart(steps, place)];
}

function asLetter(steps: readonly Step[], place: number, symbol: string): number[] {
  const step = steps[place];
  if (step === undefined) return [];
  if (step.kind === 'given') return step.symbol === symbol ? [place + 1] : [];
  if (step.except === symbol) return [];
  return [step.kind === 'many' ? place : place + 1];
}

function asSame(steps: readonly Step[], place: number, symbol: string): number[] {
  const step = steps[place];
  return step?.kind === 'given' && step.symbol === symbol ? [place + 1] : [];
}

/** Every text that the part can be must fit: only what takes texts of every length does. */
function surely(steps: readonly Step[], place: number, symbol: string, isName: boolean): number[] {
  const step = steps[place];
  const takes = (one: Step | undefined): boolean =>
    one !== undefined && one.kind !== 'given' && (one.except === undefined || (isName && isBoundary(one.except)));
  if (step?.kind === 'given') return asSame(steps, place, symbol);
  if (!takes(step)) return [];
  if (step?.kind === 'many') return [place];
  const following = steps[place + 1];
  return isName && following?.kind === 'many' && takes(following) ? [place + 1] : [];
}

/** A name can be any run of steps inside a segment; written text alone never is its end. */
function asPart(steps: readonly Step[], place: number): number[] {
  const found: number[] = [];
  let isWritten = true;
  for (let at = place; at < steps.length; at += 1) {
    const step = steps[at];
    if (step === undefined) break;
    if (step.kind === 'given') {
      if (isBoundary(step.symbol) || opaqueKind(step.symbol) !== undefined) break;
    } else {
      isWritten = false;
      if (step.kind === 'many') found.push(at);
    }
    if (!isWritten || !isSegmentEnd(steps, at + 1)) found.push(at + 1);
  }
  return found;
}

function isSegmentEnd(steps: readonly Step[], at: number): boolean {
  const step = steps[at];
  return step === undefined || (step.kind === 'given' && isBoundary(step.symbol));
}

function isBoundary(symbol: string): boolean {
  return symbol === ':' || symbol === '/';
}
