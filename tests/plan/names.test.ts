import { capability } from '../../lib/facts';
import { bucketName, planRegion, type Plan } from '../../lib/plan';
import { bucketNamingFor, bucketPurposes, stackNames } from '../../lib/plan/names';
import { planOf, regionOf, replan, reread, small } from './support';
import { everyAwsRegion, planAt, worstCase } from './worst-case';

interface Named {
  readonly account: string;
  readonly awsRegion: string;
  readonly name: string;
}

function bucketsOf({ shared, schools }: Plan): string[] {
  return [
    shared.hub.commons.bucket,
    shared.logArchive.bucket,
    ...schools.flatMap(({ buckets }) => [buckets.records, buckets.materials]),
  ];
}

function aliasesOf({ shared: { hub }, schools }: Plan): Named[] {
  return [
    { ...hub, name: hub.commons.keyAlias },
    ...schools.map(({ account, awsRegion, keyAlias }) => ({ account, awsRegion, name: keyAlias })),
  ];
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe.each(everyAwsRegion)('names in %s, %s', (partition, awsRegion) => {
  const plan = worstCase({ partition, awsRegion, pooled: 25 });

  test('are unique', () => {
    expect(twice(bucketsOf(plan))).toEqual([]);
    expect(twice(plan.stacks.map(({ name }) => name))).toEqual([]);
    expect(twice(aliasesOf(plan).map((one) => `${one.account} ${one.awsRegion} ${one.name}`))).toEqual([]);
    expect(twice(plan.schools.map(({ parameter }) => parameter))).toEqual([]);
  });

  test('are within the limits of AWS for the longest slugs', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    expect(bucketsOf(plan).filter((name) => !/^(?!xn--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name))).toEqual([]);
    expect(plan.stacks.filter(({ name }) => !/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name))).toEqual([]);
    expect(aliasesOf(plan).filter(({ name }) => !/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(name))).toEqual([]);
    expect(plan.schools.filter(({ parameter }) => !/^(\/[A-Za-z0-9_.-]+){1,15}$/.test(parameter))).toEqual([]);
    // 1,011 characters with the ARN before it, of which the account and the AWS Region are a part.
    expect(plan.schools.filter(({ parameter }) => parameter.length > 900)).toEqual([]);
  });

  test('end as the namespace of the account demands, or in a hash', () => {
    const yes = capability(partition, 's3.accountRegionalNamespace', awsRegion).answer === 'yes';
    for (const bucket of bucketsOf(plan)) {
      if (yes) {
        const suffix = new RegExp(`-\\d{12}-${awsRegion}-an$`);
        expect(bucket).toMatch(suffix);
        expect(bucket.replace(suffix, '').length).toBeLessThanOrEqual(32);
      } else expect(bucket).toMatch(/^edu-[a-z]{3}-[a-z0-9-]+-[0-9a-f]{10}$/);
    }
    expect(plan.schools.map(({ bucketNaming }) => bucketNaming === 'account-regional')).toEqual(
      plan.schools.map(() => yes),
    );
  });
});

describe('bucket names', () => {
  test('begin with their purpose', () => {
    const at = { account: '111122223333', awsRegion: 'eu-central-1', bucketNaming: 'account-regional' } as const;
    expect(bucketName('records', 'oak', at)).toBe('edu-rec-oak-111122223333-eu-central-1-an');
    const copies = ['rrc', 'rma', 'qua', 'can', 'rca', 'qca'];
    expect(Object.values(bucketPurposes)).toEqual(['rec', 'mat', 'com', 'log', 'trl', 'del', 'cdn', ...copies]);
  });

  test('that are hashed differ by account and by AWS Region', () => {
    const at = { account: '111122223333', awsRegion: 'me-south-1', bucketNaming: 'hashed' } as const;
    const names = [at, { ...at, account: '111122223334' }, { ...at, awsRegion: 'me-central-1' }].map((one) =>
      bucketName('records', 'oak', one),
    );
    expect(new Set(names).size).toBe(3);
    expect(bucketName('records', 'oak', at)).toBe(names[0]);
  });

  test.each(['me-south-1', 'me-central-1'])('are hashed in %s, and the plan says why', (awsRegion) => {
    expect(bucketNamingFor('aws', awsRegion)).toBe('hashed');
    const { substitutions } = planAt(regionOf(small), 'aws', awsRegion);
    expect(substitutions).toContainEqual(
      expect.objectContaining({
        capability: 's3.accountRegionalNamespace',
        // Hub, log archive and four schools.
        subject: '6 places',
        reason: expect.stringContaining('Bahrain'),
      }),
    );
  });

  test('need no substitute where the namespace is offered', () => {
    const { substitutions } = planAt(regionOf(small), 'aws', 'eu-central-1');
    expect(substitutions.map(({ capability }) => capability)).not.toContain('s3.accountRegionalNamespace');
  });

  test('are pinned by the ledger, whatever AWS offers later', () => {
    const before = planOf(small);
    const { hub, logArchive } = before.ledger.shared;
    const hashed = { bucketNaming: 'hashed' } as const;
    // A ledger from a time when the namespace was not offered; its seals are of that time, too.
    const old = {
      ...before.ledger,
      shared: { hub: { ...hub, ...hashed }, logArchive: { ...logArchive, ...hashed } },
      schools: Object.fromEntries(
        Object.entries(before.ledger.schools).map(([id, seat]) => [id, { ...seat, ...hashed }]),
      ),
    };
    const { plan, ledger } = planRegion(regionOf(small), old);
    expect(bucketsOf(plan!).filter((name) => !/-[0-9a-f]{10}$/.test(name))).toEqual([]);
    expect(plan!.changes).toEqual([]);
    expect(Object.values(ledger!.schools).map(({ bucketNaming }) => bucketNaming)).not.toContain('account-regional');
    // And a school that is new gets what is offered today.
    const after = planRegion(
      regionOf({ ...small, schools: [...small.schools, { id: 'fir', district: 'north' }] }),
      old,
    );
    expect(after.ledger!.schools.fir?.bucketNaming).toBe('account-regional');
  });
});

describe('stack names', () => {
  test('of a district called node-… are never those of a node', () => {
    expect(stackNames.shard('demo', 'node-oak', 1)).not.toBe(stackNames.node('demo', 'oak-001'));
    const draft = {
      ...small,
      districts: [{ id: 'node-oak', account: '200000000001' }],
      schools: [
        { id: 'ash', district: 'node-oak' },
        { id: 'oak-001', account: '300000000001' },
      ],
    };
    const first = planOf(draft);
    expect(twice(first.plan.stacks.map(({ name }) => name))).toEqual([]);
    expect(reread(first.ledger)).toEqual(first.ledger);
    expect(replan(draft, first).plan.changes).toEqual([]);
  });

  test('count shards from 001', () => {
    expect([1, 20, 1000].map((number) => stackNames.shard('demo', 'north', number))).toEqual([
      'edu-demo-north-001',
      'edu-demo-north-020',
      'edu-demo-north-1000',
    ]);
  });
});
