import { formatLedger } from '../../lib/plan';
import { ok } from 'node:assert/strict';
import type { Issue } from '../../lib/errors';
import {
  adding,
  file,
  lineOfSchools,
  offboarding,
  planOf,
  refusals,
  replan,
  small,
  without,
  withSchool,
  type RegionDraft,
} from './support';

const before = planOf(small);

/** Place of the n-th school in the draft. */
function line(id: string): Pick<Issue, 'file' | 'line'> {
  return { file, line: lineOfSchools + small.schools.findIndex((one) => one.id === id) };
}

function refused(draft: RegionDraft): readonly Issue[] {
  const issues = refusals(draft, before.ledger);
  for (const one of issues) {
    ok(one.severity === 'error' && one.file === file && one.line !== undefined, `${one.code} has no place`);
    ok(one.fix !== undefined && one.allowed !== undefined, `${one.code} names no way out`);
  }
  return issues;
}

function districts(of: RegionDraft, fields: object): RegionDraft {
  return { ...of, districts: of.districts.map((one) => (one.id === 'north' ? { ...one, ...fields } : one)) };
}

const swapped = { home: 'cn-northwest-1', recovery: 'cn-north-1' };

describe('a school of the ledger cannot leave its place', () => {
  test.each([
    ['a node’s account', withSchool(small, 'uni', { account: '700000000001' }), '700000000001', '300000000001'],
    ['a node’s AWS Region', withSchool(small, 'uni', swapped), 'cn-northwest-1', 'cn-north-1'],
    ['its district', withSchool(small, 'elm', { district: 'north' }), 'north', 'south'],
  ])('by a change of %s', (_, draft, found, allowed) => {
    const issues = refused(draft);
    const id = allowed === 'south' ? 'elm' : 'uni';
    expect(issues[0]).toMatchObject({
      code: 'EDU406',
      ...line(id),
      message: expect.stringContaining(`\`${id}\``),
      found,
      allowed,
      fix: expect.stringMatching(new RegExp(`write .*${allowed}.* again, or register it under a new slug`)),
    });
  });

  test('by a change of its tier', () => {
    const pooled = {
      ...small,
      schools: small.schools.map((one) => (one.id === 'uni' ? { id: 'uni', district: 'north' } : one)),
    };
    const external = {
      ...small,
      schools: small.schools.map((one) => (one.id === 'elm' ? { id: 'elm', tier: 'external' as const } : one)),
    };
    expect(refused(pooled)).toMatchObject([{ code: 'EDU406', found: 'pooled', allowed: 'node', ...line('uni') }]);
    expect(refused(external)).toMatchObject([
      { code: 'EDU406', found: 'external', allowed: 'pooled', fix: expect.stringContaining('`district: south` again') },
    ]);
  });

  test('by a change of its district’s account, told once, at the district', () => {
    expect(refused(districts(small, { account: '200000000009' }))).toMatchObject([
      {
        code: 'EDU406',
        message: 'district `north` cannot change its account: 2 schools live there',
        found: '200000000009',
        allowed: '200000000001',
        path: 'districts.0',
      },
    ]);
  });

  test('by a change of its district’s AWS Region', () => {
    const issues = refused(districts(small, swapped));
    expect(issues.filter(({ message }) => message.includes('its AWS Region'))).toMatchObject([
      { code: 'EDU406', found: 'cn-northwest-1', allowed: 'cn-north-1' },
    ]);
  });

  test('but may get, change and lose a recovery AWS Region, while nothing is copied there', () => {
    const european = { ...small, partition: 'aws', home: 'eu-central-1' };
    const { recovery: _, ...none } = european;
    const before = planOf(none);
    const planned = replan({ ...european, recovery: 'eu-west-1' }, before);
    const elsewhere = replan({ ...european, recovery: 'eu-north-1' }, planned);
    const again = replan(none, elsewhere);
    for (const { plan } of [planned, elsewhere, again]) {
      expect(plan.changes).toEqual(
        ['ash', 'elm', 'oak', 'uni'].map((id) =>
          expect.objectContaining({ kind: 'update', subject: id, detail: 'new recovery' }),
        ),
      );
    }
    expect(elsewhere.plan.schools.map(({ recoveryRegion }) => recoveryRegion)).toEqual(Array(4).fill('eu-north-1'));
    expect(formatLedger(again.ledger)).toBe(formatLedger(before.ledger));
  });

  test('and a change of the perimeter is told, since every stack carries it', () => {
    const first = planOf({ ...small, perimeter: { ...small.perimeter, organizations: ['o-exampleorg1'] } });
    const { plan } = replan({ ...small, perimeter: { ...small.perimeter, organizations: ['o-exampleorg2'] } }, first);
    expect(plan.changes).toEqual([
      {
        kind: 'update',
        subject: 'perimeter',
        detail: '+o-exampleorg2 -o-exampleorg1: changes the policies of every store, the commons and the log archive',
      },
    ]);
  });

  test('even when it was frozen in between', () => {
    const away = replan(without(small, 'uni'), before);
    const moved = withSchool(small, 'uni', { account: '700000000001' });
    expect(refusals(moved, away.ledger)).toMatchObject([{ code: 'EDU406', allowed: '300000000001' }]);
  });
});

