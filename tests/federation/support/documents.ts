import fc from 'fast-check';

/** A recipe for an element; prefixes that it needs and nobody declared are declared when it is written. */
interface Recipe {
  readonly prefix: string;
  readonly local: string;
  readonly declare: readonly (readonly [prefix: string, uri: string])[];
  readonly attributes: readonly (readonly [prefix: string, local: string, value: string])[];
  readonly children: readonly (Recipe | string)[];
  readonly gap: string;
}

const uris = ['urn:x', 'http://a.example/', 'urn:e', 'http://a.example/b', 'urn:z'];
const locals = ['a', 'b', 'Z', 'é', '\u{10000}x', '\uFA10x', 'a.b-c', 'lang', 'id'];
const prefix = fc.constantFrom('', 'a', 'b', 'ds', 'é');
const uri = fc.constantFrom(...uris);

/** Text in all the ways in which XML can write it. */
const texts = fc.constantFrom(
  'plain',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '&#13;',
  '&#xD;&#xA;',
  '&#9;',
  '&amp;lt;',
  '&lt;&gt;&quot;&apos;',
  '"\'',
  ']].',
  '>',
  '中文',
  'Ж',
  '\u2028',
  '\u0085',
  '\u{1F600}',
  '&#x1F600;',
  '&#128512;',
  '\uFFFD',
  '\u00A0',
  'e\u0301',
);
const piece = fc.oneof(
  { weight: 5, arbitrary: texts },
  { weight: 1, arbitrary: fc.constantFrom('<!-- c -->', '<!---->', '<!--<a>&x;-->') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('<![CDATA[<&>]]>', '<![CDATA[]]>', '<![CDATA[\r\n]] ]]>', '<![CDATA["\t]]]]>'),
  },
);
const value = fc.array(texts, { maxLength: 3 }).map((all) => all.join('').replace(/"/g, '&#34;'));

const { element } = fc.letrec<{ element: Recipe }>((tie) => ({
  element: fc.record({
    prefix,
    local: fc.constantFrom(...locals),
    declare: fc.uniqueArray(fc.tuple(prefix, uri), { selector: ([one]) => one, maxLength: 3 }),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('', '', 'a', 'b', 'xml'), fc.constantFrom(...locals), value), {
      selector: ([one, local]) => `${one}:${local}`,
      maxLength: 4,
    }),
    children: fc.array(fc.oneof({ maxDepth: 3, withCrossShrink: true }, piece, tie('element')), { maxLength: 4 }),
    gap: fc.constantFrom(' ', '\n', '\r\n  ', '\t'),
  }),
}));

/** Elements of every shape, as text, for a place where `outer` namespaces are declared. */
export function elements(outer: Readonly<Record<string, string>> = {}): fc.Arbitrary<string> {
  return element.map((recipe) => write(recipe, new Map(Object.entries(outer))));
}

/** Whole documents. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '',
      '\uFEFF',
      '<?xml version="1.0"?>',
      '<?xml version="1.0" encoding="utf-8" standalone="no"?>\r\n',
    ),
    fc.constantFrom('', '\n', '<!-- before -->'),
    elements(),
    fc.constantFrom('', '\n', '\r\n<!-- after -->\n'),
  )
  .map((parts) => parts.join(''));

function write({ prefix: own, local, declare, attributes, children, gap }: Recipe, outer: Map<string, string>): string {
  const scope = new Map(outer);
  const declared = new Map<string, string>();
  const bind = (name: string, to: string): void => {
    scope.set(name, to);
    declared.set(name, to);
  };
  for (const [name, to] of declare) bind(name, to);
  // Now and then the default namespace is taken back.
  if (gap === '\t' && own === '' && !declared.has('')) bind('', '');
  for (const name of [own, ...attributes.map(([one]) => one)]) {
    if (name !== '' && name !== 'xml' && !scope.has(name)) bind(name, 'urn:x');
  }
  const seen = new Set<string>();
  const kept = attributes.filter(([name, one]) => {
    const key = `${name === '' ? '' : name === 'xml' ? 'xml' : (scope.get(name) ?? '')}|${one}`;
    // xml:id is an ID to libxml2, which then asks for a name.
    const bad = seen.has(key) || (name === 'xml' && one === 'id');
    seen.add(key);
    return !bad;
  });
  const tag = own === '' ? local : `${own}:${local}`;
  const head = [
    ...kept.map(([name, one, text]) => `${name === '' ? '' : `${name}:`}${one}="${text}"`),
    ...[...declared].map(([name, to]) => `xmlns${name === '' ? '' : `:${name}`}='${to}'`),
  ];
  const start = `<${[tag, ...head].join(gap)}`;
  if (children.length === 0) return `${start}/>`;
  const inside = children.map((one) => (typeof one === 'string' ? one : write(one, scope)));
  return `${start}>${inside.join('')}</${tag}${gap}>`;
}
