import { createHash } from 'node:crypto';
import { base64Of, rsaSigner } from './support/certificate';
import { accepted, feedText } from './support/feed';
import { signed } from './support/sign';

const signer = rsaSigner();

test('a signed feed is read into what it says of its identity providers', async () => {
  const text = signed(feedText(), signer);
  const feed = await accepted(text, signer);
  expect(feed).toEqual({
    name: 'https://fed.example',
    sha256: createHash('sha256').update(text).digest('hex'),
    signer: createHash('sha256')
      .update(Buffer.from(base64Of(signer), 'base64'))
      .digest('hex'),
    created: '2026-11-22T10:00:00Z',
    publisher: 'https://fed.example',
    validUntil: '2026-12-07T00:00:00Z',
    entities: 1,
    identityProviders: [
      {
        entityId: 'https://idp.oak.example/idp',
        line: 13,
        registrar: 'https://fed.example',
        scopes: [{ value: 'oak.example', regexp: false }],
        certificates: [],
        nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
        signOn: [
          { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', location: 'https://idp.oak.example/sso' },
        ],
        categories: [],
        names: { zh: '学校 oak' },
      },
    ],
    warnings: [],
  });
});
