import fc from 'fast-check';
import { mergeLock, selectIdentityProviders, type FeedIdentityProvider } from '../../lib/federation';
import { base64Of, ecSigner } from './support/certificate';
import { asOf, certificateOf, codesIn, elm, feedOf, oak, providerOf, select, two, wantedOf } from './select-support';

const oakIdp = providerOf(oak);
const elmIdp = providerOf(elm);
const bureau = { entityId: 'https://idp.bureau.example/idp', domains: ['bureau.example'] };
const proxy = { entityId: 'https://proxy.bureau.example/saml' };

/** Oak's provider with a change, chosen or refused, beside elm's, which is always chosen. */
function oakWith(change: Partial<FeedIdentityProvider>): ReturnType<typeof select> {
  const result = select([providerOf(oak, { entityId: oakIdp.entityId, ...change }), elmIdp]);
  expect(usesOf(result.chosen)).toContain('elm');
  return result;
}

function usesOf(all: readonly { readonly use: { readonly kind: string; readonly school?: string } }[]): string[] {
  return all.map(({ use }) => use.school ?? use.kind);
}

function scope(value: string, regexp = false): FeedIdentityProvider['scopes'][number] {
  return { value, regexp };
}

test('a school has the identity provider whose scope is one of its domains', () => {
  const { chosen, refused, absent, issues } = select([providerOf('ash.edu.cn'), oakIdp, elmIdp]);
  expect(chosen.map(({ use, scopes, provider }) => [use, scopes, provider.entityId])).toEqual([
    [{ kind: 'school', school: 'elm' }, [elm], elmIdp.entityId],
    [{ kind: 'school', school: 'oak' }, [oak], oakIdp.entityId],
  ]);
  expect([refused, absent, issues]).toEqual([[], [], []]);
});

test('only a scope that equals a domain counts, letter by letter', () => {
  const domain = fc.constantFrom(
    'oak.edu.cn',
    'Oak.edu.cn',
    'x.oak.edu.cn',
    'xoak.edu.cn',
    'oak.edu',
    'oak.edu.cn.',
    '',
  );
  fc.assert(
    fc.property(domain, (value) => {
      const { chosen, absent } = select([providerOf(oak, { scopes: [scope(value)] })], wantedOf({ oak: [oak] }));
      expect(usesOf(chosen)).toEqual(value === oak ? ['oak'] : []);
      expect(absent).toEqual(value === oak ? [] : [{ kind: 'school', school: 'oak' }]);
    }),
  );
});

test('scopes that are nobody’s are not taken over', () => {
  const { chosen } = oakWith({ scopes: [scope(oak), scope('library.oak.edu.cn')] });
  expect(chosen.find(({ use }) => use.kind === 'school' && use.school === 'oak')?.scopes).toEqual([oak]);
});

test('a pattern claims no domain that another has registered plainly, even where it is spelt like one', () => {
  const pattern = providerOf('ash.edu.cn', { scopes: [scope(oak, true)] });
  const { chosen, issues } = select([pattern, oakIdp, elmIdp]);
  expect([usesOf(chosen), issues]).toEqual([['elm', 'oak'], []]);
});

test('a school whose people sign in otherwise gets none', () => {
  const { schools } = wantedOf(two);
  const wanted = wantedOf({}, { schools: schools.map((one) => ({ ...one, fromFeed: one.id === 'elm' })) });
  const { chosen, absent } = select([oakIdp, elmIdp], wanted);
  expect([usesOf(chosen), absent]).toEqual([['elm'], []]);
});

