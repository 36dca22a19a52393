import { readable } from '../../model';
import { domainOf, only, subjectDomain, type Branch } from '../engine/branch';
import { resourceColumn } from '../engine/builder';
import { newColumn, type Column } from '../engine/column';
import type { Domain } from '../engine/domain';
import { literalGlob } from '../engine/globs';
import { askedBy, isAsked } from '../engine/levels';
import { bitOf } from '../engine/mask';
import type { Problem } from '../engine/problem';
import type { Setting } from '../engine/setting';
import { actionsOf } from './actions';
import { literal, newLetters, type Letters } from './letters';
import { and, no, yes, type Term } from './terms';
import { variableOf } from './variables';

/** Everything about a request of a branch, whatever is asked of it. */
export interface RequestText {
  /** Declarations and what is known of them, a line each. */
  readonly lines: readonly string[];
  /** The names of the actions, by number. */
  readonly actions: readonly string[];
  /** What stands for opaque parts. */
  readonly letters: Letters;
  /** What a statement needs to match; `false` for those that match no request of the branch. */
  readonly matches: (bit: number) => Term;
}

/** The variables of a problem in a branch. Throws NotExpressible. */
export function requestText(setting: Setting, { builder, subject }: Problem, branch: Branch): RequestText {
  const letters = newLetters();
  const tests: ReadonlyMap<number, Term>[] = [];
  const written = (name: string, column: Column, domain: Domain): string[] => {
    const variable = variableOf(letters, name, column, domain);
    tests.push(variable.tests);
    return [`; ${readable(column.name)}`, ...variable.lines];
  };
  const object = subject.kind === 'bucket' || subject.kind === 'vault' ? 'object' : no;
  const actions = actionsOf(setting.actions.actions, subject.kind, object);
  for (const { bit, not, patterns } of builder.actions) tests.push(new Map([[bit, actions.named(patterns, not)]]));
  const columns = [...builder.columns.values()]
    .filter(({ name }) => isAsked(name, branch))
    .map((column) => askedBy(column, branch.caller));
  const lines = [
    '; action',
    ...(object === no ? [] : [`(declare-const ${object} Bool)`]),
    ...actions.lines,
    ...written('resource', builder.columns.get(resourceColumn) ?? newColumn(builder.interner, resourceColumn), {
      id: '',
      globs: subjectDomain(resourceColumn, subject)?.globs ?? [literalGlob(subject.arn)],
      optional: false,
      ordinary: [],
    }),
    ...(object === no ? [] : [`(assert (= ${object} (not (= resource ${literal(letters, subject.arn)}))))`]),
    ...columns.flatMap((column, index) => {
      const constant = builder.constants.get(column.name);
      const free = domainOf(column.name, branch, subject, setting.owners);
      // Callers that cannot have a key do not have it with a given value either.
      const isGiven = constant !== undefined && free.globs.length > 0;
      return written(`k${index}`, column, isGiven ? only(constant) : free);
    }),
  ];
  const dead = builder.dead[branch.caller];
  return {
    lines,
    actions: actions.names,
    letters,
    matches: (bit) => ((dead & bitOf(bit)) === 0n ? and(tests.map((one) => one.get(bit) ?? yes)) : no),
  };
}
