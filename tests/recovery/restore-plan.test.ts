import fc from 'fast-check';
import type { RestorePlan } from '../../lib/recovery';
import { planRestore } from '../../lib/recovery';
import { asked, german, issuesFor, linesOf, now, plan, restoreOf } from './support';

const day = 86_400_000;

function daysAgo(days: number): string {
  return new Date(now.getTime() - days * day).toISOString().replace('.000', '');
}

function actsOf({ steps }: RestorePlan): readonly string[] {
  return steps.flatMap(({ acts }) => acts.map(({ act }) => act));
}

function codesFor(change: Parameters<typeof issuesFor>[0], of = plan): readonly string[] {
  return issuesFor(change, of).map(({ code }) => code);
}

describe('a restore', () => {
  test('goes from stopping the damage to writing down, one store after the other', () => {
    expect(restoreOf().steps.map(({ step, store = '' }) => `${step} ${store}`)).toEqual([
      'stop ',
      'role ',
      ...['copy records', 'compare records', 'bring-back records'],
      ...['copy materials', 'compare materials', 'bring-back materials'],
      'write-down ',
    ]);
  });

  test('empties the quarantine between two stores, so that records never get among materials', () => {
    const acts = actsOf(restoreOf());
    const [empty, second] = [acts.indexOf('empty-quarantine'), acts.lastIndexOf('see-quarantine')];
    expect(acts.indexOf('see-quarantine')).toBeLessThan(empty);
    expect(empty).toBeLessThan(second);
  });

  test('takes the best source first, and leaves out what is lost or does not reach back', () => {
    const copies = (change: Parameters<typeof restoreOf>[0]): readonly string[] =>
      actsOf(restoreOf({ store: 'records', ...change })).filter((id) => /^copy-|^find-|^if-/.test(id));
    // What comes first is not for want of anything.
    expect(copies({})).toEqual(['copy-versions', 'if-missing', 'copy-replica', 'if-missing', 'find-backup']);
    expect(copies({ lost: 'bucket' })).toEqual(['copy-replica', 'if-missing', 'find-backup']);
    expect(copies({ at: daysAgo(370) })).toEqual(['copy-replica', 'if-missing', 'find-backup']);
    expect(copies({ at: daysAgo(399.5) })).toEqual(['copy-replica']);
  });

  test('makes a bucket anew before anything is brought back into it, and only where it was lost', () => {
    const acts = actsOf(restoreOf({ lost: 'bucket', store: 'records' }));
    expect(acts.indexOf('bucket-again')).toBeLessThan(acts.indexOf('bring-back'));
    expect(acts.indexOf('bucket-again')).toBeGreaterThan(acts.indexOf('count'));
    expect(actsOf(restoreOf())).not.toContain('bucket-again');
  });

  test('reads a replica where it lies while the home AWS Region is lost, asks that AWS Region for nothing and writes nowhere', () => {
    const restore = restoreOf({ lost: 'aws-region' });
    expect(actsOf(restore).filter((id) => /copy|bring|stop|key/.test(id))).toEqual([]);
    expect(linesOf(restore).filter((line) => line.includes('--region cn-north-1'))).toEqual([]);
    expect(restore.stores.map(({ limits }) => limits.includes('no-return-yet'))).toEqual([true, true]);
    expect(restore.stores.flatMap(({ limits }) => limits)).not.toContain('later-writes');
    expect(linesOf(restore).join('\n')).toContain(
      'aws s3 sync s3://edu-rrc-ash-200000000001-cn-northwest-1-an ./ash-records',
    );
  });

  test('takes a prefix for what it is where the AWS CLI would read a pattern', () => {
    const lines = linesOf(restoreOf({ lost: 'aws-region', prefix: 'a*[b]?/', store: 'records' })).join('\n');
    expect(lines).toContain("--include 'a[*][[]b][?]/*'");
  });

  test('says what may be missing by each source, and what comes back that was deleted', () => {
    const [records] = restoreOf({ store: 'records' }).stores;
    expect(records?.kept.map(({ source, missingMinutes }) => [source, missingMinutes])).toEqual([
      ['versions', 0],
      ['replication', 1440],
      ['backup', 1440],
    ]);
    expect(records?.limits).toEqual(['later-writes', 'deleted-returns', 'backup-gap']);
    const [timed] = restoreOf({ store: 'records' }, german).stores;
    expect(timed?.kept[1]).toEqual({
      source: 'replication',
      survives: true,
      reaches: true,
      days: 400,
      missingMinutes: 15,
    });
  });

  test('never says that more is missing than the targets allow, where one means was chosen for them', () => {
    for (const [change, of] of [
      [{ store: 'records' }, german],
      [{ school: 'oak', store: 'records' }, plan],
      [{ school: 'uni', store: 'materials' }, plan],
    ] as const) {
      for (const { kept, rpoMinutes } of restoreOf(change, of).stores) {
        for (const { missingMinutes } of kept) expect(missingMinutes).toBeLessThanOrEqual(rpoMinutes);
      }
    }
  });

  test('keeps to the partition and to the account of the school', () => {
    const lines = linesOf(restoreOf({ school: 'uni', store: 'materials' })).join('\n');
    expect(lines).toContain('arn:aws-cn:iam::300000000001:role/educloud/educloud-demo-restore-uni');
    expect(lines).not.toMatch(/arn:aws:/);
  });

  test('reads a replica in another account by the role of the school’s own', () => {
    const copies = linesOf(restoreOf({ store: 'records' }, german)).filter((line) => line.includes('edu-rrc-'));
    expect(copies).toHaveLength(2);
    for (const line of copies) expect(line).toContain('-100000000003-eu-north-1-an --to edu-qua-ash-200000000001-');
  });

  test('says that no role of people is known where the templates make none', () => {
    expect(actsOf(restoreOf({ school: 'uni', store: 'materials' }))).toContain('no-roles');
    expect(actsOf(restoreOf())).toContain('end-sessions');
  });

  test('is the same for an instant in every zone', () => {
    expect(restoreOf({ at: '2026-11-21T08:00:00+08:00' })).toEqual(restoreOf({ at: '2026-11-21T00:00:00Z' }));
  });
});

