import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { DeliverySigning } from '../config';
import { issue, type Issue } from '../errors';
import { publicKeyOf, sameKey } from './public-key';

/** What a signature is made with. */
export interface SigningKey {
  /** Of the region file. */
  readonly id: string;
  readonly pem: string;
}

const make = 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out PRIVATE.pem';

/**
 * Judges the private key that is to sign: RSA with 2048 bits, unencrypted PEM, and the other half of the region's active
 * key. Another key of the region is refused as well, or nobody could say when it has signed for the last time.
 *
 * @param file where it was read, for messages, which never show what stands in it
 */
export function judgePrivateKey(
  pem: string,
  file: string,
  signing: DeliverySigning | undefined,
): { readonly key?: SigningKey; readonly issues: readonly Issue[] } {
  const read = readPrivateKey(pem);
  if (typeof read === 'string') {
    return {
      issues: [
        issue('EDU575', read, {
          file,
          allowed: 'an RSA key of 2048 bits as PEM, not encrypted',
          fix: `make one: ${make}`,
        }),
      ],
    };
  }
  if (signing === undefined) return { issues: [] };
  const half = createPublicKey(read);
  const own = signing.keys.find((one) => sameKey(publicKeyOf(one.pem), half));
  if (own?.id === signing.active) return { key: { id: own.id, pem }, issues: [] };
  const ids = signing.keys.map(({ id }) => id).join(', ');
  const details =
    own === undefined
      ? {
          found: `a key that is none of ${ids}`,
          fix: 'take the private half of the active key, or add its public half to the region file and deploy first',
        }
      : {
          found: own.id,
          fix: `sign with the private half of ${signing.active}; \`educloud delivery rotate\` says how the active key is changed`,
        };
  return {
    issues: [issue('EDU576', 'this key does not sign for the region', { file, allowed: signing.active, ...details })],
  };
}

/** The key, or what is wrong with it. */
function readPrivateKey(pem: string): KeyObject | string {
  if (!pem.includes('-----BEGIN ')) return 'the file holds no PEM';
  if (pem.includes('ENCRYPTED')) return 'the key is encrypted with a passphrase, which is not asked for';
  if (!/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(pem)) return 'the file holds no private key';
  const key = parsed(pem);
  if (key === undefined) return 'the key cannot be read';
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType === 'rsa' && bits === 2048) return key;
  return `the key is of another kind: ${[key.asymmetricKeyType ?? 'unknown', bits].filter(Boolean).join(' ')}`;
}

function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    // What OpenSSL says of it helps nobody, and the file is secret.
    return undefined;
  }
}
