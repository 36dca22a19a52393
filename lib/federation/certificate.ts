import { createHash, X509Certificate } from 'node:crypto';
import type { LockedCertificate } from './lock';

/** A certificate as far as somebody who trusts it must know it. */
export interface ReadCertificate extends LockedCertificate {
  /** Base64 of DER, without white space. */
  readonly base64: string;
  /** SHA-256 of the public key alone: the same key may stand in two certificates. */
  readonly keySha256: string;
  /** Why IAM is not given this key. */
  readonly unfit?: string;
}

/** Bits of the modulus of the smallest key that is taken. IAM takes 1,024, which has been too few since 2013 (NIST SP 800-131A). */
export const smallestKey = 2048;

/** Reads base64 of DER; nothing for what is no certificate, or more than one. */
export function readCertificate(base64: string): ReadCertificate | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return undefined;
  try {
    const certificate = new X509Certificate(bytes);
    // OpenSSL reads to the end of the first certificate and PEM too; whoever reads the rest would see another.
    if (!certificate.raw.equals(bytes)) return undefined;
    const { publicKey } = certificate;
    const { asymmetricKeyType = 'unknown', asymmetricKeyDetails: details = {} } = publicKey;
    const size = details.modulusLength ?? details.namedCurve;
    const unfit = unfitKey(asymmetricKeyType, details.modulusLength ?? 0, details.publicExponent ?? 0n);
    return {
      base64,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      key: size === undefined ? asymmetricKeyType : `${asymmetricKeyType}-${size}`,
      notBefore: day(certificate.validFrom),
      notAfter: day(certificate.validTo),
      keySha256: createHash('sha256')
        .update(publicKey.export({ type: 'spki', format: 'der' }))
        .digest('hex'),
      ...(unfit === undefined ? {} : { unfit }),
    };
  } catch {
    return undefined;
  }
}

/** What IAM documents for SAML is RSA; other keys are refused until it documents them. */
function unfitKey(type: string, bits: number, exponent: bigint): string | undefined {
  if (type !== 'rsa') return `a key of type ${type}`;
  if (bits < smallestKey) return `${bits} bits`;
  // With a tiny exponent, such as 1, signatures are made without the private key.
  return exponent < 65_537n ? `the public exponent ${exponent}` : undefined;
}

/** Throws RangeError for a date that is none, which makes the certificate unreadable. */
function day(text: string): string {
  return new Date(text).toISOString().slice(0, 10);
}
