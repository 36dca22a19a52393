import { follow, type Machine } from './machine';

/** The positions of an automaton after some text, with those that `*` skips; none when no text can follow. */
export type Positions = readonly number[];

/** Where an automaton begins, or what belongs to another position. */
export function startOf(machine: Machine, position = 0): Positions {
  const found: number[] = [];
  addSkipping(machine, found, position);
  return found;
}

/** Where an automaton is after one more symbol. */
export function advance(machine: Machine, positions: Positions, symbol: string): Positions {
  const found: number[] = [];
  for (const position of positions) follow(machine, position, symbol, (next) => addSkipping(machine, found, next));
  return found;
}

/** Whether a text may end here. */
export function isEnd(machine: Machine, positions: Positions): boolean {
  return positions.includes(machine.elements.length);
}

function addSkipping({ elements }: Machine, found: number[], start: number): void {
  // Few positions are alive at a time, so a list is faster than a set.
  for (let position = start; position <= elements.length && !found.includes(position); position += 1) {
    found.push(position);
    if (elements[position]?.kind !== 'any') return;
  }
}
