import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib/core';
import { buildApp } from '../../lib/synth';
import { control, onBucket, onObjects } from '../constructs/support/actions';
import { allows, type Caller, type Statement, type Target } from '../constructs/support/evaluate';
import { Built, throughS3 } from '../constructs/support/stage';
import { copied, planOf, without, type RegionDraft } from '../plan/support';

// Whoever deploys must be able to replace every policy, since in aws-cn there is no root user who could undo a lockout –
// and whoever merely administers an account reads nothing. Judged on the templates of a whole region, one of each kind.

const china: RegionDraft = {
  ...copied,
  audit: { forwarding: 'all' },
  districts: copied.districts.map((one) => (one.id === 'south' ? { ...one, keyScope: 'district' } : one)),
};
const elsewhere: RegionDraft = {
  ...without(china, 'minsk'),
  partition: 'aws',
  home: 'eu-central-1',
  recovery: 'eu-west-1',
};

const boundaryName = 'educloud-demo-deploy-boundary';

const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** What KMS asks of whoever replaces a key's policy or looks after the key. */
const keyControl = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UpdateAlias',
];

const root = mkdtempSync(join(tmpdir(), 'educloud-lockout-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each([
  ['aws-cn', china, 'alias/educloud/uni'],
  ['aws', elsewhere, 'alias/educloud/commons'],
] as const)('in %s', (partition, draft, someAlias) => {
  const { plan } = planOf(draft);
  const app = buildApp(plan, { outdir: join(root, partition), validate: false });
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  const built = stacks.map((stack) => ({ stack, all: new Built(stack) }));
  const boundaries = new Map(
    built.flatMap(({ stack, all }) =>
      all.ofType('AWS::IAM::ManagedPolicy').some(({ Properties }) => Properties.ManagedPolicyName === boundaryName)
        ? [[stack.account, all.managedPolicy(boundaryName)] as const]
        : [],
    ),
  );
  const buckets = built.flatMap(({ all, stack }) =>
    all.ofType('AWS::S3::Bucket').map(({ Properties }) => ({ all, stack, name: String(Properties.BucketName) })),
  );
  const stores = buckets.filter(({ name }) => /^edu-(?:rec|mat)-/.test(name));
  const keys = built.flatMap(({ all, stack }) =>
    all.ofType('AWS::KMS::Alias').map(({ Properties }) => ({ alias: String(Properties.AliasName), all, stack })),
  );

  /** Whoever administers the account, and is not CloudFormation. */
  function administrator(target: Target, bounded: boolean): Caller {
    return { ...deployer(target, bounded), arn: `arn:${partition}:iam::${target.account}:role/Administrator` };
  }

  /** CloudFormation's role as `cdk bootstrap` makes it in each AWS Region: an administrator, with or without the boundary. */
  function deployer({ account }: Target, bounded: boolean, { region } = { region: plan.region.home }): Caller {
    const boundary = boundaries.get(account);
    return {
      account,
      organization: 'o-demo000001',
      arn: `arn:${partition}:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`,
      identity: everything,
      ...(bounded && boundary !== undefined ? { boundary } : {}),
    };
  }

  test('every account has the boundary, and the region one of each kind of bucket and key', () => {
    expect([...boundaries.keys()].sort()).toEqual([...new Set(stacks.map(({ account }) => account))].sort());
    expect([...new Set(buckets.map(({ name }) => name.slice(0, 7)))].sort()).toEqual(
      ['can', 'com', 'del', 'log', 'mat', 'qca', 'qua', 'rca', 'rec', 'rma', 'rrc', 'trl'].map(
        (purpose) => `edu-${purpose}`,
      ),
    );
    expect(keys.map(({ alias }) => alias)).toEqual(
      expect.arrayContaining(['alias/educloud/ash', 'alias/educloud/district/south-001', someAlias]),
    );
  });

  test.each([false, true])('the role that deploys replaces every policy of a bucket, bounded: %s', (bounded) => {
    for (const { all, stack, name } of buckets) {
      const target = all.bucketItself(name);
      // `HeadBucket` is allowed by the action that lists.
      const refused = [...control, 's3:ListBucket'].filter(
        (action) => !allows(target, deployer(target, bounded, stack), action),
      );
      expect([name, refused]).toEqual([name, []]);
    }
  });

  test.each([false, true])('the role that deploys replaces every policy of a key, bounded: %s', (bounded) => {
    for (const { all, stack, alias } of keys) {
      const target = all.key(alias);
      const wait = { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' };
      const refused = keyControl.filter((action) => !allows(target, deployer(target, bounded, stack), action, wait));
      // Whoever could delete the key of copies could delete the copies.
      const kept = /^alias\/educloud\/(?:recovery|vault|drill-copies|drill-vault)\//.test(alias);
      expect([alias, refused]).toEqual([alias, kept ? ['kms:ScheduleKeyDeletion'] : []]);
    }
  });

  test('an administrator without a school’s tag reads, writes and lists nothing of any school', () => {
    expect(stores).toHaveLength(2 * plan.schools.length);
    for (const { all, name } of stores) {
      const [bucket, objects] = [all.bucketItself(name), all.objects(name)];
      for (const bounded of [false, true]) {
        const [admin, deploys] = [administrator(bucket, bounded), deployer(bucket, bounded)];
        expect(onObjects.filter((action) => allows(objects, admin, action))).toEqual([]);
        expect(onBucket.filter((action) => allows(bucket, admin, action))).toEqual([]);
        expect(onObjects.filter((action) => allows(objects, deploys, action))).toEqual([]);
        expect(onBucket.filter((action) => allows(bucket, deploys, action))).toEqual(['s3:ListBucket']);
      }
    }
  });

  test('an administrator without a school’s tag uses no school’s key', () => {
    for (const { all, alias } of keys.filter((one) => one.alias !== 'alias/educloud/commons')) {
      const target = all.key(alias);
      for (const { name } of stores) {
        const context = throughS3(plan.region.home, name);
        expect(
          ['kms:Decrypt', 'kms:GenerateDataKey'].filter((action) =>
            allows(target, deployer(target, false), action, context),
          ),
        ).toEqual([]);
      }
    }
  });

  test('nobody but CloudTrail writes or deletes a log, and the one who deploys least of all', () => {
    for (const { all, name } of buckets.filter((one) => /^edu-(?:log|trl)-/.test(one.name))) {
      const objects = all.objects(name);
      const writes = onObjects.filter((action) => /:(?:Put|Delete|Replicate|Restore|Bypass)/.test(action));
      expect(writes.filter((action) => allows(objects, deployer(objects, false), action))).toEqual([]);
    }
  });
});
