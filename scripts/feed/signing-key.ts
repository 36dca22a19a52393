import { checkPrimeSync, createPrivateKey, type KeyObject } from 'node:crypto';
import { seeded, type Seeded } from './seeded';

/** A private key that follows from a seed, and the modulus of its public half. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** Big-endian. */
  readonly modulus: Buffer;
}

/** Bits of the modulus. */
const size = 2048;
const exponent = 65_537n;

/**
 * A real RSA key from a seed. Whoever knows the seed has the key: it signs synthetic feeds and must never sign anything
 * else. That is its use: feeds can be renewed by anybody, and no secret is committed.
 */
export function signingKey(seed: number): SigningKey {
  const key = known.get(seed) ?? derived(seed);
  known.set(seed, key);
  return key;
}

/** Looking for primes takes longer than all the rest of a small feed. */
const known = new Map<number, SigningKey>();

function derived(seed: number): SigningKey {
  const random = seeded(`educloud synthetic feed: signing key ${seed}`);
  const p = prime(random);
  const q = prime(random);
  const n = p * q;
  const d = inverse(exponent, (p - 1n) * (q - 1n));
  const jwk = { n, e: exponent, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const key = Object.fromEntries(
    Object.entries(jwk).map(([name, value]) => [name, bytesOf(value).toString('base64url')]),
  );
  return { privateKey: createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...key } }), modulus: bytesOf(n) };
}

/** The next prime after a random number whose two highest bits are set, so that a product of two has its full size. */
function prime(random: Seeded): bigint {
  const bytes = random.bytes(size / 16);
  bytes.writeUInt8(bytes.readUInt8(0) | 0xc0, 0);
  let candidate = BigInt(`0x${bytes.toString('hex')}`) | 1n;
  while (candidate % exponent === 1n || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** Extended Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [oldRest, rest, oldFactor, factor] = [value % modulus, modulus, 1n, 0n];
  while (rest !== 0n) {
    const quotient = oldRest / rest;
    [oldRest, rest] = [rest, oldRest - quotient * rest];
    [oldFactor, factor] = [factor, oldFactor - quotient * factor];
  }
  return ((oldFactor % modulus) + modulus) % modulus;
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
