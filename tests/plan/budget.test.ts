import { capability, quota } from '../../lib/facts';
import type { RecoveryMeans } from '../../lib/vocabulary';
import { schoolBudget, schoolsPerShard, stackBudget, type Plan, type PlannedStack } from '../../lib/plan';
import { resourcesOf, templatesOf } from './support';
import { longest, longestAwsRegions, policiesOf, worstCase, type WorstCase } from './worst-case';

/** What the plan says of a stack, for one quota. */
function planned({ quotas }: Plan, stack: PlannedStack, key: string): number | undefined {
  // The longest trust policy is told of its role, which stands in the account of one stack of the worst case.
  return quotas.find(
    (use) =>
      use.key === key &&
      (use.subject === stack.name ||
        (use.account === stack.account &&
          key === 'iam.roleTrustPolicyChars' &&
          ['node', 'shard'].includes(stack.kind) &&
          use.subject?.startsWith('educloud-') === true)),
  )?.used;
}

interface Measured {
  readonly what: string;
  readonly planned: number;
  readonly real: number;
}

function resourceCounts(plan: Plan, templates: Readonly<Record<string, string>>): Measured[] {
  return plan.stacks.map((stack) => ({
    what: stack.name,
    planned: planned(plan, stack, 'cfn.resourcesPerTemplate') ?? 0,
    real: Object.keys(resourcesOf(templates[stack.name]!)).length,
  }));
}

function byteCounts(plan: Plan, templates: Readonly<Record<string, string>>): Measured[] {
  return plan.stacks.flatMap((stack) => {
    const template = templates[stack.name]!;
    const policies = policiesOf(template, { partition: plan.region.partition, awsRegion: stack.awsRegion });
    const real = {
      'cfn.templateBytes': Buffer.byteLength(template),
      's3.bucketPolicyBytes': longest(policies.bucket!),
      'kms.keyPolicyBytes': longest(policies.key!),
      'iam.roleTrustPolicyChars': longest(policies.trust!),
      'iam.rolePolicyAggregateChars': longest(policies.inline!),
      'iam.managedPolicyChars': longest(policies.managed!),
      'ssm.standardParameterBytes': longest(policies.entry!),
    };
    return Object.entries(real).map(([key, bytes]) => ({
      what: `${key} of ${stack.kind}`,
      planned: planned(plan, stack, key) ?? 0,
      real: bytes,
    }));
  });
}

function counted(plan: Plan, key: string): number {
  return plan.quotas.filter((use) => use.key === key).reduce((sum, { used }) => sum + used, 0);
}

const perimeters: Required<Pick<WorstCase, 'accounts' | 'organizations'>>[] = [
  { accounts: 4, organizations: 0 },
  { accounts: 4, organizations: 1 },
  { accounts: 60, organizations: 60 },
];

/** By what stores can come back from an AWS Region. */
function copiesAt(partition: string, awsRegion: string): (readonly RecoveryMeans[])[] {
  const replicated = capability(partition, 's3.crossRegionReplication').answer === 'yes';
  const backedUp = capability(partition, 'backup.s3', awsRegion).answer === 'yes';
  return [
    ...(replicated ? [['replication'] as const] : []),
    ...(backedUp ? [['backup'] as const] : []),
    ...(replicated && backedUp ? [['replication', 'backup'] as const] : []),
  ];
}

