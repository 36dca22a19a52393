import type { Stack } from 'aws-cdk-lib/core';
import {
  CopyAlarms,
  RecoveryKey,
  RecoveryPlan,
  RecoveryVault,
  ReplicaStore,
  RestoreRole,
  type ReplicaTarget,
  type SchoolCellProps,
} from '../../constructs';
import { partition, recoveryFigures } from '../facts';
import type { Plan, PlannedCopies, PlannedSchool, PlannedStack } from '../plan';
import type { StorePurpose } from '../vocabulary';

const stores = ['records', 'materials'] as const;

/** Schools whose copies share a key: those of a shared key, else each by itself. */
interface Owner {
  readonly name: string;
  readonly schools: readonly PlannedSchool[];
}

function ownersOf(schools: readonly PlannedSchool[]): Owner[] {
  const groups = new Map<string, PlannedSchool[]>();
  for (const school of schools) {
    const name = school.keyScope === 'school' ? school.id : '';
    groups.set(name, [...(groups.get(name) ?? []), school]);
  }
  return [...groups].map(([name, group]) => ({ name, schools: group }));
}

/** The copies of a stack's schools, where they lie: keys, replicas, vaults for copies of recovery points, alarms. */
export function fillRecovery(stack: Stack, plan: Plan, planned: PlannedStack, schools: readonly PlannedSchool[]): void {
  const { regionId, jurisdiction } = commonOf(plan);
  for (const { name, schools: group } of ownersOf(schools)) {
    const [first] = group;
    if (first?.recovery?.place === undefined) continue;
    const vault = copyVaultOf(group);
    const replicated = group.some((school) => copiesOf(school).some(({ copies }) => copies.replica !== undefined));
    const shared = vault?.keyAlias === first.recovery.place.keyAlias;
    const common = { regionId, jurisdiction };
    if (replicated || shared) {
      const key = new RecoveryKey(stack, `key${dashed(name)}`, {
        ...common,
        aliasName: first.recovery.place.keyAlias,
        members: group
          .map((school) => ({
            schoolId: school.id,
            bucketNames: copiesOf(school).flatMap(({ copies }) => copies.replica?.bucket ?? []),
          }))
          .filter(({ bucketNames }) => shared || bucketNames.length > 0),
        ...(first.account === planned.account ? {} : { sourceAccount: first.account }),
        vault: shared,
      });
      for (const school of group) fillReplicas(stack, plan, planned, school, key);
      if (shared) copyVaultsIn(stack, plan, group, key);
    }
    if (vault !== undefined && !shared) {
      const key = new RecoveryKey(stack, `vault-key${dashed(name)}`, {
        ...common,
        aliasName: vault.keyAlias,
        members: backedUp(group).map(({ id }) => ({ schoolId: id, bucketNames: [] })),
        vault: true,
      });
      copyVaultsIn(stack, plan, group, key);
    }
  }
}

/** A vault for copies of each school's recovery points. */
function copyVaultsIn(stack: Stack, plan: Plan, group: readonly PlannedSchool[], key: RecoveryKey): void {
  for (const school of backedUp(group)) {
    const vault = copyVaultOf([school]);
    if (vault !== undefined) vaultIn(stack, plan, school, vault.name, key);
  }
}

/** A vault of one school: whoever may restore from one may restore all that it holds. */
function vaultIn(stack: Stack, plan: Plan, school: PlannedSchool, vaultName: string, key: RecoveryKey): RecoveryVault {
  const { regionId, jurisdiction } = commonOf(plan);
  return new RecoveryVault(stack, `vault-${school.id}`, {
    regionId,
    jurisdiction,
    vaultName,
    schoolIds: [school.id],
    key,
    ...vaultLock(school),
  });
}

