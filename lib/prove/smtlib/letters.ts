import { opaqueKind, symbolsOf } from '../../model';
import { NotExpressible } from './not-expressible';

// Strings of SMT-LIB consist of the characters up to U+2FFFF. Opaque parts become letters of a block for private use.

const first = 0xe100;
const last = 0xf8ff;
const highest = 0x2ffff;

/** The letters that stand for opaque parts in one file, in the order in which they are met. */
export interface Letters {
  readonly numbers: Map<string, number>;
}

export function newLetters(): Letters {
  return { numbers: new Map() };
}

/** The code of the letter with this number. */
export function letterCode(number: number): number {
  return first + number;
}

/** Characters that are no opaque part, as ranges from and to. */
export const plainRanges: readonly (readonly [number, number])[] = [
  [0, first - 1],
  [last + 1, highest],
];

/** The code of a symbol of a text. Throws NotExpressible for characters that solvers do not have. */
export function codeOf({ numbers }: Letters, symbol: string): number {
  if (opaqueKind(symbol) === undefined) {
    const code = symbol.codePointAt(0) ?? 0;
    if (code > highest || (code >= first && code <= last))
      throw new NotExpressible(`the character U+${code.toString(16).toUpperCase()} has no place in SMT-LIB here`);
    return code;
  }
  const number = numbers.get(symbol) ?? numbers.size;
  if (first + number > last) throw new NotExpressible('more opaque parts than letters for private use');
  numbers.set(symbol, number);
  return letterCode(number);
}

/** A text as a string literal. */
export function literal(letters: Letters, text: string): string {
  return quoted(symbolsOf(text).map((symbol) => codeOf(letters, symbol)));
}

/** Codes of characters as a string literal. */
export function quoted(codes: readonly number[]): string {
  return `"${codes.map(escaped).join('')}"`;
}

function escaped(code: number): string {
  const character = String.fromCodePoint(code);
  if (character === '"') return '""';
  return /^[ -~]$/.test(character) && character !== '\\' ? character : `\\u{${code.toString(16)}}`;
}
