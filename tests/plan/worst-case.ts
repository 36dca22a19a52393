import { partition, partitionIds } from '../../lib/facts';
import { planRegion, type Plan } from '../../lib/plan';
import { getAlpha2Codes } from 'i18n-iso-countries';
import type { Delivery, RecoveryTarget, Region } from '../../lib/config';
import type { CommonsClass, KeyScope, RecoveryMeans } from '../../lib/vocabulary';
import type { FederationLock } from '../../lib/federation';
import { deliveryIn, keysOf } from './delivery-support';
import { lockOf, whole } from './federation-support';
import { regionOf, resourcesOf, small, type FederationDraft, type RegionDraft, type SchoolDraft } from './support';

/** Inputs at their limits: 20-character slugs, names that need the most bytes, every data class. */
const names = {
  be: '白'.repeat(120),
  en: '"'.repeat(120),
  ru: '"'.repeat(120),
  zh: '"'.repeat(120),
};

const stores = {
  records: { dataClasses: ['internal', 'personal', 'sensitive', 'important'] },
  materials: { dataClasses: ['open', 'licensed', 'internal'] },
};

export interface WorstCase {
  readonly partition: string;
  readonly awsRegion: string;
  readonly pooled?: number;
  readonly accounts?: number;
  readonly organizations?: number;
  readonly keyScope?: KeyScope;
  /** How people sign in; not at all by default. */
  readonly signIn?: 'saml' | 'proxy' | 'oidc';
  /** What a CDN delivers; nothing by default. */
  readonly delivers?: readonly CommonsClass[];
  /** By what every store comes back; by nothing by default. */
  readonly copies?: readonly RecoveryMeans[];
  /** Whether replicas of pooled schools lie in an account of their own. */
  readonly apart?: boolean;
}

/** As many addresses as a file may name, each as long as an address may be. */
const emails = Array.from(
  { length: 10 },
  (_, index) => `${index}${'a'.repeat(63)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(62)}.ee`,
);

/** The largest plan that a region file of the given size can ask for: a shard, a node, a hub and a log archive. */
export function worstCase({
  partition: id,
  awsRegion,
  pooled = 1,
  accounts = 0,
  organizations = 0,
  keyScope = 'school',
  signIn,
  delivers,
  copies = [],
  apart = false,
}: WorstCase): Plan {
  const school = { names, kind: 'kindergarten', stores } as const;
  const draft: RegionDraft = {
    ...small,
    id: 'r'.repeat(20),
    perimeter: {
      // Hub, log archive and district are inside whether they are listed or not.
      accounts: ['300000000001', ...many(accounts - 4, (index) => String(400_000_000_000 + index))],
      organizations: many(organizations, (index) => `o-${String(index).padStart(32, 'o')}`),
    },
    audit: {
      forwarding: 'all',
      ...(organizations === 0
        ? {}
        : { organizationTrail: { account: '900000000001', managementAccount: '900000000002' } }),
    },
    alarmEmails: emails,
    ...(signIn === undefined ? {} : { federation: federationOf(signIn) }),
    ...(apart ? { accounts: { ...small.accounts, recovery: '600000000001' }, recovery: 'cn-northwest-1' } : {}),
    districts: [{ id: 'd'.repeat(20), account: '200000000001', keyScope }],
    schools: [
      {
        id: 'n'.repeat(20),
        account: '300000000001',
        alarmEmails: emails,
        ...school,
        ...signingIn('n'.repeat(20), signIn),
      },
      ...many(pooled, (index) => {
        const slug = `s${String(index).padStart(19, '0')}`;
        return { id: slug, district: 'd'.repeat(20), ...school, ...signingIn(slug, signIn) };
      }),
    ],
  };
  const region = regionOf(draft);
  return planAt(
    {
      ...region,
      ...(delivers === undefined
        ? {}
        : { delivery: longestDelivery(deliveryIn({ partition: id, accounts: region.accounts }, delivers)) }),
    },
    id,
    awsRegion,
    copies,
    lockOf(draft),
  );
}

/** As many domains, countries and keys as a file may name, each as long as it may be. */
function longestDelivery(delivery: Delivery): Delivery {
  const label = 'a'.repeat(61);
  return {
    ...delivery,
    domains: many(100, (index) => `${String(index).padStart(2, '0')}${[label, label, label].join('.')}.demo.example`),
    countries: Object.keys(getAlpha2Codes()).sort(),
    ...(delivery.signing === undefined ? {} : { signing: { ...delivery.signing, keys: keysOf(5) } }),
  };
}

function federationOf(signIn: 'saml' | 'proxy' | 'oidc'): FederationDraft {
  return { ...whole, ...(signIn === 'proxy' ? { mode: 'proxy' as const } : {}) };
}

