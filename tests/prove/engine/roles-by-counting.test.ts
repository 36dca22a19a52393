import fc from 'fast-check';
import { mistakesOfRoles, wordsOf } from '../support/counting-roles';
import { trusting } from '../support/random-trust';

// The prover against counting, for roles: whatever it says of all requests is held against many of them.

const runs = Number(process.env.EDUCLOUD_BRUTE ?? 10);
const seed = Number(process.env.EDUCLOUD_SEED ?? 20261123);

describe('the prover against many requests for roles with trust policies at random', () => {
  it('is never wrong', () => {
    fc.assert(
      fc.property(trusting, (world) => {
        expect(mistakesOfRoles(world)).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  });

  it('says that something is proved, and that something is refuted, of each property', () => {
    const words = new Set(fc.sample(trusting, { numRuns: 40, seed }).flatMap(wordsOf));
    for (const property of ['federation-binding', 'assume-closure', 'break-glass-only']) {
      for (const verdict of ['proved', 'refuted']) expect(words).toContain(`${property} ${verdict}`);
    }
  });
});
