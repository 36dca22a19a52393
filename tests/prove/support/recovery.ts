import type { BackupRule, Bucket, Key, Other, Role, Trail, Vault, World } from '../../../lib/model';
import { alarm, topic, trail as trailResource } from './sign-in';
import { account, bucket, key, policyOf, role, world } from './worlds';

// One school with copies, by hand: a store that is replicated and backed up, and a trail with its logs. What is broken here is
// broken on purpose.

export const far = 'cn-northwest-1';
export const storeName = 'edu-rec-s1';
export const replicaName = 'edu-rrc-s1';
export const logsName = 'edu-log-cn';
export const arnOf = (name: string): string => `arn:aws-cn:s3:::${name}`;
export const roleArn = (name: string): string => `arn:aws-cn:iam::${account}:role/${name}`;
export const vaultArn = (awsRegion = 'cn-north-1', name = 'edu-cn_s1'): string =>
  `arn:aws-cn:backup:${awsRegion}:${account}:backup-vault:${name}`;
export const keyAlias = 'alias/educloud/recovery/s1';
export const aliasArn = `arn:aws-cn:kms:${far}:${account}:${keyAlias}`;
const deploy = roleArn('deploy');

export type Statement = Readonly<Record<string, unknown>>;

/** A Deny for all but some roles. */
export const allBut = (Action: readonly string[], ...roles: readonly string[]): Statement => ({
  ...{ Effect: 'Deny', Principal: '*', Action, Resource: '*' },
  ...(roles.length === 0 ? {} : { Condition: { ArnNotEquals: { 'aws:PrincipalArn': roles } } }),
});