describe('a restore is refused', () => {
  test('with every mistake at once', () => {
    const change = { school: 'oakk', at: 'yesterday', store: 'rec', lost: 'all', prefix: 'a\nb' };
    expect(codesFor(change)).toEqual(['EDU644', 'EDU646', 'EDU704', 'EDU704', 'EDU652']);
  });

  test('with the nearest name for a school that is not there', () => {
    expect(issuesFor({ school: 'oakk' })[0]).toMatchObject({ code: 'EDU644', fix: 'did you mean oak?' });
    expect(issuesFor({ school: 'zzzzzzzz' })[0]?.fix).toContain('educloud plan');
  });

  test.each([
    ['EDU645', 'a school that keeps its data elsewhere', { school: 'minsk' }],
    ['EDU646', 'a day', { at: 'no instant' }],
    ['EDU647', 'tomorrow', { at: '2026-12-02T00:00:00Z' }],
    ['EDU649', 'a store without copies', { school: 'oak', store: 'materials' }],
    ['EDU650', 'an instant of years ago', { at: '2020-01-01T00:00:00Z', store: 'records' }],
    ['EDU651', 'the AWS Region of the only copy', { school: 'oak', store: 'records', lost: 'aws-region' }],
    ['EDU652', 'a prefix that nobody sees', { prefix: 'a\u200bb' }],
    ['EDU652', 'a prefix that is too long', { prefix: 'é'.repeat(513) }],
  ])('with %s for %s', (code, _what, change) => {
    expect(planRestore(plan, asked(change)).restore).toBeUndefined();
    expect(codesFor(change)).toEqual([code]);
  });

  test('for a frozen school', () => {
    const schools = plan.schools.map((one) => (one.id === 'ash' ? ({ ...one, status: 'frozen' } as const) : one));
    expect(codesFor({}, { ...plan, schools })).toEqual(['EDU648']);
  });

  test('for one store, while the other is planned', () => {
    const { restore, issues } = planRestore(plan, asked({ at: daysAgo(200) }));
    expect(restore?.stores.map(({ store }) => store)).toEqual(['records']);
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['EDU650', 'nothing of materials of ash is kept that long'],
    ]);
  });
});

describe('what is kept', () => {
  const sources = ['versions', 'replication', 'backup'];

  test('never grows with the age of the instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (one, other) => {
        const [young, old] = [Math.min(one, other), Math.max(one, other)].map((days) => reaching(daysAgo(days)));
        expect(sources.filter((source) => old?.includes(source) === true && young?.includes(source) !== true)).toEqual(
          [],
        );
      }),
    );
  });

  test('reaches exactly as far back as the message of a refusal says', () => {
    const allowed = issuesFor({ at: '2020-01-01T00:00:00Z', store: 'records' })[0]?.allowed ?? '';
    const earliest = [...allowed.matchAll(/(\w+): since (\S+?)(?:;|$)/g)].map(([, source = '', at = '']) => ({
      source,
      at,
    }));
    expect(earliest.map(({ source }) => source)).toEqual(sources);
    for (const { source, at } of earliest) {
      expect(reaching(at)).toContain(source);
      expect(reaching(new Date(new Date(at).getTime() - 1000).toISOString())).not.toContain(source);
    }
  });
});

/** The sources of ash's records that reach back to an instant. */
function reaching(at: string): readonly string[] {
  const { restore } = planRestore(plan, asked({ at, store: 'records' }));
  return (restore?.stores[0]?.kept ?? []).filter(({ reaches }) => reaches).map(({ source }) => source);
}
