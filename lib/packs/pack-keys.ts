import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { failure, type EducloudError } from '../errors';

/** A key with which packs are verified. */
export interface PackKey {
  /** SHA-256 of the SubjectPublicKeyInfo in DER, as 64 hexadecimal digits. */
  readonly id: string;
  readonly verifies: (message: Uint8Array, signature: Uint8Array) => boolean;
}

/** What signs packs: a key file, or a service that keeps the key to itself (AWS KMS with ECC_NIST_P256). */
export interface Signer {
  readonly key: PackKey;
  /** ECDSA P-256 with SHA-256, the signature in DER, or Ed25519. */
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/**
 * The public key in a PEM text.
 *
 * @throws EDU611 for a private key, another algorithm or no key
 */
export function readPublicKey(pem: string, file: string): PackKey {
  if (pem.includes('PRIVATE KEY-----')) {
    throw failure('EDU611', 'a private key stands where the public key belongs', {
      file,
      found: 'a private key',
      allowed: 'the public key of the publisher (PEM)',
      fix: 'make it with `openssl pkey -in PRIVATE.pem -pubout`, and remove the private key from this machine: whoever has it signs in the name of the publisher',
    });
  }
  return packKey(parsed(pem, file, createPublicKey), file);
}

/**
 * Signs with the private key in a PEM text.
 *
 * @throws EDU611 for another algorithm, a key with a passphrase, or no key
 */
export function keyFileSigner(pem: string, file: string): Signer {
  if (!pem.includes('PRIVATE KEY-----') && pem.includes('PUBLIC KEY-----')) {
    throw failure('EDU611', 'a public key stands where the private key belongs', {
      file,
      found: 'a public key',
      allowed: 'the private key of the publisher (PEM)',
      fix: 'name the private half; schools get the public one',
    });
  }
  const secret = parsed(pem, file, createPrivateKey);
  return {
    key: packKey(createPublicKey(secret), file),
    sign: (message) => sign(digestOf(secret), message, secret),
  };
}

/** Whether the private key of `signer` stands in a text, as PEM without passphrase. */
export function holdsKeyOf(bytes: Uint8Array, signer: Signer): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!text.includes('PRIVATE KEY-----')) return false;
  const blocks = text
    .toString('latin1')
    .match(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----/g);
  return (blocks ?? []).some((pem) => {
    try {
      return idOf(createPublicKey(pem)) === signer.key.id;
    } catch {
      return false;
    }
  });
}

function packKey(key: KeyObject, file: string): PackKey {
  const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (!isP256 && key.asymmetricKeyType !== 'ed25519') {
    const curve = key.asymmetricKeyDetails?.namedCurve;
    throw failure('EDU611', 'the key is of a kind that packs do not take', {
      file,
      found: `${key.asymmetricKeyType ?? 'no key'}${curve === undefined ? '' : ` ${curve}`}`,
      allowed: 'ECDSA on P-256, or Ed25519',
      fix: 'make one with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`',
    });
  }
  return {
    id: idOf(key),
    verifies: (message, signature) => verify(digestOf(key), message, key, signature),
  };
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Ed25519 hashes by itself. */
function digestOf(key: KeyObject): 'sha256' | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

function parsed(pem: string, file: string, parse: (pem: string) => KeyObject): KeyObject {
  try {
    return parse(pem);
  } catch {
    throw noKey(pem, file);
  }
}

function noKey(pem: string, file: string): EducloudError {
  const first = /-----BEGIN [A-Z0-9 ]+-----/.exec(pem)?.[0];
  return failure('EDU611', 'the file holds no key that can be read', {
    file,
    found: first ?? 'no PEM',
    allowed: 'one key in PEM, without passphrase',
    fix: 'name the file of the key; `openssl pkey -in FILE` shows whether it is one',
  });
}
