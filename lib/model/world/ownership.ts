import { issue, type Issue } from '../../errors';
import type { Cell, Cells } from '../cells';
import type { Bucket, Key, Role, World } from '../world';

/** The parts of a World that may belong to a school. */
type Owned = Pick<World, 'buckets' | 'keys' | 'roles'>;

/** Gives owners to what a cells file names; a name that matches nothing is added to `issues`. */
export function withOwners(owned: Owned, { schools }: Cells, issues: Issue[]): Owned {
  const buckets = finder(owned.buckets, ({ name, arn }: Bucket) => [name, arn]);
  const keys = finder(owned.keys, ({ id, arn, aliases }: Key) => [id, arn, ...aliases]);
  const roles = finder(owned.roles, ({ name, arn }: Role) => [name, arn]);
  for (const [school, cell] of Object.entries(schools)) {
    claim(school, cell, 'buckets', buckets, issues);
    claim(school, cell, 'keys', keys, issues);
    claim(school, cell, 'roles', roles, issues);
  }
  return { buckets: buckets.owned(), keys: keys.owned(), roles: roles.owned() };
}

/** The ARNs of roles that are given as names or ARNs; what matches no role stays as it is. */
export function roleArns(given: readonly string[], roles: readonly Role[]): readonly string[] {
  const byName = new Map<string, string[]>();
  for (const { name, arn } of roles) byName.set(name, [...(byName.get(name) ?? []), arn]);
  return [...new Set(given.flatMap((one) => byName.get(one) ?? [one]))].sort();
}

interface Finder {
  /** Gives every resource of that name to a school, unless another has one of them; whether there is one. */
  readonly give: (name: string, school: string) => boolean | { readonly has: string };
}

function finder<T extends Bucket | Key | Role>(
  list: readonly T[],
  namesOf: (one: T) => readonly string[],
): Finder & { readonly owned: () => readonly T[] } {
  const owners = new Map<T, string>();
  const byName = new Map<string, T[]>();
  const add = (name: string, one: T): void => {
    byName.set(name, [...(byName.get(name) ?? []), one]);
  };
  for (const one of list) {
    for (const name of namesOf(one)) add(name, one);
    for (const path of constructPaths(one.source.path)) add(path, one);
  }
  return {
    give: (name, school) => {
      const found = byName.get(name) ?? [];
      // A tag of another school would go on opening that school's stores, whatever the file says.
      const has = found.map((one) => owners.get(one) ?? one.owner).find((owner) => (owner ?? school) !== school);
      if (has !== undefined) return { has };
      for (const one of found) owners.set(one, school);
      return found.length > 0;
    },
    owned: () => (owners.size === 0 ? list : list.map((one) => withOwner(one, owners.get(one)))),
  };
}

function withOwner<T extends Bucket | Key | Role>(one: T, owner: string | undefined): T {
  return owner === undefined ? one : { ...one, owner };
}

/** A construct may be named by the path of its resource, or by its own, which is that of its resource without the end. */
function constructPaths(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  return path.endsWith('/Resource') ? [path, path.slice(0, -'/Resource'.length)] : [path];
}

function claim(school: string, cell: Cell, kind: keyof Cell, { give }: Finder, issues: Issue[]): void {
  cell[kind].forEach((name, index) => {
    const given = give(name, school);
    if (given === true) return;
    const path = `schools.${school}.${kind}[${index}]`;
    if (given !== false) {
      issues.push(
        issue('EDU731', `schools ${given.has} and ${school} both name one of their ${kind}`, { path, found: name }),
      );
      return;
    }
    issues.push(
      issue('EDU726', `school ${school} names one of its ${kind} that the assembly does not hold`, {
        path,
        found: name,
        allowed: `names, ARNs${kind === 'keys' ? ', aliases' : ''} or construct paths of the assembly`,
      }),
    );
  });
}
