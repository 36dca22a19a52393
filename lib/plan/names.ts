import { createHash } from 'node:crypto';
import { capability } from '../facts';
import type { BucketNaming } from './types';

/** Purposes come first in bucket names, so that one `StartsWith` in a trail covers every store of a kind. */
export const bucketPurposes = {
  records: 'rec',
  materials: 'mat',
  commons: 'com',
  logs: 'log',
  trail: 'trl',
  delivery: 'del',
  cdnLogs: 'cdn',
  recordsReplica: 'rrc',
  materialsReplica: 'rma',
  quarantine: 'qua',
  canary: 'can',
  canaryReplica: 'rca',
  canaryQuarantine: 'qca',
} as const;

export type BucketPurpose = keyof typeof bucketPurposes;

/** How buckets are named where they are planned today. */
export function bucketNamingFor(partition: string, awsRegion: string): BucketNaming {
  return capability(partition, 's3.accountRegionalNamespace', awsRegion).answer === 'yes'
    ? 'account-regional'
    : 'hashed';
}

/**
 * Name of a bucket: at most 63 characters, predictable from its arguments.
 *
 * In the account-regional namespace nobody else can take the name; elsewhere a hash of account and AWS Region keeps two
 * places apart, and a squatter can make a deployment fail – or receive what is forwarded to an archive that is not there
 * yet, since a trail cannot name the owner that it expects.
 */
export function bucketName(
  purpose: BucketPurpose,
  slug: string,
  at: { account: string; awsRegion: string; bucketNaming: BucketNaming },
): string {
  const prefix = `edu-${bucketPurposes[purpose]}-${slug}`;
  return at.bucketNaming === 'account-regional'
    ? `${prefix}-${at.account}-${at.awsRegion}-an`
    : `${prefix}-${shortHash(`${at.account}/${at.awsRegion}`)}`;
}

/** Name of a canary's replica: several accounts and AWS Regions may have their copies in one place. */
export function canaryReplicaName(
  home: { readonly account: string; readonly awsRegion: string },
  at: { readonly account: string; readonly awsRegion: string; readonly bucketNaming: BucketNaming },
): string {
  return bucketName('canaryReplica', shortHash(`${home.account}/${home.awsRegion}`), at);
}

/**
 * Stack names: letters, digits and hyphens, at most 128 characters.
 *
 * A district called `node-…` gets a second hyphen, which no slug has: shard 1 of `node-oak` is never the node `oak-001`.
 */
export const stackNames = {
  hub: (region: string): string => `edu-${region}-hub`,
  logArchive: (region: string): string => `edu-${region}-log-archive`,
  organizationTrail: (region: string): string => `edu-${region}-organization-trail`,
  base: (region: string, account: string, awsRegion: string): string => `edu-${region}-base-${account}-${awsRegion}`,
  /** Copies of the schools of a shard or node; no slug of a school is another one and a hyphen. */
  recovery: (home: { stack: string; account: string }, at: { account: string; awsRegion: string }): string =>
    `${home.stack}-recovery-${at.account === home.account ? '' : `${at.account}-`}${at.awsRegion}`,
  /** What restores the schools of a shard, and where their backups lie at home. */
  restore: (shard: string): string => `${shard}-restore`,
  drill: (region: string, account: string, awsRegion: string): string => `edu-${region}-drill-${account}-${awsRegion}`,
  node: (region: string, school: string): string => `edu-${region}-node-${school}`,
  shard: (region: string, district: string, number: number): string =>
    `edu-${region}-${district}${district.startsWith('node-') ? '-' : ''}-${String(number).padStart(3, '0')}`,
} as const;

export function keyAlias(owner: string): string {
  return `alias/educloud/${owner}`;
}

/** Alias of the key of a shard; the extra segment keeps it apart from every school's. */
export function shardKeyAlias(region: string, stack: string): string {
  return `alias/educloud/district/${stack.replace(`edu-${region}-`, '')}`;
}

/** Alias of the key of the copies in the recovery AWS Region, for a school or for a shard that shares its key. */
export function recoveryKeyAlias(region: string, owner: CopyOwner): string {
  return `alias/educloud/recovery/${ownerPath(region, owner)}`;
}

/** Alias of the key of a vault at home. */
export function vaultKeyAlias(region: string, owner: CopyOwner): string {
  return `alias/educloud/vault/${ownerPath(region, owner)}`;
}

/**
 * Name of a school's vault: 2 to 50 letters, digits, `-` and `_`, of which slugs have no `_`. Of a school's own even where a
 * key is shared: whoever may restore from a vault may restore all that it holds.
 */
export function vaultName(region: string, school: string): string {
  return `edu-${region}_${school}`;
}

/** Name of a backup plan: at most 50 letters, digits, `-`, `_` and `.`. */
export function backupPlanName(school: string, everyHours: number, retentionDays: number): string {
  return `edu_${school}_${everyHours}h_${retentionDays}d`;
}

/** Whose copies share a key: a school's own, or those of all schools of a shard. */
export type CopyOwner = { readonly school: string } | { readonly stack: string };

function ownerPath(region: string, owner: CopyOwner): string {
  return 'school' in owner ? owner.school : `district/${owner.stack.replace(`edu-${region}-`, '')}`;
}

export function parameterName(region: string, school: string): string {
  return `/educloud/${region}/schools/${school}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