function fillReplicas(stack: Stack, plan: Plan, planned: PlannedStack, school: PlannedSchool, key: RecoveryKey): void {
  const { regionId, perimeter } = commonOf(plan);
  const replicated = copiesOf(school).flatMap(({ store, copies }) =>
    copies.replica === undefined ? [] : [{ store, copies, bucketName: copies.replica.bucket }],
  );
  for (const { store, copies, bucketName } of replicated) {
    new ReplicaStore(stack, `${store}-${school.id}`, {
      regionId,
      jurisdiction: school.jurisdiction,
      perimeter,
      schoolId: school.id,
      store,
      bucketName,
      key,
      dataClasses: [...school.dataClasses[store]],
      ...lockOf(copies),
      retentionDays: copies.retentionDays,
      ...(school.account === planned.account ? {} : { sourceAccount: school.account }),
    });
  }
  if (replicated.length === 0) return;
  new CopyAlarms(stack, `late-${school.id}`, {
    regionId,
    schoolId: school.id,
    metric: 'late',
    // Where a backup keeps a stricter target, replication may lag as far as it is taken to.
    rpoMinutes: Math.min(...replicated.map(({ copies }) => Math.max(copies.rpoMinutes, lagOf(copies)))),
    copies: replicated.map(({ store, bucketName }) => ({
      sourceBucketName: school.buckets[store],
      replicaBucketName: bucketName,
    })),
    topicArn: alarmTopic(plan, planned),
  });
}

const lagOf = ({ replica }: PlannedCopies): number =>
  recoveryFigures()[replica?.timeControl === true ? 'replication-time-control' : 'replication'].rpoMinutes;

/** What restores pooled schools, and the vaults at home; a stack of its own, since a shard of twenty is nearly full. */
export function fillRestore(stack: Stack, plan: Plan, schools: readonly PlannedSchool[]): void {
  const { regionId } = commonOf(plan);
  for (const school of schools) {
    const { recovery } = school;
    if (recovery === undefined) continue;
    const copies = copiesOf(school);
    const replicated = copies.flatMap(({ store, copies: { replica } }) =>
      replica === undefined ? [] : [{ sourceBucketName: school.buckets[store], replicaBucketName: replica.bucket }],
    );
    const vaults = [...new Set(copies.flatMap((one) => one.copies.backup?.vault ?? []))];
    new RestoreRole(stack, `restore-${school.id}`, {
      regionId,
      schoolId: school.id,
      storeBucketNames: [school.buckets.records, school.buckets.materials],
      quarantineBucketName: recovery.quarantineBucket,
      replicaBucketNames: replicated.map(({ replicaBucketName }) => replicaBucketName),
      ...(vaults.length === 0 ? {} : { vaultNames: vaults }),
      ...(replicated.length === 0 || recovery.place === undefined || recovery.place.account === school.account
        ? {}
        : { replicaAccount: recovery.place.account }),
    });
    if (replicated.length === 0) continue;
    new CopyAlarms(stack, `failed-${school.id}`, {
      regionId,
      schoolId: school.id,
      metric: 'failed',
      copies: replicated,
      topicArn: alarmTopic(plan, school),
    });
  }
  fillVaults(stack, plan, schools);
}

/** Vaults at home, each with the plans that fill it. */
export function fillVaults(stack: Stack, plan: Plan, schools: readonly PlannedSchool[]): void {
  const { regionId, jurisdiction } = commonOf(plan);
  for (const { name, schools: group } of ownersOf(schools)) {
    const members = backedUp(group);
    const [first] = members.flatMap(backupsOf);
    if (first === undefined) continue;
    const key = new RecoveryKey(stack, `vault-key${dashed(name)}`, {
      regionId,
      jurisdiction,
      aliasName: first.backup.vaultKeyAlias,
      members: members.map(({ id }) => ({ schoolId: id, bucketNames: [] })),
      vault: true,
    });
    for (const school of members) fillVault(stack, plan, school, key);
  }
}

function fillVault(stack: Stack, plan: Plan, school: PlannedSchool, key: RecoveryKey): void {
  const backups = backupsOf(school);
  const [first] = backups;
  if (first === undefined) return;
  const vault = vaultIn(stack, plan, school, first.backup.vault, key);
  for (const { backup, retentionDays } of new Map(backups.map((one) => [one.backup.plan, one])).values()) {
    new RecoveryPlan(stack, `plan-${backup.plan}`, {
      regionId: plan.region.id,
      planName: backup.plan,
      owner: backup.plan,
      vault,
      everyHours: backup.everyHours,
      startHours: backup.startHours,
      completionHours: backup.completionHours,
      retentionDays,
      ...(backup.copyVault === undefined ? {} : { copyVaultArn: copyVaultArn(plan, stack, backup.copyVault) }),
    });
  }
}

