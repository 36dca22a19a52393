import { symbolsOf } from '../../model';

/** Where in each pattern a text can have got to. */
type Places = readonly ReadonlySet<number>[];

/**
 * Which patterns can be the first that matches a path, over all the ways in which a viewer can write it: each character as it is or by
 * its percent-encoding, which CloudFront may or may not decode before it looks.
 *
 * @param path without a leading slash
 * @returns positions in the list; undefined when there are too many ways to look at each
 */
export function firstPatterns(patterns: readonly string[], path: string): ReadonlySet<number> | undefined {
  const symbols = patterns.map((pattern) => Array.from(pattern));
  let reached = new Map<string, Places>();
  add(
    reached,
    symbols.map((pattern) => open(pattern, [0])),
  );
  for (const symbol of symbolsOf(path)) {
    const next = new Map<string, Places>();
    for (const places of reached.values()) {
      for (const written of spellings(symbol))
        add(
          next,
          written.reduce((at, one) => after(symbols, at, one), places),
        );
    }
    if (next.size > most) return undefined;
    reached = next;
  }
  const first = [...reached.values()].map((places) =>
    places.findIndex((at, index) => at.has(symbols[index]?.length ?? 0)),
  );
  return new Set(first.filter((index) => index >= 0));
}

const most = 2000;

/** Different places that behave alike are one. */
function add(reached: Map<string, Places>, places: Places): void {
  reached.set(places.map((at) => [...at].sort((one, other) => one - other).join()).join(';'), places);
}

function after(patterns: readonly (readonly string[])[], places: Places, symbol: string): Places {
  return patterns.map((pattern, index) => {
    const next = [...(places[index] ?? [])].flatMap((at) => {
      const token = pattern[at];
      if (token === '*') return [at];
      return token === '?' || token === symbol ? [at + 1] : [];
    });
    return open(pattern, next);
  });
}

/** A star may stand for nothing. */
function open(pattern: readonly string[], places: readonly number[]): ReadonlySet<number> {
  const all = new Set(places);
  for (const at of all) if (pattern[at] === '*') all.add(at + 1);
  return all;
}

/** A character as it is, and as the bytes of its encoding; the digits may be written in either case. */
function spellings(symbol: string): string[][] {
  if (symbol.startsWith('\uE000')) return [[symbol]];
  const bytes = Array.from(Buffer.from(symbol), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [[symbol], ...new Set([bytes, bytes.toUpperCase()])].map((one) => Array.from(one));
}
