import fc from 'fast-check';
import { ecSigner, rsaSigner } from './support/certificate';
import { elements } from './support/documents';
import { accepted, entity, feedText, refusal } from './support/feed';
import { insert, signed, template, type SignOptions } from './support/sign';
import { xmlsec, xmlsecAccepts, xmlsecSigned } from './support/xmlsec';

/*
 * Ours against xmlsec1, which shares no code with it: each accepts what the other signs. Skipped, by name, on machines that do not
 * have it.
 */
const compared = xmlsec ? test : test.skip;
const signer = rsaSigner();

/** Feeds that hold elements of every shape. */
const feeds = elements({ ds: 'http://www.w3.org/2000/09/xmldsig#' }).map((rest) =>
  feedText({ entities: [entity('oak', { rest })] }),
);
const list = fc.constantFrom('md', '#default', 'a b', 'é xs', 'saml #default nope', 'xml');
const options: fc.Arbitrary<SignOptions> = fc.record(
  {
    inclusive: list,
    signedInfoInclusive: list,
    uri: fc.constantFrom('', '#feed'),
    digest: fc.constantFrom('sha256', 'sha384', 'sha512'),
    hash: fc.constantFrom('sha256', 'sha384', 'sha512'),
  },
  { requiredKeys: [] },
);

compared(
  'what we sign, xmlsec1 accepts; what it signs, we accept',
  async () => {
    await fc.assert(
      fc.asyncProperty(feeds, options, async (text, how) => {
        const ours = signed(text, signer, how);
        await accepted(ours, signer);
        expect(xmlsecAccepts(ours, signer)).toBe(true);
        await accepted(xmlsecSigned(unsignedText(text, how), signer), signer);
      }),
      { numRuns: Number(process.env.EDUCLOUD_FEED_RUNS ?? 40) },
    );
  },
  600_000,
);

function unsignedText(text: string, how: SignOptions, by = signer): string {
  return insert(text, template(by, how).replace('@value@', ''));
}

compared.each(['P-256', 'P-384', 'P-521'])('both agree on signatures over the curve %s', async (curve) => {
  const by = ecSigner(curve);
  for (const hash of ['sha256', 'sha512'] as const) {
    const ours = signed(feedText(), by, { hash });
    await accepted(ours, by);
    expect(xmlsecAccepts(ours, by)).toBe(true);
    await accepted(xmlsecSigned(unsignedText(feedText(), { hash }, by), by), by);
  }
});

compared('both refuse another key and a feed that was changed', async () => {
  const text = xmlsecSigned(unsignedText(feedText(), {}), signer);
  const other = rsaSigner();
  expect([await refusal(text, other), xmlsecAccepts(text, other)]).toEqual(['EDU521', false]);
  const changed = text.replace('oak.example</shibmd', 'elm.example</shibmd');
  expect([await refusal(changed, signer), xmlsecAccepts(changed, signer)]).toEqual(['EDU520', false]);
});

compared('a DOCTYPE is let through by xmlsec1, and refused here', async () => {
  const text = signed(feedText(), signer).replace('<!-- feed', '<!DOCTYPE x [<!ENTITY y "z">]><!-- feed');
  expect([await refusal(text, signer), xmlsecAccepts(text, signer)]).toEqual(['EDU512', true]);
});
