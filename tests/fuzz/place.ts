import * as fc from 'fast-check';

const steps = 2 ** 20;

/** A place in whatever it meets, from its beginning, 0, to before its end, 1. Doubles would nearly all be next to 0. */
export const place: fc.Arbitrary<number> = fc.nat(steps - 1).map((step) => step / steps);
