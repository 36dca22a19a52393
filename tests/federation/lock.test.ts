import fc from 'fast-check';
import {
  formatLock,
  mergeLock,
  parseLock,
  type FederationLock,
  type FeedIdentityProvider,
  type Import,
} from '../../lib/federation';
import { certificateOf, elm, feedOf, oak, providerOf, select, two, wantedOf } from './select-support';

const proxyId = 'https://proxy.bureau.example/saml';
const wanted = wantedOf(two, {
  bureau: { entityId: 'https://idp.bureau.example/idp', domains: ['bureau.example'] },
  proxy: { entityId: proxyId },
});
const bureau = providerOf('bureau.example');
const proxyWith = (...keys: readonly string[]): FeedIdentityProvider =>
  providerOf('proxy.example', { entityId: proxyId, certificates: keys.map((key) => certificateOf(key)) });
const everybody = [providerOf(oak), providerOf(elm), bureau, proxyWith('p1')];

function imported(
  old: FederationLock | undefined,
  providers: readonly FeedIdentityProvider[],
  change: Partial<Import> = {},
): FederationLock {
  const { feedName = 'carsi' } = change;
  const others = old?.identityProviders.filter((one) => one.feed !== feedName) ?? [];
  const { chosen, refused } = select(providers, wanted, others);
  expect(refused).toEqual([]);
  const feed = feedOf(providers);
  return mergeLock(old, {
    region: 'northeast',
    feedNames: ['carsi', 'k12'],
    feedName,
    feed,
    chosen,
    retireOldKeys: false,
    ...change,
  });
}

const lock = imported(undefined, everybody);
const text = formatLock(lock);

function proxyIn({ identityProviders }: FederationLock): FederationLock['identityProviders'][number] {
  const found = identityProviders.find(({ use }) => use.kind === 'proxy');
  if (found === undefined) throw new Error('no proxy');
  return found;
}

/** Keys of the blue and the green document, and which is active. */
function slotsOf(one: FederationLock): unknown[] {
  const { metadata, green, active } = proxyIn(one);
  const keys = [metadata, green].map((document) => document?.certificates.map(({ sha256 }) => sha256).sort());
  return [...keys, active];
}

function keysOf(...labels: readonly string[]): string[] {
  const { metadata } = proxyIn(imported(undefined, [proxyWith(...labels)]));
  return metadata.certificates.map(({ sha256 }) => sha256).sort();
}

function codes(changed: string): string[] {
  return parseLock(changed, 'federation.lock.json').issues.map(({ code }) => code);
}

test('a lock is read as it was written, and written as it was read', () => {
  expect(parseLock(text, 'lock')).toEqual({ lock, issues: [] });
  expect(formatLock(parseLock(text, 'lock').lock ?? lock)).toBe(text);
  expect(lock.identityProviders.map(({ entityId }) => entityId)).toEqual(
    lock.identityProviders.map(({ entityId }) => entityId).sort(),
  );
});

test('the same feed gives the same text, in whatever order it lists its entities', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(everybody, { minLength: everybody.length }), (order) => {
      expect(formatLock({ ...imported(undefined, order), feeds: lock.feeds })).toBe(text);
      expect(formatLock(imported(lock, order))).toBe(formatLock(imported(lock, order)));
    }),
  );
  expect(formatLock(imported(lock, everybody))).toBe(text);
});

test('contacts, logos and names of the feed do not come into it', () => {
  expect(text).not.toMatch(/Contact|Logo|mailto|"names"|encryption/);
});

test('an import replaces what came from its feed, and nothing else', () => {
  const both = imported(lock, [], { feedName: 'k12' });
  expect(both.identityProviders).toEqual(lock.identityProviders);
  expect(Object.keys(both.feeds)).toEqual(['carsi', 'k12']);
  const later = imported(both, [providerOf(oak)]);
  expect(later.identityProviders.map(({ use }) => use)).toEqual([{ kind: 'school', school: 'oak' }]);
  const elsewhere = imported(later, [providerOf(elm)], { feedName: 'k12' });
  expect(elsewhere.identityProviders.map(({ feed }) => feed)).toEqual(['k12', 'carsi']);
  expect(parseLock(formatLock(elsewhere), 'lock').issues).toEqual([]);
});

test('what came from a feed that the region no longer names is dropped', () => {
  const later = imported(lock, [], { feedName: 'k12', feedNames: ['k12'] });
  expect([Object.keys(later.feeds), later.identityProviders]).toEqual([['k12'], []]);
});

