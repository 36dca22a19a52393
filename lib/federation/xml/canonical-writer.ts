import { codePointOrder } from './code-point-order';
import { namespaceOf, type XmlAttribute, type XmlElement } from './xml-element';
import type { XmlTree } from './xml-tree';

/** What is told of a document is written in canonical form, piece by piece. */
export interface CanonicalWriter {
  readonly open: (element: XmlElement) => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/**
 * Writes Exclusive XML Canonicalization 1.0 without comments (https://www.w3.org/TR/xml-exc-c14n/).
 *
 * @param inclusive prefixes of `InclusiveNamespaces`, '' for `#default`
 * @param write takes the text; it must be hashed as UTF-8
 */
export function canonicalWriter(inclusive: readonly string[], write: (text: string) => void): CanonicalWriter {
  const rendered = new Map<string, string>();
  const open: { readonly name: string; readonly before: readonly Declaration[] }[] = [];
  return {
    open: (element) => {
      const declarations = missing(element, inclusive, rendered);
      const before = declarations.map(([prefix]): Declaration => [prefix, rendered.get(prefix)]);
      for (const [prefix, uri] of declarations) rendered.set(prefix, uri);
      open.push({ name: element.name, before });
      let text = `<${element.name}`;
      for (const [prefix, uri] of declarations) text += namespaceText(prefix, uri);
      for (const { name, value } of element.attributes) text += ` ${name}="${attributeText(value)}"`;
      write(`${text}>`);
    },
    text: (text) => {
      write(characterText(text));
    },
    close: () => {
      const closed = open.pop();
      if (closed === undefined) return;
      write(`</${closed.name}>`);
      for (const [prefix, uri] of closed.before) {
        if (uri === undefined) rendered.delete(prefix);
        else rendered.set(prefix, uri);
      }
    },
  };
}

/** The canonical form of a tree by itself: of its ancestors, only the namespaces that it uses. */
export function canonicalText(tree: XmlTree, inclusive: readonly string[]): string {
  let text = '';
  const writer = canonicalWriter(inclusive, (part) => {
    text += part;
  });
  const walk = ({ element, children }: XmlTree): void => {
    writer.open(element);
    for (const child of children) {
      if (typeof child === 'string') writer.text(child);
      else walk(child);
    }
    writer.close();
  };
  walk(tree);
  return text;
}

type Declaration = readonly [prefix: string, uri: string | undefined];

/** Namespaces that an element uses and that no element above it has written, in canonical order. */
function missing(
  element: XmlElement,
  inclusive: readonly string[],
  rendered: ReadonlyMap<string, string>,
): (readonly [string, string])[] {
  const declarations: (readonly [string, string])[] = [];
  const want = (prefix: string, uri: string): void => {
    // An empty default namespace is what holds where nothing is written.
    const written = rendered.get(prefix) ?? (prefix === '' ? '' : undefined);
    if (prefix === 'xml' || written === uri || declarations.some(([one]) => one === prefix)) return;
    declarations.push([prefix, uri]);
  };
  want(element.prefix, element.uri);
  for (const { prefix, uri } of element.attributes) if (prefix !== '') want(prefix, uri);
  for (const prefix of inclusive) {
    const uri = namespaceOf(element.scope, prefix) ?? (prefix === '' ? '' : undefined);
    if (uri !== undefined) want(prefix, uri);
  }
  return declarations.length < 2 ? declarations : declarations.sort(([a], [b]) => codePointOrder(a, b));
}

/** Order of attributes: those without namespace first, then by namespace and local name. */
export function canonicalOrder(a: XmlAttribute, b: XmlAttribute): number {
  return codePointOrder(a.uri, b.uri) || codePointOrder(a.local, b.local);
}

function namespaceText(prefix: string, uri: string): string {
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${attributeText(uri)}"`;
}

const inAttributes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

const inText: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };

function attributeText(value: string): string {
  return /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, (one) => inAttributes[one] ?? one) : value;
}

function characterText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (one) => inText[one] ?? one) : text;
}
