import type { Minterm } from './atoms';

/** Which values a multi-valued key can have: the values of one subset, each for a minterm. */
export interface SubsetMinterm {
  /** By minterm: whether a value of it is among the values. */
  readonly has: readonly boolean[];
  readonly values: readonly string[];
}

/**
 * Every way in which the values of a multi-valued key can be spread over the minterms of one value, smallest first; the
 * empty list is not among them. Set operators tell no more apart: they ask whether some value, or every value, fits.
 * Undefined when there are more than `budget` (255 by default: 8 minterms).
 */
export function subsetMinterms(minterms: readonly Minterm[], budget = 255): readonly SubsetMinterm[] | undefined {
  if (minterms.length > 30 || 2 ** minterms.length - 1 > budget) return undefined;
  const subsets: SubsetMinterm[] = [];
  for (let subset = 1; subset < 2 ** minterms.length; subset += 1) {
    const has = minterms.map((_, index) => ((subset >> index) & 1) === 1);
    subsets.push({ has, values: minterms.flatMap(({ witness }, index) => (has[index] === true ? [witness] : [])) });
  }
  return subsets.sort((a, b) => a.values.length - b.values.length);
}
