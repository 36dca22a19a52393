import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { App, Stack } from 'aws-cdk-lib/core';
import { CfnSAMLProvider } from 'aws-cdk-lib/aws-iam';
import { findings } from '../../lib/synth/findings';
import { browserSignOn, minimalMetadata, readMinimal } from '../../lib/federation/minimal-metadata';
import { layOut } from '../errors/support';
import { certificateOf, oak, providerOf } from './select-support';

const { signOn } = providerOf(oak);
const text = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((one) => one.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, ''));
const providers = fc.record({
  entityId: text.map((one) => `https://${one}`),
  certificates: fc.array(
    fc.integer({ min: 0, max: 3 }).map((label) => certificateOf(`${label}`)),
    { maxLength: 3 },
  ),
  signOn: fc.array(fc.record({ binding: text, location: text }), { maxLength: 3 }),
});

interface Parsed {
  readonly tags: readonly string[];
  readonly values: readonly string[];
}

function parsed(xml: string): Parsed {
  const tags: string[] = [];
  const values: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, uri, attributes }) => {
    tags.push(`${uri} ${local}`);
    for (const { prefix, value } of Object.values(attributes)) if (prefix !== 'xmlns') values.push(value);
  });
  parser.on('text', (piece) => piece.trim() !== '' && values.push(piece));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return { tags, values };
}

test('whatever a feed says, the document is well-formed ASCII of a length that IAM takes, and says it', () => {
  fc.assert(
    fc.property(providers, (provider) => {
      const xml = minimalMetadata(provider);
      expect(xml).toMatch(/^[\n -~]+$/);
      expect(xml.length).toBeGreaterThanOrEqual(1_000);
      const { values } = parsed(xml);
      expect(values).toEqual([
        provider.entityId,
        'urn:oasis:names:tc:SAML:2.0:protocol',
        ...provider.certificates.flatMap((one) => ['signing', one]),
        'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        ...provider.signOn.flatMap(({ binding, location }) => [binding, location]),
      ]);
      expect(readMinimal(xml)).toEqual(provider);
    }),
  );
});

test('nothing is in it but what sign-in takes', () => {
  const { tags } = parsed(minimalMetadata(providerOf(oak)));
  expect(tags.map((tag) => tag.split(' ')[1])).toEqual([
    'EntityDescriptor',
    'IDPSSODescriptor',
    'KeyDescriptor',
    'KeyInfo',
    'X509Data',
    'X509Certificate',
    'NameIDFormat',
    'SingleSignOnService',
  ]);
});

test('a document that was touched is not read', () => {
  const xml = minimalMetadata(providerOf(oak));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: xml.length - 1 }), fc.constantFrom(' ', '<', 'x', '&'), (at, letter) => {
      const touched = `${xml.slice(0, at)}${letter}${xml.slice(at + 1)}`;
      const read = readMinimal(touched);
      expect(read === undefined || minimalMetadata(read) === touched).toBe(true);
    }),
  );
  expect(readMinimal(xml.replace('KeyDescriptor use', 'KeyDescriptor  use'))).toBeUndefined();
  expect(readMinimal(`${xml}<x/>`)).toBeUndefined();
});

test('addresses for browsers alone are kept, each once, in an order of their own', () => {
  const redirect = { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', location: 'https://a.example/r' };
  const post = { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: 'https://a.example/p' };
  const soap = { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP', location: 'https://a.example/s' };
  expect(browserSignOn({ signOn: [redirect, soap, post, redirect] })).toEqual([post, redirect]);
});

/** What the template validator says of a provider with this document. */
function saidOf(xml: string): readonly string[] {
  const app = new App({ outdir: layOut() });
  const stack = new Stack(app, 'stack', { env: { account: '111122223333', region: 'cn-north-1' } });
  new CfnSAMLProvider(stack, 'Provider', { name: 'oak', samlMetadataDocument: xml });
  return findings(app, app.synth()).map(({ message, found }) => `${message} ${found ?? ''}`);
}

test('the template validator, which knows the limits of IAM, has nothing against it, and has against a shorter one', () => {
  expect(saidOf(minimalMetadata(providerOf(oak)))).toEqual([]);
  expect(saidOf(minimalMetadata({ entityId: 'https://a.example', certificates: [], signOn }))).toEqual([]);
  expect(saidOf('<x/>')).not.toEqual([]);
}, 60_000);
