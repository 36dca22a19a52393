import fc from 'fast-check';
import { contradictions, randomVault } from '../support/counting-vaults';

test('what is proved of a vault or a trail has no counterexample among all requests over a small alphabet', () => {
  let proofs = 0;
  fc.assert(
    fc.property(randomVault, (one) => {
      const { found, proofs: more } = contradictions(one);
      proofs += more;
      expect(found).toEqual([]);
    }),
    { numRuns: 80, seed: 7 },
  );
  // A law about proofs says nothing where there are none.
  expect(proofs).toBeGreaterThan(40);
}, 120_000);
