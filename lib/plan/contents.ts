import { capability, partition } from '../facts';
import type { Region } from '../config';
import { schoolBudget } from './budget';
import { deliveryContents, deliveryQuotas } from './delivery-contents';
import {
  canaryContents,
  copyQuotas,
  drillContents,
  quarantines,
  recoveryContents,
  restoreContents,
} from './recovery/copy-contents';
import type { ResourceCounts } from './resource-counts';
import type {
  PlannedBase,
  PlannedDrill,
  PlannedFederation,
  PlannedHub,
  PlannedSchool,
  PlannedSignIn,
  PlannedStack,
} from './types';

/** What is counted: everything that the plan has decided. */
export interface Counted {
  readonly region: Region;
  readonly stacks: readonly PlannedStack[];
  readonly bases: readonly PlannedBase[];
  readonly federation?: PlannedFederation;
  /** Schools of each stack. */
  readonly schoolsIn: ReadonlyMap<string, readonly PlannedSchool[]>;
  readonly drills: readonly PlannedDrill[];
  readonly hub: Pick<PlannedHub, 'commons' | 'delivery'>;
}

const buckets = 's3.generalPurposeBucketsPerAccount';
const keys = 'kms.keysPerRegion';
const parameters = 'ssm.standardParametersPerRegion';
const roles = 'iam.rolesPerAccount';
const policies = 'iam.customerManagedPolicies';
const samlProviders = 'iam.samlProviders';
const oidcProviders = 'iam.oidcProviders';
const trails = 'cloudtrail.trailsPerRegion';
const rules = 'events.rulesPerBus';

/** Quotas that count for a whole account, whatever the AWS Region. */
export const accountWide: readonly string[] = [
  buckets,
  roles,
  policies,
  samlProviders,
  oidcProviders,
  ...deliveryQuotas,
  ...copyQuotas,
];

/** What a stack puts into its account today. */
export function contentsOf(stack: PlannedStack, counted: Counted): ResourceCounts {
  switch (stack.kind) {
    case 'hub':
      return sum([
        store,
        deliveryLogs,
        ...(counted.hub.commons.encryption === 'kms' ? [key] : []),
        ...deliveryContents(counted.region.partition, counted.hub.delivery),
      ]);
    case 'log-archive':
      return store;
    case 'organization-trail':
      return { resources: 1, counts: { [trails]: 1 } };
    case 'base':
      return sum(basesIn(stack, counted));
    case 'restore':
      return sum(restoreContents(schoolsOf(stack, counted)));
    case 'recovery':
      return sum(recoveryContents(schoolsOf(stack, counted)));
    case 'drill':
      return sum(drillsIn(stack, counted));
    case 'node':
    case 'shard':
      return sum([...basesIn(stack, counted), ...cells(stack, counted)]);
  }
}

/** What a school will put into its account once every feature is switched on, in quotas where that may be too much. */
export const everything: Readonly<Record<string, number>> = {
  // One for each persona, and one for restores.
  [roles]: schoolBudget.federation,
  // The stores', their copies', and a vault's.
  [keys]: 3,
  // Two stores, their replicas, and a quarantine.
  [buckets]: 5,
};

/** A bucket and its policy. */
const store: ResourceCounts = { resources: 2, counts: { [buckets]: 1 } };
const deliveryLogs: ResourceCounts = store;
/** A key and its alias. */
const key: ResourceCounts = { resources: 2, counts: { [keys]: 1 } };
const registryEntry: ResourceCounts = { resources: 1, counts: { [parameters]: 1 } };
const role: ResourceCounts = { resources: 1, counts: { [roles]: 1 } };
const policy: ResourceCounts = { resources: 1, counts: { [policies]: 1 } };
const trail: ResourceCounts = { resources: 1, counts: { [trails]: 1 } };
const samlProvider: ResourceCounts = { resources: 1, counts: { [samlProviders]: 1 } };
const oidcProvider: ResourceCounts = { resources: 1, counts: { [oidcProviders]: 1 } };
const rule: ResourceCounts = { resources: 1, counts: { [rules]: 1 } };

function cells({ name }: PlannedStack, { schoolsIn }: Counted): ResourceCounts[] {
  const here = schoolsIn.get(name) ?? [];
  const keysHere = new Set(here.map(({ keyAlias }) => keyAlias)).size;
  return [
    ...here.flatMap(({ signIn }) => [
      store,
      store,
      registryEntry,
      ...(signIn === undefined ? [] : signInContents(signIn)),
    ]),
    ...repeat(keysHere, key),
    ...quarantines(here),
    ...restoreContents(here.filter(({ tier }) => tier === 'node')),
  ];
}