test('nothing about a school is lost: it is chosen, refused, absent, or in the lock from elsewhere', () => {
  const change = fc.constantFrom<Partial<FeedIdentityProvider>[]>(
    {},
    { scopes: [scope(oak), scope(elm)] },
    { scopes: [scope('edu.cn'), scope(oak)] },
    { certificates: [] },
    { registrar: 'https://elsewhere.example' },
    { entityId: 'https://other.example/idp' },
  );
  const providers = fc.array(fc.tuple(fc.constantFrom(oak, elm, 'ash.edu.cn'), change), { maxLength: 4 });
  fc.assert(
    fc.property(providers, fc.boolean(), (list, registrars) => {
      const distinct = list
        .map(([domain, one]) => providerOf(domain, one))
        .map((one, index) => ({ ...one, entityId: `${one.entityId}/${index}` }));
      const wanted = wantedOf(two, { registrars: registrars ? ['https://registrar.example'] : [] });
      const { chosen, refused, absent, issues } = select(distinct, wanted);
      expect([...usesOf(chosen), ...usesOf(refused), ...absent.map((use) => usesOf([{ use }])[0])].sort()).toEqual([
        'elm',
        'oak',
      ]);
      expect(issues.some(({ severity }) => severity === 'error')).toBe(refused.length > 0);
      expect(refused.every((one) => one.issues.some(({ severity }) => severity === 'error'))).toBe(true);
    }),
  );
});

/** 32,769 in the place of 65,537. */
const smallExponent = Buffer.from(
  Buffer.from(certificateOf('small'), 'base64').toString('hex').replace('0203010001', '0203008001'),
  'hex',
).toString('base64');

