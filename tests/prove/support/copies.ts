import type { BackupRule, Other, Trail, Vault, World } from '../../../lib/model';
import { account, bucket, key, policyOf, role, world } from './worlds';

// A school with a store, its copy in another AWS Region, a vault and its copy, and a trail in a locked bucket: all as it should be.

type Json = Readonly<Record<string, unknown>>;

export const [store, copy, logs] = ['arn:aws-cn:s3:::oak', 'arn:aws-cn:s3:::oak-copy', 'arn:aws-cn:s3:::logs'];
export const vaultArn = `arn:aws-cn:backup:cn-north-1:${account}:backup-vault:oak`;
export const farVaultArn = `arn:aws-cn:backup:cn-northwest-1:${account}:backup-vault:oak`;
export const trailArn = `arn:aws-cn:cloudtrail:cn-north-1:${account}:trail/all`;
const topicArn = `arn:aws-cn:sns:cn-north-1:${account}:alarms`;
export const arnOf = (name: string): string => `arn:aws-cn:iam::${account}:role/${name}`;

export const deny = (
  Action: readonly string[] | string,
  Resource: readonly string[] | string,
  Condition: Json = {},
): Json => ({ Effect: 'Deny', Principal: '*', Action, Resource, Condition });
const but = (...names: readonly string[]): Json => ({ ArnNotEquals: { 'aws:PrincipalArn': names.map(arnOf) } });
const butSchool = (...names: readonly string[]): Json => ({
  StringNotEquals: { 'aws:PrincipalTag/educloud:school': 'oak' },
  ...but(...names),
});

export const settings = [
  's3:DeleteBucket*',
  's3:Put*Configuration',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
];

/** Statements of the copy's policy, by what they are for. */
export const copyDenies = {
  isolation: deny(
    [
      's3:*Object*',
      's3:*Replication',
      's3:List*',
      's3:AbortMultipartUpload',
      's3:BypassGovernanceRetention',
      's3:Replicate*',
    ],
    [copy, `${copy}/*`],
    butSchool('replication', 'recovery'),
  ),
  writes: deny(
    ['s3:DeleteObject*', 's3:PutObject*', 's3:Update*', 's3:BypassGovernanceRetention', 's3:RestoreObject'],
    `${copy}/*`,
    but('recovery'),
  ),
  copies: deny(['s3:ReplicateObject', 's3:ReplicateTags'], `${copy}/*`, but('replication')),
  deletes: deny('s3:ReplicateDelete', `${copy}/*`),
  settings: deny(settings, copy, but('deploy', 'recovery')),
};

export const storeDenies = {
  redirects: deny(['s3:PutReplicationConfiguration', 's3:PutInventoryConfiguration'], store, but('deploy')),
};

export const logDenies = {
  writers: deny(['s3:DeleteObject*', 's3:PutObject*', 's3:BypassGovernanceRetention'], [logs, `${logs}/*`], {
    StringNotEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' },
  }),
  settings: deny([...settings, 's3:DeleteBucketPolicy'], logs, but('deploy')),
};
const logAllow = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${logs}/AWSLogs/*`,
  Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
};

const losses = [
  'backup:DeleteRecoveryPoint',
  'backup:DisassociateRecoveryPoint',
  'backup:DisassociateRecoveryPointFromParent',
  'backup:UpdateRecoveryPointLifecycle',
];
const vaultSettings = [
  'backup:DeleteBackupVault',
  'backup:DeleteBackupVaultAccessPolicy',
  'backup:DeleteBackupVaultLockConfiguration',
  'backup:PutBackupVaultAccessPolicy',
  'backup:PutBackupVaultLockConfiguration',
];
const restores = [
  'backup:CopyFromBackupVault',
  'backup:GetRecoveryPointRestoreMetadata',
  'backup:StartCopyJob',
  'backup:StartRestoreJob',
];
export const vaultDenies = {
  loss: deny(losses, '*', but('recovery')),
  settings: deny(vaultSettings, '*', but('recovery', 'deploy')),
  restores: deny(restores, '*', butSchool('backup', 'recovery')),
};

const tags = { 'educloud:school': 'oak', 'educloud:jurisdiction': 'cn' };
const service = (...names: readonly string[]): Json => ({
  Effect: 'Allow',
  Principal: { Service: names.map((name) => `${name}.amazonaws.com`) },
  Action: 'sts:AssumeRole',
});

export const anything = [{ Effect: 'Allow', Action: ['s3:*', 'backup:*'], Resource: '*' }];
/** A policy that says nothing of anybody. */
export const nothing = [deny('s3:GetObject', 'arn:aws-cn:s3:::elsewhere/*')];

/** All of it; `parts` replaces members of the World. */
export function copied(parts: Partial<World> = {}): World {
  return world({
    buckets: [original(), replica(), logBucket()],
    keys: [keyOf('home', 'cn-north-1'), keyOf('away', 'cn-northwest-1')],
    roles: [
      role('replication', { trust: [service('s3', 'batchoperations.s3')], identity: anything }),
      role('backup', { trust: [service('backup')] }),
      role('recovery', { trust: [service('s3', 'backup')], identity: anything }),
      role('teacher', {
        trust: [service('lambda')],
        tags: { 'educloud:school': 'oak' },
        identity: anything,
      }),
    ],
    serviceRoles: ['replication', 'backup', 'recovery'].map(arnOf),
    recoveryRoles: [arnOf('recovery')],
    vaults: [vault(), farVault()],
    backupRules: [rule()],
    trails: [trail()],
    others: [alarm(), topic(), trailAsOther()],
    ...parts,
  });
}

