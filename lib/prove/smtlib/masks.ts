import type { Mask } from '../engine/mask';

/** The bits of a mask, in their order. */
export function bitsOf(mask: Mask): number[] {
  return Array.from(mask.toString(2))
    .reverse()
    .flatMap((digit, bit) => (digit === '1' ? [bit] : []));
}
