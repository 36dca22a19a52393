import * as fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { regionJsonSchema } from '../../lib/config';
import { place } from './place';
import type { Edit } from './text-edits';

/** A tree of maps and lists; maps keep `__proto__` a key like any other. */
type Tree = unknown;

interface Slot {
  readonly holder: Map<unknown, Tree> | Tree[];
  readonly key: unknown;
}

const known = [...new Set([...JSON.stringify(regionJsonSchema()).matchAll(/"(\w+)":\{/g)].map(([, key]) => key ?? ''))];
const names = fc.constantFrom(
  ...known,
  '__proto__',
  'constructor',
  'toString',
  'Id',
  'idd',
  'schol',
  'school',
  '',
  ' id',
  'x'.repeat(200),
);

const strange: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>(
    null,
    true,
    0,
    -1,
    1.5,
    1e21,
    111122223333,
    Infinity,
    NaN,
    '',
    ' ',
    'x',
    'OAK',
    'oak-',
    '__proto__',
  ),
  fc
    .constantFrom<() => Tree>(
      () => [],
      () => [[]],
      () => new Map(),
      () => new Map([['from', 'roster.csv']]),
      () => [null],
    )
    .map((make) => make()),
  fc.constantFrom<Tree>(
    'x'.repeat(5_000),
    'a-'.repeat(30),
    'cn-north-9',
    'aws-mars',
    'o-x',
    '11112222333',
    'a.b',
    'xn--',
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

type Change = (slots: readonly Slot[], pick: (at: number) => Slot | undefined) => void;

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, strange).map(
    ([at, value]): Change =>
      (_, pick) =>
        set(pick(at), value),
  ),
  place.map(
    (at): Change =>
      (_, pick) =>
        remove(pick(at)),
  ),
  fc.tuple(place, names).map(
    ([at, name]): Change =>
      (_, pick) =>
        rename(pick(at), name),
  ),
  fc.tuple(place, names, strange).map(([at, name, value]): Change => (_, pick) => {
    const target = get(pick(at));
    if (target instanceof Map) target.set(name, value);
    else if (Array.isArray(target)) target.push(value);
  }),
  fc.tuple(place, place).map(([one, other]): Change => (_, pick) => {
    const [a, b] = [get(pick(one)), get(pick(other))];
    set(pick(one), b);
    set(pick(other), a);
  }),
  place.map(
    (at): Change =>
      (_, pick) =>
        set(pick(at), [get(pick(at))]),
  ),
  place.map(
    (at): Change =>
      (_, pick) =>
        set(pick(at), new Map([['0', get(pick(at))]])),
  ),
  fc.tuple(place, fc.nat(30)).map(([at, times]): Change => (_, pick) => {
    const target = get(pick(at));
    if (Array.isArray(target)) target.push(...Array.from({ length: times }, (): unknown => target[0]));
  }),
);

/** Parses the YAML, changes the tree, perhaps into one that holds itself, and writes it again. */
export const structureEdits: fc.Arbitrary<Edit> = fc
  .tuple(fc.array(changes, { minLength: 1, maxLength: 3 }), fc.constantFrom('block', 'json', 'aliases'))
  .map(([all, style]): Edit => (text) => {
    try {
      const root = new Map<unknown, Tree>([['root', parseDocument(text).toJS({ mapAsMap: true })]]);
      for (const change of all) {
        const slots = slotsOf(root);
        change(slots, (at) => slots[Math.floor(at * slots.length)]);
      }
      const changed = root.get('root');
      if (changed === undefined) return '';
      return stringify(changed, {
        aliasDuplicateObjects: style === 'aliases' || holdsItself(changed),
        ...(style === 'json' ? { collectionStyle: 'flow', defaultStringType: 'QUOTE_DOUBLE' } : {}),
      });
    } catch {
      // A key that is a tree, or more aliases than this writer and reader take.
      return text;
    }
  });

function slotsOf(tree: Tree, seen = new Set<Tree>()): Slot[] {
  if (seen.has(tree)) return [];
  seen.add(tree);
  if (tree instanceof Map) return [...tree].flatMap(([key, inner]) => [{ holder: tree, key }, ...slotsOf(inner, seen)]);
  return Array.isArray(tree) ? tree.flatMap((inner, key) => [{ holder: tree, key }, ...slotsOf(inner, seen)]) : [];
}

function holdsItself(tree: Tree, above: readonly Tree[] = []): boolean {
  if (!(tree instanceof Map) && !Array.isArray(tree)) return false;
  return above.includes(tree) || [...tree.values()].some((inner) => holdsItself(inner, [...above, tree]));
}

function get(slot: Slot | undefined): Tree {
  if (slot === undefined) return undefined;
  return slot.holder instanceof Map ? slot.holder.get(slot.key) : slot.holder[Number(slot.key)];
}

function set(slot: Slot | undefined, value: Tree): void {
  if (slot?.holder instanceof Map) slot.holder.set(slot.key, value);
  else if (slot !== undefined) slot.holder[Number(slot.key)] = value;
}

function remove(slot: Slot | undefined): void {
  if (slot?.holder instanceof Map) slot.holder.delete(slot.key);
  else slot?.holder.splice(Number(slot.key), 1);
}

function rename(slot: Slot | undefined, name: string): void {
  const value = get(slot);
  if (!(slot?.holder instanceof Map)) return;
  slot.holder.delete(slot.key);
  slot.holder.set(name, value);
}
