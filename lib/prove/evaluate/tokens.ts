import { opaqueKind, symbolsOf, type OpaqueKind, type Part } from '../../model';

/** One symbol of a pattern or of a concrete text. */
export type Token =
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'opaque'; readonly text: string; readonly of: OpaqueKind };

/** A text, letter by letter; opaque parts are one token each. */
export function tokensOfText(text: string): Token[] {
  return symbolsOf(text).map((symbol) => {
    const of = opaqueKind(symbol);
    return of === undefined ? { kind: 'char', text: symbol } : { kind: 'opaque', text: symbol, of };
  });
}

/** A part of a pattern whose variables have got their values. */
export type Resolved = Exclude<Part, { readonly kind: 'variable' }>;

/** The tokens of a pattern without variables. */
export function tokensOfParts(parts: readonly Resolved[]): Token[] {
  return parts.flatMap((part) => (part.kind === 'text' ? tokensOfText(part.text) : [part]));
}

/** Tokens for a comparison without case. */
export function folded(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => (token.kind === 'char' ? { kind: 'char', text: token.text.toLowerCase() } : token));
}

/** Pieces between colons, at most `limit`; the last one keeps its colons. */
export function splitAtColons(tokens: readonly Token[], limit: number): Token[][] {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if (isChar(token, ':') && pieces.length < limit) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

export function isOpaque(token: Token | undefined): boolean {
  return token?.kind === 'opaque';
}

export function isChar(token: Token | undefined, text: string): boolean {
  return token?.kind === 'char' && token.text === text;
}

/** Whether a token ends a segment of an ARN or a path. */
export function isDelimiter(token: Token | undefined): boolean {
  return isChar(token, ':') || isChar(token, '/');
}
