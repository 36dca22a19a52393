import * as fc from 'fast-check';
import { reservedWords } from '../../lib/config/rules/reserved-slugs';

const from = (letters: string, length: { minLength: number; maxLength: number }): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(letters)), length).map((all) => all.join(''));

const word = from('abcdefghijklmnopqrstuvwxyz0123456789', { minLength: 2, maxLength: 9 });

/** Short and long slugs, slugs with hyphens and digits, and words that every JavaScript object knows. */
export const slug: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: word.map((one) => `s${one}`) },
  {
    weight: 4,
    arbitrary: fc.tuple(word, word).map(([one, other]) => `n${one}-${other}`.slice(0, 20).replace(/-$/, '')),
  },
  { weight: 1, arbitrary: from('az09', { minLength: 19, maxLength: 19 }).map((one) => `${one}z`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('constructor', 'prototype', 'node-abc', 'abc-001', 'n001', '7th', '1e5', 'null'),
  },
);

/** Slugs that may stand in one region together; at most `most`, at least two. */
export function slugs(most: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(slug, { minLength: 2, maxLength: most }).map((all) => {
    const fit = all.filter((one) => !reservedWords.includes(one) && !all.some((other) => one.startsWith(`${other}-`)));
    return fit.length >= 2 ? fit : ['oak', 'elm'];
  });
}