describe('the proxy’s keys change in one document while the other serves', () => {
  test('at first both are the same', () => {
    expect(slotsOf(lock)).toEqual([keysOf('p1'), keysOf('p1'), 'blue']);
  });

  test('new keys go to the one that is not active, and back and forth', () => {
    const second = imported(lock, [proxyWith('p2')]);
    expect(slotsOf(second)).toEqual([keysOf('p1'), keysOf('p2'), 'green']);
    expect(slotsOf(imported(second, [proxyWith('p2')]))).toEqual([keysOf('p1'), keysOf('p2'), 'green']);
    const third = imported(second, [proxyWith('p2', 'p3')]);
    expect(slotsOf(third)).toEqual([keysOf('p2', 'p3'), keysOf('p2'), 'blue']);
    expect(parseLock(formatLock(third), 'lock').issues).toEqual([]);
  });

  test('the earlier keys go when they are retired, and at once with new ones', () => {
    const second = imported(lock, [proxyWith('p2')]);
    const retired = imported(second, [proxyWith('p2')], { retireOldKeys: true });
    expect(slotsOf(retired)).toEqual([keysOf('p2'), keysOf('p2'), 'green']);
    expect(slotsOf(imported(lock, [proxyWith('p2')], { retireOldKeys: true }))).toEqual([
      keysOf('p2'),
      keysOf('p2'),
      'blue',
    ]);
  });

  test('after any history no key but of the last two changes is trusted', () => {
    const step = fc.record({ key: fc.constantFrom('p1', 'p2', 'p3'), retireOldKeys: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        let now: FederationLock | undefined;
        let before: string | undefined;
        let last: string | undefined;
        for (const { key, retireOldKeys } of steps) {
          now = imported(now, [proxyWith(key)], { retireOldKeys });
          if (retireOldKeys || last === undefined) before = key;
          else if (key !== last) before = last;
          last = key;
          const [blue, green, active] = slotsOf(now);
          expect(active === 'blue' ? [blue, green] : [green, blue]).toEqual([keysOf(last), keysOf(before ?? last)]);
        }
      }),
    );
  });

  test('another proxy keeps nothing of the earlier one', () => {
    const other = { ...proxyWith('p9'), entityId: 'https://other.example/saml' };
    const { chosen } = select([other], { ...wanted, proxy: { entityId: other.entityId } });
    const later = mergeLock(lock, {
      region: 'northeast',
      feedNames: ['carsi'],
      feedName: 'carsi',
      feed: feedOf([other]),
      chosen,
      retireOldKeys: false,
    });
    expect(slotsOf(later)).toEqual([keysOf('p9'), keysOf('p9'), 'blue']);
  });
});

describe('what no import has written is refused', () => {
  test.each<[string, string, string]>([
    ['EDU553', 'half a file', text.slice(0, 500)],
    ['EDU553', 'the marks of a merge', `<<<<<<< ours\n${text}`],
    ['EDU553', 'a key of another program', text.replace('"version": 1', '"version": 1, "mine": 2')],
    ['EDU553', 'a document in Chinese', text.replace('<md:EntityDescriptor', '<!-- 中 --><md:EntityDescriptor')],
    ['EDU554', 'a lock of the future', text.replace('"version": 1', '"version": 2, "more": {}')],
    [
      'EDU555',
      'an address in the document alone',
      text.replace('Location=\\"https://idp.oak', 'Location=\\"https://idp.ash'),
    ],
    [
      'EDU555',
      'an address beside the document alone',
      text.replace('"https://idp.oak.edu.cn/sso"', '"https://idp.ash.edu.cn/sso"'),
    ],
    [
      'EDU555',
      'an entityID beside the document alone',
      text.replace('"entityId": "https://idp.oak', '"entityId": "https://idp.pak'),
    ],
    [
      'EDU555',
      'a certificate of another',
      text.replace(certificateOf('https://idp.oak.edu.cn/idp'), certificateOf('x')),
    ],
    ['EDU555', 'a later end of a certificate', text.replace('"notAfter": "2030-01-01"', '"notAfter": "2040-01-01"')],
    ['EDU555', 'a document with more in it', text.replace('<md:NameIDFormat>', '<md:Extensions/><md:NameIDFormat>')],
    ['EDU555', 'a feed that is not there', text.replace('"feed": "carsi"', '"feed": "k12"')],
    ['EDU555', 'a second provider of a school', text.replace('"school": "elm"', '"school": "oak"')],
    [
      'EDU555',
      'a school that has become a proxy',
      text.replace(/"kind": "school",\s+"school": "oak"/, '"kind": "proxy"'),
    ],
    ['EDU555', 'a school without scopes', text.replace(/"scopes": \[\s+"oak.edu.cn"\s+\]/, '"scopes": []')],
    ['EDU555', 'a key that stands twice', text.replace('"region":', '"region": "southeast",\n  "region":')],
  ])('%s: %s', (code, _what, changed) => {
    expect(changed).not.toBe(text);
    expect([...new Set(codes(changed))]).toEqual([code]);
  });

  test('EDU555: one key in two entries, as two imports on two branches leave it', () => {
    const [oakLock, elmLock] = [oak, elm].map((domain) =>
      imported(undefined, [providerOf(domain, { certificates: [certificateOf('one')] })]),
    );
    const identityProviders = [oakLock, elmLock].flatMap((one) => one?.identityProviders ?? []);
    expect(identityProviders).toHaveLength(2);
    expect(codes(formatLock({ ...lock, identityProviders }))).toEqual(['EDU555']);
  });

  test('is told with the identity provider whose entry it is', () => {
    const [first] = parseLock(text.replace('"feed": "carsi"', '"feed": "k12"'), 'lock').issues;
    expect(first?.found).toBe(`${lock.identityProviders[0]?.entityId ?? ''}: no feed \`k12\` stands in the lock`);
    const [damaged] = parseLock(text.replace('"active": "blue"', '"active": "red"'), 'lock').issues;
    expect(damaged?.found).toMatch(/^identityProviders\.\d+\.active: a value that does not fit$/);
  });

  test('white space and Windows line ends are no change', () => {
    expect(codes(JSON.stringify(JSON.parse(text)))).toEqual([]);
    expect(codes(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });
});
