import fc from 'fast-check';
import type { RecoveryTarget } from '../../lib/config';
import { EducloudError } from '../../lib/errors';
import { planRegion, type Ledger, type Plan } from '../../lib/plan';
import { chooseMeans, backupHours } from '../../lib/plan/recovery/choose-means';
import { regionIn, loadText, regionText } from '../config/support';

const target = (more: Partial<RecoveryTarget> = {}): RecoveryTarget => ({
  rpoMinutes: 1440,
  rtoMinutes: 1440,
  retentionDays: 30,
  lockDays: 30,
  immutability: 'governance',
  means: [],
  ...more,
});

const germany = { partition: 'aws', home: 'eu-central-1', recovery: 'eu-north-1' };
const beijing = { partition: 'aws-cn', home: 'cn-north-1', recovery: 'cn-northwest-1' };

function draft(more: readonly string[], schools: readonly string[] = ['{ id: oak, district: north }']): string {
  return regionText(schools, { more });
}

function planned(text: string, ledger?: Ledger): { plan: Plan; ledger: Ledger } {
  const result = planRegion(regionIn(loadText(text)), ledger);
  if (result.plan === undefined || result.ledger === undefined) throw new EducloudError(result.issues);
  return { plan: result.plan, ledger: result.ledger };
}

function refused(text: string, ledger?: Ledger): readonly string[] {
  return planRegion(regionIn(loadText(text)), ledger).issues.map(({ code, message }) => `${code} ${message}`);
}

describe('the means of a store', () => {
  test('is replication for a day of work, with time control only where fifteen minutes are asked', () => {
    expect(chooseMeans(target(), germany)).toEqual({ means: ['replication'], timeControl: false });
    expect(chooseMeans(target({ rpoMinutes: 15 }), germany)).toEqual({ means: ['replication'], timeControl: true });
  });

  test('is a backup where there is no AWS Region to replicate to', () => {
    const { recovery: _, ...alone } = germany;
    expect(chooseMeans(target(), alone)).toEqual({ means: ['backup'], timeControl: false, everyHours: 12 });
  });

  test('is a backup for four hours of work in China, where nobody knows of time control', () => {
    expect(chooseMeans(target({ rpoMinutes: 240 }), beijing)).toEqual({
      means: ['backup'],
      timeControl: false,
      everyHours: 1,
    });
  });

  test('is all that are asked for, when one of them meets the target', () => {
    const asked = target({ means: ['replication', 'backup'], rpoMinutes: 240 });
    expect(chooseMeans(asked, beijing)).toMatchObject({ means: ['replication', 'backup'] });
    expect(chooseMeans({ ...asked, rpoMinutes: 60 }, beijing)).toHaveProperty('could');
  });

  test('is none for less than fifteen minutes, and it is said what each could do', () => {
    expect(chooseMeans(target({ rpoMinutes: 14 }), beijing)).toEqual({
      could: [
        'replication to cn-northwest-1: rpo 24h, rto 1h',
        expect.stringMatching(/^replication with time control: not here, .*unverified/),
        'backup: rpo 4h, rto 24h',
      ],
    });
  });

  test('never asks for less than what is promised, whatever the target', () => {
    const minutes = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(minutes, minutes, fc.constantFrom(germany, beijing), (rpoMinutes, rtoMinutes, site) => {
        const chosen = chooseMeans(target({ rpoMinutes, rtoMinutes }), site);
        const least = site === germany ? 15 : 240;
        if (rpoMinutes < least || rtoMinutes < 60) expect(chosen).toHaveProperty('could');
        if (!('could' in chosen) && chosen.everyHours !== undefined) {
          const { everyHours, startHours, completionHours } = backupHours(target({ rpoMinutes }), chosen.everyHours);
          expect(24 % everyHours).toBe(0);
          expect((everyHours + startHours + completionHours) * 60).toBeLessThanOrEqual(rpoMinutes);
        }
      }),
    );
  });
});

