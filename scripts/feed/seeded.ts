import { createCipheriv, createHash } from 'node:crypto';

/** Pseudo-random values that follow from a label alone, so that a seed gives the same bytes everywhere. */
export interface Seeded {
  readonly bytes: (count: number) => Buffer;
  /** A whole number from 0 to `limit` - 1; `limit` is at most 2^32. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(values: readonly [T, ...T[]]) => T;
  /** True once in `times`, on average. */
  readonly once: (times: number) => boolean;
}

/** The key stream of AES-256 in counter mode under a digest of `label`: fast, and without visible pattern. */
export function seeded(label: string): Seeded {
  const key = createHash('sha256').update(label).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const bytes = (count: number): Buffer => cipher.update(Buffer.alloc(count));
  const below = (limit: number): number => bytes(6).readUIntBE(0, 6) % limit;
  return {
    bytes,
    below,
    pick: (values) => values[below(values.length)] ?? values[0],
    once: (times) => below(times) === 0,
  };
}
