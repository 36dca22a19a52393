import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { failure } from '../../errors';
import { curves } from './algorithms';

/** The one key that a feed may be signed with. */
export interface PinnedCertificate {
  readonly file: string;
  readonly publicKey: KeyObject;
  readonly kind: 'rsa' | 'ec';
  /** SHA-256 of the certificate, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const smallestRsaKey = 2048;
const fix = 'take the signing certificate that the federation publishes, as one PEM file, and compare its fingerprint';

/** Reads the certificate that verifies a feed; EDU518 for anything but one certificate with a strong key. */
export function pinnedCertificate(pem: string, file: string): PinnedCertificate {
  const block = onlyBlock(pem, file);
  const certificate = parse(block, file);
  const { publicKey } = certificate;
  return {
    file,
    publicKey,
    kind: kindOf(publicKey, file),
    sha256: sha256Of(certificate.raw),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
  };
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function onlyBlock(pem: string, file: string): string {
  const labels = [...pem.matchAll(/-----BEGIN ([^\n-]*)-----/g)].map(([, label]) => label ?? '');
  if (labels.some((label) => label.includes('PRIVATE KEY'))) {
    throw failure('EDU518', 'the certificate file holds a private key', {
      file,
      allowed: 'one certificate',
      fix: 'a private key belongs to whoever signs: remove it, and tell its owner that it has spread',
    });
  }
  if (labels.length > 1) {
    throw failure('EDU518', 'the certificate file holds more than one block', {
      file,
      found: labels.join(', '),
      allowed: 'one certificate: the key that signs is pinned, and no chain is followed',
      fix,
    });
  }
  const match = /^\uFEFF?\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----)\s*$/.exec(pem);
  if (match?.[1] === undefined) {
    throw failure('EDU518', 'the certificate file is no PEM certificate', {
      file,
      allowed: 'one block from BEGIN CERTIFICATE to END CERTIFICATE, and nothing else',
      fix,
    });
  }
  return match[1];
}

function parse(block: string, file: string): X509Certificate {
  try {
    const certificate = new X509Certificate(block);
    // Reading the key is what fails for a key of an unknown kind.
    return certificate.publicKey.type === 'public' ? certificate : unreadable(file);
  } catch {
    return unreadable(file);
  }
}

function unreadable(file: string): never {
  throw failure('EDU518', 'the certificate cannot be read', { file, allowed: 'an X.509 certificate', fix });
}

function kindOf(key: KeyObject, file: string): PinnedCertificate['kind'] {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= smallestRsaKey) return 'rsa';
  if (key.asymmetricKeyType === 'ec' && curves.has(namedCurve)) return 'ec';
  throw failure('EDU518', 'the key of the certificate is not accepted', {
    file,
    found: [key.asymmetricKeyType, modulusLength || namedCurve].filter(Boolean).join(' '),
    allowed: `RSA of at least ${smallestRsaKey} bits, or EC on P-256, P-384 or P-521`,
    fix: 'ask the federation for a stronger key: who can break this one can write its feed',
  });
}
