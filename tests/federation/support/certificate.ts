import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A key pair and a certificate of its own, as a federation publishes one. */
export interface Signer {
  readonly privateKey: KeyObject;
  readonly privatePem: string;
  readonly certificate: string;
  readonly kind: 'rsa' | 'ec';
}

export interface CertificateOptions {
  /** `YYMMDD`. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

export function rsaSigner(bits = 2048, options: CertificateOptions = {}): Signer {
  return signer(generateKeyPairSync('rsa', { modulusLength: bits }), 'rsa', options);
}

export function ecSigner(namedCurve: string, options: CertificateOptions = {}): Signer {
  return signer(generateKeyPairSync('ec', { namedCurve }), 'ec', options);
}

/** A certificate for a key that can sign nothing in XML Signature. */
export function ed25519Signer(): Signer {
  return signer(generateKeyPairSync('ed25519'), 'ec', {});
}

function signer(
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  kind: Signer['kind'],
  { notBefore = '250101', notAfter = '350101' }: CertificateOptions,
): Signer {
  const ed = publicKey.asymmetricKeyType === 'ed25519';
  // sha256WithRSAEncryption, ecdsa-with-SHA256, Ed25519
  const algorithm = ed
    ? der(0x30, der(0x06, Buffer.from('2b6570', 'hex')))
    : kind === 'rsa'
      ? der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05))
      : der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('feed')))));
  const time = (day: string): Buffer => der(0x17, Buffer.from(`${day}000000Z`));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign(ed ? null : 'sha256', body, privateKey);
  const bytes = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    privateKey,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    kind,
  };
}

/** One value of DER. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

/** The base64 of a certificate, as metadata holds it. */
export function base64Of({ certificate }: Signer): string {
  return certificate.replace(/-----[^-]+-----|\s/g, '');
}
