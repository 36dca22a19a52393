import * as fc from 'fast-check';
import { nameLanguages, type Names } from '../../lib/vocabulary';

/** First and last code points of scripts and signs; each name takes from a few of them. */
const scripts: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // ASCII, with every sign that YAML, CSV, JSON or a shell takes for its own
  [0xa1, 0x17f], // Latin with marks
  [0x300, 0x36f], // combining marks
  [0x391, 0x3c9], // Greek
  [0x400, 0x45f], // Cyrillic
  [0x5d0, 0x5ea], // Hebrew, from right to left
  [0x621, 0x64a], // Arabic
  [0x904, 0x939], // Devanagari
  [0xe01, 0xe30], // Thai
  [0x10d0, 0x10f6], // Georgian
  [0x1200, 0x1248], // Ethiopic
  [0x1820, 0x1842], // Mongolian
  [0x2010, 0x2027], // dashes, dots and quotes
  [0x3000, 0x303f], // ideographic blank and signs
  [0x3041, 0x3096], // Hiragana
  [0x4e00, 0x9fa5], // Han
  [0xac00, 0xd7a3], // Hangul
  [0xff01, 0xff5e], // full-width forms
  [0x1f600, 0x1f64f], // faces, outside the basic plane
  [0x20000, 0x2a6d0], // rare Han, outside the basic plane
];

// As the schema has it: no control, format, unassigned or private character.
const shown = /^[^\p{C}\p{Zl}\p{Zp}]$/u;

const letter = fc
  .oneof(...scripts.map(([min, max]) => fc.integer({ min, max })))
  .map((point) => String.fromCodePoint(point))
  .map((one) => (shown.test(one) ? one : 'x'));

/** A name as long as a name may be: 120 code units. */
const longest = 120;

const anyName: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Oak School', '橡树学校', 'Школа №5', 'Сярэдняя школа', '𠮷田小学') },
  {
    weight: 4,
    arbitrary: fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => letters.join('')),
  },
  { weight: 1, arbitrary: letter.map((one) => one.repeat(Math.floor(longest / one.length))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '=1+1',
      '@SUM(A1)',
      '"Quoted" \\ name',
      "# it's",
      '- a: b',
      '$[x]',
      '*x',
      '~',
      "'",
      '{ {a: b} }',
    ),
  },
);

/** What CloudFormation would read as its own is no name. */
const humanName = anyName.map((name) => name.replace(/\$\{|\{\{|AWS::/g, '- '));

/** Names in none, some or all of the languages. */
export const humanNames: fc.Arbitrary<Names> = fc.dictionary(fc.constantFrom(...nameLanguages), humanName, {
  maxKeys: 4,
});
