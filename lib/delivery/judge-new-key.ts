import type { DeliverySigning } from '../config';
import { issue, type Issue } from '../errors';
import { publicKeyOf, sameKey } from './public-key';

/** A public key that is proposed for a region. */
export interface NewKey {
  /** Its id in the region file: the name of its file without ending. */
  readonly id: string;
  /** Its file, as the region file names it. */
  readonly publicKey: string;
}

const wanted = 'a public key of RSA with 2048 bits as PEM (BEGIN PUBLIC KEY)';

/**
 * Judges a file that is to become a public key of the region.
 *
 * @param file where it was read, for messages
 */
export function judgeNewKey(
  pem: string,
  { id }: NewKey,
  signing: DeliverySigning | undefined,
  file: string,
): readonly Issue[] {
  if (pem.includes('PRIVATE KEY')) {
    return [
      issue('EDU587', 'this is a private key: whoever reads it can sign for everything that is licensed', {
        file,
        allowed: wanted,
        fix:
          `move it away from the region file, to the machine that signs; if it was ever committed or sent, make another pair. ` +
          'Its public half: openssl pkey -in PRIVATE.pem -pubout -out PUBLIC.pem',
      }),
    ];
  }
  const key = publicKeyOf(pem);
  const bits = key?.asymmetricKeyDetails?.modulusLength;
  if (key?.asymmetricKeyType !== 'rsa' || bits !== 2048) {
    const found = key === undefined ? 'no public key as PEM' : [key.asymmetricKeyType, bits].filter(Boolean).join(' ');
    return [
      issue('EDU586', 'the file cannot become a key of the region', {
        file,
        found,
        allowed: wanted,
        fix: 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out PRIVATE.pem && openssl pkey -in PRIVATE.pem -pubout -out PUBLIC.pem',
      }),
    ];
  }
  const same = signing?.keys.find((one) => sameKey(publicKeyOf(one.pem), key));
  if (same !== undefined) {
    return [
      issue('EDU586', 'the region has this key already', {
        file,
        found: same.id,
        allowed: 'a key of a new pair',
        fix: 'make a new pair: a change to the same key changes nothing',
      }),
    ];
  }
  if (
    /^(?=.{1,20}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) &&
    signing?.keys.every((one) => plain(one.id) !== plain(id)) !== false
  )
    return [];
  return [
    issue('EDU586', 'the name of the file cannot become the id of the key', {
      file,
      found: id,
      allowed:
        'small letters, digits and single hyphens inside, at most 20, and no id that the region has, with or without hyphens',
      fix: 'name the file after the year and a letter, such as 2027a.pem',
    }),
  ];
}

/** Outputs of a stack tell ids without their hyphens. */
function plain(id: string): string {
  return id.replaceAll('-', '');
}
