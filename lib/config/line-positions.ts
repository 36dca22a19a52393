/** Line and column, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Tells where an offset of `text` stands.
 *
 * The line counter of the parser would do, were it told of every line: a quoted text of many lines makes it lose some.
 */
export function linePositions(text: string): (offset: number) => Position {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return (offset) => {
    const wanted = Math.max(0, Math.min(offset, text.length));
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: wanted - (starts[low] ?? 0) + 1 };
  };
}
