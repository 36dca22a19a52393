import { hasOpaque } from '../../model';
import { commonsFolders } from '../../vocabulary';
import type { Glob } from '../sets/glob';
import { domainOf, objectsOf, only, recoveryPoints, type Branch } from './branch';
import { providerColumn, resourceColumn, serviceColumn, whoColumn } from './builder';
import { hasKey, isIdentity, type CallerKind } from './caller-kinds';
import { newColumn, type Column } from './column';
import type { ActionGroup } from './actions';
import { columnValues, type Value } from './column-values';
import { extended, numberOf } from './interner';
import type { Domain } from './domain';
import { literalGlob } from './globs';
import { bitOf, type Mask } from './mask';
import type { Problem } from './problem';
import type { Setting } from './setting';

/** The classes of values of one variable, with a number that is equal for equal lists of killed statements. */
export interface LevelValues {
  readonly name: string;
  readonly id: number;
  readonly values: readonly Value[];
}

/** Actions and resources that no statement tells apart. */
export interface Target {
  readonly kills: Mask;
  readonly actions: readonly string[];
  /** What stands behind the ARN of the subject in the ARN of the resource. */
  readonly tail: string;
  /** The ARN of the resource, where it does not begin with that of the subject. */
  readonly elsewhere?: string;
}

/** The classes of actions and resources, with a number that is equal for equal lists. */
export interface Targets {
  readonly id: number;
  readonly values: readonly Target[];
}

/** The variables of a problem in one branch. */
export interface Levels {
  readonly start: Mask;
  readonly target: Targets;
  readonly others: readonly LevelValues[];
}

/** What is found once for equal columns over equal domains. */
export interface LevelCache {
  readonly values: Map<number, LevelValues | 'too many'>;
  readonly ids: Map<string, number>;
  readonly targets: Map<string, Targets | undefined>;
}

export function newLevelCache(): LevelCache {
  return { values: new Map(), ids: new Map(), targets: new Map() };
}

/** Columns of one subject alone come and go; without a bound the cache would grow with the number of schools. */
const cacheSize = 20_000;

/** The variables of a problem, as far as a branch knows them; the name of a variable that has too many classes instead. */
export function levelsOf(
  setting: Setting,
  cache: LevelCache,
  problem: Problem,
  branch: Branch,
  target: Targets,
): Levels | string {
  const { builder, subject } = problem;
  const others: LevelValues[] = [];
  for (const column of builder.columns.values()) {
    if (!isAsked(column.name, branch)) continue;
    const constant = builder.constants.get(column.name);
    const whole = domainOf(column.name, branch, subject, setting.owners);
    // Who cannot have a key, cannot have it with this value either.
    const isFree = constant === undefined || whole.globs.length === 0;
    const domain = isFree ? whole : only(constant);
    const apart = branch.name === 'foreign' ? problem.marks.sameAccount | problem.marks.identities : 0n;
    const values = valuesOf(cache, askedBy(column, branch.caller), domain, apart);
    if (values === 'too many') return column.name;
    others.push(values);
  }
  const all = builder.bits === 0 ? 0n : bitOf(builder.bits) - 1n;
  return { start: all & ~builder.dead[branch.caller], target, others };
}

/** Keys that follow from who asks are variables only where somebody of that kind asks. */
export function isAsked(name: string, { caller }: Branch): boolean {
  switch (name) {
    case resourceColumn:
      return false;
    case whoColumn:
      return caller === 'iam' || isIdentity(caller);
    case serviceColumn:
      return caller === 'service';
    case providerColumn:
      return caller === 'federated';
    default:
      return true;
  }
}

/** A column without the tests of keys that requests of a kind of caller do not have. */
export function askedBy(column: Column, caller: CallerKind): Column {
  if (column.name !== whoColumn || !isIdentity(caller) || caller === 'identity') return column;
  const bare = newColumn(column.interner, column.name);
  for (const atom of column.atoms) bare.atoms.push(atom);
  const signature = extended(column.interner, column.signature, numberOf(column.interner, caller));
  const tests = column.tests.filter((test) => !('by' in test) || hasKey(caller, test.by));
  return { ...bare, kind: column.kind, tests, signature };
}

/** What is asked for, by the kind of subject. */
export const targetKinds = {
  bucket: ['bucket', 'object'],
  key: ['key'],
  role: ['role'],
  vault: ['vault', 'recovery-point'],
  trail: ['trail'],
} as const;

/** `without`: values that leave one of these statements alive are left out. */
function valuesOf(cache: LevelCache, column: Column, domain: Domain, without: Mask): LevelValues | 'too many' {
  const leftOut = column.name === whoColumn ? without : 0n;
  const { interner, signature } = column;
  const key = extended(interner, signature, numberOf(interner, leftOut === 0n ? domain.id : `${domain.id} ${leftOut}`));
  const known = cache.values.get(key);
  if (known !== undefined) return known;
  const found = columnValues(column, domain);
  const values = found?.filter(({ kills }) => (leftOut & ~kills) === 0n);
  const made = values === undefined ? 'too many' : { name: column.name, id: idOf(cache, column.name, values), values };
  if (cache.values.size >= cacheSize) cache.values.clear();
  cache.values.set(key, made);
  return made;
}

