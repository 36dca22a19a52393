import { type Document, isMap, isScalar, isSeq, type LineCounter } from 'yaml';

/** A place in a YAML file, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where `path` stands in the document, or the nearest thing above it that exists. */
export function locate(document: Document, lines: LineCounter, path: readonly PropertyKey[]): Position {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment));
      if (pair === undefined || !isScalar(pair.key)) {
        break;
      }
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(segment)];
      offset = startOf(item) ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return positionAt(lines, offset);
}

/** The position of a character offset. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** `region.schools[3].domains` for a path of keys and indexes. */
export function dotted(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${segment}]`
        : text === ''
          ? String(segment)
          : `${text}.${String(segment)}`,
    '',
  );
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
