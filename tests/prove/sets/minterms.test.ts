import fc from 'fast-check';
import type { Alphabet, Atom, Minterm } from '../../../lib/prove/sets/atoms';
import { productOf } from '../../../lib/prove/sets/minterms';
import { productMinterms } from '../../../lib/prove/sets/product-minterms';
import { minterms } from '../../../lib/prove/sets/strings';
import { expression, glob, textsUpTo } from './patterns';

const twoLetters: Alphabet = { has: (character) => 'ab'.includes(character), representatives: ['a', 'b'] };
const fourLetters: Alphabet = { has: (character) => 'abAB'.includes(character), representatives: ['a', 'b', 'A', 'B'] };

const keyOf = (bits: readonly boolean[]) => bits.map(Number).join('');
const vectorsOf = (list: readonly Minterm[] | undefined) => list?.map(({ bits }) => keyOf(bits)).sort();

/** For every vector the length of its shortest text. */
function bruteForce(texts: readonly string[], domain: RegExp, atoms: readonly RegExp[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) {
    if (!domain.test(text)) continue;
    const key = keyOf(atoms.map((atom) => atom.test(text)));
    if (!found.has(key)) found.set(key, text.length);
  }
  return found;
}

const lengthsOf = (list: readonly Minterm[] | undefined) =>
  new Map(list?.map(({ bits, witness }) => [keyOf(bits), witness.length] as const));

const textsOfTwo = textsUpTo(8, 'ab');

