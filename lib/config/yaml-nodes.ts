import { isMap, isNode, isScalar, isSeq, visit, type Document, type Node, type Pair, type YAMLMap } from 'yaml';

type Path = readonly (string | number)[];

/** A key that stands a second time in its mapping, in the form of the parser's own faults. */
export interface DuplicateKey {
  readonly code: 'DUPLICATE_KEY';
  readonly message: string;
  readonly pos: [number, number];
}

/** The nodes of a document by path; each mapping is indexed once, since a file may have many mistakes. */
export interface NodeIndex {
  /** The node at `path`, or the nearest above it. */
  readonly nearest: (path: Path) => Node | undefined;
  /** The node at `path`, if there is one. */
  readonly at: (path: Path) => Node | undefined;
  /** The key that ends `path`. */
  readonly keyAt: (path: Path) => Node | undefined;
}

export function nodeIndex(document: Document.Parsed): NodeIndex {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string | undefined, Pair>>();
  const indexOf = (map: YAMLMap): ReadonlyMap<string | undefined, Pair> => {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    indexes.set(map, index);
    return index;
  };
  const child = (node: unknown, step: string | number): unknown => {
    if (isMap(node)) return indexOf(node).get(String(step))?.value;
    return isSeq(node) ? node.items[Number(step)] : undefined;
  };
  const walk = (path: Path): { node: Node | undefined; depth: number } => {
    let node: Node | undefined = document.contents ?? undefined;
    for (const [depth, step] of path.entries()) {
      const next = child(node, step);
      if (!isNode(next)) return { node, depth };
      node = next;
    }
    return { node, depth: path.length };
  };
  return {
    nearest: (path) => walk(path).node,
    at: (path) => {
      const { node, depth } = walk(path);
      return depth === path.length ? node : undefined;
    },
    keyAt: (path) => {
      const { node, depth } = walk(path.slice(0, -1));
      const key: unknown =
        depth === path.length - 1 && isMap(node) ? indexOf(node).get(String(path[depth]))?.key : undefined;
      return isNode(key) ? key : undefined;
    },
  };
}

/** Every key that stands twice. The parser's own search compares each key with each other: minutes for a large file. */
export function duplicateKeys(document: Document.Parsed): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const text = keyText(key);
        if (text === undefined) continue;
        if (seen.has(text)) found.push({ code: 'DUPLICATE_KEY', message: '', pos: startOf(key) });
        seen.add(text);
      }
    },
  });
  return found;
}

/** A key as it becomes the name of a property; none for a key that is a mapping, a list or an alias. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  if (value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function startOf(key: unknown): [number, number] {
  const start = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  return [start, start];
}
