import type { ResourceCounts } from '../resource-counts';
import type { PlannedCanary, PlannedCopies, PlannedDrill, PlannedSchool } from '../types';

const buckets = 's3.generalPurposeBucketsPerAccount';
const keys = 'kms.keysPerRegion';
const roles = 'iam.rolesPerAccount';
const rules = 'events.rulesPerBus';

/** A bucket and its policy. */
const store: ResourceCounts = { resources: 2, counts: { [buckets]: 1 } };
/** A key and its alias. */
const key: ResourceCounts = { resources: 2, counts: { [keys]: 1 } };
const role: ResourceCounts = { resources: 1, counts: { [roles]: 1 } };
const vault: ResourceCounts = { resources: 1, counts: { 'backup.vaultsPerRegion': 1 } };
/** A plan and its selection. */
const plan: ResourceCounts = { resources: 2, counts: { 'backup.plansPerRegion': 1 } };
const alarm: ResourceCounts = { resources: 1, counts: {} };
const backedUp: ResourceCounts = { resources: 0, counts: { 'backup.s3BucketsPerAccount': 1 } };

/** Buckets under AWS Backup count for a whole account. */
export const copyQuotas: readonly string[] = ['backup.s3BucketsPerAccount'];

function copiesOf({ recovery }: { readonly recovery?: PlannedSchool['recovery'] | undefined }): PlannedCopies[] {
  return [recovery?.stores.records ?? [], recovery?.stores.materials ?? []].flat();
}

/** Where restores arrive: beside the stores. */
export function quarantines(schools: readonly PlannedSchool[]): ResourceCounts[] {
  return schools.filter(({ recovery }) => recovery !== undefined).map(() => store);
}

/** What restores, and what it restores from at home: a role and an alarm for each school, vaults with keys and plans. */
export function restoreContents(schools: readonly PlannedSchool[]): ResourceCounts[] {
  const copied = schools.filter(({ recovery }) => recovery !== undefined);
  const backups = copied.flatMap(copiesOf).flatMap(({ backup }) => backup ?? []);
  return [
    ...copied.flatMap((school) => [
      role,
      ...(copiesOf(school).some(({ replica }) => replica !== undefined) ? [alarm] : []),
    ]),
    ...backups.map(() => backedUp),
    ...[...new Set(backups.map((one) => one.vaultKeyAlias))].map(() => key),
    ...[...new Set(backups.map((one) => one.vault))].map(() => vault),
    // Stores of a school that are backed up alike share a plan.
    ...[...new Set(backups.map((one) => one.plan))].map(() => plan),
  ];
}

/** What stands in a recovery stack: replicas and vaults for copies, under one key for each owner. */
export function recoveryContents(schools: readonly PlannedSchool[]): ResourceCounts[] {
  const replicas = schools.flatMap(copiesOf).flatMap(({ replica }) => replica ?? []);
  const vaults = schools.flatMap(copiesOf).flatMap(({ backup }) => backup?.copyVault?.name ?? []);
  // Replicas have a key for each owner; a vault shares that of one school, and those of schools that share a key have another.
  const keyNames = new Set(
    schools.flatMap(({ recovery }) => [
      ...(copiesOf({ recovery }).some(({ replica }) => replica !== undefined) ? [recovery?.place?.keyAlias ?? ''] : []),
      ...copiesOf({ recovery }).flatMap(({ backup }) => backup?.copyVault?.keyAlias ?? []),
    ]),
  );
  const lagging = schools.filter((school) => copiesOf(school).some(({ replica }) => replica !== undefined));
  return [
    ...[...keyNames].map(() => key),
    ...replicas.map(() => store),
    ...[...new Set(vaults)].map(() => vault),
    ...lagging.map(() => alarm),
  ];
}

/** Copies of the canaries of drills, in the base of the AWS Region where they lie. */
export function canaryContents(canaries: readonly PlannedCanary[]): ResourceCounts[] {
  return canaries.flatMap(({ replicaBucket, vault: copied }) => [
    key,
    ...(replicaBucket === undefined ? [] : [store]),
    ...(copied === undefined ? [] : [vault]),
  ]);
}

/** Canary, quarantine, function, state machine, schedule, alarms, and a vault of their own where there are backups. */
export function drillContents({ backup }: PlannedDrill, restoreTesting: boolean): ResourceCounts[] {
  return [
    key,
    store,
    store,
    // What drills, and its clock.
    role,
    role,
    // Its function, the log of that, who may call it, the state machine.
    { resources: 4, counts: {} },
    { resources: 1, counts: { [rules]: 1 } },
    alarm,
    alarm,
    ...(backup === undefined
      ? []
      : [key, vault, plan, backedUp, ...(restoreTesting ? [role, { resources: 2, counts: {} }] : [])]),
  ];
}
