import { Lexer } from 'yaml';

/** A region file is seven levels deep. */
const deepest = 100;

/** What the lexer says before the text of a scalar, and other signs that stand for no text. */
const scalarNext = '\u001f';
const signs = ['\u0002', '\u0018', scalarNext];

/**
 * Where a text is nested deeper than any file of people, or has a hundred anchors and tags for one value.
 *
 * The parser calls itself once a level: it would take minutes, or end the whole process where no error can be caught.
 */
export function tooDeep(text: string): number | undefined {
  let offset = 0;
  let flow = 0;
  let indent = 0;
  let steps = 0;
  let marks = 0;
  let before = '\n';
  for (const token of new Lexer().lex(text)) {
    const first = before === scalarNext ? 'x' : token.charAt(0);
    if (first === '\n' || first === '\r') {
      if (flow === 0) steps = indent = 0;
    } else if (first === ' ') {
      if (before.startsWith('\n') || before.startsWith('\r')) indent = token.length;
    } else if ('&!*'.includes(first)) {
      marks += 1;
    } else if (!signs.includes(token) && first !== '#') {
      marks = 0;
      if ('-?:'.includes(first)) steps += 1;
      else if ('[{'.includes(first)) flow += 1;
      else if (']}'.includes(first)) flow = Math.max(0, flow - 1);
      if ('[{]},'.includes(first)) steps = 0;
    }
    if (marks > deepest || flow > deepest || indent + steps > 2 * deepest) return offset;
    if (!signs.includes(token) || before === scalarNext) offset += token.length;
    before = before === scalarNext ? 'x' : token;
  }
  return undefined;
}
