import { schoolsPerAccount, type PlannedSchool } from '../../lib/plan';
import { adding, crowd, offboarding, planOf, refusals, replan, small, without, type RegionDraft } from './support';

/** The small region with other facts about its district `north`. */
function north(fields: Partial<RegionDraft['districts'][number]>, draft = small): RegionDraft {
  return { ...draft, districts: draft.districts.map((one) => (one.id === 'north' ? { ...one, ...fields } : one)) };
}

function accountsOf(schools: readonly PlannedSchool[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { account } of schools) counts[account] = (counts[account] ?? 0) + 1;
  return counts;
}

describe('a district with several accounts', () => {
  const two = north({ moreAccounts: ['200000000021', '200000000022'] }, without(small, 'ash', 'oak', 'elm', 'uni'));
  const filled = (count: number): RegionDraft => adding(two, ...crowd('abc', 'north', count));

  test('fills one after the other, and the last one with whatever comes', () => {
    const { plan } = planOf(filled(2 * schoolsPerAccount + 100));
    expect(accountsOf(plan.schools)).toEqual({
      '200000000001': schoolsPerAccount,
      '200000000021': schoolsPerAccount,
      '200000000022': 100,
    });
  });

  test('has shards that never span accounts', () => {
    const { plan } = planOf(filled(2 * schoolsPerAccount + 1));
    const spread = new Map(plan.schools.map(({ stack }) => [stack, new Set<string>()]));
    for (const { stack, account } of plan.schools) spread.get(stack)?.add(account);
    expect([...spread.values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  test('moves nobody when an account is added, and sends new schools there', () => {
    const crowded = { ...filled(schoolsPerAccount), districts: small.districts };
    const before = planOf(crowded);
    const after = replan(
      north({ moreAccounts: ['200000000021'] }, adding(crowded, { id: 'zzz', district: 'north' })),
      before,
    );
    expect(after.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'add zzz',
      'create edu-demo-base-200000000021-cn-north-1',
      'update perimeter',
    ]);
    expect(after.ledger.schools.zzz?.account).toBe('200000000021');
  });

  test('cannot lose an account where schools live', () => {
    const before = planOf(filled(schoolsPerAccount + 5));
    const less = { ...filled(schoolsPerAccount + 5), districts: small.districts };
    expect(refusals(less, before.ledger)).toMatchObject([
      {
        code: 'EDU406',
        message: expect.stringContaining('district `north` cannot change its account: 5 schools live there'),
        allowed: '200000000021',
        fix: expect.stringContaining('moreAccounts'),
      },
    ]);
  });
});

describe('a district with a shared key', () => {
  const shared = north({ keyScope: 'district' });

  test('has one key a shard, and says what that gives up', () => {
    const { plan } = planOf(adding(shared, ...crowd('abc', 'north', 30)));
    const keys = plan.schools.filter(({ district }) => district === 'north').map(({ keyAlias }) => keyAlias);
    expect([...new Set(keys)]).toEqual(['alias/educloud/district/north-001', 'alias/educloud/district/north-002']);
    expect(plan.costTiers).toEqual([
      { tier: 'node', keyScope: 'school', schools: 1, keys: 1, givesUp: [] },
      { tier: 'pooled', keyScope: 'school', schools: 1, keys: 1, givesUp: ['own-account'] },
      { tier: 'pooled', keyScope: 'district', schools: 32, keys: 2, givesUp: ['own-account', 'own-key'] },
    ]);
  });

  test('keeps its choice: what is encrypted stays under its key', () => {
    expect(refusals(small, planOf(shared).ledger)).toMatchObject([
      { code: 'EDU406', found: 'school', allowed: 'district', message: expect.stringContaining('key scope') },
    ]);
    expect(refusals(shared, planOf(small).ledger)).toMatchObject([
      { code: 'EDU406', found: 'district', allowed: 'school', fix: expect.stringContaining('keyScope: school') },
    ]);
  });

  test('binds the frozen, too, who must be able to come back', () => {
    const frozen = replan(without(small, 'ash', 'oak'), planOf(small));
    expect(refusals(without(shared, 'ash', 'oak'), frozen.ledger)).toMatchObject([
      { code: 'EDU406', found: 'district', allowed: 'school' },
    ]);
    expect(replan(small, frozen).plan.changes.map(({ kind }) => kind)).toEqual(['return', 'return']);
  });

  test('may choose anew once nobody lives there', () => {
    const empty = replan(offboarding(without(small, 'ash', 'oak'), 'ash', 'oak'), planOf(small));
    const after = replan(adding(without(shared, 'ash', 'oak'), { id: 'fir', district: 'north' }), empty);
    expect(after.ledger.schools.fir).toMatchObject({ keyScope: 'district' });
  });

  test('warns who leaves that the key opens nothing for them any more', () => {
    const { plan } = replan(offboarding(without(shared, 'oak'), 'oak'), planOf(shared));
    expect(plan.changes).toMatchObject([
      { kind: 'offboard', subject: 'oak', detail: expect.stringContaining('copy the data before') },
    ]);
  });
});

describe('an account where frozen schools live', () => {
  const frozen = replan(without(small, 'ash', 'oak', 'uni'), planOf(small));

  test('is none for a new node, so that its base and theirs never meet', () => {
    const node = adding(
      { ...without(small, 'ash', 'oak', 'uni'), districts: small.districts.filter(({ id }) => id !== 'north') },
      { id: 'fir', account: '200000000001' },
    );
    expect(refusals(node, frozen.ledger)).toMatchObject([
      { code: 'EDU304', found: '200000000001', message: expect.stringContaining('`ash`, which is frozen') },
    ]);
  });

  test('is none for a district, if it was a node’s', () => {
    const pooled = adding(north({ account: '300000000001' }, without(small, 'ash', 'oak', 'uni')), {
      id: 'fir',
      district: 'north',
    });
    expect(refusals(pooled, frozen.ledger)).toMatchObject([
      { code: 'EDU304', message: expect.stringContaining('`uni`, which is frozen') },
    ]);
  });
});

describe('a school that moves from pooled to node', () => {
  const before = planOf(small);

  test('is refused in place, with the way that keeps the data', () => {
    const moved = {
      ...small,
      schools: small.schools.map(({ district, ...one }) =>
        one.id === 'oak'
          ? { ...one, account: '300000000009' }
          : { ...one, ...(district === undefined ? {} : { district }) },
      ),
    };
    expect(refusals(moved, before.ledger)).toMatchObject([
      {
        code: 'EDU406',
        message: expect.stringContaining('cannot change its tier in place'),
        fix: expect.stringContaining('docs/migrations.md'),
      },
    ]);
  });

  test('is done by a new slug, a copy, and offboarding', () => {
    const beside = adding(small, { id: 'oaknode', account: '300000000009', domains: ['oak.example'] });
    const during = replan(beside, before);
    expect(during.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['add oaknode']);
    const after = replan(offboarding(without(beside, 'oak'), 'oak'), during);
    expect(after.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['offboard oak']);
  });
});
