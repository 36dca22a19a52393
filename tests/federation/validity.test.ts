import { instantOf } from '../../lib/federation/verify/days';
import { ecSigner, ed25519Signer, rsaSigner } from './support/certificate';
import { accepted, feedText, judge, refusal } from './support/feed';
import { signed } from './support/sign';

const signer = rsaSigner();

function feed(validUntil: string, created?: string): string {
  return signed(
    feedText({ root: `validUntil="${validUntil}"`, ...(created === undefined ? {} : { created }) }),
    signer,
  );
}

describe('a feed holds during the whole of a day in UTC', () => {
  test.each<[day: string, verdict: string]>([
    ['2026-11-21', 'EDU523'],
    ['2026-11-22', 'accepted'],
    ['2026-12-06', 'accepted'],
    ['2026-12-07', 'EDU522'],
    ['2027-12-07', 'EDU522'],
  ])('created on 22 November 10:00 and valid until 7 December 00:00, on %s', async (day, verdict) => {
    expect(await refusal(feed('2026-12-07T00:00:00Z', '2026-11-22T10:00:00Z'), signer, day)).toBe(verdict);
  });

  test.each<[validUntil: string, verdict: string]>([
    ['2026-11-23T23:59:59.999Z', 'EDU522'],
    ['2026-11-24T00:00:00Z', 'accepted'],
    ['2026-11-24T07:59:59+08:00', 'EDU522'],
    ['2026-11-24T08:00:00+08:00', 'accepted'],
    ['2026-11-23T23:00:00-01:00', 'accepted'],
    ['2026-12-07T00:00:00', 'EDU522'],
    ['2026-12-07', 'EDU522'],
    ['2026-11-31T00:00:00Z', 'EDU522'],
    ['2026-12-07T24:00:00Z', 'EDU522'],
    ['20261207T000000Z', 'EDU522'],
    ['+12026-12-07T00:00:00Z', 'EDU522'],
    ['never', 'EDU522'],
    ['', 'EDU522'],
  ])('valid until "%s", on 23 November', async (validUntil, verdict) => {
    expect(await refusal(feed(validUntil), signer)).toBe(verdict);
  });

  test('a feed that is created as the next day begins is of the next day', async () => {
    expect(await refusal(feed('2026-12-07T00:00:00Z', '2026-11-24T00:00:00Z'), signer)).toBe('EDU523');
    expect(await refusal(feed('2026-12-07T00:00:00Z', '2026-11-23T23:59:59.999Z'), signer)).toBe('accepted');
  });

  test('a feed without end, or with a creation that nobody can read, is refused', async () => {
    expect(await refusal(signed(feedText({ root: 'ID="feed"' }), signer), signer)).toBe('EDU522');
    expect(await refusal(feed('2026-12-07T00:00:00Z', 'yesterday'), signer)).toBe('EDU523');
  });

  test('all that is wrong with the times is told at once', async () => {
    expect(await refusal(feed('2026-11-01T00:00:00Z', '2026-11-30T00:00:00Z'), signer)).toBe('EDU522 EDU523');
  });
});

describe('a feed that is valid for long is one that can be shown again', () => {
  test.each<[validUntil: string, created: string, verdict: string]>([
    ['2026-12-20T10:00:00Z', '2026-11-22T10:00:00Z', ''],
    ['2026-12-21T10:00:00Z', '2026-11-23T10:00:00Z', ''],
    ['2026-12-20T10:00:01Z', '2026-11-22T10:00:00Z', 'EDU529'],
    ['2027-02-20T10:00:00Z', '2026-11-22T10:00:00Z', 'EDU529'],
    ['2027-02-20T10:00:01Z', '2026-11-22T10:00:00Z', 'EDU522'],
    ['2026-12-20T00:00:00Z', '2020-01-01T00:00:00Z', 'EDU522'],
    ['2099-01-01T00:00:00Z', '2026-11-22T10:00:00Z', 'EDU522'],
  ])('until %s, created %s', async (validUntil, created, code) => {
    const verdict = await judge(feed(validUntil, created), signer);
    const issues = 'issues' in verdict ? verdict.issues : (verdict.feed.warnings ?? []);
    expect(issues.map((one) => one.code).join(' ')).toBe(code);
  });

  test('without a creation, it is counted from the day of use', async () => {
    const text = (end: string): string =>
      signed(feedText({ root: `validUntil="${end}"` }).replace(/ creationInstant="[^"]*"/, ''), signer);
    expect((await accepted(text('2026-12-21T00:00:00Z'), signer)).warnings).toEqual([]);
    expect((await accepted(text('2026-12-21T00:00:01Z'), signer)).warnings).toMatchObject([{ code: 'EDU529' }]);
    expect(await refusal(text('2027-02-21T00:00:01Z'), signer)).toBe('EDU522');
  });
});

describe('the certificate is one, strong, and valid on the day', () => {
  const other = rsaSigner();
  const inFile = (certificate: string): Promise<string> =>
    refusal(feed('2026-12-07T00:00:00Z'), { ...signer, certificate });

  test.each<[what: string, certificate: string]>([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['a block of garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['two certificates', signer.certificate + other.certificate],
    ['a private key', signer.privatePem],
    ['a certificate and its private key', signer.certificate + signer.privatePem],
    ['a public key', signer.certificate.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
    ['text before the certificate', `Certificate:\n${signer.certificate}`],
    ['text behind it', `${signer.certificate}x`],
    ['half of it', signer.certificate.slice(0, 600)],
  ])('a file with %s is refused', async (_what, certificate) => {
    expect(await inFile(certificate)).toBe('EDU518');
  });

  test('white space around it and the line ends of Windows are let through', async () => {
    expect(await inFile(`\uFEFF\r\n${signer.certificate.replaceAll('\n', '\r\n')}\r\n`)).toBe('accepted');
  });

  test('keys that are weak or cannot sign XML are refused', async () => {
    for (const weak of [rsaSigner(1024), ecSigner('secp256k1'), ecSigner('P-224'), ed25519Signer()]) {
      expect(await inFile(weak.certificate)).toBe('EDU518');
    }
  });

  test.each<[notBefore: string, notAfter: string, verdict: string]>([
    ['261123', '261124', 'accepted'],
    ['261124', '271124', 'EDU519'],
    ['251124', '261123', 'EDU519'],
  ])('valid from %s to %s, on 23 November 2026', async (notBefore, notAfter, verdict) => {
    const one = ecSigner('P-256', { notBefore, notAfter });
    expect(await refusal(signed(feedText(), one), one)).toBe(verdict);
  });
});

test('a day that is none is a mistake of ours, not of the feed', async () => {
  await expect(refusal(feed('2026-12-07T00:00:00Z'), signer, 'tomorrow')).rejects.toMatchObject({ name: 'KitError' });
});

test('an instant without time zone is none', () => {
  expect(instantOf('2026-12-07T00:00:00.1234567Z')).toBe(Date.UTC(2026, 11, 7, 0, 0, 0, 123));
  expect(instantOf('2026-12-07T00:00:00')).toBeUndefined();
});