/** Schools of a stack; of those with copies in a recovery stack the stores stand in another. */
export function schoolsOf(stack: PlannedStack, { schoolsIn }: Counted): PlannedSchool[] {
  const ids = new Set(stack.schools);
  return [...schoolsIn.values()].flat().filter(({ id }) => ids.has(id));
}

function drillsIn({ name }: PlannedStack, { drills, region }: Counted): ResourceCounts[] {
  return drills
    .filter(({ stack }) => stack === name)
    .flatMap((drill) =>
      drillContents(drill, capability(region.partition, 'backup.restoreTesting', drill.awsRegion).answer === 'yes'),
    );
}

/** A role for each persona, and the school's own provider; none where nobody gets a role by OIDC. */
function signInContents({ via, roles: personas }: PlannedSignIn): ResourceCounts[] {
  const provider = { saml: [samlProvider], oidc: personas.length > 0 ? [oidcProvider] : [], proxy: [] }[via];
  return [...provider, ...repeat(personas.length, role)];
}

/** What stands once in each account where people sign in. */
export interface AccountSignIn {
  readonly proxied: boolean;
  readonly operators: boolean;
  readonly auditors: boolean;
  readonly breakGlass: boolean;
}

export function accountSignIn({ federation, schoolsIn }: Counted, base: PlannedBase): AccountSignIn | undefined {
  if (federation === undefined || !base.trail) return undefined;
  const { homes, bureau } = federation;
  const isNode = schoolsIn.get(base.stack)?.some(({ tier }) => tier === 'node') ?? false;
  return {
    proxied: homes.some(({ account, mode }) => account === base.account && mode === 'proxy'),
    operators: bureau !== undefined && !isNode,
    auditors: bureau !== undefined,
    breakGlass: bureau?.breakGlassAccounts.includes(base.account) ?? false,
  };
}

function accountContents(counted: Counted, base: PlannedBase, iamIsHere: boolean): ResourceCounts[] {
  // Who changes identity providers is heard where IAM is at home, whichever base of the account stands there.
  const changes = counted.federation !== undefined && iamIsHere ? [rule] : [];
  const signIn = accountSignIn(counted, base);
  if (signIn === undefined) return changes;
  const { proxied, operators, auditors, breakGlass } = signIn;
  return [
    ...repeat((proxied ? 2 : 0) + (auditors ? 1 : 0), samlProvider),
    ...repeat([operators, auditors, breakGlass].filter(Boolean).length, role),
    ...(breakGlass ? [rule] : []),
    ...changes,
  ];
}

function basesIn(stack: PlannedStack, counted: Counted): ResourceCounts[] {
  return counted.bases.filter((base) => base.stack === stack.name).flatMap((base) => baseContents(base, counted));
}

/** Calls that raise an alarm: those of IAM only where it is at home. */
const alarmRules = { everywhere: 10, whereIamIs: 3 } as const;

function baseContents(base: PlannedBase, counted: Counted): ResourceCounts[] {
  const { region } = counted;
  const iamIsHere = partition(region.partition).globalServiceHomes.iam === base.awsRegion;
  const topic = { resources: 2 + base.alarmEmails.length, counts: {} };
  const alarms = [topic, ...repeat(alarmRules.everywhere + (iamIsHere ? alarmRules.whereIamIs : 0), rule)];
  const canaries = canaryContents(base.canaries);
  if (!base.trail) return [...alarms, ...canaries, ...accountContents(counted, base, iamIsHere)];
  const isHub = base.account === region.accounts.hub;
  return [
    ...alarms,
    ...canaries,
    ...accountContents(counted, base, iamIsHere),
    store,
    ...repeat(base.forwarding === 'none' ? 1 : 2, trail),
    // Replication, backup, recovery, the registry's reader, and its indexer in the hub.
    ...repeat(isHub ? 5 : 4, role),
    ...repeat(2, policy),
  ];
}

function repeat<T>(times: number, value: T): T[] {
  return Array.from({ length: times }, () => value);
}

function sum(parts: readonly ResourceCounts[]): ResourceCounts {
  const counts: Record<string, number> = {};
  let resources = 0;
  for (const part of parts) {
    resources += part.resources;
    for (const [name, amount] of Object.entries(part.counts)) counts[name] = (counts[name] ?? 0) + amount;
  }
  return { resources, counts };
}
