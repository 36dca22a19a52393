import type { Plan, PlannedFlow } from '../../lib/plan';
import { parseLedger, formatLedger } from '../../lib/plan';
import { copied, planOf, refusals, replan, without, withSchool, withTargets, type RegionDraft } from './support';

// Where copies go, as flows, bases and the ledger know it.

const registrar = 'arn:aws-cn:iam::100000000001:role/registrar';
const rector = 'arn:aws-cn:iam::300000000001:user/rector';
const both = withTargets(copied, { stores: { records: { means: ['replication', 'backup'] }, materials: {} } });
const apart: RegionDraft = {
  ...both,
  partition: 'aws',
  home: 'eu-central-1',
  recovery: 'eu-north-1',
  accounts: { ...both.accounts, recovery: '100000000003' },
};

function copiesIn({ flows }: Plan): PlannedFlow[] {
  return flows.filter(({ kind }) => kind === 'replicate' || kind === 'backup');
}

describe('flows of copies', () => {
  test.each([
    ['aws-cn', both],
    ['aws', apart],
  ] as const)('tell of every copy once, with its classes, and stay in the jurisdiction, in %s', (_, draft) => {
    const { plan } = planOf(draft);
    const flows = copiesIn(plan);
    const expected = plan.schools.flatMap(({ buckets, recovery }) =>
      (['records', 'materials'] as const).flatMap((store) => {
        const copies = recovery?.stores[store];
        return [
          ...(copies?.replica === undefined ? [] : [`replicate:${buckets[store]}`]),
          ...(copies?.backup === undefined ? [] : [`backup:${buckets[store]}`]),
          ...(copies?.backup?.copyVault === undefined ? [] : [`backup:${buckets[store]}:copy`]),
        ];
      }),
    );
    expect(flows.map(({ id }) => id).sort()).toEqual(expected.sort());
    expect(new Set(plan.flows.map(({ id }) => id)).size).toBe(plan.flows.length);
    for (const { fromJurisdiction, toJurisdiction } of flows) expect(toJurisdiction).toBe(fromJurisdiction);
    for (const { store, dataClasses } of flows) {
      const school = plan.schools.find(({ buckets }) => Object.values(buckets).includes(store));
      expect(dataClasses).toEqual(school?.dataClasses[store === school.buckets.records ? 'records' : 'materials']);
    }
  });

  test('lead into the recovery account with replicas, and never with recovery points', () => {
    const { plan } = planOf(apart);
    const to = (kind: string): string[] => [
      ...new Set(
        copiesIn(plan)
          .filter((flow) => flow.kind === kind && flow.from === 'account:200000000001')
          .map((flow) => flow.to),
      ),
    ];
    expect(to('replicate')).toEqual(['account:100000000003']);
    expect(to('backup')).toEqual(['account:200000000001']);
  });

  test('are none where nothing is copied', () => {
    expect(copiesIn(planOf(withTargets(copied, 'none')).plan)).toEqual([]);
  });
});

test('a school is expected once, though it stands in the stacks of its copies and of its restores as well', () => {
  const rolesLater = (draft: RegionDraft): Map<string, number | undefined> =>
    new Map(
      planOf(draft)
        .plan.quotas.filter(({ key }) => key === 'iam.rolesPerAccount')
        .map(({ account, later }) => [account, later]),
    );
  const [copying, alone] = [rolesLater(both), rolesLater(withTargets(copied, 'none'))];
  expect([...alone.keys()].sort()).toContain('200000000001');
  // A drill of the account has two roles of its own.
  expect(copying.get('200000000001')).toBe((alone.get('200000000001') ?? 0) + 2);
});

