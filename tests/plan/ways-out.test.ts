import { partition } from '../../lib/facts';
import { copied, planOf, refusals, small, withTargets, type RegionDraft, type TargetsDraft } from './support';

const european: RegionDraft = { ...copied, partition: 'aws', home: 'eu-central-1', recovery: 'eu-north-1' };

const records = (target: object | 'none'): TargetsDraft => ({ stores: { records: target, materials: 'none' } });

const ending = (draft: RegionDraft): RegionDraft => ({ ...draft, endedRecovery: [{ reason: 'closed' }] });

/** Fixes for what was copied and ends without a reason, by school: a pooled one, then the node. */
function fixesOf(draft: RegionDraft, before?: RegionDraft): readonly string[] {
  const issues = refusals(draft, before === undefined ? undefined : planOf(before).ledger);
  return issues.map(({ code, fix }) => `${code} ${fix ?? ''}`);
}

/** As {@link fixesOf}, after all copies have ended with a reason. */
function fixesAfterEnd(draft: RegionDraft, before: RegionDraft, what: TargetsDraft = 'none'): readonly string[] {
  const ended = planOf(ending(withTargets(before, what)), planOf(before).ledger);
  return refusals(draft, ended.ledger).map(({ code, fix }) => `${code} ${fix ?? ''}`);
}

describe('a target that nothing meets', () => {
  test('is not sent to an AWS Region that there is not, or that would not help', () => {
    for (const draft of [copied, european]) {
      const fixes = fixesOf(withTargets(draft, records({ rpo: '5m' })));
      expect(fixes.length).toBeGreaterThan(0);
      for (const fix of fixes) expect(fix).toMatch(/^EDU412 ask for no less than one of these; or write `none`/);
    }
  });

  test('is sent to a recovery AWS Region where one meets it', () => {
    const { recovery: _, ...alone } = withTargets(copied, records({ rto: '2h' }));
    for (const fix of fixesOf(alone)) expect(fix).toContain('state cn-northwest-1 as `recovery`');
    const { recovery: __, ...there } = withTargets(european, records({ rpo: '15m', rto: '1h' }));
    const named = fixesOf(there)[0]?.match(/eu-[a-z]+-\d/g) ?? [];
    expect(named).toHaveLength(3);
    const known = partition('aws').awsRegions.map(({ id }) => id);
    for (const awsRegion of named) {
      expect(known).toContain(awsRegion);
      expect(refusals({ ...there, recovery: awsRegion })).toEqual([]);
    }
  });
});

describe('a mistake in a target', () => {
  const five = records({ rpo: '5m' });

  test('stands where the target is stated: of the node, the district or the region', () => {
    const draft: RegionDraft = {
      ...withTargets(copied, five),
      districts: small.districts.map((one) => (one.id === 'south' ? { ...one, recoveryTargets: five } : one)),
      schools: small.schools.map((one) => (one.id === 'uni' ? { ...one, recoveryTargets: five } : one)),
    };
    const places = refusals(draft).map(({ message, path }) => [/of (.*?) as its/.exec(message)?.[1], path]);
    expect(places).toEqual([
      ['school `elm`', 'districts.1.recoveryTargets'],
      ['2 schools (ash, oak)', 'recoveryTargets'],
      ['school `uni`', 'recoveryTargets'],
    ]);
  });

  test('stands with the school where nothing is stated any more', () => {
    const { recovery: _, ...nothing } = copied;
    const places = refusals(nothing, planOf(copied).ledger).map(({ path }) => path);
    expect([...new Set(places)]).toEqual(['districts.0', 'districts.1', '']);
  });
});

describe('copies that would end', () => {
  const both = withTargets(copied, records({ means: ['replication', 'backup'] }));

  test('are said to end for good before they do, with the places that are left', () => {
    const [pooled, node] = [
      fixesOf(withTargets(both, 'none'), both)[0],
      fixesOf(withTargets(both, 'none'), both).at(-1),
    ];
    expect(pooled).toMatch(
      /cannot begin again in the same account and AWS Region, only in another `accounts.recovery`/,
    );
    expect(node).toMatch(/cannot begin again in the same account and AWS Region, and aws-cn has no other for it/);
    expect(node).toMatch(/backup of this store cannot begin again anywhere/);
  });

  test('of which only replicas end are not told of backups', () => {
    const one = { ...withTargets(european, records({ means: ['replication'] })) };
    const fix = fixesOf(withTargets(one, 'none'), one).at(-1);
    expect(fix).toMatch(/only in another AWS Region/);
    expect(fix).not.toMatch(/backup/);
  });
});

describe('copies that have ended', () => {
  const replicated = (draft: RegionDraft): RegionDraft => withTargets(draft, records({ means: ['replication'] }));

  test('of a node in China go on by a backup or not at all, and a backup is taken', () => {
    const node = fixesAfterEnd(replicated(copied), replicated(copied)).at(-1);
    expect(node).toMatch(/^EDU414 write `means: \[backup\]`; or write `none` for the store\. A name/);
    const ended = planOf(ending(withTargets(copied, 'none')), planOf(replicated(copied)).ledger);
    expect(refusals(withTargets(copied, records({ means: ['backup'] })), ended.ledger)).toEqual([]);
  });

  test('of a pooled school go on in another account, which is taken', () => {
    const before = replicated(copied);
    const ended = planOf(ending(withTargets(before, 'none')), planOf(before).ledger);
    expect(fixesAfterEnd(before, before)[0]).toMatch(/state an account under `accounts.recovery`/);
    const node = { ...before, accounts: { ...before.accounts, recovery: '900000000009' } };
    const codes = refusals(node, ended.ledger).map(({ message }) => message);
    expect(codes.filter((message) => !message.includes('`uni`'))).toEqual([]);
  });

  test('go on in another AWS Region where there is one, which is taken', () => {
    const fix = fixesAfterEnd(replicated(european), replicated(european)).at(-1) ?? '';
    const [other = ''] = /eu-[a-z]+-\d/.exec(fix) ?? [];
    expect(['eu-central-1', 'eu-north-1', '']).not.toContain(other);
    const ended = planOf(ending(withTargets(european, 'none')), planOf(replicated(european)).ledger);
    expect(refusals({ ...replicated(european), recovery: other }, ended.ledger)).toEqual([]);
  });

  test('of backups are sent nowhere else, only to replication', () => {
    const before = withTargets(european, records({ means: ['replication', 'backup'] }));
    const fixes = fixesAfterEnd(before, before, records({ means: ['replication'] }));
    expect(fixes).not.toEqual([]);
    for (const fix of fixes)
      expect(fix).toMatch(/^EDU414 write `means: \[replication\]`; or leave its target as it was\./);
  });

  test('of backups that would move are told that they do not begin again', () => {
    const before = withTargets(european, records({ means: ['replication', 'backup'] }));
    for (const fix of fixesOf({ ...before, recovery: 'eu-west-1' }, before))
      expect(fix).toMatch(/^EDU414 write `recovery: eu-north-1` again; .*only replication can move$/);
    const account = { ...before, accounts: { ...before.accounts, recovery: '900000000009' } };
    expect(fixesOf(account, before)[0]).toMatch(/^EDU414 write no `accounts.recovery` again; /);
    expect(fixesOf(before, account)[0]).toMatch(/^EDU414 write `accounts.recovery: "900000000009"` again; /);
    expect(refusals(small)).toEqual([]);
  });
});
