/** A set of statements, one bit each. */
export type Mask = bigint;

const bits: Mask[] = [];

/** The mask with one bit. */
export function bitOf(index: number): Mask {
  return (bits[index] ??= 1n << BigInt(index));
}
