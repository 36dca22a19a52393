import { failure, type Issue } from '../../errors';
import { is } from '../xml/xml-element';
import { elementsOf, isBlank, type XmlTree } from '../xml/xml-tree';
import { namespaces } from './namespaces';

/** The children of an element of XML Signature, taken one after the other. */
export interface SignatureParts {
  readonly take: (local: string) => XmlTree;
  readonly takeIf: (local: string) => XmlTree | undefined;
  /** Refuses what is left. */
  readonly end: () => void;
}

/** Reads an element strictly: attributes only of `attributes`, no text, and its children in their order. EDU516 otherwise. */
export function partsOf(tree: XmlTree, file: string, attributes: readonly string[]): SignatureParts {
  const { element } = tree;
  const refuse = (message: string, found: string, allowed: string, at = element.line): never => {
    const details: Partial<Issue> = { file, line: at, found, allowed };
    throw failure('EDU516', message, { ...details, fix: 'ask the publisher for an ordinary enveloped signature' });
  };
  const strange = element.attributes.find(({ uri, local }) => uri !== '' || !attributes.includes(local));
  if (strange !== undefined) {
    refuse('the signature has an attribute that is not expected', strange.name, attributes.join(', ') || 'none');
  }
  const text = tree.children.find((child) => typeof child === 'string' && !isBlank(child));
  if (typeof text === 'string') refuse(`${element.local} of the signature holds text`, text, 'elements');

  const rest = elementsOf(tree);
  const takeIf = (local: string): XmlTree | undefined => {
    const next = rest[0];
    return next !== undefined && is(next.element, namespaces.ds, local) ? rest.shift() : undefined;
  };
  return {
    takeIf,
    take: (local) =>
      takeIf(local) ??
      refuse(`${element.local} of the signature lacks its ${local}`, rest[0]?.element.name ?? 'nothing', local),
    end: () => {
      const more = rest[0]?.element;
      if (more !== undefined) {
        refuse(`${element.local} of the signature holds more than it may`, more.name, 'nothing more', more.line);
      }
    },
  };
}
