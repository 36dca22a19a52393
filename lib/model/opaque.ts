// What a template leaves open until it is deployed (a generated name, a parameter, an import) stands in a text as an
// opaque part: two private-use characters around a description. It is one symbol to everything that compares texts.

const open = '\uE000';
const close = '\uE001';

/**
 * `name`: what CloudFormation generates for one resource; two of them differ wherever they stand for the same kind of name.
 * `value`: anything at all, and two of them may be equal.
 */
export type OpaqueKind = 'name' | 'value';

/**
 * An opaque part; `id` says which (`stack.LogicalId`, `stack.LogicalId.Attribute`). What means something in an ARN or a
 * pattern stands in it as a look-alike, so that no opaque part is ever split or read.
 */
export function opaque(kind: OpaqueKind, id: string): string {
  const plain = id.replace(/[:/*?$\uE000\uE001]/gu, (char) => lookAlikes[char] ?? '');
  return `${open}${kind === 'name' ? 'N' : 'V'};${plain}${close}`;
}

const lookAlikes: Readonly<Record<string, string>> = { ':': '∶', '/': '∕', '*': '∗', '?': '？', $: '＄' };

/** Whether a text has opaque parts. */
export function hasOpaque(text: string): boolean {
  return text.includes(open);
}

/** The kind of a symbol of {@link symbolsOf}, or undefined for a plain character. */
export function opaqueKind(symbol: string): OpaqueKind | undefined {
  if (!symbol.startsWith(open)) return undefined;
  return symbol[1] === 'N' ? 'name' : 'value';
}

/** A text as its symbols: code points, and opaque parts as one symbol each. */
export function symbolsOf(text: string): string[] {
  if (!hasOpaque(text)) return Array.from(text);
  return text.match(/\uE000[^\uE001]*\uE001|[^\uE000]/gsu) ?? [];
}

/** A text for people: opaque parts as `‹stack.LogicalId›`. */
export function readable(text: string): string {
  return text.replace(/\uE000[NV];([^\uE001]*)\uE001/gu, '‹$1›');
}
