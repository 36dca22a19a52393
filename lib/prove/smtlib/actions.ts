import type { Pattern } from '../../model';
import type { Action } from '../engine/actions';
import { targetKinds } from '../engine/levels';
import type { Subject } from '../engine/subject';
import { and, not, or, yes, no, type Term } from './terms';

/** What is asked for: the number of an action in a list of those that there are for a kind of subject. */
export interface Actions {
  readonly names: readonly string[];
  readonly lines: readonly string[];
  /** Whether the action is one that some of the patterns name, or (`not`) that none of them names. */
  readonly named: (patterns: readonly Pattern[], not: boolean) => Term;
}

/**
 * The actions on a key, a role or a trail, on a bucket and its objects, or on a vault and its recovery points; `object` is true when an
 * object or a recovery point is asked for.
 */
export function actionsOf(catalogue: readonly Action[], kind: Subject['kind'], object: Term): Actions {
  const kinds: readonly string[] = targetKinds[kind];
  const [whole, part] = kinds;
  const actions = catalogue.filter(({ resources }) => kinds.some((one) => resources.includes(one)));
  const on = (one: string): Term =>
    oneOf(actions.flatMap(({ resources }, index) => (resources.includes(one) ? [index] : [])));
  const target =
    part === undefined ? on(whole ?? kind) : or([and([object, on(part)]), and([not(object), on(whole ?? kind)])]);
  return {
    names: actions.map(({ name }) => name),
    lines: ['(declare-const action Int)', `(assert ${target})`],
    named: (patterns, isNot) => {
      if (patterns.length === 0) return isNot ? yes : no;
      const languages = patterns.map(expressionOf);
      const some = oneOf(
        actions.flatMap(({ name }, index) => (languages.some((language) => language.test(name)) ? [index] : [])),
      );
      return isNot ? not(some) : some;
    },
  };
}

/** Patterns of actions are compared without case. */
function expressionOf({ parts }: Pattern): RegExp {
  const source = parts.map((part) => {
    if (part.kind === 'text') return part.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return part.kind === 'one' ? '.' : '.*';
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

function oneOf(numbers: readonly number[]): Term {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return or(runs.map(({ from, to }) => (from === to ? `(= action ${from})` : `(<= ${from} action ${to})`)));
}
