import { createPublicKey } from 'node:crypto';

/** Why a text is no key that signs for delivery. */
export interface Unfit {
  readonly what: string;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

const allowed = 'a public key as PEM, RSA of 2048 bits';
const extract = 'write the public half: `openssl rsa -in PRIVATE.pem -pubout -out PUBLIC.pem`';

/**
 * A public key as PEM in one form (SubjectPublicKeyInfo), or what is wrong with the text.
 *
 * CloudFront takes RSA keys of 2048 bits; whether it takes others in every partition is not known
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html).
 */
export function publicKeyOf(text: string): string | Unfit {
  if (text.includes('PRIVATE KEY')) {
    return {
      what: 'is a private key, which must not lie here',
      found: 'a private key',
      allowed,
      fix: `remove it from this folder and from version control, take a new pair, and ${extract}`,
    };
  }
  try {
    const key = createPublicKey(text);
    const bits = key.asymmetricKeyDetails?.modulusLength;
    if (key.asymmetricKeyType === 'rsa' && bits === 2048) return key.export({ type: 'spki', format: 'pem' }).toString();
    const found = `${key.asymmetricKeyType ?? 'unknown'}${bits === undefined ? '' : `, ${bits} bits`}`;
    return {
      what: 'is none that CloudFront takes everywhere',
      found,
      allowed,
      fix: 'make the pair with `openssl genrsa 2048`',
    };
  } catch {
    return { what: 'cannot be read', found: 'no PEM of a public key', allowed, fix: extract };
  }
}
