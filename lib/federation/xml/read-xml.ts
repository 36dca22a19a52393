import { SaxesParser } from 'saxes';
import { failure, type Code, type EducloudError } from '../../errors';
import { canonicalOrder } from './canonical-writer';
import { qualifiedNames } from './qualified-names';
import { namespaceOf, type NamespaceScope, type XmlAttribute, type XmlElement, type XmlHandlers } from './xml-element';

export interface XmlLimits {
  readonly depth: number;
  readonly attributes: number;
  /** UTF-16 code units of the value of an attribute. */
  readonly attribute: number;
  /** UTF-16 code units between two tags. */
  readonly piece: number;
}

export interface XmlReader {
  readonly write: (text: string) => void;
  readonly end: () => void;
  /** UTF-16 code units read so far; of use inside a handler. */
  readonly position: () => number;
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const rootScope: NamespaceScope = { declared: new Map([['xml', xmlNamespace]]) };

/**
 * Reads a strict part of XML 1.0 with namespaces: UTF-8, and neither DOCTYPE nor processing instructions, so that there are
 * no entities but the five. Throws an EducloudError at the first mistake.
 */
export function xmlReader(file: string, limits: XmlLimits, handlers: XmlHandlers): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const split = qualifiedNames();
  const scopes: NamespaceScope[] = [];
  let start: Pick<XmlElement, 'line' | 'column'> = { line: 1 };
  let latest = 0;
  let read = 0;

  const refuse = (code: Code, message: string, details: Parameters<typeof failure>[2] = {}): EducloudError =>
    failure(code, message, { file, line: parser.line, ...details });
  const named = (name: string): { prefix: string; local: string } => {
    const found = split(name);
    if (found === undefined) throw malformed(`"${name}" is no name in XML with namespaces`);
    return found;
  };
  const malformed = (found: string): EducloudError =>
    refuse('EDU511', 'the metadata is not well-formed XML', {
      column: parser.columnIndex + 1,
      found,
      fix: 'fetch the file again, and compare its size with what the server says',
    });
  const bound = (scope: NamespaceScope, prefix: string): string => {
    const uri = namespaceOf(scope, prefix);
    if (uri === undefined) throw malformed(`the prefix "${prefix}" is bound to no namespace`);
    return uri;
  };

