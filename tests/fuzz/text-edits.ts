import * as fc from 'fast-check';
import { oddWords } from './odd-words';
import { place } from './place';

/** Changes a text; the numbers in it mean places in whatever text it meets. */
export type Edit = (text: string) => string;

const word = fc.constantFrom(...oddWords);
const within = (length: number, at: number): number => Math.floor(at * Math.max(1, length));

const onLines =
  (edit: (lines: string[]) => readonly string[]): Edit =>
  (text) =>
    edit(text.split('\n')).join('\n');

const lineEdit: fc.Arbitrary<Edit> = fc.oneof(
  place.map((at) => onLines((lines) => lines.toSpliced(within(lines.length, at), 1))),
  place.map((at) =>
    onLines((lines) => lines.toSpliced(within(lines.length, at), 0, lines[within(lines.length, at)] ?? '')),
  ),
  fc.tuple(place, place).map(([from, to]) =>
    onLines((lines) => {
      const moved = lines[within(lines.length, from)] ?? '';
      return lines.toSpliced(within(lines.length, from), 1).toSpliced(within(lines.length, to), 0, moved);
    }),
  ),
  fc
    .tuple(place, fc.constantFrom(' ', '  ', '    ', '\t', '- ', ''))
    .map(([at, indent]) =>
      onLines((lines) =>
        lines.map((line, index) =>
          index === within(lines.length, at) ? `${indent}${line.replace(/^ {0,2}/, '')}` : line,
        ),
      ),
    ),
  fc.tuple(place, word).map(([at, put]) => onLines((lines) => lines.toSpliced(within(lines.length, at), 0, put))),
);

/** Puts a word where a word, a value or a character stands. */
const wordEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, word, fc.nat(4)).map(([at, put, gone]): Edit => (text) => {
    const index = within(text.length + 1, at);
    return text.slice(0, index) + put + text.slice(index + gone);
  }),
  fc
    .tuple(place, word, fc.constantFrom(/[\w-]+/g, /(?<=: )[^,\n]*/g, /"[^"\n]*"/g, /[^,\n]*/g))
    .map(([at, put, pattern]): Edit => (text) => {
      const matches = [...text.matchAll(pattern)];
      const match = matches[within(matches.length, at)];
      return match === undefined
        ? `${text}${put}`
        : text.slice(0, match.index) + put + text.slice(match.index + match[0].length);
    }),
);

/** Puts one word, value or cell of the text where another stands: what each line allows, and all together do not. */
const mixUp: fc.Arbitrary<Edit> = fc
  .tuple(place, place, fc.constantFrom(/[\w.-]+/g, /(?<=: )[^,\s]+/g, /"[^"\n]*"/g, /(?<=[,{] ?)[^,{}\n]+/g))
  .map(([from, to, pattern]): Edit => (text) => {
    const matches = [...text.matchAll(pattern)];
    const [put, gone] = [matches[within(matches.length, from)], matches[within(matches.length, to)]];
    if (put === undefined || gone === undefined) return text;
    return text.slice(0, gone.index) + put[0] + text.slice(gone.index + gone[0].length);
  });

const wholeEdit: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  (text) => text.replace(/\n/g, '\r\n'),
  (text) => text.replace(/\n/g, '\r'),
  (text) => text.replace(/\n/g, '\u2028'),
  (text) => text.replaceAll('  ', '\t'),
  (text) => text.replaceAll(':', '：'),
  (text) => text.replaceAll(': ', ':'),
  (text) => text.replaceAll('"', ''),
  (text) => text.replaceAll("'", '"'),
  (text) => text.replaceAll(',', ';'),
  (text) => text.toUpperCase(),
  (text) => `\ufeff${text}`,
  (text) => `\ufeff\ufeff${text}`,
  (text) => `${text}\u0000`,
  (text) => text.trimEnd(),
  (text) => `${text}${text}`,
  (text) => `---\n${text}...\n`,
  (text) => `%YAML 1.1\n---\n${text}`,
  (text) => text.replace(/\S+/, '&a $&'),
  () => '',
  () => ' \n# \n',
);

const cut: fc.Arbitrary<Edit> = fc.tuple(place, place).map(([from, to]): Edit => (text) => {
  const [start, end] = [within(text.length, Math.min(from, to)), within(text.length, Math.max(from, to))];
  return text.slice(0, start) + text.slice(end);
});

/** Much of the same: long scalars, many lines, deep nesting. */
function big(size: number): fc.Arbitrary<Edit> {
  const times = fc.oneof({ weight: 5, arbitrary: fc.nat(size / 100) }, { weight: 1, arbitrary: fc.nat(size) });
  const seed = fc.constantFrom(
    'x',
    '[',
    '{a: ',
    '- ',
    '? ',
    '&a ',
    '*a ',
    '"',
    "'",
    ',',
    '\n',
    'a: 1\n',
    '\t',
    ' ',
    '学',
    '#',
    '- a\n',
    '!',
    'x,y\n',
    '"x\n',
  );
  return fc.oneof(
    fc.tuple(place, seed, times).map(([at, put, count]): Edit => (text) => {
      const index = within(text.length + 1, at);
      return text.slice(0, index) + put.repeat(count) + text.slice(index);
    }),
    fc.tuple(place, place, fc.nat(size / 10)).map(([from, to, count]): Edit => (text) => {
      const start = within(text.length, from);
      const piece = text.slice(start, start + 1 + within(100, to));
      return text.slice(0, start) + piece.repeat(Math.min(count, 1 + size / (piece.length + 1))) + text.slice(start);
    }),
    fc
      .tuple(place, times)
      .map(([at, count]) =>
        onLines((lines) =>
          lines.toSpliced(
            within(lines.length, at),
            0,
            ...Array.from({ length: Math.sqrt(count) }, (_, depth) => `${' '.repeat(depth)}a:`),
          ),
        ),
      ),
    fc
      .tuple(place, times)
      .map(([at, count]) =>
        onLines((lines) =>
          lines.toSpliced(
            within(lines.length, at),
            0,
            ...Array.from({ length: count / 4 }, (_, one) => `  k${one}: ${one}`),
          ),
        ),
      ),
  );
}

const largest = 100_000;

/** One slip or one piece of malice. */
export const textEdits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 30, arbitrary: wordEdit },
  { weight: 20, arbitrary: mixUp },
  { weight: 15, arbitrary: lineEdit },
  { weight: 6, arbitrary: wholeEdit },
  { weight: 5, arbitrary: cut },
  { weight: 3, arbitrary: big(1_000) },
  { weight: 1, arbitrary: big(largest) },
);
