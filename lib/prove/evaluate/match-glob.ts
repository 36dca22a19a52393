import { answer, type Answer } from './answer';
import { couldMatch } from './could-match';
import { isOpaque, type Token } from './tokens';

/**
 * Whether a pattern matches a concrete text. Opaque parts are equal to themselves for sure; whether they are equal to
 * anything else is unknown, unless {@link couldMatch} excludes it.
 */
export function matchGlob(pattern: readonly Token[], text: readonly Token[]): Answer {
  if (surelyMatches(pattern, text)) return 'yes';
  if (!pattern.some(isOpaque) && !text.some(isOpaque)) return 'no';
  return answer(couldMatch(pattern, text)) === 'yes' ? 'unknown' : 'no';
}

/**
 * Greedy matching with one step back to the last `*`: an earlier `*` never has to give more than it needed, so the time
 * is at most pattern times text and there is no blow-up.
 */
function surelyMatches(pattern: readonly Token[], text: readonly Token[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let position = 0; position < text.length;) {
    const token = pattern[at];
    if (token?.kind === 'any') {
      star = at;
      at += 1;
      resume = position;
    } else if (token !== undefined && matchesOne(token, text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      position = resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(({ kind }) => kind === 'any');
}

/** An opaque part has a length that nobody knows, so `?` is not sure to match it. */
function matchesOne(token: Token, symbol: Token | undefined): boolean {
  if (symbol === undefined || symbol.kind === 'any' || symbol.kind === 'one') return false;
  if (token.kind === 'one') return symbol.kind === 'char';
  return token.kind !== 'any' && token.kind === symbol.kind && token.text === symbol.text;
}