export const original = (more: Parameters<typeof bucket>[1] = {}): World['buckets'][number] =>
  bucket('oak', {
    owner: 'oak',
    key: keyArn('home', 'cn-north-1'),
    policy: Object.values(storeDenies),
    tags: { ...tags, 'educloud:backup': 'oak' },
    replications: [replication()],
    ...more,
  });

export const replication = (
  more: Partial<World['buckets'][number]['replications'][number]> = {},
): World['buckets'][number]['replications'][number] => ({
  destination: copy,
  role: arnOf('replication'),
  key: keyArn('away', 'cn-northwest-1'),
  deleteMarkers: false,
  source: { file: 'oak.json', pointer: '/Replication' },
  ...more,
});

export const replica = (more: Parameters<typeof bucket>[1] = {}): World['buckets'][number] =>
  bucket('oak-copy', {
    owner: 'oak',
    awsRegion: 'cn-northwest-1',
    key: keyArn('away', 'cn-northwest-1'),
    policy: Object.values(copyDenies),
    objectLock: true,
    retention: { mode: 'GOVERNANCE', days: 30 },
    expiryDays: 90,
    keptDays: 30,
    tags: { ...tags, 'educloud:kept-days': '30' },
    ...more,
  });

export const logBucket = (more: Parameters<typeof bucket>[1] = {}): World['buckets'][number] =>
  bucket('logs', {
    policy: [logAllow, ...Object.values(logDenies)],
    objectLock: true,
    retention: { mode: 'GOVERNANCE', days: 400 },
    keptDays: 400,
    tags: { 'educloud:kept-days': '400' },
    ...more,
  });

export const keyArn = (id: string, awsRegion: string): string => `arn:aws-cn:kms:${awsRegion}:${account}:key/${id}`;

export function keyOf(id: string, awsRegion: string, owner = 'oak'): World['keys'][number] {
  return { ...key(id, { owner, policy: [] }), awsRegion, arn: keyArn(id, awsRegion) };
}

/** `without`: members that it does not have. */
export function vault(
  more: Partial<Vault> = {},
  denies: readonly unknown[] = Object.values(vaultDenies),
  without: readonly ('lock' | 'policy' | 'owner')[] = [],
): Vault {
  const { lock, policy, owner, ...rest } = fullVault(denies);
  const kept = { lock, policy, owner };
  const had = Object.fromEntries(Object.entries(kept).filter(([name]) => !without.some((one) => one === name)));
  return { ...rest, ...had, ...more };
}

const fullVault = (denies: readonly unknown[]): Vault => ({
  kind: 'vault',
  name: 'oak',
  arn: vaultArn,
  account,
  awsRegion: 'cn-north-1',
  partition: 'aws-cn',
  owner: 'oak',
  tags: { ...tags, 'educloud:kept-days': '30' },
  keptDays: 30,
  key: keyArn('home', 'cn-north-1'),
  lock: { minDays: 30, mode: 'governance' },
  policy: policyOf(denies, 'resource', 'vault.json'),
  doubts: [],
  source: { file: 'vault.json', pointer: '/Vault' },
});

export const farVault = (more: Partial<Vault> = {}): Vault =>
  vault({ arn: farVaultArn, awsRegion: 'cn-northwest-1', key: keyArn('away', 'cn-northwest-1'), ...more });

export const rule = (more: Partial<BackupRule> = {}): BackupRule => ({
  plan: 'oak',
  account,
  awsRegion: 'cn-north-1',
  vault: 'oak',
  copies: [farVaultArn],
  deleteAfterDays: 90,
  selections: [
    {
      tags: [{ key: 'educloud:backup', value: 'oak' }],
      arns: [],
      role: arnOf('backup'),
      source: { file: 'plan.json', pointer: '/Selection' },
    },
  ],
  doubts: [],
  source: { file: 'plan.json', pointer: '/Rule' },
  ...more,
});

const here = { account, awsRegion: 'cn-north-1', partition: 'aws-cn', tags: {}, doubts: [] } as const;
const at = (pointer: string): World['doubts'][number]['source'] => ({ file: 'trail.json', pointer });

export const trail = (more: Partial<Trail> = {}): Trail => ({
  kind: 'trail',
  ...here,
  name: 'all',
  arn: trailArn,
  bucket: 'logs',
  logging: true,
  multiRegion: true,
  validated: true,
  source: at('/Trail'),
  ...more,
});

/** A rule that tells the topic of what stops a trail. */
export const alarm = (properties: Json = {}): Other => ({
  kind: 'rule',
  ...here,
  type: 'AWS::Events::Rule',
  name: 'trail',
  properties: {
    State: 'ENABLED',
    EventPattern: {
      'detail-type': ['AWS API Call via CloudTrail'],
      source: ['aws.cloudtrail'],
      detail: { eventName: ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'] },
    },
    Targets: [{ Id: 'topic', Arn: topicArn }],
    ...properties,
  },
  source: at('/Rule'),
});

export const topic = (): Other => ({
  kind: 'topic',
  ...here,
  type: 'AWS::SNS::Topic',
  name: 'alarms',
  properties: {},
  policy: policyOf(
    [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: topicArn }],
    'resource',
  ),
  source: at('/Topic'),
});

export const trailAsOther = (properties: Json = {}): Other => ({
  kind: 'trail',
  ...here,
  type: 'AWS::CloudTrail::Trail',
  name: 'all',
  properties: { IsLogging: true, IsMultiRegionTrail: true, ...properties },
  source: at('/Trail'),
});
