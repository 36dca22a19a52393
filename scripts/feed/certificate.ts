import { createHash, sign } from 'node:crypto';
import { bitString, der, integer, objectId, sequence, text, time } from './der';
import { seeded } from './seeded';
import type { SigningKey } from './signing-key';

/** What a certificate says. */
export interface CertificateContents {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** What the pseudo-random parts follow from. */
  readonly label: string;
}

const sha256WithRsa = sequence(objectId('1.2.840.113549.1.1.11'), der(0x05));
const rsa = sequence(objectId('1.2.840.113549.1.1.1'), der(0x05));

/**
 * The X.509 certificate of an entity, as base64 of DER. Its modulus is a pseudo-random number that nobody has factored and
 * its signature is noise, so no private key exists anywhere: nobody can sign in with it.
 */
export function entityCertificate(contents: CertificateContents, bits = 2048): string {
  const random = seeded(`educloud synthetic feed: certificate ${contents.label}`);
  const modulus = random.bytes(bits / 8);
  modulus.writeUInt8(modulus.readUInt8(0) | 0x80, 0);
  modulus.writeUInt8(modulus.readUInt8(modulus.length - 1) | 1, modulus.length - 1);
  return certificate(contents, modulus, () => random.bytes(bits / 8)).toString('base64');
}

/** The certificate of the key that signs a feed, signed by itself, as DER. */
export function signerCertificate(contents: CertificateContents, { modulus, privateKey }: SigningKey): Buffer {
  return certificate(contents, modulus, (body) => sign('sha256', body, privateKey));
}

/** DER as PEM. */
export function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** A certificate of version 3 (RFC 5280, 4.1). */
function certificate(
  { commonName, notBefore, notAfter, label }: CertificateContents,
  modulus: Buffer,
  signature: (body: Buffer) => Buffer,
): Buffer {
  const name = sequence(der(0x31, sequence(objectId('2.5.4.3'), text(commonName))));
  const key = sequence(integer(modulus), integer(Buffer.from([1, 0, 1])));
  const serial = createHash('sha256').update(`serial ${label}`).digest().subarray(0, 16);
  const keyId = createHash('sha1').update(key).digest();
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    sha256WithRsa,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    sequence(rsa, bitString(key)),
    // Subject key identifier; no extension stands twice, as IAM asks.
    der(0xa3, sequence(sequence(objectId('2.5.29.14'), der(0x04, der(0x04, keyId))))),
  );
  return sequence(body, sha256WithRsa, bitString(signature(body)));
}
