import fc from 'fast-check';
import { codePointOrder } from '../../lib/federation/xml/code-point-order';
import { canonicalOf } from './support/canonical';
import { documents } from './support/documents';
import { xmllint, xmllintCanonical } from './support/xmlsec';

/** Written by hand from the text of the recommendation. */
const cases: readonly (readonly [title: string, xml: string, canonical: string, inclusive?: string[]])[] = [
  [
    'attributes come by namespace, then by name',
    '<a xmlns:x="urn:x" z="1" x:b="2" b="3"/>',
    '<a xmlns:x="urn:x" b="3" z="1" x:b="2"></a>',
  ],
  [
    'the URI of an attribute counts, not its prefix',
    '<e xmlns:a="urn:z" xmlns:b="urn:y" a:n="1" b:n="2"/>',
    '<e xmlns:a="urn:z" xmlns:b="urn:y" b:n="2" a:n="1"></e>',
  ],
  ['a namespace that nobody uses is dropped', '<a xmlns:x="urn:x"><b/></a>', '<a><b></b></a>'],
  [
    'a namespace is written where it is first used',
    '<a xmlns:x="urn:x"><x:b><x:c/></x:b><x:d/></a>',
    '<a><x:b xmlns:x="urn:x"><x:c></x:c></x:b><x:d xmlns:x="urn:x"></x:d></a>',
  ],
  [
    'a prefix that is bound again is written again',
    '<x:a xmlns:x="urn:x"><x:b xmlns:x="urn:y"/><x:c/></x:a>',
    '<x:a xmlns:x="urn:x"><x:b xmlns:x="urn:y"></x:b><x:c></x:c></x:a>',
  ],
  [
    'a declaration that changes nothing is dropped',
    '<x:a xmlns:x="urn:x"><x:b xmlns:x="urn:x"/></x:a>',
    '<x:a xmlns:x="urn:x"><x:b></x:b></x:a>',
  ],
  [
    'a default namespace that is taken back is written',
    '<a xmlns="urn:x"><b xmlns=""><c/></b></a>',
    '<a xmlns="urn:x"><b xmlns=""><c></c></b></a>',
  ],
  [
    'one that was never used needs no taking back',
    '<x:a xmlns:x="urn:x" xmlns="urn:y"><b xmlns=""/></x:a>',
    '<x:a xmlns:x="urn:x"><b></b></x:a>',
  ],
  [
    'an attribute without prefix uses no default namespace',
    '<x:a xmlns:x="urn:x" xmlns="urn:y" b="1"/>',
    '<x:a xmlns:x="urn:x" b="1"></x:a>',
  ],
  [
    'prefixes of the list are written where they are in scope',
    '<a xmlns:x="urn:x" xmlns:y="urn:y"><b/></a>',
    '<a xmlns:x="urn:x"><b></b></a>',
    ['x', 'z'],
  ],
  [
    '#default in the list means the default namespace',
    '<x:a xmlns:x="urn:x" xmlns="urn:y"><x:b xmlns=""/></x:a>',
    '<x:a xmlns="urn:y" xmlns:x="urn:x"><x:b xmlns=""></x:b></x:a>',
    [''],
  ],
  [
    'the namespace of xml: is never written',
    '<a xml:lang="zh" xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
    '<a xml:lang="zh"></a>',
  ],
  ['comments are dropped and text goes on', '<a>x<!-- y -->z</a>', '<a>xz</a>'],
  ['CDATA becomes text', '<a><![CDATA[<&>"]]></a>', '<a>&lt;&amp;&gt;"</a>'],
  ['line ends become LF, and a CR that is written as a reference stays one', '<a>\r\n\r&#13;</a>', '<a>\n\n&#xD;</a>'],
  [
    'white space of attributes becomes spaces, references stay',
    '<a b="\t\n\r\n&#9;&#10;&#13;"/>',
    '<a b="   &#x9;&#xA;&#xD;"></a>',
  ],
  [
    'quotes and brackets are written as they must be',
    `<a b='"&lt;>&amp;'>"&gt;'</a>`,
    '<a b="&quot;&lt;>&amp;">"&gt;\'</a>',
  ],
  ['what stands around the root is dropped', '\uFEFF<?xml version="1.0"?><!-- x --><a/>\n<!-- y -->\n', '<a></a>'],
  ['names are ordered by code points', '<a \u{10000}="1" \uFA10="2"/>', '<a \uFA10="2" \u{10000}="1"></a>'],
];

test.each(cases.map(([title, xml, canonical, inclusive = []]) => ({ title, xml, canonical, inclusive })))(
  'canonical form: $title',
  ({ xml, canonical, inclusive }) => {
    expect(canonicalOf(xml, inclusive)).toBe(canonical);
  },
);

test('the canonical form does not depend on where the file is cut into pieces', () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 9 }), (xml, size) => {
      expect(canonicalOf(xml, [], size)).toBe(canonicalOf(xml));
    }),
  );
});

test('the canonical form of a canonical form is itself', () => {
  fc.assert(
    fc.property(documents, (xml) => {
      expect(canonicalOf(canonicalOf(xml))).toBe(canonicalOf(xml));
    }),
  );
});

test('code points are ordered as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(codePointOrder(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
  );
});

(xmllint ? test : test.skip)(
  'libxml2 writes the same canonical form (skipped where there is no xmllint)',
  () => {
    fc.assert(
      fc.property(documents, (xml) => {
        const theirs = xmllintCanonical(xml);
        expect(theirs?.replace(/<!--[^]*?-->/g, '').trim()).toBe(canonicalOf(xml).trim());
      }),
      { numRuns: 150 },
    );
  },
  120_000,
);
