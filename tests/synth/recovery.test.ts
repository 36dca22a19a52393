import type { Plan } from '../../lib/plan';
import {
  adding,
  copied,
  planOf,
  replan,
  resourcesOf,
  templatesOf,
  withTargets,
  without,
  type RegionDraft,
  type Resource,
  type TargetsDraft,
} from '../plan/support';

// What stands in the templates of a region with copies, by what its targets ask for.

/** One school with a key of its own, two that share one, and a node. */
const region: RegionDraft = {
  ...copied,
  schools: [...without(copied, 'minsk', 'ash').schools, { id: 'fir', district: 'south' }],
  districts: copied.districts.map((one) => (one.id === 'south' ? { ...one, keyScope: 'district' } : one)),
};
const european: RegionDraft = { ...region, partition: 'aws', home: 'eu-central-1', recovery: 'eu-north-1' };

function asking(draft: RegionDraft, ...means: readonly ('replication' | 'backup')[]): RegionDraft {
  return withTargets(draft, { stores: { records: { means }, materials: { means } } });
}

type Templates = Readonly<Record<string, string>>;

function ofType(templates: Templates, type: string): (Resource & { readonly stack: string })[] {
  return Object.entries(templates).flatMap(([stack, text]) =>
    Object.values(resourcesOf(text)).flatMap((one) => (one.Type === type ? [{ ...one, stack }] : [])),
  );
}

/** Names of buckets with one of these purposes, by stack. */
function buckets(templates: Templates, ...purposes: readonly string[]): string[] {
  return ofType(templates, 'AWS::S3::Bucket')
    .filter(({ Properties }) => purposes.some((one) => String(Properties.BucketName).startsWith(`edu-${one}-`)))
    .map(({ stack, Properties }) => `${stack} ${String(Properties.BucketName)}`)
    .sort();
}

function vaults(templates: Templates): string[] {
  return ofType(templates, 'AWS::Backup::BackupVault')
    .map(({ stack, Properties }) => `${stack} ${String(Properties.BackupVaultName)}`)
    .filter((one) => !one.includes('drill'))
    .sort();
}

function kinds({ stacks }: Plan): string[] {
  return [...new Set(stacks.map(({ kind }) => kind))].sort();
}

/** Seconds after which the alarms of late copies ring. */
function lags(draft: RegionDraft): unknown[] {
  const { plan } = planOf(draft);
  const alarms = ofType(templatesOf(plan), 'AWS::CloudWatch::Alarm');
  return [
    ...new Set(
      alarms
        .filter(({ Properties }) => String(Properties.AlarmName).includes('-copies-late-'))
        .map(({ Properties }) => Properties.Threshold),
    ),
  ];
}

test('a lag is told where replication keeps its word no more, not where a backup keeps a stricter one', () => {
  const both = (rpo: string, draft = region): RegionDraft =>
    withTargets(draft, { stores: { records: { rpo, means: ['replication', 'backup'] }, materials: { rpo: '30h' } } });
  expect(lags(both('4h'))).toEqual([24 * 3600]);
  expect(lags(both('25h'))).toEqual([25 * 3600]);
  expect(lags(both('15m', european))).toEqual([15 * 60]);
});

const recovery = (of: string): string => `edu-demo-${of}-recovery-cn-northwest-1`;

describe('replication alone', () => {
  const { plan } = planOf(asking(region, 'replication'));
  const templates = templatesOf(plan);

  test('puts a locked replica of every store away from home, and no vault anywhere', () => {
    expect(buckets(templates, 'rrc', 'rma')).toEqual(
      [
        ['north-001', 'oak', '200000000001'],
        ['south-001', 'elm', '200000000002'],
        ['south-001', 'fir', '200000000002'],
        ['node-uni', 'uni', '300000000001'],
      ]
        .flatMap(([stack = '', school, account]) =>
          ['rma', 'rrc'].map((of) => `${recovery(stack)} edu-${of}-${school}-${account}-cn-northwest-1-an`),
        )
        .sort(),
    );
    expect(ofType(templates, 'AWS::Backup::BackupVault')).toEqual([]);
    const replicas = ofType(templates, 'AWS::S3::Bucket').filter(({ stack }) => stack.includes('-recovery-'));
    expect(replicas).toHaveLength(8);
    for (const { Properties } of replicas) expect(Properties).toHaveProperty('ObjectLockConfiguration.Rule');
  });

  test('replicates every store to its own replica', () => {
    const stores = ofType(templates, 'AWS::S3::Bucket').filter(({ Properties }) =>
      /^edu-(?:rec|mat)-/.test(String(Properties.BucketName)),
    );
    expect(stores).toHaveLength(8);
    for (const { Properties } of stores) {
      const [, of, school] = String(Properties.BucketName).split('-');
      const replica = `edu-${of === 'rec' ? 'rrc' : 'rma'}-${school}-`;
      expect(JSON.stringify(Properties.ReplicationConfiguration)).toContain(replica);
    }
  });

  test('has one key of copies for each owner', () => {
    const keys = (stack: string): number =>
      ofType(templates, 'AWS::KMS::Key').filter((one) => one.stack === stack).length;
    expect([keys(recovery('north-001')), keys(recovery('south-001')), keys(recovery('node-uni'))]).toEqual([1, 1, 1]);
  });
});

