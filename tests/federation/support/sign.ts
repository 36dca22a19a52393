import { createHash, sign } from 'node:crypto';
import { canonicalText } from '../../../lib/federation/xml/canonical-writer';
import { canonicalOf, find, treeOf } from './canonical';
import { base64Of, type Signer } from './certificate';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const enc = 'http://www.w3.org/2001/04/xmlenc#';
export const excC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

export interface SignOptions {
  readonly digest?: 'sha256' | 'sha384' | 'sha512';
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
  readonly uri?: string;
  /** `PrefixList` of the reference, and of SignedInfo. */
  readonly inclusive?: string;
  readonly signedInfoInclusive?: string;
  /** Changes the signature before it is signed, so that what is strange in it is signed too. */
  readonly change?: (signature: string) => string;
  /** Nothing, or the certificate that KeyInfo shows. */
  readonly shown?: Signer | undefined;
}

/** A document with a signature as the first child of its root. */
export function signed(xml: string, signer: Signer, options: SignOptions = {}): string {
  const { digest = 'sha256' } = options;
  const digestValue = createHash(digest)
    .update(canonicalOf(xml, prefixes(options.inclusive)), 'utf8')
    .digest('base64');
  const unsigned = insert(xml, template(signer, { ...options, shown: options.shown ?? signer }, digestValue));
  return complete(unsigned, signer, options);
}

/** Puts `text` behind the start tag of the root. */
export function insert(xml: string, text: string): string {
  const root = /<[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>/.exec(xml);
  const end = root === null ? 0 : root.index + root[0].length;
  return xml.slice(0, end) + text + xml.slice(end);
}

/** Signs the SignedInfo that stands in the document. */
export function complete(
  xml: string,
  { privateKey, kind }: Signer,
  { hash = 'sha256', ...options }: SignOptions,
): string {
  const signedInfo = find(treeOf(xml), 'SignedInfo');
  if (signedInfo === undefined) return xml;
  const text = canonicalText(signedInfo, prefixes(options.signedInfoInclusive));
  const key = kind === 'ec' ? ({ key: privateKey, dsaEncoding: 'ieee-p1363' } as const) : privateKey;
  return xml.replace('@value@', sign(hash, Buffer.from(text), key).toString('base64'));
}

/** A signature without values. */
export function template(signer: Signer, options: SignOptions, digestValue = ''): string {
  const { hash = 'sha256', digest = 'sha256', uri = '', shown, change = (text) => text } = options;
  const method = `${more}${signer.kind === 'rsa' ? 'rsa' : 'ecdsa'}-${hash}`;
  const digestMethod = `${digest === 'sha384' ? more : enc}${digest}`;
  const keyInfo =
    shown === undefined
      ? ''
      : `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64Of(shown)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  return change(
    [
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>',
      `<ds:CanonicalizationMethod Algorithm="${excC14n}"${inclusiveText(options.signedInfoInclusive, 'CanonicalizationMethod')}`,
      `<ds:SignatureMethod Algorithm="${method}"/>`,
      `<ds:Reference URI="${uri}"><ds:Transforms><ds:Transform Algorithm="${enveloped}"/>`,
      `<ds:Transform Algorithm="${excC14n}"${inclusiveText(options.inclusive, 'Transform')}</ds:Transforms>`,
      `<ds:DigestMethod Algorithm="${digestMethod}"/><ds:DigestValue>${digestValue}</ds:DigestValue></ds:Reference>`,
      `</ds:SignedInfo><ds:SignatureValue>@value@</ds:SignatureValue>${keyInfo}</ds:Signature>`,
    ].join('\n'),
  );
}

function inclusiveText(list: string | undefined, parent: string): string {
  if (list === undefined) return '/>';
  return `><ec:InclusiveNamespaces xmlns:ec="${excC14n}" PrefixList="${list}"/></ds:${parent}>`;
}

export function prefixes(list: string | undefined): string[] {
  return (list ?? '').split(' ').flatMap((one) => (one === '' ? [] : [one === '#default' ? '' : one]));
}
