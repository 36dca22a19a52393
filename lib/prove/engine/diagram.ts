import type { Mask } from './mask';

/** One variable: what each class of its values kills. */
export type Level = readonly { readonly kills: Mask }[];

/** Which value each level took, by index. */
export type Path = readonly number[];

interface Node {
  readonly alive: Mask;
  readonly from: Node | undefined;
  readonly value: number;
}

/** More sets of statements than this at one level are not followed. */
const budget = 50_000;

/**
 * The survival diagram: from all statements, each level takes away those that the chosen value kills, and equal sets are
 * followed once. Calls `visit` for every set of statements that some request matches exactly, as far as `relevant` goes; it
 * returns true to stop. `hopeless` sets are not followed.
 *
 * @returns false when the budget was exceeded.
 */
export function survivors(
  start: Mask,
  levels: readonly Level[],
  relevant: Mask,
  hopeless: (alive: Mask) => boolean,
  visit: (alive: Mask, path: () => Path) => boolean,
): boolean {
  let nodes = new Map<Mask, Node>([[start & relevant, { alive: start & relevant, from: undefined, value: -1 }]]);
  for (const level of levels) {
    const next = new Map<Mask, Node>();
    for (const node of nodes.values()) {
      if (next.size > budget) return false;
      for (const [value, { kills }] of level.entries()) {
        const alive = node.alive & ~kills;
        if (next.has(alive) || hopeless(alive)) continue;
        next.set(alive, { alive, from: node, value });
      }
    }
    if (next.size > budget) return false;
    nodes = next;
  }
  for (const node of nodes.values()) {
    if (visit(node.alive, () => pathTo(node))) return true;
  }
  return true;
}

function pathTo(node: Node): Path {
  const path: number[] = [];
  for (let at = node; at.from !== undefined; at = at.from) path.unshift(at.value);
  return path;
}
