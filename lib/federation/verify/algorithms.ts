/** Digests accepted, by the names of XML Signature and RFC 9231, as node:crypto calls them. */
export const digests: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

export interface SignatureAlgorithm {
  readonly key: 'rsa' | 'ec';
  readonly digest: string;
}

/** Signatures accepted: RSA as PKCS #1 v1.5, ECDSA as r and s side by side. */
export const signatures: ReadonlyMap<string, SignatureAlgorithm> = new Map(
  ['256', '384', '512'].flatMap((size): (readonly [string, SignatureAlgorithm])[] => [
    [`http://www.w3.org/2001/04/xmldsig-more#rsa-sha${size}`, { key: 'rsa', digest: `sha${size}` }],
    [`http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha${size}`, { key: 'ec', digest: `sha${size}` }],
  ]),
);

/** Curves accepted, by the names that OpenSSL has for them. */
export const curves: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Why a well-known algorithm is refused; nothing for one that nobody knows. */
export function weakness(algorithm: string): string | undefined {
  if (/sha1\b|#sha224|-sha224/.test(algorithm)) return 'a digest that is too short, such as SHA-1, can be forged';
  if (/md5|ripemd/i.test(algorithm)) return 'this digest can be forged';
  if (/mgf1|rsa-pss/i.test(algorithm)) return 'RSA-PSS is not used by federations, so it is not supported';
  if (/hmac/i.test(algorithm)) return 'a shared secret proves nothing about its publisher';
  return undefined;
}
