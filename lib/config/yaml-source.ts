import { isScalar, parseDocument, visit, type Document } from 'yaml';
import { issue, type Issue, type Place } from '../errors';
import { linePositions } from './line-positions';
import { mostMistakes } from './most-mistakes';
import { tooDeep } from './nesting';
import { duplicateKeys, nodeIndex } from './yaml-nodes';
import { syntaxIssue, typingSlips } from './yaml-faults';

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
  /** The key that ends `path` as it is written: `.nan` is no `NaN`. */
  readonly writtenKey: (path: Path) => string | undefined;
}

/** Parses YAML 1.2; on a syntax error all of them are returned and nothing else. */
export function parseYaml(text: string, file: string): { source?: YamlSource; issues: readonly Issue[] } {
  const position = linePositions(text);
  const place = (offset: number): Place => ({ file, ...position(offset) });
  const deep = tooDeep(text);
  if (deep !== undefined) return { issues: [syntaxIssue('RESOURCE_EXHAUSTION', '', place(deep))] };
  const { document, faults } = parsed(text);
  if (document === undefined) return { issues: [syntaxIssue('RESOURCE_EXHAUSTION', '', place(0))] };
  if (faults.length > 0) {
    const slips = typingSlips(text, file, faults, position);
    if (slips.length > 0) return { issues: slips };
    return {
      issues: faults.slice(0, mostMistakes + 1).map(({ code, message, pos }) => {
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
  const nodes = nodeIndex(document);
  const offset = (path: Path): number => nodes.nearest(path)?.range?.[0] ?? 0;
  return {
    source: {
      value,
      at: (path) => ({ ...place(offset(path)), path: dotted(path) }),
      atKey: (path) => ({ ...place(nodes.keyAt(path)?.range?.[0] ?? offset(path)), path: dotted(path) }),
      written: (path) => sourceOf(nodes.at(path)),
      writtenKey: (path) => sourceOf(nodes.keyAt(path)),
    },
    issues: [],
  };
}

function sourceOf(node: unknown): string | undefined {
  return isScalar(node) ? node.source : undefined;
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly pos: [number, number];
}

/** The document and its faults; no document where the parser runs out of stack. */
function parsed(text: string): { document?: Document.Parsed; faults: readonly Fault[] } {
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      strict: true,
      // Its search for duplicates compares each key with each other.
      uniqueKeys: false,
      // A tag such as `!Ref` would be dropped in silence, and `!!set` would make what no schema expects.
      resolveKnownTags: false,
      logLevel: 'error',
    });
    return { document, faults: [...document.errors, ...document.warnings, ...duplicateKeys(document)] };
  } catch (error) {
    if (error instanceof RangeError) return { faults: [] };
    throw error;
  }
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
    if (error instanceof RangeError) return { problem: 'the file is nested too deeply' };
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
