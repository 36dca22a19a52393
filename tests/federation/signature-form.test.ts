import { fromBase64 } from '../../lib/federation/verify/base64';
import { rsaSigner } from './support/certificate';
import { feedText, refusal } from './support/feed';
import { enveloped, excC14n, signed } from './support/sign';

const signer = rsaSigner();

describe('a signature of another form is refused, though the pinned key made it', () => {
  const transform = `<ds:Transform Algorithm="${excC14n}"/>`;
  const first = `<ds:Transform Algorithm="${enveloped}"/>`;
  test.each<[what: string, from: string | RegExp, to: string, code: string]>([
    ['no URI', 'URI=""', '', 'EDU516'],
    ['the ID of another element', 'URI=""', 'URI="#oak"', 'EDU516'],
    ['a file elsewhere', 'URI=""', 'URI="https://evil.example/"', 'EDU516'],
    ['an XPointer to the root', 'URI=""', 'URI="#xpointer(/)"', 'EDU516'],
    ['a Type', 'URI=""', 'URI="" Type="urn:x"', 'EDU516'],
    ['two references', /<ds:Reference[^]*<\/ds:Reference>/, '$&$&', 'EDU516'],
    ['no reference', /<ds:Reference[^]*<\/ds:Reference>/, '', 'EDU516'],
    ['two SignedInfo', /<ds:SignedInfo[^]*<\/ds:SignedInfo>/, '$&$&', 'EDU516'],
    ['two values', /<ds:SignatureValue>[^]*<\/ds:SignatureValue>/, '$&$&', 'EDU516'],
    ['two digests', /<ds:DigestValue>[^]*<\/ds:DigestValue>/, '$&$&', 'EDU516'],
    ['no transforms', /<ds:Transforms>[^]*<\/ds:Transforms>/, '', 'EDU516'],
    ['an empty list of transforms', /<ds:Transforms>[^]*<\/ds:Transforms>/, '<ds:Transforms/>', 'EDU516'],
    ['no enveloped transform', first, '', 'EDU516'],
    ['no canonicalization', transform, '', 'EDU516'],
    ['a third transform', transform, transform + transform, 'EDU516'],
    [
      'an XPath',
      first,
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>x</ds:XPath></ds:Transform>',
      'EDU516',
    ],
    ['an XSLT', first, '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>', 'EDU517'],
    ['canonicalization with comments', transform, transform.replace('#"', '#WithComments"'), 'EDU517'],
    [
      'inclusive canonicalization',
      transform,
      transform.replace(excC14n, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
      'EDU517',
    ],
    [
      'a canonicalization of SignedInfo with comments',
      `Method Algorithm="${excC14n}"`,
      `Method Algorithm="${excC14n}WithComments"`,
      'EDU517',
    ],
    [
      'a parameter that nobody knows',
      transform,
      transform.replace('/>', '><x xmlns="urn:x"/></ds:Transform>'),
      'EDU516',
    ],
    [
      'a length for HMAC',
      /(rsa-sha256")\/>/,
      '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
      'EDU516',
    ],
    ['an Object', '</ds:Signature>', '<ds:Object/></ds:Signature>', 'EDU516'],
    ['a Manifest', '</ds:Signature>', '<ds:Manifest/></ds:Signature>', 'EDU516'],
    ['an attribute that nobody knows', '<ds:SignedInfo>', '<ds:SignedInfo x="y">', 'EDU516'],
    ['text between the elements', '<ds:SignedInfo>', '<ds:SignedInfo>x', 'EDU516'],
    ['a comment in the digest', '<ds:DigestValue>', '<ds:DigestValue>AAAA<!-- -->', 'EDU516'],
    ['a digest that is no base64', '<ds:DigestValue>', '<ds:DigestValue>*', 'EDU516'],
    ['SHA-1 as the digest', 'xmlenc#sha256', 'xmldsig#sha1', 'EDU517'],
    [
      'MD5 as the digest',
      'http://www.w3.org/2001/04/xmlenc#sha256',
      'http://www.w3.org/2001/04/xmldsig-more#md5',
      'EDU517',
    ],
    [
      'RSA with SHA-1',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      'EDU517',
    ],
    [
      'RSA-PSS',
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
      'EDU517',
    ],
    ['HMAC', 'rsa-sha256', 'hmac-sha256', 'EDU517'],
    ['ECDSA, which this key cannot do', 'rsa-sha256', 'ecdsa-sha256', 'EDU521'],
    ['a method of another digest', 'rsa-sha256', 'rsa-sha512', 'EDU521'],
  ])('%s', async (_what, from, to, code) => {
    const text = signed(feedText(), signer, {
      change: (one) => {
        const other = one.replace(from, to);
        expect(other).not.toBe(one);
        return other;
      },
    });
    expect(await refusal(text, signer)).toBe(code);
  });

  test('a signature over the ID of a root that has none', async () => {
    expect(
      await refusal(signed(feedText({ root: 'validUntil="2026-12-07T00:00:00Z"' }), signer, { uri: '#' }), signer),
    ).toBe('EDU516');
    expect(
      await refusal(
        signed(feedText({ root: 'ID="" validUntil="2026-12-07T00:00:00Z"' }), signer, { uri: '#feed' }),
        signer,
      ),
    ).toBe('EDU516');
  });
});

test('bytes are written in one way only', () => {
  expect(fromBase64(' AA\nA=\r\n')).toEqual(Buffer.from([0, 0]));
  for (const wrong of ['', '=', 'AAA', 'AAB=', 'AAA=A', 'AA A=\u00a0', 'AA-_', 'AAAA=', 'A']) {
    expect(fromBase64(wrong)).toBeUndefined();
  }
});
