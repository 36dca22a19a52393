import { createVerify } from 'node:crypto';
import fc from 'fast-check';
import { cookieFile, cookieHeader, setCookieLines, sign } from '../../lib/delivery';
import { asOf, deliveryOf, domain, keyPairId, optionsOf, pairs, signed, signingOf, urlOf } from './support';

/** Characters of CloudFront's base64 for those of the ordinary one. */
const ordinary: Readonly<Record<string, string>> = { '-': '+', _: '=', '~': '/' };

function decoded(text: string): Buffer {
  return Buffer.from(
    text.replace(/[-_~]/g, (one) => ordinary[one] ?? one),
    'base64',
  );
}

/** The policy of a query, once its signature has been checked with the public key. */
function policyIn(url: string, publicPem = pairs.a.publicPem): unknown {
  const query = new URL(url).searchParams;
  expect([...query.keys()].sort()).toEqual(['Key-Pair-Id', 'Policy', 'Signature']);
  const policy = decoded(query.get('Policy') ?? '');
  const isSigned = createVerify('RSA-SHA1')
    .update(policy)
    .verify(publicPem, decoded(query.get('Signature') ?? ''));
  expect(isSigned).toBe(true);
  return JSON.parse(policy.toString());
}

const until = Date.parse('2026-12-01T08:00:00Z') / 1000;

describe('a signed URL', () => {
  test('has a policy for this object, until this instant, that the public key verifies', () => {
    expect(policyIn(urlOf(signed()))).toEqual({
      Statement: [
        {
          Resource: `https://${domain}/licensed/packs/algebra/1.pdf`,
          Condition: { DateLessThan: { 'AWS:EpochTime': until } },
        },
      ],
    });
    expect(signed()).toMatchObject({ domain, key: '2026a', keyPairId, until: '2026-12-01T08:00:00Z' });
  });

  test('is bound to a beginning and to a range of addresses where they are asked for', () => {
    const url = urlOf(signed({ from: '2026-12-01T09:00:00+08:00', ip: '203.0.113.0/24' }));
    expect(policyIn(url)).toMatchObject({
      Statement: [
        {
          Condition: {
            DateGreaterThan: { 'AWS:EpochTime': until - 7 * 3600 },
            IpAddress: { 'AWS:SourceIp': '203.0.113.0/24' },
          },
        },
      ],
    });
  });

  test('names an object as every client writes it in a URL, whatever its script', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[\p{L}\p{N} ()'!,&+=@_-]{1,12}$/u), { minLength: 1, maxLength: 4 }),
        (names) => {
          const path = `licensed/${names.join('/')}`;
          const url = urlOf(signed({ paths: [path] }));
          const bare = url.slice(0, url.indexOf('?'));
          expect(policyIn(url)).toMatchObject({ Statement: [{ Resource: bare }] });
          // What a client sends is what was signed, and what the bucket is asked for is the name.
          expect(new URL(url).pathname).toBe(bare.slice(`https://${domain}`.length));
          expect(decodeURIComponent(new URL(url).pathname)).toBe(`/${path}`);
        },
      ),
      { numRuns: 30 },
    );
    const chinese = urlOf(signed({ paths: ['licensed/数学/第一课 (2).pdf'] }));
    expect(chinese).toContain('/licensed/%E6%95%B0%E5%AD%A6/%E7%AC%AC%E4%B8%80%E8%AF%BE%20(2).pdf?Policy=');
  });

  test('is made for each path, and for a folder as a query for all that is in it', () => {
    const { urls } = signed({ paths: ['licensed/packs/数学/*', 'licensed/a.pdf'] });
    expect(urls.map(({ path, url }) => [path, url !== undefined])).toEqual([
      ['licensed/packs/数学/*', false],
      ['licensed/a.pdf', true],
    ]);
    const query = urls[0]?.query ?? '';
    expect(policyIn(`https://${domain}/licensed/packs/x${query}`)).toMatchObject({
      Statement: [{ Resource: `https://${domain}/licensed/packs/%E6%95%B0%E5%AD%A6/*` }],
    });
  });
});

describe('signed cookies', () => {
  const { cookies } = signed({ paths: ['licensed/packs/数学/*'], cookies: true });
  if (cookies === undefined) throw new RangeError('no cookies');
  const path = '/licensed/packs/%E6%95%B0%E5%AD%A6/';

  test('are set for the folder alone, by https, out of reach of scripts, and without an end', () => {
    const lines = setCookieLines(cookies);
    expect(lines.map((line) => /^Set-Cookie: ([^=]+)=[\w~-]+; (.*)$/.exec(line)?.slice(1))).toEqual(
      ['CloudFront-Key-Pair-Id', 'CloudFront-Signature', 'CloudFront-Policy'].map((name) => [
        name,
        `Domain=${domain}; Path=${path}; Secure; HttpOnly`,
      ]),
    );
  });

  test('stand in a file as Netscape wrote them, with seven fields', () => {
    const [head, ...lines] = cookieFile(cookies).trimEnd().split('\n');
    expect(head).toBe('# Netscape HTTP Cookie File');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line.split('\t').slice(0, 5)).toEqual([domain, 'FALSE', path, 'TRUE', String(until)]);
      expect(line.split('\t')).toHaveLength(7);
    }
  });

  test('carry the same policy and signature as a URL does', () => {
    const values = Object.fromEntries(
      cookies.values.map(({ name, value }) => [name.replace('CloudFront-', ''), value]),
    );
    const query = new URLSearchParams(values).toString();
    expect(policyIn(`https://${domain}/?${query}`)).toEqual(cookies.policy);
    expect(cookieHeader(cookies)).toContain(`CloudFront-Key-Pair-Id=${keyPairId}`);
  });
});

test('everything that is licensed is opened with a warning', () => {
  const { signed: made, issues } = sign(deliveryOf(), optionsOf({ paths: ['licensed/*'] }));
  expect(made).toBeDefined();
  expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['EDU584', 'warning']]);
});

test('no signature holds longer after it was made than the region allows', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 200 }), fc.integer({ min: -200, max: 200 }), (hours, from) => {
      const at = (offset: number): string =>
        new Date(asOf.getTime() + offset * 3_600_000).toISOString().replace('.000', '');
      const { signed: made } = sign(
        deliveryOf({ signing: signingOf({ longestHours: 48 }) }),
        optionsOf({ until: at(hours), from: at(from) }),
      );
      expect(made !== undefined).toBe(hours > 0 && hours <= 48 && from < hours);
    }),
  );
});
