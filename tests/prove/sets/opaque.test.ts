import fc from 'fast-check';
import type { Atom, Reading } from '../../../lib/prove/sets/atoms';
import type { Glob } from '../../../lib/prove/sets/glob';
import { productOf } from '../../../lib/prove/sets/minterms';
import { productMinterms } from '../../../lib/prove/sets/product-minterms';
import { holds, matches, minterms } from '../../../lib/prove/sets/strings';
import { bucket, deployed, deployments, globs, imported, logs, parameter, text, texts } from './deployments';

describe('reading opaque parts', () => {
  it('as what they must be holds only where every deployment matches', () => {
    fc.assert(
      fc.property(globs, texts, deployments, (glob, value, deploy) => {
        fc.pre(matches(glob, value, 'must'));
        expect(matches(deployed(glob, deploy), deploy(value))).toBe(true);
      }),
      { numRuns: 4000 },
    );
  });

  it('as what they may be holds wherever some deployment matches', () => {
    fc.assert(
      fc.property(globs, texts, deployments, (glob, value, deploy) => {
        fc.pre(matches(deployed(glob, deploy), deploy(value)));
        expect(matches(glob, value, 'may')).toBe(true);
      }),
      { numRuns: 4000 },
    );
  });

  it('is the same both ways where nothing is opaque', () => {
    const plain = globs.map((glob) => deployed(glob, () => 'a'));
    fc.assert(
      fc.property(plain, texts, (glob, value) => {
        const concrete = value.replace(/\uE000[^\uE001]*\uE001/gu, 'b');
        expect(matches(glob, concrete, 'may')).toBe(matches(glob, concrete));
        expect(matches(glob, concrete, 'must')).toBe(matches(glob, concrete));
      }),
    );
  });

  const s3 = (rest: string): Glob => ({ parts: [text(`arn:aws:s3:::${rest}`)] });
  const s3Any = (rest: string): Glob => ({ parts: [text(`arn:aws:s3:::${rest}`), { kind: 'any' }] });

  it.each<[string, Glob, string, boolean, boolean]>([
    ['a name is itself', s3(bucket), `arn:aws:s3:::${bucket}`, true, true],
    ['two names differ', s3(bucket), `arn:aws:s3:::${logs}`, false, false],
    ['a name differs from written text', s3(bucket), 'arn:aws:s3:::written', false, false],
    ['written text differs from a name', s3('written'), `arn:aws:s3:::${bucket}`, false, false],
    ['a name may begin like written text', s3Any('edu-'), `arn:aws:s3:::${bucket}/x`, true, false],
    ['a name is inside a folder of its own', s3Any(`${bucket}/`), `arn:aws:s3:::${bucket}/x`, true, true],
    ['a value may be a name', s3(bucket), `arn:aws:s3:::${parameter}`, true, false],
    ['a value may be anything', s3(parameter), 'arn:aws:s3:::written', true, false],
    ['a value is itself', s3(parameter), `arn:aws:s3:::${parameter}`, true, true],
    ['two values may be equal', s3(parameter), `arn:aws:s3:::${imported}`, true, false],
    ['a star holds everything', s3Any(''), `arn:aws:s3:::${parameter}`, true, true],
  ])('knows that %s', (_, glob, value, may, must) => {
    expect([matches(glob, value, 'may'), matches(glob, value, 'must')]).toEqual([may, must]);
  });

  it('takes a name for one segment and at least one character', () => {
    const segment: Glob = { parts: [{ kind: 'one' }, { kind: 'any', except: ':' }] };
    expect([matches(segment, bucket, 'must'), matches(segment, parameter, 'must')]).toEqual([true, false]);
  });
});

describe('minterms with opaque parts', () => {
  const readings = fc.constantFrom<Reading | undefined>(undefined, 'may', 'must');
  const atoms = fc
    .record({ globs: fc.array(globs, { maxLength: 2 }), reading: readings })
    .map(({ globs: list, reading }): Atom => (reading === undefined ? { globs: list } : { globs: list, reading }));

  it('have witnesses with their vector, and every text has the vector of one', () => {
    fc.assert(
      fc.property(globs, fc.array(atoms, { maxLength: 3 }), texts, (domain, list, value) => {
        const found = minterms([domain], list, { budget: 5000 }) ?? [];
        for (const { bits, witness } of found) {
          expect(matches(domain, witness) || matches(domain, witness, 'may')).toBe(true);
          // What the domain's own beginning rules out is false, even where the witness alone could be it.
          const isRight = (atom: Atom, bit = false) => holds(atom, witness) === bit || (atom.reading === 'may' && !bit);
          expect(list.every((atom, index) => isRight(atom, bits[index]))).toBe(true);
        }
        // Where no pattern names an opaque part, the text has to be without it.
        const plain = value.replace(/\uE000[^\uE001]*\uE001/gu, 'b');
        if (!matches(domain, plain)) return;
        expect(found.map(({ bits }) => bits)).toContainEqual(list.map((atom) => holds(atom, plain)));
      }),
      { numRuns: 1000 },
    );
  });

  const readAtoms = fc.array(
    fc
      .record({ globs: fc.array(globs, { maxLength: 2 }), reading: fc.constantFrom<Reading>('may', 'must') })
      .map((atom): Atom => atom),
    { maxLength: 3 },
  );
  const coversEveryDeployment = (
    domain: Glob,
    list: readonly Atom[],
    value: string,
    deploy: (text: string) => string,
  ) => {
    const real = deploy(value);
    fc.pre(matches(deployed(domain, deploy), real));
    const found = minterms([domain], list, { budget: 5000 });
    if (found === undefined) return;
    const truths = list.map((atom) => atom.globs.some((glob) => matches(deployed(glob, deploy), real)));
    const isCover = ({ bits }: { readonly bits: readonly boolean[] }) =>
      bits.every((bit, atom) => bit === truths[atom] || bit === (list[atom]?.reading === 'may'));
    expect(found.some(isCover)).toBe(true);
  };

  it('leave no text of a deployment without a vector that is read on the safe side', () => {
    fc.assert(fc.property(globs, readAtoms, texts, deployments, coversEveryDeployment), { numRuns: 5000 });
  });

  const lead = fc
    .record({
      start: fc.constantFrom('', 'a', 'a/', bucket, `${bucket}/`, `${logs}/b`, `a:${logs}`),
      open: fc.boolean(),
    })
    .map(({ start, open }): Glob => ({ parts: open ? [text(start), { kind: 'any' }] : [text(start)] }));
  const leadAtoms = fc
    .record({ globs: fc.array(lead, { maxLength: 2 }), reading: readings })
    .map(({ globs: list, reading }): Atom => (reading === undefined ? { globs: list } : { globs: list, reading }));

  it('leave no text of a deployment without such a vector when found by beginnings', () => {
    const read = leadAtoms.map(({ globs: list, reading = 'may' }): Atom => ({ globs: list, reading }));
    const lists = fc.array(read, { maxLength: 4 });
    fc.assert(fc.property(lead, lists, texts, deployments, coversEveryDeployment), { numRuns: 5000 });
  });

  it('that are found by beginnings alone are among those of the automata', () => {
    fc.assert(
      fc.property(lead, fc.array(leadAtoms, { maxLength: 4 }), (domain, list) => {
        const all = productMinterms(productOf([domain], list))?.map(({ bits }) => bits);
        for (const { bits } of minterms([domain], list) ?? []) expect(all).toContainEqual(bits);
      }),
      { numRuns: 1000 },
    );
  });
});
