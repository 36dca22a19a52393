import fc from 'fast-check';
import { mistakes } from '../support/counting';
import { drawing, everyRequest, worldOf } from '../support/random-delivery';

// The prover against counting, for viewers of distributions and for origin access identities.

const runs = Number(process.env.EDUCLOUD_BRUTE ?? 40);
const seed = Number(process.env.EDUCLOUD_SEED ?? 20261123);

test('what is said of viewers and of identities holds for each of their requests', () => {
  fc.assert(
    fc.property(drawing, (drawn) => {
      expect(mistakes(worldOf(drawn), false, everyRequest)).toEqual([]);
    }),
    { numRuns: runs, seed },
  );
});
