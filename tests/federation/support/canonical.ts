import { canonicalText } from '../../../lib/federation/xml/canonical-writer';
import { xmlReader } from '../../../lib/federation/xml/read-xml';
import { elementsOf, treeBuilder, type XmlTree } from '../../../lib/federation/xml/xml-tree';

const limits = { depth: 1_000, attributes: 1_000, attribute: 1_000_000, piece: 10_000_000 };

/** A document as a tree, read in pieces of `size` characters. */
export function treeOf(xml: string, size = xml.length): XmlTree {
  const builder = treeBuilder();
  const roots: XmlTree[] = [];
  const reader = xmlReader('feed.xml', limits, {
    open: builder.open,
    text: builder.text,
    close: () => {
      const tree = builder.close();
      if (tree !== undefined) roots.push(tree);
    },
  });
  for (let start = 0; start < xml.length; start += Math.max(size, 1)) {
    reader.write(xml.slice(start, start + Math.max(size, 1)));
  }
  reader.end();
  const [root] = roots;
  expect(root).toBeDefined();
  return root ?? fail();
}

function fail(): never {
  throw new TypeError('no root');
}

export function canonicalOf(xml: string, inclusive: readonly string[] = [], size?: number): string {
  return canonicalText(treeOf(xml, size), inclusive);
}

/** The tree without its element children of a local name. */
export function without(tree: XmlTree, local: string): XmlTree {
  return { ...tree, children: tree.children.filter((one) => typeof one === 'string' || one.element.local !== local) };
}

/** The first element of a local name, in the order of the document. */
export function find(tree: XmlTree, local: string): XmlTree | undefined {
  if (tree.element.local === local) return tree;
  for (const child of elementsOf(tree)) {
    const found = find(child, local);
    if (found !== undefined) return found;
  }
  return undefined;
}
