/** An element as it opens, its names resolved. Two elements are the same kind when `uri` and `local` agree; a prefix means nothing. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** Namespace; empty where it has none. */
  readonly uri: string;
  /** Without namespace declarations, in canonical order: by namespace, then by local name, in code points. */
  readonly attributes: readonly XmlAttribute[];
  readonly scope: NamespaceScope;
  /** Line of its name, counted from 1. */
  readonly line: number;
  /** Column of its `<` in UTF-16 code units, counted from 1, where it is known. */
  readonly column?: number;
}

export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  /** Normalised as XML 1.0, section 3.3.3 says, references resolved. */
  readonly value: string;
}

/** Namespaces in scope: what the element declares, then what those above it declare. */
export interface NamespaceScope {
  readonly declared: ReadonlyMap<string, string>;
  readonly above?: NamespaceScope;
}

/** What is told of an XML document. Comments are not: text goes on behind them. */
export interface XmlHandlers {
  readonly open: (element: XmlElement) => void;
  readonly close: () => void;
  /** Text or CDATA, references resolved, line ends as LF. One text may come in several parts. */
  readonly text: (text: string) => void;
}

/** The namespace that `prefix` stands for; `undefined` where it stands for none. The default namespace has the prefix ''. */
export function namespaceOf(scope: NamespaceScope | undefined, prefix: string): string | undefined {
  for (let one = scope; one !== undefined; one = one.above) {
    const uri = one.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

export function is(element: XmlElement, uri: string, local: string): boolean {
  return element.local === local && element.uri === uri;
}

/** Value of an attribute; without `uri`, of one without namespace. */
export function attributeOf(element: XmlElement, local: string, uri = ''): string | undefined {
  return element.attributes.find((one) => one.local === local && one.uri === uri)?.value;
}
