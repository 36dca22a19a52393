import { schoolsPerShard } from '../../lib/plan';
import { adding, copied, crowd, offboarding, planOf, refusals, replan, reread, small, without } from './support';
import { worstCase } from './worst-case';

const { plan, ledger } = planOf(small);

describe('waves', () => {
  test('deploy the log archive first, then what watches, then what is watched', () => {
    expect(plan.waves).toEqual([
      ['edu-demo-log-archive'],
      [
        'edu-demo-base-100000000001-cn-north-1',
        'edu-demo-base-100000000002-cn-north-1',
        'edu-demo-base-200000000001-cn-north-1',
        'edu-demo-base-200000000002-cn-north-1',
      ],
      ['edu-demo-hub', 'edu-demo-node-uni', 'edu-demo-north-001', 'edu-demo-south-001'],
    ]);
  });

  test('deploy copies before what is copied, and drills last', () => {
    const { stacks, waves } = planOf(copied).plan;
    const kinds = waves.map((names) => [
      ...new Set(stacks.filter(({ name }) => names.includes(name)).map(({ kind }) => kind)),
    ]);
    expect(kinds).toEqual([['log-archive'], ['base'], ['recovery'], ['hub', 'node', 'shard', 'restore'], ['drill']]);
  });

  test.each([
    ['without copies', small],
    ['with copies', copied],
  ] as const)('hold every stack once, after all that it needs, %s', (_, draft) => {
    const { waves, stacks } = planOf(draft).plan;
    expect(waves.flat().sort()).toEqual(stacks.map(({ name }) => name).sort());
    expect(stacks.map(({ name, wave }) => waves[wave - 1]?.includes(name))).toEqual(stacks.map(() => true));
    for (const { needs, wave } of stacks) {
      const before = stacks.filter((other) => other.wave < wave).map(({ name }) => name);
      expect(before).toEqual(expect.arrayContaining([...needs]));
    }
  });
});