describe('a plan with copies', () => {
  test('puts replicas before their originals, and drills last', () => {
    const { plan } = planned(draft(['recovery: eu-north-1']));
    const wave = (name: string): number => plan.waves.findIndex((one) => one.includes(name));
    const recovery = 'edu-smallest-north-001-recovery-eu-north-1';
    expect(plan.stacks.find(({ name }) => name === 'edu-smallest-north-001')?.needs).toContain(recovery);
    expect(wave(recovery)).toBeLessThan(wave('edu-smallest-north-001'));
    expect(wave('edu-smallest-drill-444455556666-eu-central-1')).toBe(plan.waves.length - 1);
    expect(plan.schools[0]?.recovery?.stores.records?.replica?.bucket).toBe('edu-rrc-oak-444455556666-eu-north-1-an');
  });

  test('keeps replicas of pooled schools in the recovery account, and a node’s in its own', () => {
    const text = draft(
      ['recovery: eu-north-1', 'perimeter: { accounts: ["777788889999"] }'],
      ['{ id: oak, district: north }', '{ id: elm, account: "777788889999" }'],
    ).replace('hub: "111122223333"', 'hub: "111122223333", recovery: "999900001111"');
    const accounts = planned(text).plan.schools.map(({ id, recovery }) => [id, recovery?.place?.account]);
    expect(accounts).toEqual([
      ['elm', '777788889999'],
      ['oak', '999900001111'],
    ]);
  });

  test('holds the strictest of a store’s target and those of its classes', () => {
    const targets =
      'recoveryTargets: { stores: { records: { rpo: 24h, retentionDays: 90 } }, dataClasses: { sensitive: { rpo: 15m, rto: 2h } } }';
    const { plan } = planned(draft(['recovery: eu-north-1', targets]));
    expect(plan.schools[0]?.recovery?.stores).toMatchObject({
      records: { rpoMinutes: 15, rtoMinutes: 120, retentionDays: 90, lockDays: 90, replica: { timeControl: true } },
    });
    expect(plan.schools[0]?.recovery?.stores.materials).toBeUndefined();
  });

  test('names what stood before its replication, until the ledger knows of it', () => {
    const before = planned(draft([]));
    const during = planned(draft(['recovery: eu-north-1']), before.ledger);
    expect(during.plan.recovery.toFill.map(({ bucket }) => bucket)).toEqual([
      'edu-mat-oak-444455556666-eu-central-1-an',
      'edu-rec-oak-444455556666-eu-central-1-an',
    ]);
    expect(planned(draft(['recovery: eu-north-1']), during.ledger).plan.recovery.toFill).toEqual([]);
  });

  test('plans the same from a ledger as from the file, also for a school that is frozen', () => {
    const two = ['{ id: oak, district: north }', '{ id: elm, district: north }'];
    const before = planned(draft(['recovery: eu-north-1'], two));
    const after = planned(draft(['recovery: eu-north-1']), before.ledger);
    const elm = (plan: Plan): unknown => plan.schools.find(({ id }) => id === 'elm')?.recovery;
    expect(elm(after.plan)).toEqual(elm(before.plan));
    expect(elm(before.plan)).toBeDefined();
  });

  test('refuses 101 buckets for AWS Backup in one account', () => {
    const schools = Array.from({ length: 51 }, (_, index) => `{ id: oak${index}, district: north }`);
    const backup = 'recoveryTargets: { stores: { records: { means: [backup] }, materials: { means: [backup] } } }';
    expect(refused(draft([backup], schools))).toEqual([
      expect.stringMatching(/^EDU408 backup\.s3BucketsPerAccount would be exceeded in account 444455556666/),
    ]);
  });
});

describe('copies that were there', () => {
  const before = planned(draft(['recovery: eu-north-1']));

  test('do not end without a reason, whichever way they would', () => {
    const none = draft(['recovery: eu-north-1', 'recoveryTargets: none']);
    expect(refused(none, before.ledger)).toEqual([
      'EDU413 replication of `materials` of school `oak` would end',
      'EDU413 replication of `records` of school `oak` would end',
    ]);
    expect(refused(draft([]), before.ledger)).toHaveLength(2);
  });

  test('end with one, stay known, and do not come back under the same names', () => {
    const ended = draft([
      'recovery: eu-north-1',
      'recoveryTargets: { stores: { records: {} } }',
      'endedRecovery: [{ school: oak, store: materials, reason: nothing of worth }]',
    ]);
    const after = planned(ended, before.ledger);
    expect(after.plan.schools[0]?.recovery?.stores).toEqual({ records: expect.anything() });
    expect(after.ledger.schools.oak?.recovery?.materials).toMatchObject({ means: [], ended: ['replication'] });
    expect(refused(draft(['recovery: eu-north-1']), after.ledger)).toEqual([
      expect.stringMatching(/^EDU414 replication of `materials` of school `oak` ended/),
    ]);
  });

  test('do not move to another AWS Region', () => {
    expect(refused(draft(['recovery: eu-west-1']), before.ledger)).toEqual([
      'EDU414 the copies of school `oak` cannot move',
    ]);
  });

  test('move by ending first, and never return to a place that they have left', () => {
    const ended = draft(['recovery: eu-north-1', 'recoveryTargets: none', 'endedRecovery: [{ reason: moving }]']);
    const between = planned(ended, before.ledger);
    const there = planned(draft(['recovery: eu-west-1']), between.ledger);
    const oak = there.plan.schools[0]?.recovery;
    expect(oak?.place?.awsRegion).toBe('eu-west-1');
    expect(oak?.stores.records?.replica?.bucket).toContain('eu-west-1');
    expect(there.plan.recovery.toFill).toHaveLength(2);
    expect(planned(draft(['recovery: eu-west-1']), there.ledger).ledger).toEqual(there.ledger);
    const gone = ended.replace('eu-north-1', 'eu-west-1');
    expect(refused(draft(['recovery: eu-north-1']), planned(gone, there.ledger).ledger)).toEqual([
      expect.stringMatching(/^EDU414 replication of `materials` of school `oak` ended/),
      expect.stringMatching(/^EDU414 replication of `records` of school `oak` ended/),
    ]);
  });

  test('move of one store does not bar the other from the new place', () => {
    const ended = draft(['recovery: eu-north-1', 'recoveryTargets: none', 'endedRecovery: [{ reason: moving }]']);
    const records = ['recovery: eu-west-1', 'recoveryTargets: { stores: { records: {} } }'];
    const there = planned(draft(records), planned(ended, before.ledger).ledger);
    expect(
      Object.keys(planned(draft(['recovery: eu-west-1']), there.ledger).plan.schools[0]?.recovery?.stores ?? {}),
    ).toEqual(['records', 'materials']);
  });

  test('keep an irrevocable lock', () => {
    const locked = (days: number): string =>
      `recoveryTargets: { stores: { records: { immutability: compliance, irrevocable: true, retentionDays: 60, lockDays: ${days} } } }`;
    const { ledger } = planned(draft(['recovery: eu-north-1', locked(40)]));
    expect(refused(draft(['recovery: eu-north-1', locked(30)]), ledger)).toEqual([
      'EDU415 the copies of `records` of school `oak` are locked irrevocably',
    ]);
    expect(planned(draft(['recovery: eu-north-1', locked(50)]), ledger).plan.schools).toHaveLength(1);
  });
});
