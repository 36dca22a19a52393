import { hasOpaque } from '../../model';
import type { Atom } from '../sets/atoms';
import type { Glob } from '../sets/glob';
import { domainOf, objectsOf, only, type Branch } from './branch';
import { resourceColumn, serviceColumn, whoColumn } from './builder';
import { newColumn, type Column } from './column';
import { columnValues, type Value, type Values } from './column-values';
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
export interface Target extends Value {
  readonly actions: readonly string[];
}

/** The variables of a problem in one branch. */
export interface Levels {
  readonly start: Mask;
  readonly target: { readonly id: number; readonly values: readonly Target[] };
  readonly others: readonly LevelValues[];
}

/** What is found once for equal columns over equal domains. */
export interface LevelCache {
  readonly values: Map<string, LevelValues | 'too many'>;
  readonly ids: Map<string, number>;
  readonly tails: Map<string, Values>;
}

export function newLevelCache(): LevelCache {
  return { values: new Map(), ids: new Map(), tails: new Map() };
}

/** Columns of one subject alone come and go; without a bound the cache would grow with the number of schools. */
const cacheSize = 20_000;

/** The variables of a problem, as far as a branch knows them; the name of a variable that has too many classes instead. */
export function levelsOf(setting: Setting, cache: LevelCache, problem: Problem, branch: Branch): Levels | string {
  const { builder, subject } = problem;
  const others: LevelValues[] = [];
  for (const column of builder.columns.values()) {
    if (column.name === resourceColumn || !isAsked(column.name, branch)) continue;
    const constant = builder.constants.get(column.name);
    const whole = domainOf(column.name, branch, subject, setting.owners);
    // Who cannot have a key, cannot have it with this value either.
    const isFree = constant === undefined || column.name === 'resource' || whole.globs.length === 0;
    const domain = isFree ? whole : only(constant);
    const values = valuesOf(cache, column, domain, branch.name === 'foreign' ? problem.marks.sameAccount : 0n);
    if (values === 'too many') return column.name;
    others.push(values);
  }
  const target = targetOf(setting, cache, problem);
  if (target === undefined) return resourceColumn;
  const all = builder.bits === 0 ? 0n : bitOf(builder.bits) - 1n;
  return { start: all & ~builder.dead[branch.caller], target, others };
}

function isAsked(name: string, { caller }: Branch): boolean {
  if (name === whoColumn) return caller === 'iam';
  return name !== serviceColumn || caller === 'service';
}

/** `without`: values that leave one of these statements alive are left out. */
function valuesOf(cache: LevelCache, column: Column, domain: Domain, without: Mask): LevelValues | 'too many' {
  const leftOut = column.name === whoColumn ? without : 0n;
  const key = `${domain.id} ${leftOut} ${column.signature}`;
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

function targetOf(
  { actions }: Setting,
  cache: LevelCache,
  { builder, subject }: Problem,
): Levels['target'] | undefined {
  const kinds = subject.kind === 'key' ? ['key'] : ['bucket', 'object'];
  const groups = actions.groups(builder, kinds);
  const column = builder.columns.get(resourceColumn) ?? newColumn(resourceColumn);
  const tails = behind(column, subject.arn);
  const resources = new Map<string, readonly Value[]>();
  for (const kind of kinds) {
    const found =
      tails === undefined
        ? columnValues(column, wholeDomain(kind, subject.arn))
        : tailValues(cache, tails, kind, subject.arn);
    if (found === undefined) return undefined;
    resources.set(kind, found);
  }
  const values = groups.flatMap(({ kills, resource, actions: names }) =>
    (resources.get(resource) ?? []).map((value): Target => ({
      kills: kills | value.kills,
      witness: value.witness,
      actions: names,
    })),
  );
  const key = `target ${groups.map(({ kills, resource }) => `${resource}${kills}`).join()} ${kinds
    .map((kind) => (resources.get(kind) ?? []).map(({ kills }) => kills).join())
    .join('/')}`;
  const id = cache.ids.get(key) ?? cache.ids.size;
  cache.ids.set(key, id);
  return { id, values };
}

function wholeDomain(kind: string, arn: string): Domain {
  const object = kind === 'object';
  return {
    id: '',
    globs: [object ? objectsOf(arn) : literalGlob(arn)],
    optional: false,
    ordinary: object ? [`${arn}/file`] : [],
  };
}

/** The same for every bucket: only what stands behind the ARN of the bucket differs between patterns and objects. */
function tailValues({ tails: known }: LevelCache, column: Column, kind: string, arn: string): Values {
  const key = `${kind} ${column.signature}`;
  const found = known.has(key) ? known.get(key) : columnValues(column, wholeDomain(kind, ''));
  known.set(key, found);
  return found?.map(({ kills, witness }) => ({ kills, witness: arn + (typeof witness === 'string' ? witness : '') }));
}

/** A column with patterns of what stands behind a text with which every text begins; undefined where a wildcard stands before its end. */
function behind(column: Column, start: string): Column | undefined {
  const atoms: Atom[] = [];
  for (const { globs, ...rest } of column.atoms) {
    const tails = globs.map((glob) => tailOf(glob, start));
    if (tails.includes('unclear')) return undefined;
    atoms.push({ ...rest, globs: tails.flatMap((tail) => (typeof tail === 'string' ? [] : [tail])) });
  }
  const signature = `${column.tests
    .map((test) => `${test.bit}${test.kind === 'text' ? `${test.negated ? '!' : ':'}${test.atom}` : test.kind}`)
    .join()} ${JSON.stringify(atoms)}`;
  return { ...column, atoms, signature };
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
