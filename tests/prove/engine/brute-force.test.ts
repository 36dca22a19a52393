import fc from 'fast-check';
import { mistakes } from '../support/counting';
import { drawing, worldOf } from '../support/random-world';

// The prover against counting: whatever it says of all requests is held against each of a few thousand of them, decided by
// the evaluator, which shares no code with it.

const runs = Number(process.env.EDUCLOUD_BRUTE ?? 40);
const seed = Number(process.env.EDUCLOUD_SEED ?? 20260926);

describe('the prover against all requests of a small World', () => {
  it.each([
    ['without anything outside the model', false],
    ['with policy variables, NotPrincipal and Block Public Access', true],
  ])('%s', (_, vague) => {
    fc.assert(
      fc.property(drawing({ vague }), (drawn) => {
        expect(mistakes(worldOf(drawn), !vague)).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  });
});