describe('the base where copies lie', () => {
  test('tells a node’s own people, and the bureau of pooled schools', () => {
    const { plan } = planOf({
      ...withSchool(both, 'uni', { alarmEmails: ['it@uni.example'] }),
      alarmEmails: ['cloud@bureau.example'],
    });
    const away = plan.bases.filter(({ awsRegion }) => awsRegion === 'cn-northwest-1');
    expect(away.map(({ account, alarmEmails, trail }) => [account, alarmEmails, trail])).toEqual([
      ['200000000001', ['cloud@bureau.example'], false],
      ['200000000002', ['cloud@bureau.example'], false],
      ['300000000001', ['it@uni.example'], false],
    ]);
  });

  test('knows who takes the recovery role: a node’s own people, and the bureau’s where pooled schools are', () => {
    const draft = {
      ...withSchool(both, 'uni', { recoveryTakenBy: [rector] }),
      recoveryTakenBy: [registrar],
    };
    const first = planOf(draft);
    const takers = ({ plan }: typeof first): unknown =>
      plan.bases.filter(({ trail }) => trail).map(({ account, recoveryTakenBy }) => [account, recoveryTakenBy]);
    const all = [
      ['100000000001', []],
      ['100000000002', []],
      ['200000000001', [registrar]],
      ['200000000002', [registrar]],
      ['300000000001', [rector]],
    ];
    expect(takers(first)).toEqual(all);
    // What is copied no more, or of a node that is frozen, is still locked.
    const ended = { ...withTargets(draft, 'none'), endedRecovery: [{ reason: 'closed' }] };
    expect(takers(replan(ended, first))).toEqual(all);
    expect(takers(replan(without(draft, 'uni'), first))).toEqual(all);
    const { recoveryTakenBy: _, ...nobody } = draft;
    expect(replan(nobody, first).plan.changes.map(({ subject, detail }) => `${subject}: ${detail}`)).toEqual([
      `who takes the recovery role: -${registrar}`,
    ]);
    expect(
      replan(withSchool(draft, 'uni', { recoveryTakenBy: [`${rector}-2`] }), first).plan.changes.map(
        ({ subject, detail }) => `${subject}: ${detail}`,
      ),
    ).toEqual(['uni: new who takes the recovery role']);
  });

  test('refuses more people than the trust policy of the role can hold', () => {
    const recoveryTakenBy = [1, 2, 3, 4, 5].map(
      (index) => `arn:aws-cn:iam::70000000000${index}:role/${'r'.repeat(200)}`,
    );
    const issues = refusals({ ...both, recoveryTakenBy });
    expect(issues.map(({ code }) => code)).toEqual(['EDU408', 'EDU408']);
    for (const { found, allowed, fix } of issues) {
      expect(Number(found)).toBeGreaterThan(2048);
      expect([allowed, fix]).toEqual([expect.stringContaining('2048'), expect.stringContaining('`recoveryTakenBy`')]);
    }
  });

  test('stands before the copies, and before nothing else of a node', () => {
    const { stacks } = planOf(both).plan;
    const base = 'edu-demo-base-300000000001-cn-northwest-1';
    const waiting = stacks.filter(({ needs }) => needs.includes(base)).map(({ kind }) => kind);
    expect(waiting.sort()).toEqual(['drill', 'recovery']);
  });
});

describe('the ledger', () => {
  const text = formatLedger(planOf(apart).ledger);

  test('knows where copies lie, and is read as it was written', () => {
    expect(text).toContain('"place":{"account":"100000000003"');
    expect(formatLedger(parseLedger(text, 'educloud.lock.json').ledger ?? planOf(both).ledger)).toBe(text);
  });

  test.each([
    ['account', '100000000003', '100000000004'],
    ['AWS Region', 'eu-north-1', 'eu-west-1'],
  ])('is damaged where the %s of copies is changed by hand', (_, from, to) => {
    const line = text.split('\n').find((one) => one.startsWith('    "oak"')) ?? '';
    const at = line.indexOf('"place"');
    const changed = text.replace(line, line.slice(0, at) + line.slice(at).replace(from, to));
    expect(changed).not.toBe(text);
    expect(parseLedger(changed, 'educloud.lock.json').issues).toMatchObject([{ code: 'EDU403' }]);
  });
});
