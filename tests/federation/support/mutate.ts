/** Numbers from 0 to `below`, excluded; the same for the same seed (mulberry32). */
export type Dice = (below: number) => number;

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Changes one byte, or cuts, repeats or moves some. */
export function brokenBytes(bytes: Buffer, roll: Dice): Buffer {
  const at = roll(bytes.length);
  const end = Math.min(bytes.length, at + 1 + roll(40));
  const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (roll(8)) {
    case 0:
      return head;
    case 1:
      return Buffer.concat([head, tail]);
    case 2:
      return Buffer.concat([head, part, part, tail]);
    case 3:
      return Buffer.concat([head, Buffer.from([roll(256)]), part, tail]);
    case 4: {
      const to = roll(head.length + 1);
      return Buffer.concat([head.subarray(0, to), part, head.subarray(to), tail]);
    }
    default: {
      const flipped = Buffer.from(bytes);
      flipped[at] = roll(2) === 0 ? roll(256) : (bytes[at] ?? 0) ^ (1 << roll(8));
      return flipped;
    }
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Changes the structure of a document: elements, attributes, comments, and all that a feed must not have. */
export function brokenStructure(text: string, roll: Dice): string {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[roll(from.length)] ?? otherwise;
  const spans = elementsIn(text);
  const one = pick(spans, { start: 0, end: 0 });
  const other = pick(spans, one);
  const put = (at: number, what: string): string => text.slice(0, at) + what + text.slice(at);
  const cut = ({ start, end }: Span): string => text.slice(0, start) + text.slice(end);
  const of = ({ start, end }: Span): string => text.slice(start, end);
  const anywhere = (): number => pick([roll(text.length), one.start, one.end, text.indexOf('>', one.start) + 1], 0);
  const attribute = pick([...text.matchAll(/ ([\w:]+)="([^"]*)"/g)], null);
  const replaced = (match: RegExpMatchArray | null, by: string): string =>
    match === null ? text : text.slice(0, match.index) + by + text.slice((match.index ?? 0) + match[0].length);
  switch (roll(16)) {
    case 0:
      return cut(one);
    case 1:
      return put(one.end, of(one));
    case 2:
      return put(other.start, of(one));
    case 3: {
      const removed = cut(one);
      const at = Math.min(other.start, removed.length);
      return removed.slice(0, at) + of(one) + removed.slice(at);
    }
    case 4:
      return one.end <= other.start
        ? text.slice(0, one.start) + of(other) + text.slice(one.end, other.start) + of(one) + text.slice(other.end)
        : put(one.start, ' ');
    case 5:
      return cut(one).slice(0, one.start) + pick(wrappers, wrappers[0])(of(one)) + text.slice(one.end);
    case 6:
      return put(anywhere(), pick(inserts, ''));
    case 7:
      return put(one.start, /<ds:Signature[^]*<\/ds:Signature>/.exec(text)?.[0] ?? '');
    case 8:
      return replaced(attribute, '');
    case 9:
      return replaced(attribute, ` ${attribute?.[1] ?? ''}="${pick(values, '')}"`);
    case 10:
      return replaced(
        attribute,
        `${attribute?.[0] ?? ''} ${pick(['ID="feed"', 'Id="x"', 'xmlns="urn:x"', 'xmlns:md="urn:x"', 'xml:id="feed"'], '')}`,
      );
    case 11:
      return replaced(attribute, ` ${attribute?.[1] ?? ''}=\n'${attribute?.[2] ?? ''}' `);
    case 12:
      return text.replaceAll(pick(['md:', 'ds:', 'shibmd:'], ''), pick(['x:', 'ds:', 'md:', ''], ''));
    case 13:
      return replaced(
        pick([...text.matchAll(/[a-z]/g)], null),
        pick(['&#97;', '&amp;', '<![CDATA[a]]>', '&#x20;'], ''),
      );
    case 14:
      return text.replaceAll('\n', pick(['\r\n', '\r', '', '&#10;'], ''));
    default:
      return replaced(pick([...text.matchAll(/>\s*</g)], null), pick(['><', '> <', '><!-- --><'], ''));
  }
}

const wrappers = [
  (part: string): string => `<md:EntitiesDescriptor ID="evil">${part}</md:EntitiesDescriptor>`,
  (part: string): string => `<ds:Object>${part}</ds:Object>`,
  (part: string): string => `<md:Extensions>${part}</md:Extensions>`,
  (part: string): string => `<!--${part}-->`,
  (part: string): string => `<![CDATA[${part}]]>`,
] as const;

const inserts = [
  '<!-- -->',
  '<?x y?>',
  '<!DOCTYPE x>',
  '<![CDATA[]]>',
  '&lt;',
  '&x;',
  ' ',
  '\n',
  '\uFEFF',
  '\0',
  '<md:Extensions/>',
  '<md:EntityDescriptor entityID="https://evil.example"/>',
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
];

const values = [
  '',
  '#',
  '#feed',
  'feed',
  'true',
  ' ',
  '&#10;',
  'urn:x',
  'http://www.w3.org/2000/09/xmldsig#sha1',
  'x'.repeat(70_000),
];

/** Where elements stand; wrong where comments hold tags, which is good enough to break things. */
function elementsIn(text: string): Span[] {
  const open: { readonly name: string; readonly start: number }[] = [];
  const spans: Span[] = [];
  for (const { 0: tag, 1: closing, 2: name = '', 3: empty, index } of text.matchAll(
    /<(\/?)([\w:]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g,
  )) {
    const end = index + tag.length;
    if (empty === '/') spans.push({ start: index, end });
    else if (closing !== '/') open.push({ name, start: index });
    else {
      const start = open.pop()?.start;
      if (start !== undefined) spans.push({ start, end });
    }
  }
  return spans;
}
