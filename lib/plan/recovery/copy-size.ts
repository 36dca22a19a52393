import { capability } from '../../facts';
import type { PlannedBase, PlannedCopies, PlannedDrill, PlannedSchool } from '../types';

// Upper bounds of what copies add to templates and policies, as in budget.ts: the tests measure them at the longest inputs.
// Shards, recovery stacks and restore stacks are written without indentation.

/** Bytes of templates. */
const template = {
  /** Quarantine, and what the policies of stores and key say more. */
  home: 11_300,
  homeReplica: 1_150,
  /** The same in a node's stack, with the role and the alarm that a shard has elsewhere. */
  node: 24_500,
  nodeReplica: 5_400,
  nodeVault: 23_000,
  /** What school admins may do more. */
  people: { shard: 1_000, node: 1_500 },
  restore: { base: 300, role: 5_300, backedUp: 1_000, alarm: 1_650, key: 5_950, vault: 5_100 },
  recovery: { base: 300, key: 5_750, bothInOne: 2_700, replica: 8_900, alarm: 1_700, vault: 3_100 },
  /** Where copies lie in another account, whose roles are let in by name. */
  apart: { key: 600, replica: 1_600 },
  member: 280,
  grants: { replication: 3_900, backup: 5_300, recovery: 4_000 },
  takers: { account: 600, each: 40 },
  canary: { key: 8_100, bothInOne: 3_300, replica: 12_700, vault: 5_600 },
  drill: { base: 52_500, replica: 6_700, backup: 22_500, tests: 5_800 },
} as const;

/** Bytes that a bucket's share of the perimeter takes, without and with indentation. */
const perBucket = {
  compact: { perAccount: 15, anyOrganization: 30, perOrganization: 37 },
  indented: { perAccount: 27, anyOrganization: 80, perOrganization: 49 },
} as const;

/** Bytes of policy documents without white space. */
const policy = {
  storeCopied: 1_050,
  storeReplicated: 850,
  replica: { base: 6_000, perAccount: 15, anyOrganization: 30, perOrganization: 37 },
  replicaApart: 1_600,
  keyCopied: 2_100,
  replicaKey: 5_050,
  keyApart: 600,
  vaultKey: 5_450,
  bothKey: 7_700,
  /** Each further school that shares the key. */
  member: { home: 470, replica: 720, vault: 270 },
  trust: { restore: 560, drill: 660 },
  inline: {
    replication: 2_150,
    backup: 3_000,
    restore: { replication: 3_700, backup: 4_450, both: 5_150 },
    recovery: 1_500,
    drill: { replication: 2_850, backup: 4_500, both: 5_450 },
    /** What school admins may do more. */
    people: 800,
  },
  managed: 1_600,
  /** Whoever takes the recovery role, besides the text of the ARN. */
  takers: { account: 160, each: 3 },
} as const;

export const copyPolicy = policy;
export const copyPerimeter = perBucket;

/** A measure that grows with the perimeter: `buckets` buckets, with or without indentation. */
export interface Grown {
  readonly bytes: number;
  readonly buckets: number;
}

export function copiesIn({ recovery }: { readonly recovery?: PlannedSchool['recovery'] | undefined }): PlannedCopies[] {
  return [recovery?.stores.records ?? [], recovery?.stores.materials ?? []].flat();
}

const replicasIn = (school: PlannedSchool): number =>
  copiesIn(school).filter(({ replica }) => replica !== undefined).length;
const isBackedUp = (school: PlannedSchool): boolean => copiesIn(school).some(({ backup }) => backup !== undefined);

/** What a school's copies add to the stack of its stores. */
export function homeBytes(school: PlannedSchool, kind: 'node' | 'shard'): Grown {
  if (school.recovery === undefined) return { bytes: 0, buckets: 0 };
  const people = school.signIn === undefined ? 0 : template.people[kind];
  const replicas = replicasIn(school);
  return kind === 'shard'
    ? { bytes: template.home + replicas * template.homeReplica + people, buckets: 1 }
    : {
        bytes:
          template.node +
          replicas * template.nodeReplica +
          (isBackedUp(school) ? vaultsOf([school]) * template.nodeVault : 0) +
          people,
        buckets: 1,
      };
}

/** Whether the copies of a school lie in another account than what is copied. */
export const isApart = ({ account, recovery }: PlannedSchool): boolean =>
  recovery?.place !== undefined && recovery.place.account !== account;