describe('places', () => {
  test('of a pooled school are its district’s', () => {
    expect(plan.schools.find(({ id }) => id === 'oak')).toMatchObject({
      tier: 'pooled',
      status: 'active',
      account: '200000000001',
      awsRegion: 'cn-north-1',
      recoveryRegion: 'cn-northwest-1',
      stack: 'edu-demo-north-001',
      buckets: {
        records: 'edu-rec-oak-200000000001-cn-north-1-an',
        materials: 'edu-mat-oak-200000000001-cn-north-1-an',
      },
      keyAlias: 'alias/educloud/oak',
      parameter: '/educloud/demo/schools/oak',
    });
  });

  test('of a node are its own account and stack', () => {
    expect(plan.stacks.find(({ name }) => name === 'edu-demo-node-uni')).toEqual({
      name: 'edu-demo-node-uni',
      kind: 'node',
      account: '300000000001',
      awsRegion: 'cn-north-1',
      wave: 3,
      needs: [],
      schools: ['uni'],
    });
  });

  test('are not for external schools', () => {
    expect(plan.externals).toEqual([{ id: 'minsk', tier: 'external', names: {}, jurisdiction: 'by' }]);
    expect(plan.schools.map(({ id }) => id)).toEqual(['ash', 'elm', 'oak', 'uni']);
    expect(Object.keys(ledger.schools)).not.toContain('minsk');
    expect(plan.stacks.flatMap(({ schools }) => schools)).not.toContain('minsk');
  });

  test('tell what a change does and where', () => {
    const after = replan(adding(without(small, 'oak'), { id: 'fir', district: 'south' }), { plan, ledger });
    expect(after.plan.changes).toEqual([
      {
        kind: 'add',
        subject: 'fir',
        stack: 'edu-demo-south-001',
        detail: 'pooled in account 200000000002, cn-north-1',
      },
      {
        kind: 'freeze',
        subject: 'oak',
        stack: 'edu-demo-north-001',
        detail: 'no longer listed: grants go, writes are denied, everything is kept',
      },
    ]);
  });

  test('do not change with the names for people', () => {
    const renamed = { ...small, schools: small.schools.map((one) => ({ ...one, names: { en: 'New' } })) };
    const after = replan(renamed, { plan, ledger });
    expect(after.plan.changes.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual(
      plan.schools.map(() => 'update: new names'),
    );
    expect(after.plan.stacks).toEqual(plan.stacks);
  });
});

describe('shards', () => {
  const full = adding(without(small, 'ash', 'oak'), ...crowd('abc', 'north', schoolsPerShard));
  const first = planOf(full);

  test('are filled to their budget and no further', () => {
    const more = replan(adding(full, { id: 'aaa', district: 'north' }), first);
    expect(more.ledger.schools.aaa?.stack).toBe('edu-demo-north-002');
    expect(more.plan.stacks.map(({ name, schools }) => [name, schools.length])).toContainEqual([
      'edu-demo-north-001',
      schoolsPerShard,
    ]);
  });

  test('give no slot of a frozen school away', () => {
    const away = replan(adding(without(full, 'abc007'), { id: 'aaa', district: 'north' }), first);
    expect(away.ledger.schools.aaa?.stack).toBe('edu-demo-north-002');
    expect(replan(adding(full, { id: 'aaa', district: 'north' }), away).ledger.schools.abc007).toMatchObject({
      status: 'active',
      stack: 'edu-demo-north-001',
    });
  });

  test('give the slot of an offboarded school to the next one', () => {
    const gone = replan(offboarding(without(full, 'abc007'), 'abc007'), first);
    const after = replan(adding(without(full, 'abc007'), { id: 'aaa', district: 'north' }), gone);
    expect(after.ledger.schools.aaa?.stack).toBe('edu-demo-north-001');
  });

  test('never span two accounts, when a district comes back with another one', () => {
    const empty = replan(without(small, 'ash', 'oak'), { plan, ledger });
    const moved = {
      ...adding(without(small, 'ash', 'oak'), { id: 'fir', district: 'north' }),
      districts: small.districts.map((one) => (one.id === 'north' ? { ...one, account: '200000000009' } : one)),
    };
    const after = replan(moved, empty);
    expect(after.ledger.schools.fir).toMatchObject({ account: '200000000009', stack: 'edu-demo-north-002' });
    expect(reread(after.ledger)).toEqual(after.ledger);
  });
});

describe('flows', () => {
  const access = (to: string, toJurisdiction?: string): object => ({
    id: `access:commons:${to}`,
    kind: 'access',
    from: 'account:100000000001',
    to,
    store: 'edu-com-demo-100000000001-cn-north-1-an',
    dataClasses: ['open', 'licensed'],
    fromJurisdiction: 'cn',
    ...(toJurisdiction === undefined ? {} : { toJurisdiction }),
  });

  test('name each account of the perimeter but the hub’s own, and each organisation', () => {
    expect(plan.flows.filter(({ kind }) => kind === 'access')).toEqual([
      ...['100000000002', '200000000001', '200000000002', '700000000001'].map((account) =>
        access(`account:${account}`, 'cn'),
      ),
      // Whose accounts these are, the file does not say.
      access('organization:o-demo000001'),
    ]);
  });
});

describe('quotas', () => {
  test('say what is left, and where the limit stands', () => {
    expect(plan.quotas.filter(({ headroom, limit, used }) => headroom !== limit - used || headroom < 0)).toEqual([]);
    expect(plan.quotas.filter(({ source }) => source === '')).toEqual([]);
    // Two stores each, and the trail's bucket.
    expect(
      plan.quotas.find(({ key, account }) => key.startsWith('s3.general') && account === '200000000001'),
    ).toMatchObject({ used: 5, later: 11, limit: 10_000 });
  });

  test('of buckets refuse a district that is too large, and name a way out', () => {
    const crowded = adding(without(small, 'ash', 'oak'), ...crowd('abc', 'north', 4_999));
    expect(planOf(crowded).plan.quotas).toContainEqual(
      expect.objectContaining({ key: 's3.generalPurposeBucketsPerAccount', used: 9_999, headroom: 1 }),
    );
    expect(refusals(adding(crowded, { id: 'oak', district: 'north' }))).toEqual([
      expect.objectContaining({
        code: 'EDU408',
        message: 's3.generalPurposeBucketsPerAccount would be exceeded in account 200000000001',
        found: '10001',
        allowed: expect.stringMatching(/^10000 \(https:/),
        fix: expect.stringContaining('name a further account under `moreAccounts`'),
        line: 1,
      }),
    ]);
  });

  test('of policies refuse a perimeter that is too large, and name a way out', () => {
    const accounts = Array.from({ length: 300 }, (_, index) => String(400_000_000_000 + index));
    const issues = refusals({ ...small, perimeter: { accounts: ['300000000001', ...accounts] } });
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'EDU408',
        message: expect.stringMatching(
          /^s3\.bucketPolicyBytes would be exceeded in account 100000000001, cn-north-1 \(edu-demo-hub\)/,
        ),
        fix: expect.stringContaining('one organisation id stands for all of them'),
      }),
    );
  });

  test('of a region with one organisation do not grow with its nodes', () => {
    const few = worstCase({ partition: 'aws', awsRegion: 'eu-central-1', organizations: 1 });
    expect(few.quotas.filter(({ key, headroom }) => key === 's3.bucketPolicyBytes' && headroom <= 10_000)).toEqual([]);
  });
});

describe('the commons', () => {
  test('is encrypted as the CDN of its partition can read it', () => {
    expect(plan.shared.hub.commons).toEqual({
      bucket: 'edu-com-demo-100000000001-cn-north-1-an',
      encryption: 's3-managed',
      keyAlias: 'alias/educloud/commons',
    });
    expect(plan.substitutions).toMatchObject([{ capability: 'cdn.originAccessControl' }]);
    const elsewhere = worstCase({ partition: 'aws', awsRegion: 'eu-central-1' });
    expect(elsewhere.shared.hub.commons.encryption).toBe('kms');
  });
});