describe('the region cannot leave its place', () => {
  test('by another id, or with the ledger of another region beside it', () => {
    expect(refused({ ...small, id: 'other' })).toMatchObject([
      { code: 'EDU404', found: 'other', allowed: 'demo', fix: expect.stringContaining('`id: demo` again') },
    ]);
  });

  test('by another partition', () => {
    const moved = { ...small, partition: 'aws', home: 'eu-central-1', recovery: 'eu-west-1' };
    expect(refused(moved)).toMatchObject([
      { code: 'EDU406', found: 'aws', allowed: 'aws-cn', fix: expect.stringContaining('new region file') },
    ]);
  });

  test('by another account of hub or log archive', () => {
    const accounts = { hub: '100000000008', logArchive: '100000000009' };
    expect(refused({ ...small, accounts })).toMatchObject([
      { code: 'EDU406', message: expect.stringMatching(/^the hub cannot move/), found: '100000000008' },
      { code: 'EDU406', message: expect.stringMatching(/^the log archive cannot move/), found: '100000000009' },
    ]);
  });

  test('by another home of the hub', () => {
    const issues = refused({ ...small, ...swapped });
    expect(issues.filter(({ message }) => message.includes('hub'))).toMatchObject([
      { code: 'EDU406', found: 'cn-northwest-1', allowed: 'cn-north-1' },
    ]);
  });
});

describe('a slug cannot change', () => {
  test('of a node: the account gives it away', () => {
    const { schools, ...rest } = small;
    const renamed = {
      ...rest,
      schools: schools.map((one) => (one.id === 'uni' ? { ...one, id: 'college', domains: [] } : one)),
    };
    expect(refused(renamed)).toMatchObject([
      {
        code: 'EDU407',
        found: 'college',
        allowed: 'uni',
        ...line('uni'),
        fix: expect.stringContaining('keep `id: uni`'),
      },
    ]);
  });

  test('of a pooled school: the domain gives it away', () => {
    const { schools, ...rest } = small;
    const renamed = { ...rest, schools: schools.map((one) => (one.id === 'ash' ? { ...one, id: 'ashschool' } : one)) };
    expect(refused(renamed)).toMatchObject([{ code: 'EDU407', found: 'ashschool', allowed: 'ash', ...line('ash') }]);
  });

  test('but account and domain are free once the old school is offboarded', () => {
    const heirs = adding(
      offboarding(without(small, 'uni', 'ash'), 'uni', 'ash'),
      { id: 'college', account: '300000000001', domains: ['uni.example'] },
      { id: 'birch', district: 'north', domains: ['ash.example'] },
    );
    const { plan } = replan(heirs, before);
    expect(plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'add birch',
      'add college',
      'offboard ash',
      'offboard uni',
      'retire edu-demo-node-uni',
    ]);
  });

  test('nor can another school take it after offboarding', () => {
    const gone = replan(offboarding(without(small, 'ash'), 'ash'), before);
    const again = adding(without(small, 'ash'), { id: 'ash', district: 'south' });
    expect(refusals(again, gone.ledger)).toMatchObject([
      { code: 'EDU409', found: 'ash', fix: expect.stringContaining('another slug') },
    ]);
  });

  test.each(['frozen', 'offboarded'])('nor can a new one be confused with that of a school that is %s', (status) => {
    const rest = without(small, 'oak');
    const gone = replan(status === 'frozen' ? rest : offboarding(rest, 'oak'), before);
    for (const id of ['oak-hill', 'oak-2']) {
      expect(refusals(adding(rest, { id, district: 'north' }), gone.ledger)).toMatchObject([
        {
          code: 'EDU302',
          found: id,
          message: expect.stringContaining('`oak`'),
          fix: expect.stringContaining('another slug'),
        },
      ]);
    }
    expect(refusals(adding(rest, { id: 'oakhill', district: 'north' }), gone.ledger)).toEqual([]);
  });

  test('nor may a new one be the beginning of one that has left', () => {
    const first = planOf(adding(small, { id: 'fir-hill', district: 'north' }));
    expect(refusals(adding(small, { id: 'fir', district: 'north' }), first.ledger)).toMatchObject([
      { code: 'EDU302', found: 'fir', message: expect.stringContaining('`fir-hill`') },
    ]);
  });
});

describe('offboarding', () => {
  test('of a slug that never lived here is refused', () => {
    for (const id of ['nobody', 'constructor']) {
      expect(refused(offboarding(small, id))).toMatchObject([
        { code: 'EDU410', found: id, fix: expect.stringContaining('correct the slug') },
      ]);
    }
  });

  test('may stay in the file for ever', () => {
    const draft = offboarding(without(small, 'ash'), 'ash');
    const gone = replan(draft, before);
    expect(replan(draft, gone).plan.changes).toEqual([]);
  });
});

describe('a slug that every object has as a member', () => {
  test('is a slug like any other', () => {
    const draft = adding(small, { id: 'constructor', district: 'north' });
    const after = replan(draft, before);
    expect(after.plan.changes).toMatchObject([{ kind: 'add', subject: 'constructor' }]);
    expect(replan(draft, after).plan.changes).toEqual([]);
  });
});

describe('every refusal', () => {
  test('is told at once, sorted by place', () => {
    const draft = withSchool(withSchool(small, 'elm', { district: 'north' }), 'uni', { account: '700000000001' });
    expect(refused(offboarding(draft, 'nobody')).map(({ code }) => code)).toEqual(['EDU410', 'EDU406', 'EDU406']);
  });
});
