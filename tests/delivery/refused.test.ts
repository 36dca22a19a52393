import fc from 'fast-check';
import { sign, type SignOptions } from '../../lib/delivery';
import { codesOf, deliveryOf, domain, optionsOf, pairs, refused, rsaPair, signed } from './support';

describe('what is refused', () => {
  test.each([
    ['EDU572', 'open/packs/1.pdf'],
    ['EDU572', 'open/*'],
    ['EDU573', ''],
    ['EDU573', 'licensed'],
    ['EDU573', 'licensed/'],
    ['EDU573', '/licensed/a'],
    ['EDU573', 'licensed//a'],
    ['EDU573', 'licensed/../open/a'],
    ['EDU573', 'licensed/./a'],
    ['EDU573', 'licensed/a/..'],
    ['EDU573', 'licensed/a/'],
    ['EDU573', 'licensed\\a'],
    ['EDU573', 'licensed/a?b=c'],
    ['EDU573', 'licensed/a#b'],
    ['EDU573', 'licensed/%2e%2e/a'],
    ['EDU573', 'licensed/a\u0000'],
    ['EDU573', 'licensed/a\nb'],
    ['EDU573', 'licensed/a\ud800'],
    ['EDU573', `licensed/${'数'.repeat(339)}`],
    ['EDU573', 'private/a'],
    ['EDU573', 'Licensed/a'],
    ['EDU573', 'https://res.ne-edu.example/licensed/a'],
    ['EDU573', '/*'],
    ['EDU573', 'licensed/../*'],
    ['EDU573', 'private/*'],
    ['EDU574', '*'],
    ['EDU574', 'licensed*'],
    ['EDU574', 'licensed/a*'],
    ['EDU574', 'licensed/*/b'],
    ['EDU574', 'licensed/*/*'],
    ['EDU574', 'licensed/a(1)/*'],
  ])('%s for the path %j', (code, path) => {
    const codes = codesOf(refused({ paths: [path] }));
    expect(codes).toContain(code);
  });

  const text = (change: Partial<SignOptions>): string => JSON.stringify(refused(change));

  test('a key that is none, or that is not the one that signs', () => {
    const short = rsaPair(1024).privatePem;
    for (const privateKey of ['', 'secret', pairs.a.publicPem, short, pairs.a.privatePem.slice(0, 200)]) {
      expect(codesOf(refused({ privateKey }))).toEqual(['EDU575']);
    }
    expect(text({ privateKey: pairs.a.privatePem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') })).toContain('passphrase');
    expect(text({ privateKey: pairs.stranger.privatePem })).toContain('none of 2026a, 2026b');
    expect(codesOf(refused({ privateKey: pairs.b.privatePem }))).toEqual(['EDU576']);
    expect(text({ privateKey: pairs.b.privatePem })).toContain('"found":"2026b"');
  });

  test('says nothing of what stands in a private key', () => {
    for (const privateKey of [pairs.stranger.privatePem, pairs.a.privatePem.slice(0, 200)]) {
      const secret = privateKey.split('\n')[1] ?? '';
      expect(secret.length).toBeGreaterThan(60);
      expect(text({ privateKey })).not.toContain(secret);
    }
  });

  test.each(['2026a', 'k2JCJMDEHXQW5F', 'APKAEXAMPLE0123456789', 'K2', 'K2JCJMDEHXQW5F\n'])(
    'EDU577 for the id %j',
    (id) => {
      expect(codesOf(refused({ keyPairId: id }))).toEqual(['EDU577']);
    },
  );

  test.each([
    '2026-12-01',
    '2026-12-01T08:00:00',
    '2026-02-30T08:00:00Z',
    '2026-12-01T24:00:00Z',
    '1796112000',
    'soon',
  ])('EDU578 for the end %j', (end) => {
    expect(codesOf(refused({ until: end }))).toEqual(['EDU578']);
    expect(codesOf(refused({ from: end }))).toEqual(['EDU578']);
  });

  test.each([
    [{ until: '2026-12-01T00:00:00Z' }],
    [{ until: '2026-11-30T23:00:00Z' }],
    [{ until: '2026-12-02T00:00:01Z' }],
    [{ until: '2026-12-01T08:00:00Z', from: '2026-12-01T08:00:00Z' }],
    // For an hour alone, but for longer than a key waits until it goes.
    [{ until: '2026-12-05T08:00:00Z', from: '2026-12-05T07:00:00Z' }],
  ])('EDU579 for the times %j', (change) => {
    expect(codesOf(refused(change))).toEqual(['EDU579']);
  });

  test('the longest time is allowed to its last second', () => {
    expect(signed({ until: '2026-12-02T08:00:00+08:00' }).until).toBe('2026-12-02T00:00:00Z');
    expect(signed({ until: '2026-12-02T00:00:00Z' }).until).toBe('2026-12-02T00:00:00Z');
  });

  test.each([
    '203.0.113.7',
    '203.0.113.7/24',
    '203.0.113.0/33',
    '203.0.113.0/024',
    '0.0.0.0/0',
    '192.168.1.0/24',
    '10.1.0.0/16',
    '2001:db8::/32',
    '203.0.113.256/32',
    '0203.0.113.0/24',
    'school',
  ])('EDU580 for the range %s', (ip) => {
    expect(codesOf(refused({ ip }))).toEqual(['EDU580']);
  });

  test('a domain that is not the region’s, or none where there are several', () => {
    expect(codesOf(refused({ domain: 'elsewhere.example' }))).toEqual(['EDU581']);
    const several = deliveryOf({ domains: [domain, 'b.ne-edu.example'] });
    expect(codesOf(refused({}, several))).toEqual(['EDU581']);
    expect(signed({ domain: 'B.ne-edu.example' }, several).domain).toBe('b.ne-edu.example');
    const none = deliveryOf({ domains: [] });
    expect(codesOf(refused({}, none))).toEqual(['EDU581']);
    expect(codesOf(refused({ domain: 'elsewhere.example' }, none))).toEqual(['EDU581']);
    expect(signed({ domain: 'd111111abcdef8.cloudfront.net' }, none).domain).toBe('d111111abcdef8.cloudfront.net');
  });

  test('a region that delivers nothing by signature', () => {
    const open = deliveryOf({ dataClasses: ['open'] });
    const { signing: _signing, ...unsigned } = deliveryOf();
    for (const delivery of [deliveryOf({ cdn: 'none' }), open, unsigned]) {
      expect(codesOf(refused({}, delivery))).toEqual(['EDU571']);
    }
    expect(codesOf(sign(undefined, optionsOf()).issues)).toEqual(['EDU571']);
  });

  test('cookies that no browser keeps', () => {
    const path = `licensed/${'数'.repeat(330)}/a`;
    expect(codesOf(refused({ paths: [path], cookies: true }))).toEqual(['EDU585']);
    expect(signed({ paths: [path] }).urls).toHaveLength(1);
  });

  test('everything at once', () => {
    const wrong = {
      paths: ['open/a', 'licensed/../b'],
      privateKey: 'none',
      keyPairId: 'x',
      until: 'soon',
      ip: '1.2.3.4',
      domain: 'x',
    };
    expect(codesOf(refused(wrong))).toEqual(['EDU572', 'EDU573', 'EDU575', 'EDU577', 'EDU578', 'EDU580', 'EDU581']);
  });
});

/** Texts near those that are taken, and any others. */
function near(...taken: readonly string[]): fc.Arbitrary<string> {
  const edited = fc
    .tuple(
      fc.constantFrom(...taken),
      fc.nat(),
      fc.oneof(fc.constantFrom('/', '*', '..', '%2e', '\0', ' ', '数'), fc.string()),
    )
    .map(([text, at, more]) => text.slice(0, at % (text.length + 1)) + more + text.slice(at % (text.length + 1)));
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...taken) },
    { weight: 3, arbitrary: edited },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
}

test('whatever is asked for is signed for names under `licensed/` on the region’s domain, or refused with reasons', () => {
  const asked = fc.record({
    paths: fc.array(near('licensed/packs/1.pdf', 'licensed/packs/*'), { minLength: 1, maxLength: 2 }),
    keyPairId: near('K2JCJMDEHXQW5F'),
    until: near('2026-12-01T08:00:00Z', '2026-12-01T16:00:00+08:00'),
    ip: near('203.0.113.0/24', '203.0.113.7/32'),
    domain: near(domain),
    cookies: fc.boolean(),
  });
  let made = 0;
  fc.assert(
    fc.property(asked, (change) => {
      const { signed: one, issues } = sign(deliveryOf(), optionsOf(change));
      made += one === undefined ? 0 : 1;
      expect(one === undefined).toBe(issues.some(({ severity }) => severity === 'error'));
      for (const { policy } of [...(one?.urls ?? []), ...(one?.cookies === undefined ? [] : [one.cookies])]) {
        const { Resource } = policy.Statement[0];
        expect(Resource).toMatch(/^https:\/\/res\.ne-edu\.example\/licensed\/[!-~]+$/);
        expect(new URL(Resource).href).toBe(Resource);
        expect(decodeURIComponent(Resource).slice(8)).not.toMatch(/\/\/|\/\.{1,2}(?:\/|$)|[?#\\]|\*./);
      }
    }),
    { numRuns: 2000 },
  );
  expect(made).toBeGreaterThan(20);
});
