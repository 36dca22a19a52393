/** A set of statements, one bit each. */
export type Mask = bigint;

const bits: Mask[] = [];

/** The mask with one bit. */
export function bitOf(index: number): Mask {
  return (bits[index] ??= 1n << BigInt(index));
}

/** How many statements a mask holds. */
export function sizeOf(mask: Mask): number {
  let count = 0;
  for (let rest = mask; rest !== 0n; rest &= rest - 1n) count += 1;
  return count;
}
