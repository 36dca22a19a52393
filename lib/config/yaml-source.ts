import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
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
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    // A tag such as `!Ref` would be dropped in silence, and `!!set` would make what no schema expects.
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line, column: col };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const slips = typingSlips(text, file, faults);
    if (slips.length > 0) return { issues: slips };
    return {
      issues: faults.map(({ code, message, pos }) => {
        const quote = message.startsWith('Missing closing') ? openingQuote(document, pos[0]) : undefined;
        return quote === undefined
          ? syntaxIssue(code, message, place(pos[0]))
          : issue('EDU106', 'a quote is opened here and never closed', { ...place(quote), fix: 'close it' });
      }),
    };
  }
  const { value, problem } = toValue(document);
  if (problem !== undefined) {
    const at = place(aliasOffset(document, /: (\S+)$/.exec(problem)?.[1]));
    return { issues: [issue('EDU106', problem, { ...at, fix: 'write the values out instead of aliases' })] };
  }
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

/**
 * Slips that a parser notices only lines later, and then once a line: a tab, a full-width colon, no blank behind a colon.
 * Where there is one, what the parser says of the lines behind it helps nobody.
 */
function typingSlips(text: string, file: string, faults: readonly { code: string; pos: [number, number] }[]): Issue[] {
  const slips = text.split('\n').flatMap((line, index): Issue[] => {
    const place = { file, line: index + 1 };
    const wide = /^\s*(?:- )?[\w-]+：/u.exec(line);
    if (wide !== null)
      return [
        issue('EDU106', 'a full-width colon stands where YAML wants a colon and a blank', {
          ...place,
          column: wide[0].length,
          found: '：',
          allowed: '`: `',
          fix: 'switch the input method to half width',
        }),
      ];
    const tight = /^\s*(?:- )?[A-Za-z]+:(?=[^\s/:])/.exec(line);
    if (tight !== null)
      return [
        issue('EDU106', 'no blank stands behind the colon', {
          ...place,
          column: tight[0].length,
          found: line.trim(),
          allowed: '`key: value`',
          fix: 'put a blank behind the colon',
        }),
      ];
    return [];
  });
  const tabs = faults
    .filter(({ code }) => code === 'TAB_AS_INDENT')
    .map(({ pos }) => text.slice(0, pos[0]).split('\n').length);
  const tabIssues = [...new Set(tabs)].map((line) => syntaxIssue('TAB_AS_INDENT', '', { file, line, column: 1 }));
  return [...slips, ...tabIssues];
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
    // Enough for an anchor that thousands of schools share, too few for one that unfolds into millions.
    const value: unknown = document.toJS({ maxAliasCount: 10_000 });
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Where the quoted text begins that ends, unclosed, at `end`. */
function openingQuote(document: Document.Parsed, end: number): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Scalar: (_key, scalar) => {
      if (scalar.range?.[1] !== end || !scalar.type?.startsWith('QUOTE')) return undefined;
      offset = scalar.range[0];
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the first alias of `name` stands, or the first of all. */
function aliasOffset(document: Document.Parsed, name: string | undefined): number {
  let offset = 0;
  visit(document, {
    Alias: (_key, alias) => {
      if (name !== undefined && alias.source !== name) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
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