export const settings = [
  ...['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutLifecycleConfiguration', 's3:PutBucketVersioning'],
  ...['s3:PutBucketObjectLockConfiguration', 's3:PutReplicationConfiguration', 's3:PutInventoryConfiguration'],
  ...['s3:PutBucketOwnershipControls', 's3:PutBucketPublicAccessBlock', 's3:PutEncryptionConfiguration'],
  ...['s3:PauseReplication', 's3:PutBucketAcl', 's3:DeleteBucket', 's3:PutBucketTagging', 's3:PutBucketNotification'],
];
export const losses = [
  ...['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 's3:PutObjectRetention'],
  ...['s3:PutObjectLegalHold', 's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectVersionAcl', 's3:RestoreObject'],
  's3:UpdateObjectEncryption',
];
export const vaultSettings = [
  ...['DeleteBackupVault', 'PutBackupVaultAccessPolicy', 'DeleteBackupVaultAccessPolicy'],
  ...['PutBackupVaultLockConfiguration', 'DeleteBackupVaultLockConfiguration', 'PutBackupVaultSharingPolicy'],
  ...['DeleteBackupVaultSharingPolicy', 'AssociateBackupVaultMpaApprovalTeam', 'PutBackupVaultNotifications'],
  ...['DisassociateBackupVaultMpaApprovalTeam', 'DeleteBackupVaultNotifications'],
].map((name) => `backup:${name}`);
export const vaultLosses = [
  ...['DeleteRecoveryPoint', 'UpdateRecoveryPointLifecycle', 'DisassociateRecoveryPoint'],
  ...['DisassociateRecoveryPointFromParent'],
].map((name) => `backup:${name}`);
export const restores = [
  ...['StartRestoreJob', 'StartCopyJob', 'CopyFromBackupVault', 'GetRecoveryPointRestoreMetadata'],
  ...['CreateBackupAccessPoint', 'SearchRecoveryPoint', 'UpdateRecoveryPointIndexSettings', 'StartScanJob'],
  ...['GetRecoveryPointIndexDetails', 'GetPITRMalwareScanResults', 'DescribeRecoveryPoint'],
].map((name) => `backup:${name}`);

const serviceNames = ['replication', 'backup', 'recovery'];
export const services = serviceNames.map(roleArn);

/** Reading and listing are the school's, and the service roles' as far as they need it. */
const isolation: Statement = {
  ...allBut(['s3:GetObject*', 's3:ListBucket*', 's3:ListMultipart*'], ...services, deploy),
};
const schoolAlone: Statement = {
  ...isolation,
  Condition: {
    StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' },
    ArnNotEquals: { 'aws:PrincipalArn': [...services, deploy] },
  },
};

export const replicaPolicy: readonly Statement[] = [
  schoolAlone,
  allBut(losses, roleArn('recovery')),
  allBut(['s3:ReplicateObject', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'], roleArn('replication')),
  allBut(['s3:ReplicateDelete']),
  allBut(settings, deploy, roleArn('recovery')),
];

export const vaultPolicy: readonly Statement[] = [
  allBut(vaultLosses, roleArn('recovery')),
  allBut(vaultSettings, deploy, roleArn('recovery')),
  {
    ...allBut(restores),
    Condition: {
      StringNotEquals: { 'aws:PrincipalTag/educloud:school': 's1' },
      ArnNotEquals: { 'aws:PrincipalArn': [roleArn('backup'), roleArn('recovery')] },
    },
  },
];

const tags = { 'educloud:school': 's1', 'educloud:jurisdiction': 'cn' };
const keyPolicy: readonly Statement[] = [
  { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' },
];

export function store(
  more: Partial<Bucket> = {},
  policy: readonly Statement[] = [schoolAlone, allBut(settings, deploy)],
): Bucket {
  return bucket(storeName, {
    ...{ owner: 's1', policy, key: storeKey().arn, objectLock: true, replications: [replication()] },
    ...more,
    tags: { ...tags, 'educloud:backup': 's1', ...more.tags },
  });
}

export function replication(more: Partial<Bucket['replications'][number]> = {}): Bucket['replications'][number] {
  return {
    ...{ destination: arnOf(replicaName), role: roleArn('replication'), key: aliasArn, deleteMarkers: false },
    source: { file: 'store.json', pointer: '/Rule' },
    ...more,
  };
}

export function replica(more: Partial<Bucket> = {}, policy: readonly Statement[] = replicaPolicy): Bucket {
  return bucket(replicaName, {
    ...{ owner: 's1', policy, key: replicaKey().arn, awsRegion: far },
    ...{ objectLock: true, retention: { mode: 'GOVERNANCE', days: 30 } as const, keptDays: 30, expiryDays: 90 },
    ...more,
    tags: { ...tags, 'educloud:kept-days': '30', ...more.tags },
  });
}

export const storeKey = (): Key => key('k-store', { owner: 's1', policy: keyPolicy });
export function replicaKey(more: Partial<Key> = {}): Key {
  const arn = `arn:aws-cn:kms:${far}:${account}:key/k-far`;
  return { ...key('k-far', { owner: 's1', policy: keyPolicy }), arn, awsRegion: far, aliases: [keyAlias], ...more };
}
export const vaultKey = (awsRegion: string): Key => ({
  ...key(`k-vault-${awsRegion}`, { owner: 's1', policy: keyPolicy }),
  ...{ awsRegion, arn: `arn:aws-cn:kms:${awsRegion}:${account}:key/k-vault-${awsRegion}` },
});

export function vault(more: Partial<Vault> = {}, policy: readonly Statement[] = vaultPolicy): Vault {
  const awsRegion = more.awsRegion ?? 'cn-north-1';
  return {
    ...{ kind: 'vault', account, partition: 'aws-cn', doubts: [], owner: 's1', name: 'edu-cn_s1', awsRegion },
    ...{ arn: vaultArn(awsRegion), key: vaultKey(awsRegion).arn, keptDays: 30 },
    lock: { minDays: 30, mode: 'governance' },
    policy: policyOf(policy, 'resource', 'vault.json'),
    source: { file: 'vault.json', pointer: `/Vault-${awsRegion}` },
    ...more,
    tags: { ...tags, 'educloud:kept-days': '30', ...more.tags },
  };
}

export function backupRule(more: Partial<BackupRule> = {}): BackupRule {
  const source = { file: 'vault.json', pointer: '/Plan' };
  return {
    ...{
      plan: 'plan',
      account,
      awsRegion: 'cn-north-1',
      vault: 'edu-cn_s1',
      copies: [vaultArn(far)],
      deleteAfterDays: 90,
    },
    ...{ doubts: [], source },
    selections: [{ tags: [{ key: 'educloud:backup', value: 's1' }], arns: [], role: roleArn('backup'), source }],
    ...more,
  };
}

export const serviceRole = (name: string, trust?: unknown): Role =>
  role(name, {
    trust: trust ?? [
      {
        Effect: 'Allow',
        Principal: { Service: `${name === 'backup' ? 'backup' : 's3'}.amazonaws.com` },
        Action: 'sts:AssumeRole',
      },
    ],
    identity: [{ Effect: 'Allow', Action: ['s3:*', 'backup:*'], Resource: '*' }],
  });
/** A role of the school, which may do what nothing denies. */
export const teacher = (more: Readonly<Record<string, string>> = {}): Role =>
  role('teacher', {
    trust: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    identity: [{ Effect: 'Allow', Action: ['s3:*', 'backup:*'], Resource: '*' }],
    tags: { 'educloud:school': 's1', ...more },
  });

export const logsPolicy: readonly Statement[] = [
  allBut([...losses.filter((one) => one !== 's3:PutObject'), 's3:ReplicateDelete']),
  {
    ...allBut(['s3:PutObject', 's3:ReplicateObject']),
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } },
  },
  allBut(settings, deploy),
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${arnOf(logsName)}/*`,
  },
];

export function logs(more: Partial<Bucket> = {}, policy: readonly Statement[] = logsPolicy): Bucket {
  return bucket(logsName, {
    ...{ policy, objectLock: true, retention: { mode: 'GOVERNANCE', days: 365 } as const, keptDays: 365 },
    ...more,
    tags: { 'educloud:kept-days': '365', ...more.tags },
  });
}

export function trail(more: Partial<Trail> = {}): Trail {
  return {
    ...{ kind: 'trail', name: 'base', arn: `arn:aws-cn:cloudtrail:cn-north-1:${account}:trail/base`, bucket: logsName },
    ...{ logging: true, multiRegion: true, validated: true, tags: {}, doubts: [] },
    ...{ account, awsRegion: 'cn-north-1', partition: 'aws-cn', source: { file: 'base.json', pointer: '/Trail' } },
    ...more,
  };
}

export const stops = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'];

/** The rule that tells of a trail that is stopped. */
export function stopAlarm(properties: Readonly<Record<string, unknown>> = {}, names: readonly string[] = stops): Other {
  return alarm({
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.cloudtrail'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventSource: ['cloudtrail.amazonaws.com'], eventName: names },
    },
    ...properties,
  });
}

/** The whole of it, with what a test puts in place. */
export function recoveryWorld(parts: Partial<World> = {}): World {
  return world({
    buckets: [store(), replica(), logs()],
    keys: [storeKey(), replicaKey(), vaultKey('cn-north-1'), vaultKey(far)],
    vaults: [vault(), vault({ awsRegion: far })],
    backupRules: [backupRule()],
    roles: [...serviceNames.map((name) => serviceRole(name)), teacher()],
    trails: [trail()],
    others: [stopAlarm(), topic(), trailResource()],
    serviceRoles: services,
    recoveryRoles: [roleArn('recovery')],
    ...parts,
  });
}