describe('what leaves a doubt is refused', () => {
  test.each<[string, string, Partial<FeedIdentityProvider>]>([
    ['EDU541', 'a pattern beside the domain', { scopes: [scope(oak), scope('.*', true)] }],
    ['EDU541', 'a pattern instead of the domain', { scopes: [scope('^(.+\\.)?oak\\.edu\\.cn$', true)] }],
    ['EDU544', 'a suffix of many universities', { scopes: [scope(oak), scope('edu.cn')] }],
    ['EDU544', 'a top-level domain, in capitals', { scopes: [scope(oak), scope('COM')] }],
    ['EDU544', 'a suffix under which a company gives names away', { scopes: [scope(oak), scope('github.io')] }],
    ['EDU545', 'no certificate', { certificates: [] }],
    ['EDU545', 'something that is no certificate', { certificates: ['AAAA'] }],
    [
      'EDU545',
      'bytes behind a certificate',
      {
        certificates: [Buffer.concat([Buffer.from(certificateOf('a'), 'base64'), Buffer.alloc(3)]).toString('base64')],
      },
    ],
    ['EDU546', 'a short key', { certificates: [certificateOf('short', { bits: 1024 })] }],
    [
      'EDU546',
      'a short key beside a long one',
      { certificates: [certificateOf('a'), certificateOf('b', { bits: 1024 })] },
    ],
    ['EDU546', 'a key on a curve', { certificates: [base64Of(ecSigner('prime256v1'))] }],
    ['EDU546', 'a small public exponent', { certificates: [smallExponent] }],
    ['EDU546', 'eleven keys', { certificates: Array.from({ length: 11 }, (_, index) => certificateOf(`k${index}`)) }],
    ['EDU547', 'a certificate that ended today', { certificates: [certificateOf('old', { until: asOf })] }],
    ['EDU548', 'the key of elm', { certificates: elmIdp.certificates }],
    ['EDU550', 'metadata that ended today', { validUntil: `${asOf}T12:00:00Z` }],
    [
      'EDU551',
      'an address without TLS',
      { signOn: oakIdp.signOn.map((one) => ({ ...one, location: 'http://a.example' })) },
    ],
    [
      'EDU551',
      'a user name in the address',
      { signOn: oakIdp.signOn.map((one) => ({ ...one, location: 'https://hit.edu.cn@evil.example/sso' })) },
    ],
    ['EDU551', 'SAML 1 alone', { signOn: [{ binding: 'urn:mace:shibboleth:1.0', location: 'https://a.example' }] }],
  ])('%s: %s', (code, _what, change) => {
    const result = select([providerOf(oak, { entityId: oakIdp.entityId, ...change }), elmIdp]);
    expect(usesOf(result.refused)).toContain('oak');
    expect(usesOf(result.chosen)).not.toContain('oak');
    expect(codesIn(result)).toEqual([`${code} error`]);
    for (const { file, line, path } of result.issues)
      expect([file, line, typeof path]).toEqual(['feed.xml', 10, 'string']);
  });

  test('EDU548: both of two that share a key, and one whose key another feed has locked', () => {
    const shared = select([oakIdp, { ...elmIdp, certificates: oakIdp.certificates }]);
    expect(usesOf(shared.refused).sort()).toEqual(['elm', 'oak']);
    const { chosen } = select([oakIdp], wantedOf({ oak: [oak] }));
    const lock = mergeLock(undefined, {
      region: 'r',
      feedNames: ['first'],
      feedName: 'first',
      feed: feedOf([oakIdp]),
      chosen,
      retireOldKeys: false,
    });
    const later = select([{ ...elmIdp, certificates: oakIdp.certificates }], wantedOf(two), lock.identityProviders);
    expect([usesOf(later.refused), codesIn(later)]).toEqual([['elm'], ['EDU548 error']]);
  });

  test('EDU542: two in this feed, or one here and one in the lock from another', () => {
    const twin = providerOf(oak, { entityId: 'https://twin.example/idp' });
    expect(codesIn(select([oakIdp, twin, elmIdp]))).toEqual(['EDU542 error']);
    const { chosen } = select([oakIdp], wantedOf({ oak: [oak] }));
    const { identityProviders } = mergeLock(undefined, {
      region: 'r',
      feedNames: ['first'],
      feedName: 'first',
      feed: feedOf([oakIdp]),
      chosen,
      retireOldKeys: false,
    });
    const again = select([twin, elmIdp], wantedOf(two), identityProviders);
    expect([usesOf(again.refused), codesIn(again)]).toEqual([['oak'], ['EDU542 error']]);
    expect(again.issues[0]?.code).toBe('EDU542');
    expect(again.issues[0]?.found).toBe(`${twin.entityId}, ${oakIdp.entityId}`);
  });

  test('EDU543: one identity provider for two schools, whether or not the other takes a feed', () => {
    const both = providerOf(oak, { scopes: [scope(oak), scope(elm)] });
    expect([usesOf(select([both]).refused), codesIn(select([both]))]).toEqual([['oak', 'elm'], ['EDU543 error']]);
    const schools = wantedOf(two).schools.map((one) => ({ ...one, fromFeed: one.id === 'oak' }));
    expect(codesIn(select([both], wantedOf({}, { schools })))).toEqual(['EDU543 error']);
    expect(codesIn(select([both, elmIdp]))).toEqual(['EDU542 error', 'EDU543 error']);
  });

  test('EDU543: one for two schools, though strangers who are not taken stand before it', () => {
    const both = providerOf(oak, { scopes: [scope(oak), scope(elm)] });
    const strangers = [oak, elm].map((domain) =>
      providerOf(domain, { entityId: `https://stranger.example/${domain}`, registrar: 'https://elsewhere.example' }),
    );
    const result = select([...strangers, both], wantedOf(two, { registrars: ['https://registrar.example'] }));
    expect([usesOf(result.chosen), usesOf(result.refused)]).toEqual([[], ['oak', 'elm']]);
    expect(codesIn(result)).toEqual(['EDU543 error', 'EDU549 warning']);
  });

  test('EDU543: two schools with one domain', () => {
    const result = select([oakIdp], wantedOf({ oak: [oak], ash: [oak] }));
    expect(usesOf(result.refused).sort()).toEqual(['ash', 'oak']);
    expect(new Set(result.issues.map(({ code }) => code))).toEqual(new Set(['EDU543']));
  });

  test('EDU549: the only claimant comes from a foreign registrar; beside one that is taken he is told', () => {
    const wanted = wantedOf({ oak: [oak] }, { registrars: ['https://registrar.example'] });
    const stranger = providerOf(oak, {
      entityId: 'https://stranger.example/idp',
      registrar: 'https://elsewhere.example',
    });
    const { registrar: _, ...unknown } = stranger;
    expect(codesIn(select([stranger], wanted))).toEqual(['EDU549 error']);
    expect(codesIn(select([unknown], wanted))).toEqual(['EDU549 error']);
    expect(select([stranger], wanted).issues).toMatchObject([{ code: 'EDU549', allowed: 'https://registrar.example' }]);
    const both = select([stranger, oakIdp], wanted);
    expect([usesOf(both.chosen), codesIn(both)]).toEqual([['oak'], ['EDU549 warning']]);
  });
});

