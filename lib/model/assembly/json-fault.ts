/** Where a text stops being JSON: line and column in UTF-16 code units, counted from 1. */
export function jsonFault(text: string): { line: number; column: number } {
  const before = text.slice(0, validUntil(text));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

const token =
  /(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|[\u007F-\u009F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy;

/** What may come next: `first` also ends an empty list or object. */
type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end';

/** The offset of the first token that cannot stand where it stands; a hand-written walk, since the parser of Node does not always tell. */
function validUntil(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = skipSpace(text, 0); ; at = skipSpace(text, token.lastIndex)) {
    token.lastIndex = at;
    const [whole, sign, string] = token.exec(text) ?? [];
    if (whole === undefined || expected === 'end') return at;
    const next = after(expected, sign, string !== undefined, open);
    if (next === undefined) return at;
    expected = next;
  }
}

function after(expected: Expected, sign: string | undefined, isString: boolean, open: string[]): Expected | undefined {
  const inside = open.at(-1);
  if (expected === 'colon') return sign === ':' ? 'value' : undefined;
  if (expected === 'key' || expected === 'first key') {
    if (isString) return 'colon';
    return sign === '}' && expected === 'first key' ? close(open) : undefined;
  }
  if (expected === 'comma') {
    if (sign === ',') return inside === '{' ? 'key' : 'value';
    return sign === (inside === '{' ? '}' : ']') ? close(open) : undefined;
  }
  if (sign === '{' || sign === '[') {
    open.push(sign);
    return sign === '{' ? 'first key' : 'first value';
  }
  if (sign === ']' && expected === 'first value') return close(open);
  if (sign !== undefined) return undefined;
  return inside === undefined ? 'end' : 'comma';
}

function close(open: string[]): Expected {
  open.pop();
  return open.length === 0 ? 'end' : 'comma';
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text[at] ?? '')) at += 1;
  return at;
}
