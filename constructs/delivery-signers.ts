import { createHash, createPublicKey } from 'node:crypto';
import { CfnKeyGroup, CfnPublicKey } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** A public key by which CloudFront checks signed URLs and cookies. */
export interface DeliverySigningKey {
  /** What the key is called: 1 to 20 of a–z, 0–9 and single hyphens inside, such as `2026a`. */
  readonly id: string;

  /** RSA, 2,048 bits, as PEM (`BEGIN PUBLIC KEY`). */
  readonly pem: string;
}

/** The resources by which signatures are checked. */
export interface Signers {
  readonly group: CfnKeyGroup;
  /** By the id of the key, in the order given. */
  readonly keys: ReadonlyMap<string, CfnPublicKey>;
}

/**
 * Public keys and their group. CloudFront refuses to change the key of a public key that is there
 * (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdatePublicKey.html), so construct id and name carry a
 * hash of it: another key is another resource, which is made before the old one goes.
 */
export function signersOf(scope: Construct, regionId: string, signingKeys: readonly DeliverySigningKey[]): Signers {
  const keys = new Map(
    signingKeys.map(({ id, pem }) => {
      const encodedKey = canonicalPem(pem) ?? pem;
      const hash = createHash('sha256').update(encodedKey).digest('hex').slice(0, 8);
      const name = `educloud-${regionId}-${id}-${hash}`;
      const publicKeyConfig = {
        name,
        encodedKey,
        callerReference: name,
        comment: `educloud: key ${id} of ${regionId}`,
      };
      return [id, new CfnPublicKey(scope, `Key-${id}-${hash}`, { publicKeyConfig })];
    }),
  );
  const group = new CfnKeyGroup(scope, 'Keys', {
    keyGroupConfig: {
      name: `educloud-${regionId}`,
      comment: `educloud: who signs for licensed material of ${regionId}`,
      items: [...keys.values()].map((key) => key.ref),
    },
  });
  return { group, keys };
}

/**
 * The same key always as the same text, with line ends as OpenSSL writes them; none for whatever is not an RSA public key
 * of 2,048 bits. CloudFront takes ECDSA P-256 as well
 * (https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_PublicKey.html); of the China Regions nobody has tried it.
 */
export function canonicalPem(pem: string): string | undefined {
  // Node makes a public key of a private one, too, and a private key has no place here.
  if (!/^\s*-----BEGIN PUBLIC KEY-----\r?\n[A-Za-z0-9+/=\r\n]+-----END PUBLIC KEY-----\s*$/.test(pem)) return undefined;
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== 2_048) return undefined;
    return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}
