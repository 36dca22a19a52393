import { generateKeyPairSync } from 'node:crypto';
import { publicKeyOf } from '../../lib/config/public-key';
import { loadWith, onlyIssue, places, regionIn, regionText } from './support';

const pair = (bits = 2048): { publicKey: string; privateKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [a, b] = [pair(), pair()];
const region = regionText(['{ id: oak, district: north }'], {
  more: [
    'delivery: { countries: [DE], signing: { keys: [{ id: a, publicKey: keys/a.pem }, { id: b, publicKey: b.pem }], active: b } }',
  ],
});

test('the texts of public keys are read from beside the region file', () => {
  const { delivery } = regionIn(loadWith(region, { 'keys/a.pem': a.publicKey, 'b.pem': b.publicKey }));
  expect(delivery).toMatchObject({
    cdn: 'cloudfront',
    dataClasses: ['open', 'licensed'],
    domains: [],
    countries: ['DE'],
    signing: {
      keys: [
        { id: 'a', pem: a.publicKey },
        { id: 'b', pem: b.publicKey },
      ],
      active: 'b',
      longestHours: 24,
    },
  });
});

test('line ends and text around a key change nothing', () => {
  const odd = `a comment\r\n${a.publicKey.replaceAll('\n', '\r\n')}\r\nthe end`;
  expect(publicKeyOf(odd)).toBe(a.publicKey);
});

test('a missing file is a mistake of the line that names it', () => {
  const result = loadWith(region, { 'keys/a.pem': a.publicKey });
  expect(places(result)).toEqual(['EDU101 6:104']);
  expect(onlyIssue(result)).toMatchObject({ path: 'region.delivery.signing.keys[1].publicKey' });
});

test('a missing file is told beside a mistake elsewhere', () => {
  const result = loadWith(region.replace('partition: aws', 'partition: mars'), { 'keys/a.pem': a.publicKey });
  expect(result.issues.map(({ code }) => code)).toEqual(['EDU204', 'EDU101']);
});

test('an empty file and a huge one are told as such, each with a fix for keys', () => {
  const result = loadWith(region, { 'keys/a.pem': '', 'b.pem': 'x'.repeat(20_000) });
  expect(result.issues.map(({ code }) => code)).toEqual(['EDU103', 'EDU104']);
  expect(result.issues.every(({ fix = '' }) => fix.includes('public key'))).toBe(true);
});

test.each([
  ['a private key', a.privateKey, /must not lie here/, /new pair/],
  ['a key of 4096 bits', pair(4096).publicKey, /takes everywhere/, /genrsa 2048/],
  [
    'a key of a curve',
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    /takes everywhere/,
    /genrsa 2048/,
  ],
  [
    'a certificate that is none',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    /cannot be read/,
    /-pubout/,
  ],
  ['prose', 'my key', /cannot be read/, /-pubout/],
])('%s is no key that signs for delivery', (_, text, what, fix) => {
  const result = loadWith(region, { 'keys/a.pem': a.publicKey, 'b.pem': text });
  const found = onlyIssue(result);
  expect(found).toMatchObject({ code: 'EDU325', path: 'region.delivery.signing.keys[1].publicKey' });
  expect(found.message).toMatch(what);
  expect(found.fix).toMatch(fix);
});

test('one key under two names is found whatever its form', () => {
  const other = a.publicKey.replaceAll('\n', '\r\n');
  expect(onlyIssue(loadWith(region, { 'keys/a.pem': a.publicKey, 'b.pem': other })).code).toBe('EDU324');
});

test.each([
  ['京ICP备05002345号', true],
  ['辽ICP备2026012345号-1', true],
  ['黑ICP备12345678号-12', true],
  ['蒙ICP备12345678号', true],
  ['ICP备12345678号', false],
  ['京ICP備12345678號', false],
  ['京ICP备1234567号', false],
  ['京ICP证030173号', false],
  ['京ICP备12345678号-0', false],
  ['京公网安备 11010502030143号', false],
  ['京ICP备１２３４５６７８号', false],
])('%s as a recordal number: %s', (number, fits) => {
  const text = regionText(['{ id: oak, district: north }'], {
    partition: 'aws-cn',
    home: 'cn-north-1',
    more: [
      `delivery: { dataClasses: [open], countries: [CN], domains: [oak.example], certificate: { iam: ASCAEXAMPLE000000000 }, icp: { recordalNumber: "${number}", rootDomain: oak.example, operator: nwcd } }`,
    ],
  });
  const result = loadWith(text);
  if (fits) {
    expect(result.issues).toEqual([]);
    return;
  }
  const found = onlyIssue(result);
  expect(found).toMatchObject({ code: 'EDU204', found: number, path: 'region.delivery.icp.recordalNumber' });
  expect(found.allowed).toContain('辽ICP备12345678号-1');
});