describe('what is odd is told', () => {
  test.each<[string, string, Partial<FeedIdentityProvider>]>([
    ['EDU547', 'an end within 90 days', { certificates: [certificateOf('soon', { until: '2026-11-15' })] }],
    ['EDU547', 'an old key', { certificates: [certificateOf('a'), certificateOf('b', { until: '2026-01-01' })] }],
    ['EDU552', 'hidden', { categories: ['http://refeds.org/category/hide-from-discovery'] }],
    ['EDU552', 'no persistent identifier', { nameIdFormats: [] }],
  ])('%s: %s', (code, _what, change) => {
    const result = oakWith(change);
    expect(usesOf(result.chosen)).toContain('oak');
    expect(codesIn(result)).toEqual([`${code} warning`]);
  });

  test('EDU548: a certificate that stands at one whom nobody uses', () => {
    const result = select([oakIdp, elmIdp, providerOf('ash.edu.cn', { certificates: oakIdp.certificates })]);
    expect([usesOf(result.chosen), codesIn(result)]).toEqual([['elm', 'oak'], ['EDU548 warning']]);
  });
});

describe('the bureau and the proxy are known by their entityID', () => {
  const own = providerOf('bureau.example', { entityId: bureau.entityId });
  const front = providerOf(oak, { entityId: proxy.entityId, scopes: [scope(oak), scope(elm), scope('.*', true)] });
  const wanted = wantedOf(two, { bureau, proxy });

  test('and chosen beside the schools’ own', () => {
    const { chosen, issues } = select([front, own, oakIdp, elmIdp], wanted);
    expect(chosen.map(({ use, scopes }) => [use.kind, scopes])).toEqual([
      ['bureau', ['bureau.example']],
      ['school', [elm]],
      ['school', [oak]],
      ['proxy', []],
    ]);
    expect(issues).toEqual([]);
  });

  test('and absent where the feed does not have them', () => {
    expect(select([oakIdp, elmIdp], wanted).absent).toEqual([{ kind: 'bureau' }, { kind: 'proxy' }]);
  });

  test('EDU543: a bureau that may speak for a school, or not for itself, and a school’s that may speak for the bureau', () => {
    const greedy = { ...own, scopes: [scope('bureau.example'), scope(oak)] };
    expect(codesIn(select([greedy, elmIdp], wanted))).toEqual(['EDU543 error']);
    expect(codesIn(select([{ ...own, scopes: [] }, oakIdp, elmIdp], wanted))).toEqual(['EDU543 error']);
    const posing = { ...oakIdp, scopes: [scope(oak), scope('bureau.example')] };
    expect(usesOf(select([posing, own, elmIdp], wanted).refused)).toEqual(['oak']);
  });
});

test('ten thousand schools and as many identity providers are joined at once', () => {
  const schools = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`s${index}`, [`s${index}.edu.cn`]]));
  const certificates = [certificateOf('one')];
  const providers = Object.values(schools).map(([domain = '']) => providerOf(domain, { certificates }));
  const { chosen, refused } = selectIdentityProviders(feedOf(providers), wantedOf(schools), {
    file: 'feed.xml',
    asOf,
    others: [],
  });
  // They share one key, so that none can be taken.
  expect([chosen.length, refused.length]).toEqual([0, 10_000]);
});