const cases: (WorstCase & { readonly people: string })[] = longestAwsRegions.flatMap(([partition, awsRegion]) => [
  ...perimeters.map((perimeter) => ({ partition, awsRegion, ...perimeter, people: 'nobody' })),
  // Nobody knows how SAML is taken in `aws-eusc`.
  ...(partition === 'aws-eusc' ? [] : (['saml', 'proxy', 'oidc'] as const)).map((signIn) => ({
    partition,
    awsRegion,
    accounts: 4,
    organizations: 0,
    signIn,
    people: `people by ${signIn}`,
  })),
  ...copiesAt(partition, awsRegion).flatMap((copies) =>
    [perimeters[0]!, perimeters[2]!].map((perimeter) => ({
      partition,
      awsRegion,
      ...perimeter,
      copies,
      people: `nobody, with ${copies.join(' and ')},`,
    })),
  ),
  ...copiesAt(partition, awsRegion).map((copies) => ({
    partition,
    awsRegion,
    accounts: 4,
    organizations: 0,
    copies,
    signIn: 'oidc' as const,
    people: `people by oidc, with ${copies.join(' and ')},`,
  })),
  ...copiesAt(partition, awsRegion)
    .filter((copies) => copies.includes('replication'))
    .map((copies) => ({
      partition,
      awsRegion,
      accounts: 4,
      organizations: 0,
      copies,
      apart: true,
      people: `nobody, with ${copies.join(' and ')} in an account apart,`,
    })),
  ...(capability(partition, 'cdn.cloudfront').answer === 'yes'
    ? ([['open'], ['open', 'licensed']] as const).map((delivers) => ({
        partition,
        awsRegion,
        accounts: 4,
        organizations: 1,
        delivers,
        people: `nobody, with ${delivers.join(' and ')} delivered,`,
      }))
    : []),
]);

const ofCloudFront = {
  'cf.distributionsPerAccount': 'Distribution',
  'cf.oacPerAccount': 'OriginAccessControl',
  'cf.oaiPerAccount': 'CloudFrontOriginAccessIdentity',
  'cf.cachePoliciesPerAccount': 'CachePolicy',
  'cf.responseHeadersPoliciesPerAccount': 'ResponseHeadersPolicy',
  'cf.keyGroupsPerAccount': 'KeyGroup',
} as const;

describe('the budget of a shard', () => {
  test('stays under the quota of resources with every feature switched on', () => {
    const school = Object.values(schoolBudget).reduce((sum, amount) => sum + amount, 0);
    expect(schoolsPerShard * school + stackBudget).toBeLessThanOrEqual(quota('aws', 'cfn.resourcesPerTemplate').value);
  });

  test('has room for what a cell holds today', () => {
    const plan = worstCase({ partition: 'aws', awsRegion: 'ap-southeast-1' });
    const shard = plan.stacks.find(({ kind }) => kind === 'shard')!;
    expect(planned(plan, shard, 'cfn.resourcesPerTemplate')).toBe(schoolBudget.cell);
  });

  test('keeps the template of a full shard under its quota, with the largest perimeter that the commons can bear', () => {
    const plan = worstCase({
      partition: 'aws-us-gov',
      awsRegion: 'us-gov-west-1',
      pooled: schoolsPerShard,
      accounts: 170,
    });
    const commons = plan.quotas.find(({ key, subject }) => key === 's3.bucketPolicyBytes' && subject?.endsWith('-hub'));
    expect(commons?.headroom).toBeLessThan(1_000);
    // Nearly half of it is left to the features to come.
    const shard = plan.quotas.find(({ key, subject }) => key === 'cfn.templateBytes' && subject?.endsWith('-001'));
    expect(shard?.used).toBeLessThan(550_000);
  });
});