function idOf({ ids }: LevelCache, name: string, values: readonly Value[]): number {
  const key = `${name} ${values.map(({ kills, witness }) => `${kills}${witness === undefined ? '' : '+'}`).join()}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}

/** The classes of actions and resources of a problem; undefined when there are too many. */
export function targetsOf(cache: LevelCache, { actions }: Setting, { builder, subject }: Problem): Targets | undefined {
  const kinds = targetKinds[subject.kind];
  const { id, groups } = actions.groups(builder, kinds);
  const column = builder.columns.get(resourceColumn) ?? newColumn(builder.interner, resourceColumn);
  // The same for every bucket: only what stands behind its ARN differs between patterns and objects.
  const tails = subject.kind === 'vault' ? undefined : behind(column, subject.arn);
  if (tails === undefined) return combined(cache, groups, resourcesOf(column, kinds, subject.arn));
  const key = `${id} ${tails.text}`;
  const known = cache.targets.get(key);
  if (known !== undefined || cache.targets.has(key)) return known;
  const made = combined(cache, groups, resourcesOf(tails.column(), kinds, ''));
  cache.targets.set(key, made);
  return made;
}

type Resources = ReadonlyMap<string, readonly Omit<Target, 'actions'>[]>;

function resourcesOf(column: Column, kinds: readonly string[], arn: string): Resources | undefined {
  const found = kinds.map((kind) => ({ kind, values: columnValues(column, resourceDomain(kind, arn)) }));
  if (found.some(({ values }) => values === undefined)) return undefined;
  return new Map(
    found.map(({ kind, values = [] }) => [
      kind,
      values.map(({ kills, witness }) => {
        const text = String(witness);
        return text.startsWith(arn) ? { kills, tail: text.slice(arn.length) } : { kills, tail: '', elsewhere: text };
      }),
    ]),
  );
}

function combined(
  { ids }: LevelCache,
  groups: readonly ActionGroup[],
  resources: Resources | undefined,
): Targets | undefined {
  if (resources === undefined) return undefined;
  const values = groups.flatMap(({ kills, resource, actions }) =>
    (resources.get(resource) ?? []).map((one) => ({ ...one, kills: kills | one.kills, actions })),
  );
  const key = `targets ${groups.map(({ kills, resource }) => `${resource}${kills}`).join()} ${[...resources]
    .map(([kind, list]) => `${kind}${list.map(({ kills }) => kills).join()}`)
    .join('/')}`;
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  return { id, values };
}

const { open, licensed } = commonsFolders;
/** In no folder, in each of the commons, and in one by a path that a CDN takes for one of another. */
const plainNames = ['file', `${open}file`, `${licensed}file`, `${licensed}../${open}file`];

function resourceDomain(kind: string, arn: string): Domain {
  if (kind === 'recovery-point') return recoveryPoints(arn);
  const object = kind === 'object';
  return {
    id: '',
    globs: [object ? objectsOf(arn) : literalGlob(arn)],
    optional: false,
    ordinary: object ? plainNames.map((name) => `${arn}/${name}`) : [],
  };
}

/**
 * A column with patterns of what stands behind a text with which every text begins, and a text that is equal for equal
 * ones; undefined where a wildcard stands before the end of that beginning.
 */
function behind(column: Column, start: string): { readonly text: string; readonly column: () => Column } | undefined {
  const tails: (Glob | 'never')[][] = [];
  for (const { globs } of column.atoms) {
    const list: (Glob | 'never')[] = [];
    for (const glob of globs) {
      const tail = tailOf(glob, start);
      if (tail === 'unclear') return undefined;
      list.push(tail);
    }
    tails.push(list);
  }
  const tests = column.tests.map((test) =>
    test.kind === 'text' ? `${test.bit}${test.negated ? '!' : ':'}${test.atom}` : `${test.bit}${test.kind}`,
  );
  const atoms = column.atoms.map(
    ({ reading }, index) => `${reading ?? ''}${(tails[index] ?? []).map(textOf).join('')}`,
  );
  return {
    text: `${tests.join()} ${atoms.join('\n')}`,
    column: () => ({
      ...column,
      atoms: column.atoms.map((atom, index) => ({
        ...atom,
        globs: (tails[index] ?? []).flatMap((tail) => (tail === 'never' ? [] : [tail])),
      })),
    }),
  };
}

/** Different for different languages: the length of each text stands before it. */
function textOf(tail: Glob | 'never'): string {
  if (tail === 'never') return '-';
  return `(${tail.parts
    .map((part) => (part.kind === 'text' ? `${part.text.length}:${part.text}` : `${part.kind}${part.except ?? ''};`))
    .join('')})`;
}

function tailOf(glob: Glob, start: string): Glob | 'never' | 'unclear' {
  const [first, ...rest] = glob.parts;
  if (glob.fold === true || first?.kind !== 'text') return 'unclear';
  if (first.text.startsWith(start)) {
    const text = first.text.slice(start.length);
    return { ...glob, parts: text === '' ? rest : [{ kind: 'text', text }, ...rest] };
  }
  // What a generated name begins with is not known.
  if (hasOpaque(start) || hasOpaque(first.text)) return 'unclear';
  return start.startsWith(first.text) && rest.length > 0 ? 'unclear' : 'never';
}
