import fc from 'fast-check';
import type { Glob } from '../../../lib/prove/sets/glob';
import { matches, witness } from '../../../lib/prove/sets/strings';
import { expression, glob, textsUpTo } from './patterns';

describe('a text', () => {
  const patterns = fc.array(fc.constantFrom('a', 'b', 'ab', 'B', '*', '?', '+', '!'), { maxLength: 7 });
  const words = fc.array(fc.constantFrom('a', 'b', 'B', 'c', 'aab', '😀'), { maxLength: 8 });

  it('belongs to the language of a glob exactly when a regular expression says so', () => {
    fc.assert(
      fc.property(patterns, words, fc.boolean(), (pieces, letters, fold) => {
        const pattern = pieces.join('');
        const word = letters.join('');
        expect(matches(glob(pattern, fold), word)).toBe(expression(pattern, fold).test(word));
      }),
      { numRuns: 5000 },
    );
  });

  it('belongs to it whether the pattern is cut into letters or not', () => {
    fc.assert(
      fc.property(patterns, words, (pieces, letters) => {
        const whole: Glob = {
          parts: pieces.flatMap((piece) =>
            /^[*?+!]$/.test(piece) ? glob(piece).parts : [{ kind: 'text' as const, text: piece }],
          ),
        };
        const word = letters.join('');
        expect(matches(whole, word)).toBe(expression(pieces.join('')).test(word));
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['İ', 'ß', 'ſ', 'K', 'ς', 'é'])(
    'with %s is compared without case as far as letters belong to each other',
    (letter) => {
      const fold = (text: string): Glob => ({ parts: [{ kind: 'text', text }], fold: true });
      expect(matches(fold(letter), letter)).toBe(true);
      expect(matches(fold('é'), 'É')).toBe(true);
      expect(matches(fold('k'), 'K')).toBe(true);
      expect(matches(fold('k'), '\u212A')).toBe(false);
    },
  );
});

describe('a witness', () => {
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '*', '?', '+'), { maxLength: 4 })
    .map((pieces) => pieces.join(''));
  const lists = fc.array(patterns, { maxLength: 2 });
  const texts = textsUpTo(7, 'abx');

  it('is a shortest text in all of some languages and in none of others', () => {
    fc.assert(
      fc.property(lists, lists, (all, not) => {
        const inside = all.map((text) => expression(text));
        const outside = not.map((text) => expression(text));
        const shortest = texts.find(
          (text) => inside.every((each) => each.test(text)) && !outside.some((each) => each.test(text)),
        );
        const found = witness(
          all.map((text) => glob(text)),
          not.map((text) => glob(text)),
        );
        if (shortest === undefined) {
          expect(found).toBe('none');
          return;
        }
        const { text } = found as { text: string };
        expect(text).toHaveLength(shortest.length);
        expect(inside.every((each) => each.test(text)) && !outside.some((each) => each.test(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is found within a budget that does not last for the whole search', () => {
    const letters = Array.from('abcdefgh');
    const all = letters.map((letter) => glob(`*${letter}*x*`));
    expect(witness(all, [], { budget: 400 })).toBeUndefined();
    expect(witness([glob('*')], all, { budget: 2 })).toEqual({ text: '' });
  });
});