describe.each(cases)(
  'quotas in $partition with $accounts accounts, $organizations organisations where $people signs in',
  (worst) => {
    const active = worstCase({ ...worst, pooled: 2 });
    const frozen: Plan = { ...active, schools: active.schools.map((one) => ({ ...one, status: 'frozen' })) };
    const templates = templatesOf(active);
    const frozenTemplates = templatesOf(frozen);

    test('count resources exactly', () => {
      // What signs in is taken from a school when it freezes, and with it from the count.
      for (const all of [templates, ...(worst.signIn === undefined ? [frozenTemplates] : [])]) {
        expect(resourceCounts(active, all).filter((one) => one.planned !== one.real)).toEqual([]);
      }
    });

    test('count buckets, keys, parameters, roles, policies, trails and rules exactly', () => {
      const types = Object.values(templates).flatMap((one) => Object.values(resourcesOf(one)).map(({ Type }) => Type));
      const real = (type: string): number => types.filter((one) => one === type).length;
      expect(counted(active, 's3.generalPurposeBucketsPerAccount')).toBe(real('AWS::S3::Bucket'));
      expect(counted(active, 'kms.keysPerRegion')).toBe(real('AWS::KMS::Key'));
      expect(counted(active, 'ssm.standardParametersPerRegion')).toBe(real('AWS::SSM::Parameter'));
      expect(counted(active, 'iam.rolesPerAccount')).toBe(real('AWS::IAM::Role'));
      expect(counted(active, 'iam.samlProviders')).toBe(real('AWS::IAM::SAMLProvider'));
      expect(counted(active, 'iam.oidcProviders')).toBe(real('AWS::IAM::OIDCProvider'));
      expect(counted(active, 'iam.customerManagedPolicies')).toBe(real('AWS::IAM::ManagedPolicy'));
      expect(counted(active, 'cloudtrail.trailsPerRegion')).toBe(real('AWS::CloudTrail::Trail'));
      expect(counted(active, 'events.rulesPerBus')).toBe(real('AWS::Events::Rule'));
      for (const [key, type] of Object.entries(ofCloudFront))
        expect([key, counted(active, key)]).toEqual([key, real(`AWS::CloudFront::${type}`)]);
      expect(counted(active, 'cfn.stacksPerRegion')).toBe(Object.keys(templates).length);
    });

    test('are upper bounds of bytes, frozen or not', () => {
      const all = [...byteCounts(active, templates), ...byteCounts(frozen, frozenTemplates)];
      expect(all.filter((one) => one.planned < one.real)).toEqual([]);
    });

    test('are at most 35 % above the bytes that the longest inputs need', () => {
      expect(byteCounts(active, templates).filter((one) => one.planned > one.real * 1.35)).toEqual([]);
    });
  },
);

describe.each(
  longestAwsRegions.flatMap(([partition, awsRegion]) => [
    { partition, awsRegion, copies: [] },
    ...copiesAt(partition, awsRegion).map((copies) => ({ partition, awsRegion, copies })),
  ]),
)('a shared key in $partition, with copies by $copies', ({ partition, awsRegion, copies }) => {
  const plan = worstCase({ partition, awsRegion, pooled: schoolsPerShard, keyScope: 'district', copies });
  const [shard] = plan.stacks.filter(({ kind }) => kind === 'shard');
  const templates = templatesOf(plan, [shard!.name]);
  const measured = byteCounts({ ...plan, stacks: [shard!] }, templates);

  test('keeps its policy under the quota with twenty of the longest slugs', () => {
    const key = measured.find(({ what }) => what === 'kms.keyPolicyBytes of shard')!;
    expect(key.real).toBeGreaterThan(0);
    expect(key.planned).toBeLessThan(quota(partition, 'kms.keyPolicyBytes').value);
    expect(measured.filter((one) => one.planned < one.real)).toEqual([]);
    expect(key.planned).toBeLessThan(key.real * 1.35);
  });

  test('is counted once', () => {
    const cell = copies.length === 0 ? 5 : 7;
    expect(resourceCounts({ ...plan, stacks: [shard!] }, templates)).toEqual([
      { what: shard!.name, planned: 2 + cell * schoolsPerShard, real: 2 + cell * schoolsPerShard },
    ]);
  });

  test('is followed by keys of copies that hold twenty schools, too', () => {
    const others = plan.stacks.filter(({ kind }) => kind === 'recovery' || kind === 'restore');
    const all = byteCounts(
      { ...plan, stacks: others },
      templatesOf(
        plan,
        others.map(({ name }) => name),
      ),
    );
    expect(all.filter((one) => one.planned < one.real || one.planned > one.real * 1.35)).toEqual([]);
  });
});

describe('addresses that hear alarms', () => {
  test('are counted with the base', () => {
    const [partition, awsRegion] = longestAwsRegions[0]!;
    const plan = worstCase({ partition, awsRegion });
    const quiet: Plan = { ...plan, bases: plan.bases.map((base) => ({ ...base, alarmEmails: [] })) };
    const bytes = (of: Plan): number =>
      Buffer.byteLength(templatesOf(of, [plan.bases[0]!.stack])[plan.bases[0]!.stack]!);
    expect(bytes(plan) - bytes(quiet)).toBeGreaterThan(10 * 300);
  });
});
