import { hasOpaque, symbolsOf } from '../../model';
import type { Reading } from './atoms';
import { foldText } from './characters';
import type { Glob } from './glob';
import { leadOf } from './lead';
import { machineOf, type Machine } from './machine';
import { matchPlain } from './match-plain';
import { advance, isEnd, startOf } from './simulation';

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
  if (literally && glob.fold !== true) {
    if (!text.startsWith(lead.text)) return false;
    if (
      isSimple(text) &&
      glob.parts.every((part) => isSimple(part.kind === 'text' ? part.text : (part.except ?? '')))
    ) {
      return matchPlain(glob.parts, text);
    }
  }
  return runs(machineOf(glob, reading), symbolsOf(text));
}

/** Whether the parts of a glob hold opaque ones. */
export function globHasOpaque({ parts }: Glob): boolean {
  return parts.some((part) => part.kind === 'text' && hasOpaque(part.text));
}

/** Without opaque parts and halves of characters. */
function isSimple(text: string): boolean {
  return !/[\uD800-\uE001]/.test(text);
}

function runs(machine: Machine, symbols: readonly string[]): boolean {
  let positions = startOf(machine);
  for (const symbol of symbols) {
    positions = advance(machine, positions, symbol);
    if (positions.length === 0) return false;
  }
  return isEnd(machine, positions);
}