describe('backup alone', () => {
  const { recovery: _, ...alone } = asking(region, 'backup');
  const { plan } = planOf(alone);
  const templates = templatesOf(plan);

  test('makes a vault for each school at home, and nothing elsewhere', () => {
    expect(vaults(templates)).toEqual([
      'edu-demo-node-uni edu-demo_uni',
      'edu-demo-north-001-restore edu-demo_oak',
      'edu-demo-south-001-restore edu-demo_elm',
      'edu-demo-south-001-restore edu-demo_fir',
    ]);
    expect(kinds(plan)).not.toContain('recovery');
    expect(buckets(templates, 'rrc', 'rma', 'rca')).toEqual([]);
    expect(new Set(plan.stacks.map(({ awsRegion }) => awsRegion))).toEqual(new Set(['cn-north-1']));
  });

  test('selects every store by the plan that its bucket names', () => {
    const named = ofType(templates, 'AWS::Backup::BackupSelection').map(({ Properties }) => JSON.stringify(Properties));
    for (const { id, recovery: copies } of plan.schools) {
      const owner = copies?.stores.records?.backup?.plan ?? '';
      expect(owner).toContain(id);
      expect(named.filter((one) => one.includes(`"${owner}"`))).toHaveLength(1);
      const tagged = ofType(templates, 'AWS::S3::Bucket').filter(({ Properties }) =>
        JSON.stringify(Properties.Tags).includes(`"Value":"${owner}"`),
      );
      expect(tagged).toHaveLength(2);
    }
  });
});

describe('both', () => {
  const { plan } = planOf(asking(region, 'replication', 'backup'));
  const templates = templatesOf(plan);

  test('copies recovery points to a vault of the same school away from home', () => {
    expect(vaults(templates).filter((one) => one.includes('-recovery-'))).toEqual([
      `${recovery('node-uni')} edu-demo_uni`,
      `${recovery('north-001')} edu-demo_oak`,
      `${recovery('south-001')} edu-demo_elm`,
      `${recovery('south-001')} edu-demo_fir`,
    ]);
    const plans = ofType(templates, 'AWS::Backup::BackupPlan').map(({ Properties }) => JSON.stringify(Properties));
    for (const id of ['oak', 'elm', 'fir', 'uni']) {
      expect(plans.filter((one) => one.includes(`cn-northwest-1:`) && one.includes(`:edu-demo_${id}"`))).toHaveLength(
        1,
      );
    }
  });

  test('shares a key between replicas and vault of one school, and never between those of several', () => {
    const keys = (stack: string): number =>
      ofType(templates, 'AWS::KMS::Key').filter((one) => one.stack === stack).length;
    expect([keys(recovery('north-001')), keys(recovery('south-001')), keys(recovery('node-uni'))]).toEqual([1, 2, 1]);
  });

  test('gives the same bytes every time, and never refers to another stack', () => {
    expect(templatesOf(plan)).toEqual(templates);
    for (const text of Object.values(templates)) expect(text).not.toMatch(/Fn::ImportValue|"Outputs"/);
  });

  test('counts as many resources as there are', () => {
    for (const [stack, text] of Object.entries(templates)) {
      const told = plan.quotas.find(({ key, subject }) => key === 'cfn.resourcesPerTemplate' && subject === stack);
      expect([stack, told?.used]).toEqual([stack, Object.keys(resourcesOf(text)).length]);
    }
  });
});

describe('a recovery account', () => {
  const apart = { ...european, accounts: { ...european.accounts, recovery: '100000000003' } };
  const { plan } = planOf(asking(apart, 'replication', 'backup'));
  const templates = templatesOf(plan);

  test('holds the replicas of pooled schools, and nothing of a node', () => {
    const there = plan.stacks.filter(({ kind, account }) => kind === 'recovery' && account === '100000000003');
    expect(there.map(({ schools }) => schools)).toEqual([['oak'], ['elm', 'fir']]);
    const node = plan.stacks.find(({ kind, schools }) => kind === 'recovery' && schools.includes('uni'));
    expect(node?.account).toBe('300000000001');
  });

  test('gets no copies of recovery points, which stay in their account', () => {
    expect(vaults(templates).filter((one) => one.includes('-recovery-100000000003-'))).toEqual([]);
    expect(vaults(templates)).toContain('edu-demo-north-001-restore edu-demo_oak');
  });
});

describe('a school with copies', () => {
  const targets: TargetsDraft = { stores: { records: { means: ['replication', 'backup'] }, materials: {} } };
  const draft = withTargets(region, targets);
  const before = planOf(draft);
  const was = templatesOf(before.plan);
  const differing = (is: Templates): string[] =>
    [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]).sort();
  const own = (shard: string): string[] => [`edu-demo-${shard}`, recovery(shard), `edu-demo-${shard}-restore`];

  test.each([
    ['north-001', 'north'],
    ['south-001', 'south'],
  ])('that is added to %s changes the stacks of its shard, and no other', (shard, district) => {
    const after = replan(adding(draft, { id: 'yew', district }), before);
    expect(differing(templatesOf(after.plan))).toEqual(own(shard));
  });

  test('that is frozen keeps every copy, whatever the region asks for by then', () => {
    const after = replan(without(draft, 'oak'), before);
    const is = templatesOf(after.plan);
    expect(differing(is)).toEqual(['edu-demo-north-001']);
    expect(is['edu-demo-north-001']).toContain('DenyWritesWhileFrozen');
    const ended = replan(
      {
        ...without(withTargets(draft, 'none'), 'oak'),
        endedRecovery: [{ reason: 'the bureau copies by itself' }],
      },
      after,
    );
    const later = templatesOf(ended.plan);
    expect(later[recovery('north-001')]).toBe(is[recovery('north-001')]);
    expect(later[recovery('south-001')]).toBeUndefined();
  });
});
