import { opaqueKind } from '../../model';
import type { Lead } from './lead';
import type { Machine } from './machine';
import { advance, startOf } from './simulation';

/** What may still follow after some symbols: automata for the rests, none when nothing can follow. */
export function residuals(machine: Machine, symbols: readonly string[]): Machine[] {
  const { elements } = machine;
  let index = 0;
  for (; index < symbols.length && !machine.fold; index += 1) {
    const element = elements[index];
    const symbol = symbols[index];
    if (element?.kind !== 'symbol' || symbol === undefined || element.symbol !== symbol) break;
  }
  let positions = index === 0 ? startOf(machine) : startOf(machine, index);
  for (; index < symbols.length && positions.length > 0; index += 1) {
    positions = advance(machine, positions, symbols[index] ?? '');
  }
  const isSkipped = (position: number) => elements[position - 1]?.kind === 'any' && positions.includes(position - 1);
  return positions
    .filter((position) => !isSkipped(position))
    .map((position) => (position === 0 ? machine : { ...machine, elements: elements.slice(position) }));
}

/** An automaton as a lead, where it is a text, or a text and anything behind it, and holds nothing opaque. */
export function plainLead({ elements, fold }: Machine): Lead | undefined {
  let text = '';
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    if (element?.kind === 'symbol' && !fold && opaqueKind(element.symbol) === undefined) text += element.symbol;
    else if (element?.kind === 'any' && element.except === undefined && index === elements.length - 1) {
      return { text, rest: 'any' };
    } else return undefined;
  }
  return { text, rest: 'none' };
}
