import { createPublicKey, type KeyObject } from 'node:crypto';

/** A public key in PEM (SubjectPublicKeyInfo); undefined for anything else, private keys and certificates included. */
export function publicKeyOf(pem: string): KeyObject | undefined {
  if (!/^\s*-----BEGIN PUBLIC KEY-----/.test(pem)) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

/** Whether both are there and the same key, however they are written. */
export function sameKey(one: KeyObject | undefined, other: KeyObject | undefined): boolean {
  return one !== undefined && other !== undefined && one.equals(other);
}