describe('minterms over two letters', () => {
  const globs = textsUpTo(4, 'ab*?').filter((text) => !/\*[*?]/.test(text));
  const truths = new Map(globs.map((text) => [text, textsOfTwo.map((word) => expression(text).test(word))]));

  it('are those of all texts, with shortest witnesses, for every pair of globs up to length 4', () => {
    for (const first of globs) {
      for (const second of globs) {
        if (second < first) continue;
        const one = truths.get(first) ?? [];
        const other = truths.get(second) ?? [];
        const shortest = new Map<string, number>();
        for (let index = 0; index < textsOfTwo.length && shortest.size < 4; index += 1) {
          const key = keyOf([one[index] === true, other[index] === true]);
          if (!shortest.has(key)) shortest.set(key, textsOfTwo[index]?.length ?? 0);
        }
        const atoms = [{ globs: [glob(first)] }, { globs: [glob(second)] }];
        const found = lengthsOf(minterms([glob('*')], atoms, { alphabet: twoLetters }));
        if (found.size !== shortest.size || [...shortest].some(([key, length]) => found.get(key) !== length)) {
          throw new Error(`${first} and ${second}: ${JSON.stringify([[...found], [...shortest]])}`);
        }
      }
    }
  });

  const pattern = fc.constantFrom(...globs, ...textsUpTo(3, 'ab+!*').filter((text) => /[+!]/.test(text)));
  const unions = fc.array(pattern, { minLength: 1, maxLength: 2 });
  const either = (list: readonly string[], fold = false) =>
    new RegExp(list.map((text) => expression(text, fold).source).join('|'), 'u');

  it('are those of all texts for unions of globs within a union of globs', () => {
    fc.assert(
      fc.property(unions, fc.array(unions, { maxLength: 3 }), (domain, atoms) => {
        const expected = bruteForce(
          textsOfTwo,
          either(domain),
          atoms.map((list) => either(list)),
        );
        const found = minterms(
          domain.map((text) => glob(text)),
          atoms.map((list) => ({ globs: list.map((text) => glob(text)) })),
          { alphabet: twoLetters },
        );
        expect(lengthsOf(found)).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  const textsOfFour = textsUpTo(6, 'abAB');

  it('are those of all texts where some globs compare without case', () => {
    const small = fc.constantFrom(...textsUpTo(3, 'aB*?!+').filter((text) => !/\*[*?]/.test(text)));
    const folding = fc.record({ text: small, fold: fc.boolean() });
    fc.assert(
      fc.property(folding, fc.array(folding, { maxLength: 3 }), (domain, atoms) => {
        const expected = bruteForce(
          textsOfFour,
          expression(domain.text, domain.fold),
          atoms.map(({ text, fold }) => expression(text, fold)),
        );
        const found = minterms(
          [glob(domain.text, domain.fold)],
          atoms.map(({ text, fold }) => ({ globs: [glob(text, fold)] })),
          { alphabet: fourLetters },
        );
        expect(lengthsOf(found)).toEqual(expected);
      }),
      { numRuns: 800 },
    );
  });

  it('are, without an alphabet, those of texts over the letters and one more', () => {
    const textsOfThree = textsUpTo(7, 'abx');
    fc.assert(
      fc.property(unions, fc.array(unions, { maxLength: 3 }), (domain, atoms) => {
        const expected = bruteForce(
          textsOfThree,
          either(domain),
          atoms.map((list) => either(list)),
        );
        const found = minterms(
          domain.map((text) => glob(text)),
          atoms.map((list) => ({ globs: list.map((text) => glob(text)) })),
        );
        expect(lengthsOf(found)).toEqual(expected);
        const restored = bruteForce(
          (found ?? []).map(({ witness }) => witness),
          either(domain),
          atoms.map((list) => either(list)),
        );
        expect([...restored.keys()].sort()).toEqual(vectorsOf(found));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the ways to minterms', () => {
  const lead = fc.tuple(fc.constantFrom('', 'a', 'aA', 'ab', 'abc', 'ac', 'b'), fc.constantFrom('', '*'));
  const leads = fc.array(
    lead.map(([text, rest]) => text + rest),
    { minLength: 1, maxLength: 2 },
  );

  it('agree where every language is a text or a beginning', () => {
    fc.assert(
      fc.property(leads, fc.array(leads, { maxLength: 5 }), fc.boolean(), (domain, lists, fold) => {
        const globs = domain.map((text) => glob(text, fold));
        const atoms: Atom[] = lists.map((list) => ({ globs: list.map((text) => glob(text, fold)) }));
        expect(lengthsOf(minterms(globs, atoms))).toEqual(lengthsOf(productMinterms(productOf(globs, atoms))));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('witnesses', () => {
  const arn = glob('arn:aws:s3:::edu-*-data/?*');

  it('are the ordinary texts that were offered, the first one that has the vector', () => {
    const found = minterms([arn], [{ globs: [glob('*/logs/*')] }], {
      ordinary: ['nothing', 'arn:aws:s3:::edu-1-data/report', 'arn:aws:s3:::edu-2-data/report'],
    });
    expect(found?.map(({ witness }) => witness).sort()).toEqual([
      'arn:aws:s3:::edu--data/logs/',
      'arn:aws:s3:::edu-1-data/report',
    ]);
  });

  it('use letters that no pattern names for any other character', () => {
    const found = minterms([glob('?')], [{ globs: [glob('x')] }, { globs: [glob('Z', true)] }]);
    expect(found?.map(({ witness }) => witness).sort()).toEqual(['q', 'x', 'z']);
  });

  it('stay within the alphabet', () => {
    const digits: Alphabet = { has: (character) => /[0-9]/.test(character), representatives: Array.from('0123456789') };
    const found = minterms([glob('*')], [{ globs: [glob('1*')] }, { globs: [glob('a*')] }], { alphabet: digits });
    expect(found?.map(({ bits, witness }) => [...bits, witness])).toEqual([
      [false, false, ''],
      [true, false, '1'],
    ]);
  });
});

describe('the budget', () => {
  it('ends the search where patterns multiply', () => {
    const letters = Array.from('abcdefghij');
    const atoms = letters.map((letter, index) => {
      const others = letters.filter((_, other) => other !== index);
      return { globs: [glob(`*${letter}*${others.join('*')}*`)] };
    });
    expect(minterms([glob('*')], atoms, { budget: 2000 })).toBeUndefined();
    expect(minterms([glob('*')], atoms.slice(0, 1), { budget: 2000 })).toHaveLength(2);
  });

  it('is spent only on states from which the domain is within reach', () => {
    const atoms = Array.from({ length: 30 }, (_, school) => ({ globs: [glob(`*-${school}-*s?`)] }));
    expect(minterms([glob('edu-7-department-of-physics?')], atoms, { budget: 50 })).toHaveLength(1);
    expect(minterms([glob('edu-7-department-of-physic*')], atoms, { budget: 50 })).toBeUndefined();
  });
});