function vaultsOf(schools: readonly PlannedSchool[]): number {
  return new Set(schools.flatMap(copiesIn).flatMap(({ backup }) => backup?.plan ?? [])).size;
}

/** A restore stack. */
export function restoreBytes(schools: readonly PlannedSchool[]): Grown {
  const { base, role, backedUp, alarm, key, vault } = template.restore;
  const keys = new Set(schools.flatMap(copiesIn).flatMap(({ backup }) => backup?.vaultKeyAlias ?? [])).size;
  const each = schools.map(
    (school) => role + (replicasIn(school) > 0 ? alarm : 0) + (isBackedUp(school) ? backedUp : 0),
  );
  const members = schools.filter(isBackedUp).length;
  return {
    bytes: base + sum(each) + keys * key + vaultsOf(schools) * vault + members * template.member,
    buckets: 0,
  };
}

/** A recovery stack. */
export function recoveryBytes(schools: readonly PlannedSchool[]): Grown {
  const { base, key, bothInOne, replica, alarm, vault } = template.recovery;
  const apart = schools.some(isApart) ? template.apart : { key: 0, replica: 0 };
  const replicaKeys = new Set(
    schools.filter((school) => replicasIn(school) > 0).flatMap(({ recovery }) => recovery?.place?.keyAlias ?? []),
  );
  const vaultKeys = new Set(schools.flatMap(copiesIn).flatMap(({ backup }) => backup?.copyVault?.keyAlias ?? []));
  const both = [...vaultKeys].filter((alias) => replicaKeys.has(alias)).length;
  const replicas = sum(schools.map(replicasIn));
  return {
    bytes:
      base +
      new Set([...replicaKeys, ...vaultKeys]).size * (key + apart.key) +
      both * bothInOne +
      replicas * (replica + apart.replica) +
      schools.filter((school) => replicasIn(school) > 0).length * alarm +
      new Set(schools.flatMap(copiesIn).flatMap(({ backup }) => backup?.copyVault?.name ?? [])).size * vault +
      schools.length * template.member,
    buckets: replicas,
  };
}

/** What copies add to a base: grants of the service roles, copies of canaries. */
export function baseCopyBytes({ copies, canaries, recoveryTakenBy }: PlannedBase): Grown {
  const { key, bothInOne, replica, vault } = template.canary;
  const each = canaries.map(
    (one) =>
      key +
      (one.replicaBucket === undefined ? 0 : replica) +
      (one.vault === undefined ? 0 : vault) +
      (one.replicaBucket === undefined || one.vault === undefined ? 0 : bothInOne),
  );
  return {
    bytes:
      (copies?.replication === true ? template.grants.replication : 0) +
      (copies?.backup === true ? template.grants.backup : 0) +
      (recoveryTakenBy.length > 0 ? template.grants.recovery + takerBytes(recoveryTakenBy, template.takers) : 0) +
      sum(each),
    buckets: canaries.filter(({ replicaBucket }) => replicaBucket !== undefined).length,
  };
}

/** What those who take the recovery role add to its trust policy. */
export const takerChars = (arns: readonly string[]): number => takerBytes(arns, policy.takers);

function takerBytes(
  arns: readonly string[],
  { account, each }: { readonly account: number; readonly each: number },
): number {
  const accounts = new Set(arns.map((arn) => arn.split(':')[4])).size;
  return accounts * account + sum(arns.map((arn) => arn.length + each));
}

/** The stack of a drill. */
export function drillBytes(partition: string, { replica, backup, awsRegion }: PlannedDrill): Grown {
  const { base, replica: replicated, backup: backedUp, tests } = template.drill;
  const tested = backup !== undefined && capability(partition, 'backup.restoreTesting', awsRegion).answer === 'yes';
  return {
    bytes:
      base + (replica === undefined ? 0 : replicated) + (backup === undefined ? 0 : backedUp) + (tested ? tests : 0),
    buckets: 2,
  };
}

/** Which of three applies. */
export function byMeans<T>(
  { replication, backup }: { readonly replication: boolean; readonly backup: boolean },
  of: { readonly replication: T; readonly backup: T; readonly both: T },
): T {
  return replication && backup ? of.both : backup ? of.backup : of.replication;
}

/** By what means schools are copied. */
export function meansOf(schools: readonly PlannedSchool[]): { replication: boolean; backup: boolean } {
  return {
    replication: schools.some((school) => replicasIn(school) > 0),
    backup: schools.some(isBackedUp),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
