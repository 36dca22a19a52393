import { createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFeed, type Feed } from '../../lib/federation';
import { issuesOf } from '../facts/support';
import { xmlsec, xmlsecAccepts } from '../federation/support/xmlsec';
import { feedFromArguments, type GeneratedFeed } from '../../scripts/feed/feed-from-arguments';
import { signingKey } from '../../scripts/feed/signing-key';

const out = mkdtempSync(join(tmpdir(), 'educloud-feed-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

const file = join(out, 'feed.xml');
const usual = ['--out', file, '--entities', '400', '--seed', '3', '--logo-bytes', '300'];
const feed = feedFromArguments(usual);
const text = feed.xml.toString();

async function read({ xml, certificate }: GeneratedFeed): Promise<Feed> {
  writeFileSync(file, xml);
  return readFeed(file, { certificate, certificateFile: 'feed.pem', asOf: '2026-09-02' });
}

test('the same arguments give the same bytes, and others give others', () => {
  expect(feedFromArguments(usual).xml.equals(feed.xml)).toBe(true);
  for (const change of [
    ['--seed', '4'],
    ['--keys', '2'],
    ['--created', '2026-09-02'],
    ['--logo-bytes', '0'],
  ]) {
    expect(feedFromArguments([...usual, ...change]).xml.equals(feed.xml)).toBe(false);
  }
});

test('its signature holds, for the kit and for all of its entities', async () => {
  const { entities, identityProviders, warnings } = await read(feed);
  expect([entities, warnings]).toEqual([400, []]);
  expect(identityProviders.length).toBeGreaterThan(200);
  expect(new Set(identityProviders.map(({ entityId }) => entityId)).size).toBe(identityProviders.length);
});

(xmlsec ? test : test.skip)(`and for xmlsec1${xmlsec ? '' : ' (not installed here)'}`, () => {
  expect(xmlsecAccepts(text, feed)).toBe(true);
  expect(xmlsecAccepts(text.replace('>Synthetic technical<', '>Somebody<'), feed)).toBe(false);
});

test('it has the shapes of real feeds', async () => {
  const { identityProviders } = await read(feed);
  const scopes = identityProviders.flatMap((one) => one.scopes);
  expect(scopes.some(({ regexp }) => regexp)).toBe(true);
  expect(identityProviders.some(({ certificates }) => certificates.length === 0)).toBe(true);
  expect(identityProviders.some(({ certificates }) => certificates.length === 2)).toBe(true);
  for (const shape of ['data:image/png;base64,', 'regexp="false"', '<!-- the text goes on -->', 'hide-from-discovery'])
    expect(text).toContain(shape);
  expect(text).toMatch(/<mdui:DisplayName xml:lang="zh">\p{Script=Han}+\d+\([A-Za-z 0-9]+\)</u);
  expect(text).toMatch(/<md:SPSSODescriptor /);
  expect(text.match(/https:\/\/[^/"<]+/g)?.filter((one) => !one.endsWith('.example'))).toEqual([]);
});

test('people in it are nobody', () => {
  expect(new Set(text.match(/mailto:[^<]+/g)?.map((one) => one.split('@')[1]))).toEqual(new Set(['people.example']));
  expect(new Set(text.match(/<md:GivenName>[^<]+/g))).toEqual(
    new Set(['<md:GivenName>Synthetic technical', '<md:GivenName>Synthetic support']),
  );
});

test('its certificates are read by OpenSSL, and each key stands once', () => {
  const all = [...text.matchAll(/<ds:X509Certificate>([^<]+)</g)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64'),
  );
  const keys = all.map((bytes) => new X509Certificate(bytes).publicKey.export({ type: 'spki', format: 'der' }));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(all.length);
  const signer = new X509Certificate(feed.certificate);
  expect(signer.verify(signer.publicKey)).toBe(true);
});

test('the signing key of a seed is a real one, of 2,048 bits, and another for another seed', () => {
  const { privateKey, modulus } = signingKey(3);
  const publicKey = createPublicKey(privateKey);
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(verify('sha256', Buffer.from('x'), publicKey, sign('sha256', Buffer.from('x'), privateKey))).toBe(true);
  expect(signingKey(4).modulus.equals(modulus)).toBe(false);
});

test.each([
  [['--entities=-1']],
  [['--entities', 'many']],
  [['--created', '2026-02-30']],
  [['--valid-days', '0']],
  [['--bureau', '--region', join(__dirname, '../../examples/smallest/region.yaml')]],
])('%s is refused', (change) => {
  expect(issuesOf(() => feedFromArguments([...usual, ...change]))).toMatchObject([{ code: 'EDU704' }]);
});
