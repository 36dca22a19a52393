import { parsePolicy, type Bucket, type Key, type Policy, type Role, type World } from '../../../lib/model';

// Worlds by hand: one school or two, in one account, with exactly the policies that a test is about.

export const account = '111111111111';
export const otherAccount = '222222222222';

type Json = unknown;

export const policyOf = (statements: Json, kind: Parameters<typeof parsePolicy>[2], file = 'hand.json'): Policy =>
  parsePolicy({ Version: '2012-10-17', Statement: statements }, { file, pointer: '/Policy' }, kind);

const placed = { account, awsRegion: 'cn-north-1', partition: 'aws-cn', doubts: [] } as const;

export function bucket(
  name: string,
  options: { owner?: string; policy?: Json; key?: string } & Partial<Omit<Bucket, 'owner' | 'policy'>> = {},
): Bucket {
  const { owner, policy, key, ...rest } = options;
  return {
    kind: 'bucket',
    ...placed,
    name,
    arn: `arn:aws-cn:s3:::${name}`,
    tags: owner === undefined ? {} : { 'educloud:school': owner },
    ...(owner === undefined ? {} : { owner }),
    ...(policy === undefined ? {} : { policy: policyOf(policy, 'resource', `${name}.json`) }),
    encryption:
      key === undefined ? { algorithm: 'AES256', bucketKey: false } : { algorithm: 'aws:kms', key, bucketKey: true },
    blockPublicAccess: {
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    },
    objectOwnership: 'BucketOwnerEnforced',
    versioned: true,
    objectLock: false,
    replications: [],
    source: { file: `${name}.json`, pointer: '/Bucket' },
    ...rest,
  };
}

export function key(id: string, options: { owner?: string; policy: Json; multiRegion?: boolean }): Key {
  const { owner, policy, multiRegion = false } = options;
  return {
    kind: 'key',
    ...placed,
    id,
    arn: `arn:aws-cn:kms:cn-north-1:${account}:key/${id}`,
    tags: owner === undefined ? {} : { 'educloud:school': owner },
    ...(owner === undefined ? {} : { owner }),
    aliases: [],
    multiRegion,
    policy: policyOf(policy, 'resource', `${id}.json`),
    source: { file: `${id}.json`, pointer: '/Key' },
  };
}

export function role(
  name: string,
  options: { trust: Json; identity?: Json; tags?: Record<string, string>; boundary?: Json; account?: string },
): Role {
  const { trust, identity, tags = {}, boundary, account: own = account } = options;
  const owner = tags['educloud:school'];
  return {
    kind: 'role',
    ...placed,
    account: own,
    name,
    arn: `arn:aws-cn:iam::${own}:role/${name}`,
    tags,
    ...(owner === undefined ? {} : { owner }),
    trust: policyOf(trust, 'trust', `${name}.json`),
    identity: identity === undefined ? [] : [policyOf(identity, 'identity', `${name}.json`)],
    ...(boundary === undefined ? {} : { boundary: policyOf(boundary, 'boundary', `${name}.json`) }),
    source: { file: `${name}.json`, pointer: '/Role' },
  };
}

export function world(parts: Partial<World>): World {
  return {
    buckets: [],
    keys: [],
    roles: [],
    users: [],
    identityProviders: [],
    others: [],
    distributions: [],
    keyGroups: [],
    originIdentities: [],
    accounts: [],
    deployRoles: [{ arn: `arn:aws-cn:iam::${account}:role/deploy`, account }],
    perimeter: { organizations: ['o-inside0001'], accounts: [account] },
    closedAccounts: [],
    serviceRoles: [],
    vaults: [],
    backupRules: [],
    trails: [],
    recoveryRoles: [],
    breakGlass: [],
    assumptions: [],
    doubts: [],
    stacks: [],
    ...parts,
  };
}
