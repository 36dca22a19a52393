import type { Pattern } from '../../model';
import { matches } from '../sets/matches';
import type { Builder } from './builder';
import { globOf } from './globs';
import { bitOf, type Mask } from './mask';

/** An action as AWS documents it. */
export interface Action {
  /** `s3:GetObject`. */
  readonly name: string;
  /** What its resource can be: `bucket`, `object`, `key` …; none for actions on an account. */
  readonly resources: readonly string[];
}

/** Actions that no statement tells apart. */
export interface ActionGroup {
  readonly kills: Mask;
  readonly resource: string;
  readonly actions: readonly string[];
}

/** All classes of actions of a problem. */
export interface ActionGroups {
  readonly id: number;
  readonly groups: readonly ActionGroup[];
}

/** Finds, again and again, which of a list of actions some patterns name. */
export interface ActionTable {
  readonly actions: readonly Action[];
  readonly named: (patterns: readonly Pattern[]) => readonly boolean[];
  /** Classes of actions for the kinds of resources of a subject, with a number that is equal for equal ones. */
  readonly groups: (builder: Builder, resources: readonly string[]) => ActionGroups;
}

export function actionTable(actions: readonly Action[]): ActionTable {
  const lower = actions.map(({ name }) => name.toLowerCase());
  const lists = new Map<readonly Pattern[], { readonly id: number; readonly named: readonly boolean[] }>();
  const single = new Map<Pattern, readonly boolean[]>();
  const groups = new Map<string, ActionGroups>();

  const ofPattern = (pattern: Pattern): readonly boolean[] => {
    const known = single.get(pattern);
    if (known !== undefined) return known;
    const glob = { ...globOf(pattern.parts, 'text-without-case', false) };
    const found = lower.map((name) => matches(glob, name));
    single.set(pattern, found);
    return found;
  };
  const ofList = (patterns: readonly Pattern[]): { readonly id: number; readonly named: readonly boolean[] } => {
    const known = lists.get(patterns);
    if (known !== undefined) return known;
    const all = patterns.map(ofPattern);
    const made = { id: lists.size, named: lower.map((_, index) => all.some((one) => one[index])) };
    lists.set(patterns, made);
    return made;
  };
  return {
    actions,
    named: (patterns) => ofList(patterns).named,
    groups: (builder, resources) => {
      const rows = builder.actions.map(({ bit, not, patterns }) => ({ bit, not, ...ofList(patterns) }));
      const key = `${resources.join()} ${rows.map(({ bit, not, id }) => `${bit}${not ? '!' : ':'}${id}`).join()}`;
      const known = groups.get(key);
      if (known !== undefined) return known;
      const made = { id: groups.size, groups: grouped(actions, resources, rows) };
      groups.set(key, made);
      return made;
    },
  };
}

function grouped(
  actions: readonly Action[],
  resources: readonly string[],
  rows: readonly { readonly bit: number; readonly not: boolean; readonly named: readonly boolean[] }[],
): ActionGroup[] {
  const found = new Map<string, { kills: Mask; resource: string; actions: string[] }>();
  for (const [index, action] of actions.entries()) {
    const kills = rows.reduce((mask, { bit, not, named }) => (named[index] === not ? mask | bitOf(bit) : mask), 0n);
    for (const resource of resources.filter((one) => action.resources.includes(one))) {
      const key = `${resource} ${kills}`;
      const group = found.get(key);
      if (group === undefined) found.set(key, { kills, resource, actions: [action.name] });
      else group.actions.push(action.name);
    }
  }
  return [...found.values()].sort((a, b) =>
    a.kills < b.kills ? -1 : a.kills > b.kills ? 1 : a.resource < b.resource ? -1 : 1,
  );
}
