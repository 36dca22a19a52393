import {
  copied,
  offboarding,
  planOf,
  refusals,
  replan,
  small,
  without,
  withSchool,
  withTargets,
  type TargetDraft,
} from './support';

const both = (records: TargetDraft, materials: TargetDraft | 'none' = {}): ReturnType<typeof withTargets> =>
  withTargets(copied, { stores: { records, materials } });

/** What is told of each school that changes. */
function told(before: typeof small, after: typeof small): readonly string[] {
  return replan(after, planOf(before)).plan.changes.flatMap(({ kind, subject, detail }) =>
    kind === 'update' || kind === 'return' ? [`${subject}: ${detail}`] : [],
  );
}

/** What is told of one school. */
function toldOf(id: string, before: typeof small, after: typeof small): string | undefined {
  return told(before, after).find((line) => line.startsWith(`${id}: `));
}

describe('a plan that changes copies', () => {
  test('says of which store the lock and the retention get shorter, and from what to what', () => {
    const before = both({ retentionDays: 90, lockDays: 30 });
    const after = both({ retentionDays: 30, lockDays: 7 });
    expect(toldOf('oak', before, after)).toBe('oak: records: kept 90 → 30 d, locked 30 → 7 d');
    expect(told(before, after)).toHaveLength(4);
  });

  test('says that a lock becomes one that nobody takes off', () => {
    const after = both({}, { immutability: 'compliance', irrevocable: true });
    expect(toldOf('oak', both({}), after)).toBe('oak: materials: lock governance → compliance (irrevocable)');
    const backup = { means: ['backup'], retentionDays: 90, lockDays: 30 } as const;
    const locked = { ...backup, immutability: 'compliance', irrevocable: true } as const;
    expect(toldOf('oak', both(backup), both(locked))).toBe(
      'oak: records: lock governance → compliance (irrevocable, backups for 90 d)',
    );
    expect(toldOf('oak', both(locked), both({ ...locked, retentionDays: 120 }))).toBe('oak: records: kept 90 → 120 d');
  });

  test('says of copies that end why, and of what begins what it is', () => {
    const ended = {
      ...both({}, 'none'),
      endedRecovery: [{ school: 'oak', reason: 'closed' }, { reason: 'of no worth' }],
    };
    expect(toldOf('oak', both({}), ended)).toBe('oak: materials: copies end (closed)');
    expect(toldOf('uni', both({}), ended)).toBe('uni: materials: copies end (of no worth)');
    expect(toldOf('oak', both({}, 'none'), both({}, { means: ['backup'] }))).toBe(
      'oak: materials: copies begin (backup; rpo 24h, rto 24h, kept 30 d, locked 30 d, governance)',
    );
  });

  test('says which of two means ends, which begins, and what they promise', () => {
    const one = both({ means: ['replication'] });
    const two = both({ means: ['replication', 'backup'], rpo: '12h' });
    const back = { ...one, endedRecovery: [{ reason: 'too dear' }] };
    expect(toldOf('oak', one, two)).toBe('oak: records: backup begins, rpo 24h → 12h');
    expect(toldOf('oak', two, back)).toBe('oak: records: backup ends (too dear), rpo 12h → 24h');
    const often = both({ means: ['replication', 'backup'], rpo: '6h' });
    expect(toldOf('oak', two, often)).toBe('oak: records: rpo 12h → 6h, a backup every 8 → 3 h');
  });

  test('says so where copies begin, where they go, and of a school that comes back', () => {
    expect(toldOf('oak', small, both({}, 'none'))).toBe(
      'oak: records: copies begin (replication; rpo 24h, rto 24h, kept 30 d, locked 30 d, governance); copies go to account 200000000001, cn-northwest-1',
    );
    const frozen = replan(without(copied, 'oak'), planOf(copied));
    const again = replan(both({ lockDays: 7 }), frozen).plan.changes.find(({ subject }) => subject === 'oak');
    expect(again).toMatchObject({
      kind: 'return',
      detail: 'listed again: active in its old place; records: locked 30 → 7 d',
    });
  });

  test('tells what else is new beside it, and nothing of copies that stay', () => {
    const renamed = withSchool(both({ lockDays: 7 }), 'oak', { names: { en: 'Oak' } });
    expect(toldOf('oak', copied, renamed)).toBe('oak: new names; records: locked 30 → 7 d');
    expect(toldOf('oak', copied, withSchool(copied, 'oak', { names: { en: 'Oak' } }))).toBe('oak: new names');
  });
});

describe('an end of copies of a school that was never there', () => {
  const ending = (school: string): typeof small => ({ ...copied, endedRecovery: [{ school, reason: 'closed' }] });

  test('is warned of, with the nearest that is, and refuses nothing', () => {
    expect(refusals(ending('oka'))).toMatchObject([
      { code: 'EDU331', severity: 'warning', found: 'oka', fix: 'correct the slug, or take the entry out' },
    ]);
    expect(refusals(ending('un'))).toMatchObject([{ severity: 'warning', fix: 'did you mean `uni`?' }]);
    expect(refusals(ending('polytechnic'))).toMatchObject([{ fix: 'correct the slug, or take the entry out' }]);
    expect(planOf(ending('oka')).plan.schools).toHaveLength(4);
  });

  test('is told beside what is refused for it', () => {
    const slip = { ...withTargets(ending('un'), 'none') };
    expect(refusals(slip, planOf(copied).ledger).map(({ code }) => code)).toContain('EDU331');
  });

  test('is no slip where the school is listed, frozen or offboarded', () => {
    const { ledger } = planOf(copied);
    expect(refusals(ending('oak'))).toEqual([]);
    expect(refusals(without(ending('oak'), 'oak'), ledger)).toEqual([]);
    expect(refusals(offboarding(without(ending('oak'), 'oak'), 'oak'), ledger)).toEqual([]);
  });
});
