import {
  compareLocks,
  expiringCertificates,
  mergeLock,
  type FederationLock,
  type FeedIdentityProvider,
} from '../../lib/federation';
import { asOf, certificateOf, elm, feedOf, oak, providerOf, select } from './select-support';

function lockOf(...providers: readonly FeedIdentityProvider[]): FederationLock {
  const { chosen, refused } = select(providers);
  expect(refused).toEqual([]);
  const feed = feedOf(providers);
  return mergeLock(undefined, {
    region: 'r',
    feedNames: ['carsi'],
    feedName: 'carsi',
    feed,
    chosen,
    retireOldKeys: false,
  });
}

const before = lockOf(providerOf(oak), providerOf(elm));
const entityId = providerOf(oak).entityId;
const [sign] = providerOf(oak).signOn;
const binding = sign?.binding ?? '';

test('a lock does not differ from itself, and from nothing by all of it', () => {
  expect(compareLocks(before, before)).toEqual([]);
  expect(compareLocks(undefined, before).map(({ kind, entityId: id }) => [kind, id])).toEqual([
    ['added', providerOf(elm).entityId],
    ['added', entityId],
  ]);
  expect(compareLocks(before, lockOf(providerOf(elm)))).toEqual([
    { kind: 'removed', use: { kind: 'school', school: 'oak' }, entityId, parts: [] },
  ]);
});

test.each<[string, Partial<FeedIdentityProvider>, object]>([
  [
    'an address',
    { signOn: [{ binding, location: 'https://new.oak.edu.cn/sso' }] },
    { part: 'signOn', removed: ['https://idp.oak.edu.cn/sso'], added: ['https://new.oak.edu.cn/sso'] },
  ],
  [
    'a second address',
    {
      signOn: [
        { binding, location: 'https://idp.oak.edu.cn/sso' },
        { binding, location: 'https://b.example' },
      ],
    },
    { part: 'signOn', removed: [], added: ['https://b.example'] },
  ],
  [
    'a binding',
    { signOn: [{ binding: binding.replace('Redirect', 'POST'), location: 'https://idp.oak.edu.cn/sso' }] },
    { part: 'signOn', removed: ['https://idp.oak.edu.cn/sso'], added: ['https://idp.oak.edu.cn/sso'] },
  ],
  ['a registrar', { registrar: 'https://b.example' }, { part: 'registrar', added: ['https://b.example'] }],
  ['a category', { categories: ['https://refeds.org/sirtfi'] }, { part: 'categories', removed: [] }],
  ['a certificate', { certificates: [certificateOf('new')] }, { part: 'certificates' }],
])('%s that changes is told with what went and what came', (_what, change, part) => {
  const after = lockOf(providerOf(oak, { entityId, ...change }), providerOf(elm));
  expect(compareLocks(before, after)).toMatchObject([
    { kind: 'changed', use: { kind: 'school', school: 'oak' }, parts: [part] },
  ]);
});

test('another identity provider of a school is a change of that school', () => {
  const after = lockOf(providerOf(oak, { entityId: 'https://new.oak.edu.cn/idp' }), providerOf(elm));
  const [change, ...others] = compareLocks(before, after);
  expect(others).toEqual([]);
  expect(change?.parts.map(({ part }) => part)).toEqual(['entityId', 'certificates']);
});

test('certificates that end within the days are listed, the earliest first', () => {
  const lock = lockOf(
    providerOf(oak, { certificates: [certificateOf('a', { until: '2026-09-11' }), certificateOf('b')] }),
    providerOf(elm, { certificates: [certificateOf('c', { until: '2026-09-06' })] }),
  );
  const days = (within: number): number[] => expiringCertificates(lock, asOf, within).map((one) => one.days);
  expect([days(4), days(5), days(10), days(90)]).toEqual([[], [5], [5, 10], [5, 10]]);
});