/** A school's own provider, under a name as long as a law school's. */
function signingIn(id: string, signIn: WorstCase['signIn']): Partial<SchoolDraft> {
  const domain = `${id}.${'long'.repeat(5)}.edu.cn`;
  if (signIn === undefined) return {};
  return signIn === 'oidc'
    ? {
        oidc: {
          issuer: `https://login.${domain}/realms/staff`,
          clients: { teacher: `${id}-teachers`, 'school-admin': `${id}-administrators` },
        },
      }
    : { domains: [domain] };
}

/** A region moved to an AWS Region, whether or not a jurisdiction lists it. */
export function planAt(
  region: Region,
  partitionId: string,
  awsRegion: string,
  copies: readonly RecoveryMeans[] = [],
  lock?: FederationLock,
): Plan {
  const at = { home: awsRegion, ...recoveryOf(partitionId, awsRegion) };
  const target: RecoveryTarget = {
    rpoMinutes: 1440,
    rtoMinutes: 1440,
    retentionDays: 3650,
    lockDays: 3650,
    immutability: 'compliance',
    means: copies,
  };
  // More than these, of that length, do not fit into a trust policy.
  const recoveryTakenBy =
    copies.length === 0 || region.perimeter.organizations.length === 0
      ? []
      : many(4, (index) => {
          const account = `30000000000${String(index % 2)}`;
          return `arn:${partition(partitionId).arnPartition}:iam::${account}:user/${String(index)}${'u'.repeat(250)}`;
        });
  const recoveryTargets = copies.length === 0 ? {} : { records: target, materials: target };
  const { recovery: _, ...rest } = region;
  const moved: Region = {
    ...rest,
    ...at,
    partition: partitionId,
    districts: region.districts.map(({ recovery: _, ...one }) => ({ ...one, ...at })),
    schools: region.schools.map(({ recovery: _, ...one }) =>
      one.home === undefined ? one : { ...one, ...at, recoveryTargets, recoveryTakenBy },
    ),
    recoveryTakenBy,
  };
  const { plan, issues } = planRegion(moved, undefined, lock);
  expect(issues).toEqual([]);
  return plan!;
}

/** The longest other AWS Region of a partition, for copies. */
function recoveryOf(id: string, home: string): { recovery?: string } {
  const [other] = partition(id)
    .awsRegions.map((one) => one.id)
    .filter((one) => one !== home)
    .sort((a, b) => b.length - a.length);
  return other === undefined ? {} : { recovery: other };
}

/** Every AWS Region that the kit knows, with its partition. */
export const everyAwsRegion = partitionIds().flatMap((id) =>
  partition(id).awsRegions.map((awsRegion) => [id, awsRegion.id] as const),
);

/** The longest AWS Region of each partition: no other gives longer names. */
export const longestAwsRegions = partitionIds().map(
  (id) =>
    [
      id,
      partition(id)
        .awsRegions.map((awsRegion) => awsRegion.id)
        .reduce((a, b) => (b.length > a.length ? b : a)),
    ] as const,
);

/** Policies of a template, as CloudFormation sends them: every reference resolved, no white space. */
export function policiesOf(template: string, at: { partition: string; awsRegion: string }): Record<string, string[]> {
  const all = Object.values(resourcesOf(template));
  const of = (type: string, property: string): string[] =>
    all
      .filter(({ Type, Properties }) => Type === type && Properties[property] !== undefined)
      .map(({ Properties }) => JSON.stringify(resolved(Properties[property], at)));
  return {
    bucket: of('AWS::S3::BucketPolicy', 'PolicyDocument'),
    key: of('AWS::KMS::Key', 'KeyPolicy'),
    trust: of('AWS::IAM::Role', 'AssumeRolePolicyDocument'),
    inline: of('AWS::IAM::Role', 'Policies'),
    managed: of('AWS::IAM::ManagedPolicy', 'PolicyDocument'),
    entry: all.filter(({ Type }) => Type === 'AWS::SSM::Parameter').map(({ Properties }) => String(Properties.Value)),
  };
}

/** Bytes of the longest text. */
export function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => Buffer.byteLength(text)));
}

function resolved(value: unknown, at: { partition: string; awsRegion: string }): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, at));
  if (typeof value !== 'object' || value === null) return value;
  const { arnPartition } = partition(at.partition);
  const entries: [string, unknown][] = Object.entries(value);
  const [first, ...more] = entries;
  if (first !== undefined && more.length === 0) {
    const [fn, argument] = first;
    // A key id is a UUID of 36 characters, a multi-Region one just as long.
    if (fn === 'Fn::GetAtt') return `arn:${arnPartition}:kms:${at.awsRegion}:111122223333:key/${'0'.repeat(36)}`;
    if (fn === 'Ref') return argument === 'AWS::Partition' ? arnPartition : 'x'.repeat(63);
    if (fn === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => String(resolved(part, at))).join(separator);
    }
    if (fn.startsWith('Fn::')) throw new Error(`the test does not know ${fn}`);
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, resolved(inner, at)]));
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => make(index));
}
