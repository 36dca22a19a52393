import fc from 'fast-check';
import { opaque } from '../../../lib/model';
import type { Glob, GlobPart } from '../../../lib/prove/sets/glob';
import { quotient } from '../../../lib/prove/sets/quotient';
import { matches } from '../../../lib/prove/sets/strings';
import { deployed, deployments, globs, text } from './deployments';
import { expression, glob, textsUpTo } from './patterns';

const pieces = fc.array(fc.constantFrom('a', 'b', '*', '?', '+'), { maxLength: 3 }).map((parts) => parts.join(''));
const words = fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 }).map((parts) => parts.join(''));
const short = textsUpTo(5, 'ab');
const suffixes = textsUpTo(6, 'ab');
const two = pieces.map((piece) => piece.slice(0, 2));
const open = (value: string): Glob => ({ parts: [text(value), { kind: 'any' }] });

const fits = (before: string, x: string, after: string, candidates: readonly string[]) => {
  const pattern = expression(before + x + after);
  return candidates.some((candidate) => pattern.test(candidate));
};

describe('the texts that fit into a pattern', () => {
  it('are exactly those that make it match the one text of the domain', () => {
    fc.assert(
      fc.property(pieces, pieces, words, (before, after, word) => {
        const found = quotient(glob(before).parts, glob(after).parts, [glob(word)]) ?? [];
        for (const x of short) {
          expect([x, found.some((each) => matches(each, x))]).toEqual([x, fits(before, x, after, [word])]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are exactly those that make it match some text of a domain that goes on with anything', () => {
    fc.assert(
      fc.property(two, two, words, (before, after, word) => {
        const found = quotient(glob(before).parts, glob(after).parts, [open(word)]) ?? [];
        const candidates = suffixes.map((rest) => word + rest);
        for (const x of textsUpTo(2, 'ab')) {
          expect([x, found.some((each) => matches(each, x))]).toEqual([x, fits(before, x, after, candidates)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are at least those of every deployment where parts are opaque', () => {
    const domains = fc.tuple(globs, fc.boolean()).map(([{ parts }, isOpen]): Glob => {
      const texts = parts.filter((part) => part.kind === 'text');
      return { parts: isOpen ? [...texts, { kind: 'any' }] : texts };
    });
    const places = globs.map(({ parts }) => parts.slice(0, 3));
    let count = 0;
    fc.assert(
      fc.property(places, places, domains, deployments, (before, after, domain, deploy) => {
        const found = quotient(before, after, [domain]) ?? [];
        const real = deployed(domain, deploy)
          .parts.map((part) => (part.kind === 'text' ? part.text : ''))
          .join('');
        const isOpen = domain.parts.some(({ kind }) => kind === 'any');
        const pattern = (x: string): readonly GlobPart[] => [...before, text(x), ...after];
        for (const x of textsUpTo(2, 'ab7').concat(real, real.slice(1, 3), real.slice(2))) {
          const candidates = isOpen ? ['', x, 'a', '7', 'ab'].map((rest) => real + rest) : [real];
          const concrete = deployed({ parts: pattern(x) }, deploy);
          if (!candidates.some((candidate) => matches(concrete, candidate))) continue;
          count += 1;
          expect(found.some((each) => matches(deployed(each, deploy), x))).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(count).toBeGreaterThan(100);
  });

  it('are anything where an opaque part stands right before or behind', () => {
    const open: Glob = { parts: [text('ab'), { kind: 'any' }] };
    const name = [text(opaque('name', 's.Bucket'))];
    expect(quotient([], name, [open])).toEqual([{ parts: [{ kind: 'any' }] }]);
    expect(quotient(name, [], [open])).toEqual([{ parts: [{ kind: 'any' }] }]);
  });

  it('are, for the bucket of a school, its name and what begins with it', () => {
    const found = quotient(
      [text('arn:aws:s3:::edu-')],
      [text('-data/'), { kind: 'any' }],
      [open('arn:aws:s3:::edu-s1-data/')],
    );
    expect(found).toEqual([{ parts: [text('s1')] }, open('s1-data/')]);
  });

  it('are all texts where there would be too many', () => {
    const any: GlobPart = { kind: 'any' };
    expect(quotient([any], [any], [{ parts: [text('abcdefghijklmnopqrstuvwxyz')] }])).toEqual([{ parts: [any] }]);
  });

  it('are unknown for a domain without case', () => {
    expect(quotient([], [], [glob('a', true)])).toBeUndefined();
  });
});
