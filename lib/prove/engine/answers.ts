import { sourceOf, type Source, type Statement } from '../../model';
import type { StatementRef } from '../verdict';
import type { Instance } from './classes';
import type { Answer } from './context';
import { bitOf, type Mask } from './mask';

/** An answer that there is none, and where to look. */
export function undecided(reason: string, at: readonly Source[]): Answer {
  return { verdict: 'undecided', statements: [], reason, at };
}

/** The statements of a mask, each once. */
export function statementsOf({ problem: { statements } }: Instance, mask: Mask): StatementRef[] {
  const found = statements.filter((statement, bit) => statement !== undefined && (mask & bitOf(bit)) !== 0n);
  return [...new Set(found)].flatMap((statement) => (statement === undefined ? [] : [refOf(statement)]));
}

/** A statement as a verdict names it. */
export function refOf(statement: Statement): StatementRef {
  const { effect, sid, actions } = statement;
  return {
    ...sourceOf(statement),
    effect,
    text: sid ?? `${effect} ${actions.not ? 'NotAction ' : ''}${actions.list.map(({ text }) => text).join(', ')}`,
  };
}

/** Every place once. */
export function distinct(list: readonly Source[]): Source[] {
  return [...new Map(list.map((one) => [`${one.file}#${one.pointer}`, one])).values()];
}
