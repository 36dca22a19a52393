import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { issue, type Issue, type Place } from '../errors';

/** Path of keys and indexes inside a document. */
export type Path = readonly (string | number)[];

/** A parsed YAML file that remembers where everything stands. */
export interface YamlSource {
  readonly value: unknown;
  /** Place of the value at `path`; of the nearest parent where nothing stands there. */
  readonly at: (path: Path) => Place;
  /** Place of the key that ends `path`. */
  readonly atKey: (path: Path) => Place;
  /** The scalar as it is written, before YAML made a number of it. */
  readonly written: (path: Path) => string | undefined;
}

/** Parses YAML 1.2; on a syntax error all of them are returned and nothing else. */
export function parseYaml(text: string, file: string): { source?: YamlSource; issues: readonly Issue[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    return { issues: document.errors.map((error) => syntaxIssue(error.code, error.message, place(error.pos[0]))) };
  }
  const { value, problem } = toValue(document);
  if (problem !== undefined)
    return {
      issues: [issue('EDU106', problem, { file, line: 1, column: 1, fix: 'write the values out instead of aliases' })],
    };
  if (value === null || value === undefined) {
    return {
      issues: [
        issue('EDU103', 'the file holds only blanks or comments', {
          file,
          line: 1,
          column: 1,
          fix: 'start from `educloud init DIR`',
        }),
      ],
    };
  }
  const offset = (path: Path): number => nodeOffset(document, path);
  return {
    source: {
      value,
      at: (path) => ({ ...place(offset(path)), path: dotted(path) }),
      atKey: (path) => ({ ...place(keyOffset(document, path) ?? offset(path)), path: dotted(path) }),
      written: (path) => {
        const node = document.getIn(path, true);
        return isScalar(node) ? node.source : undefined;
      },
    },
    issues: [],
  };
}

/** `['region', 'schools', 3, 'id']` as `region.schools[3].id`. */
export function dotted(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** The plain value; a document whose aliases explode has none. */
function toValue(document: Document.Parsed): { value?: unknown; problem?: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function syntaxIssue(code: string, message: string, place: Place): Issue {
  switch (code) {
    case 'TAB_AS_INDENT':
      return issue('EDU107', 'a tab stands where YAML wants spaces', {
        ...place,
        found: 'a tab',
        allowed: 'spaces',
        fix: 'replace the tab by two spaces',
      });
    case 'DUPLICATE_KEY':
      return issue('EDU108', 'this key stands twice in the same mapping', { ...place, fix: 'remove one of the two' });
    case 'MULTIPLE_DOCS':
      return issue('EDU106', 'the file holds several YAML documents', {
        ...place,
        allowed: 'one document',
        fix: 'remove the line `---`',
      });
    default:
      return issue('EDU106', message, place);
  }
}

function nodeOffset(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document.Parsed, path: Path): number | undefined {
  const parent: unknown = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const last = path[path.length - 1];
  for (const pair of parent.items) {
    const key: unknown = isPair(pair) ? pair.key : undefined;
    if (isScalar(key) && String(key.value) === String(last)) return key.range?.[0];
  }
  return undefined;
}