/** What of a cell's properties says how its stores come back. */
export function cellRecovery(plan: Plan, school: PlannedSchool): Partial<SchoolCellProps> {
  const { recovery } = school;
  if (recovery === undefined) return {};
  const [records, materials] = stores.map((store) => recovery.stores[store]);
  const replica = (copies: PlannedCopies | undefined): ReplicaTarget | undefined =>
    copies?.replica === undefined || recovery.place === undefined
      ? undefined
      : {
          bucketName: copies.replica.bucket,
          awsRegion: recovery.place.awsRegion,
          keyAliasName: copies.replica.keyAlias,
          timeControl: copies.replica.timeControl,
          ...(recovery.place.account === school.account ? {} : { account: recovery.place.account }),
        };
  const [ofRecords, ofMaterials] = [replica(records), replica(materials)];
  const vaults = [...new Set([records, materials].flatMap((one) => one?.backup?.vault ?? []))];
  return {
    ...(ofRecords === undefined ? {} : { recordsReplica: ofRecords }),
    ...(ofMaterials === undefined ? {} : { materialsReplica: ofMaterials }),
    ...(records?.backup === undefined ? {} : { recordsBackupOwner: records.backup.plan }),
    ...(materials?.backup === undefined ? {} : { materialsBackupOwner: materials.backup.plan }),
    quarantineBucketName: recovery.quarantineBucket,
    ...(school.tier === 'pooled'
      ? { restoreRoleArn: recovery.restoreRole }
      : {
          restoreRole: true,
          ...(vaults.length === 0 ? {} : { vaultNames: vaults }),
          copyAlarmTopicArn: alarmTopic(plan, school),
        }),
  };
}

/** Topic of an account's alarms in an AWS Region; it stands in the base there. */
export function alarmTopic(plan: Plan, { account, awsRegion }: { account: string; awsRegion: string }): string {
  const { arnPartition } = partition(plan.region.partition);
  return `arn:${arnPartition}:sns:${awsRegion}:${account}:educloud-${plan.region.id}-alarms`;
}

function copiesOf({ recovery }: PlannedSchool): { readonly store: StorePurpose; readonly copies: PlannedCopies }[] {
  return stores.flatMap((store) => {
    const copies = recovery?.stores[store];
    return copies === undefined ? [] : [{ store, copies }];
  });
}

type BackedUp = PlannedCopies & { readonly backup: NonNullable<PlannedCopies['backup']> };

function backupsOf(school: PlannedSchool): BackedUp[] {
  return copiesOf(school).flatMap(({ copies }) =>
    copies.backup === undefined ? [] : [{ ...copies, backup: copies.backup }],
  );
}

function backedUp(schools: readonly PlannedSchool[]): PlannedSchool[] {
  return schools.filter((school) => backupsOf(school).length > 0);
}

function copyVaultOf(schools: readonly PlannedSchool[]): NonNullable<PlannedCopies['backup']>['copyVault'] | undefined {
  return schools.flatMap(copiesOf).flatMap(({ copies }) => copies.backup?.copyVault ?? [])[0];
}

/** A vault takes only what is kept for at least as long as its lock, so of several stores the shortest lock is the vault's. */
function vaultLock(school: PlannedSchool): ReturnType<typeof lockOf> {
  const backed = backupsOf(school);
  const [strict] = backed.filter(({ immutability }) => immutability === 'compliance');
  return lockOf({
    immutability: strict?.immutability ?? 'governance',
    lockDays: Math.min(...backed.map(({ lockDays }) => lockDays)),
  });
}

function lockOf({ lockDays, immutability }: Pick<PlannedCopies, 'lockDays' | 'immutability'>) {
  // A rule of region files: compliance is said twice.
  return { lockDays, immutability, ...(immutability === 'compliance' ? { irrevocable: true } : {}) };
}

/** ARN of a vault for copies of recovery points, in the account of a stack. */
export function copyVaultArn(
  plan: Plan,
  { account }: Stack,
  { name, awsRegion }: { name: string; awsRegion: string },
): string {
  const { arnPartition } = partition(plan.region.partition);
  return `arn:${arnPartition}:backup:${awsRegion}:${account}:backup-vault:${name}`;
}

function commonOf({ region: { id, jurisdiction, perimeter } }: Plan) {
  const { organizations, accounts } = perimeter;
  return {
    regionId: id,
    jurisdiction,
    perimeter: { organizations: [...organizations], accounts: [...accounts] },
  };
}

function dashed(name: string): string {
  return name === '' ? '' : `-${name}`;
}