  const checkDeclarationOfXml = ({ version = '1.0', encoding = 'UTF-8' }: typeof parser.xmlDecl): void => {
    if (version !== '1.0') {
      const found = `version ${version}`;
      throw refuse('EDU512', 'the metadata is not XML 1.0', { found, allowed: '1.0', fix: whoToAsk });
    }
    if (encoding.toUpperCase() !== 'UTF-8') {
      throw refuse('EDU512', 'the metadata declares another encoding than UTF-8', {
        found: encoding,
        allowed: 'UTF-8',
        fix: 'fetch the file as its publisher signed it; a file that was converted cannot be verified',
      });
    }
  };
  /** Runs the tokenizer, which throws a bare Error for what is not well-formed; other errors are mistakes of ours. */
  const tokenizing = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Error) || Object.getPrototypeOf(error) !== Error.prototype) throw error;
      if (error.message !== 'undefined entity.') throw malformed(error.message);
      throw refuse('EDU512', 'the metadata refers to an entity', {
        allowed: '&amp; &lt; &gt; &quot; &apos; and character references',
        fix: whoToAsk,
      });
    }
  };

  // At most seven handlers: with one more, V8 keeps the properties of the tokenizer in a dictionary, and it takes four times as long.
  parser.on('doctype', () => {
    throw refuse('EDU512', 'the metadata has a DOCTYPE', {
      allowed: 'none: it could change what is signed',
      fix: whoToAsk,
    });
  });
  parser.on('processinginstruction', ({ target }) => {
    throw refuse('EDU512', 'the metadata has a processing instruction', {
      found: `<?${target}`,
      allowed: 'none but the XML declaration',
      fix: whoToAsk,
    });
  });
  parser.on('opentagstart', ({ name }) => {
    // The tokenizer stands one character behind the name, which may be a line end.
    start =
      parser.column === 0
        ? { line: parser.line - 1 }
        : { line: parser.line, column: parser.columnIndex - name.length - 1 };
  });
  parser.on('opentag', ({ name, attributes }) => {
    latest = parser.position;
    if (scopes.length >= limits.depth) {
      throw refuse('EDU513', 'the metadata is nested too deeply', {
        ...start,
        allowed: `${limits.depth} elements`,
        fix: whoToAsk,
      });
    }
    const names = Object.keys(attributes);
    if (names.length > limits.attributes) {
      throw refuse('EDU513', 'an element has too many attributes', {
        ...start,
        found: `${names.length}`,
        allowed: `${limits.attributes}`,
        fix: whoToAsk,
      });
    }
    if (scopes.length === 0) checkDeclarationOfXml(parser.xmlDecl);
    const above = scopes.at(-1) ?? rootScope;
    const scope = scopeOf(names, attributes, above);
    scopes.push(scope);
    const { prefix, local } = named(name);
    if (prefix === 'xmlns') throw malformed('an element with the prefix "xmlns"');
    const uri = prefix === '' ? (namespaceOf(scope, '') ?? '') : bound(scope, prefix);
    handlers.open({ name, prefix, local, uri, attributes: attributesOf(names, attributes, scope), scope, ...start });
  });
  parser.on('closetag', () => {
    latest = parser.position;
    scopes.pop();
    handlers.close();
  });
  parser.on('text', (text) => {
    // Outside the root stands white space alone, which no canonical form keeps.
    if (scopes.length > 0) handlers.text(text);
  });
  parser.on('cdata', (text) => {
    handlers.text(text);
  });
  function scopeOf(
    names: readonly string[],
    values: Readonly<Record<string, string>>,
    above: NamespaceScope,
  ): NamespaceScope {
    let declared: Map<string, string> | undefined;
    for (const name of names) {
      if (!name.startsWith('xmlns') || (name !== 'xmlns' && name[5] !== ':')) continue;
      const prefix = name === 'xmlns' ? '' : named(name).local;
      const uri = values[name] ?? '';
      checkDeclaration(prefix, uri);
      declared ??= new Map();
      declared.set(prefix, uri);
    }
    return declared === undefined ? above : { declared, above };
  }

  function checkDeclaration(prefix: string, uri: string): void {
    const reserved = uri === xmlnsNamespace || prefix === 'xmlns' || (uri === xmlNamespace) !== (prefix === 'xml');
    if (reserved || (uri === '' && prefix !== '')) throw malformed(`xmlns:${prefix}="${uri}"`);
    // Canonical XML has no form for relative names, and other readers trim white space away.
    if (uri !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:[!-~]*$/.test(uri)) {
      throw refuse('EDU512', 'a namespace of the metadata is no absolute name', {
        ...start,
        found: uri,
        allowed: 'an absolute URI without white space',
        fix: whoToAsk,
      });
    }
  }

  function attributesOf(
    names: readonly string[],
    values: Readonly<Record<string, string>>,
    scope: NamespaceScope,
  ): readonly XmlAttribute[] {
    const found: XmlAttribute[] = [];
    for (const name of names) {
      if (name === 'xmlns') continue;
      const { prefix, local } = named(name);
      if (prefix === 'xmlns') continue;
      const value = values[name] ?? '';
      if (value.length > limits.attribute) {
        throw refuse('EDU513', 'the value of an attribute is too long', {
          ...start,
          found: `${value.length} characters`,
          allowed: `${limits.attribute}`,
          fix: whoToAsk,
        });
      }
      found.push({ name, prefix, local, uri: prefix === '' ? '' : bound(scope, prefix), value });
    }
    if (found.length < 2) return found;
    found.sort(canonicalOrder);
    found.forEach((one, index) => {
      const next = found[index + 1];
      if (next?.local === one.local && next.uri === one.uri) {
        throw malformed(`${one.name} and ${next.name} are one attribute, which stands twice`);
      }
    });
    return found;
  }

  return {
    write: (text) => {
      read += text.length;
      tokenizing(() => parser.write(text));
      if (read - latest > limits.piece) {
        throw refuse('EDU513', 'the metadata has a piece without end', {
          found: `${read - latest} characters without a tag`,
          allowed: `${limits.piece}`,
          fix: whoToAsk,
        });
      }
    },
    end: () => {
      tokenizing(() => parser.close());
    },
    position: () => parser.position,
  };
}

const whoToAsk = 'ask the publisher of the metadata; what other software accepts is not enough here';
