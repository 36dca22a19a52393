import { hasOpaque, symbolsOf } from '../../model';
import type { Reading } from './atoms';
import { foldText } from './characters';
import type { Glob } from './glob';
import { leadOf } from './lead';
import { follow, machineOf, type Machine } from './machine';

const machines = new WeakMap<Glob, Map<Reading | undefined, Machine>>();

/** Whether a text (with opaque parts or without) belongs to the language. */
export function matches(glob: Glob, text: string, reading?: Reading): boolean {
  const lead = leadOf(glob);
  const literally = reading !== 'may' || !(hasOpaque(text) || globHasOpaque(glob));
  if (literally && lead.rest !== 'more') {
    const fold = glob.fold === true && lead.text !== text;
    const from = fold ? foldText(lead.text) : lead.text;
    const whole = fold ? foldText(text) : text;
    return lead.rest === 'none' ? whole === from : whole.startsWith(from);
  }
  if (literally && glob.fold !== true && !text.startsWith(lead.text)) return false;
  return runs(cachedMachine(glob, reading), symbolsOf(text));
}

/** Whether the parts of a glob hold opaque ones. */
export function globHasOpaque({ parts }: Glob): boolean {
  return parts.some((part) => part.kind === 'text' && hasOpaque(part.text));
}

function cachedMachine(glob: Glob, reading: Reading | undefined): Machine {
  let known = machines.get(glob);
  if (known === undefined) machines.set(glob, (known = new Map<Reading | undefined, Machine>()));
  let machine = known.get(reading);
  if (machine === undefined) known.set(reading, (machine = machineOf(glob, reading)));
  return machine;
}

function runs(machine: Machine, symbols: readonly string[]): boolean {
  const last = machine.elements.length;
  // One stamp per position instead of a set: the texts are short and the patterns many.
  const stamps = new Int32Array(last + 1);
  let current: number[] = [];
  let next: number[] = [];
  let time = 1;
  const reach = (position: number) => {
    for (let at = position; at <= last && stamps[at] !== time; at += 1) {
      stamps[at] = time;
      next.push(at);
      if (machine.elements[at]?.kind !== 'any') return;
    }
  };
  reach(0);
  for (const symbol of symbols) {
    [current, next] = [next, []];
    time += 1;
    for (const position of current) follow(machine, position, symbol, reach);
    if (next.length === 0) return false;
  }
  return stamps[last] === time;
}
