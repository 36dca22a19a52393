import { is, type XmlElement } from './xml-element';

/** A small part of a document, held in memory. */
export interface XmlTree {
  readonly element: XmlElement;
  /** Elements, and texts as they came: one text may stand in several parts. */
  readonly children: readonly (XmlTree | string)[];
}

export interface TreeBuilder {
  readonly open: (element: XmlElement) => void;
  readonly text: (text: string) => void;
  /** The whole tree, once its first element closes. */
  readonly close: () => XmlTree | undefined;
}

/**
 * Builds a tree of what it is told, from the first element to its end.
 *
 * @param wanted whether an element is kept, by its ancestors from the first element on; default: every one
 */
export function treeBuilder(
  wanted: (element: XmlElement, ancestors: readonly Growing[]) => boolean = () => true,
): TreeBuilder {
  const stack: Growing[] = [];
  let skipped = 0;
  return {
    open: (element) => {
      if (skipped > 0 || (stack.length > 0 && !wanted(element, stack))) {
        skipped += 1;
        return;
      }
      const tree: Growing = { element, children: [] };
      stack.at(-1)?.children.push(tree);
      stack.push(tree);
    },
    text: (text) => {
      if (skipped === 0) stack.at(-1)?.children.push(text);
    },
    close: () => {
      if (skipped > 0) {
        skipped -= 1;
        return undefined;
      }
      const closed = stack.pop();
      return stack.length === 0 ? closed : undefined;
    },
  };
}

interface Growing extends XmlTree {
  readonly children: (Growing | string)[];
}

/** Its element children. */
export function elementsOf(tree: XmlTree): XmlTree[] {
  return tree.children.filter((child) => typeof child !== 'string');
}

/** Its element children of one kind. */
export function childrenOf(tree: XmlTree, uri: string, local: string): XmlTree[] {
  return elementsOf(tree).filter(({ element }) => is(element, uri, local));
}

/** Its own text, joined across comments and CDATA; `undefined` where elements stand in it, since it is then unclear what is meant. */
export function textOf(tree: XmlTree): string | undefined {
  return tree.children.every((child) => typeof child === 'string') ? tree.children.join('') : undefined;
}

/** White space as XML knows it; JavaScript trims more. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, '');
}

export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}
