import type { Stack } from 'aws-cdk-lib/core';
import {
  AccountBase,
  CommonsStore,
  ContentDelivery,
  DeliveryLogs,
  DistrictKey,
  LogArchive,
  MemberNode,
  OrganizationTrail,
  RecoveryDrillCopies,
  SchoolCell,
  ServiceRoles,
  type AccountBaseProps,
} from '../../constructs';
import { KitError } from '../errors';
import { partition } from '../facts';
import type { Plan, PlannedBase, PlannedDelivery, PlannedSchool, PlannedStack } from '../plan';
import { fillDrill } from './fill-drill';
import { cellRecovery, fillRecovery, fillRestore, fillVaults } from './fill-recovery';
import { baseSignIn, breakGlassArn, fillAccountSignIn, fillSchoolSignIn } from './fill-sign-in';

/** One stack to fill, with the schools that it holds. */
interface Job {
  readonly stack: Stack;
  readonly plan: Plan;
  readonly planned: PlannedStack;
  readonly schools: readonly PlannedSchool[];
}

const fillers: Readonly<Record<PlannedStack['kind'], (job: Job) => void>> = {
  'log-archive': fillLogArchive,
  hub: fillHub,
  'organization-trail': fillOrganizationTrail,
  base: fillBase,
  node: fillNode,
  shard: fillShard,
  recovery: ({ stack, plan, planned, schools }) => {
    fillRecovery(stack, plan, planned, schools);
  },
  restore: ({ stack, plan, schools }) => {
    fillRestore(stack, plan, schools);
  },
  drill: ({ stack, plan, planned }) => {
    fillDrill(stack, plan, planned);
  },
};

/** Puts into a stack what the plan says it holds. */
export function fillStack(
  stack: Stack,
  plan: Plan,
  planned: PlannedStack,
  schools: ReadonlyMap<string, PlannedSchool>,
): void {
  const held = planned.schools.map((id) => {
    const school = schools.get(id);
    if (school === undefined) throw new KitError(`stack ${planned.name} holds \`${id}\`, which the plan does not know`);
    return school;
  });
  fillers[planned.kind]({ stack, plan, planned, schools: held });
}

interface Common {
  readonly regionId: string;
  readonly jurisdiction: string;
  readonly perimeter: { readonly organizations: string[]; readonly accounts: string[] };
}

function commonOf({ region: { id, jurisdiction, perimeter } }: Plan): Common {
  const { organizations, accounts } = perimeter;
  return { regionId: id, jurisdiction, perimeter: { organizations: [...organizations], accounts: [...accounts] } };
}

function fillLogArchive({ stack, plan }: Job): void {
  const { id, audit } = plan.region;
  const { organizationTrail } = audit;
  new LogArchive(stack, 'LogArchive', {
    ...commonOf(plan),
    bucketName: plan.shared.logArchive.bucket,
    retentionDays: audit.retentionDays,
    ...(organizationTrail === undefined
      ? {}
      : {
          trailArns: [organizationTrailArn(plan, `educloud-${id}.organization`, organizationTrail.managementAccount)],
        }),
  });
}

function organizationTrailArn({ region }: Plan, name: string, managementAccount: string): string {
  const { arnPartition } = partition(region.partition);
  return `arn:${arnPartition}:cloudtrail:${region.home}:${managementAccount}:trail/${name}`;
}

function fillOrganizationTrail({ stack, plan }: Job): void {
  const trail = plan.region.audit.organizationTrail;
  new OrganizationTrail(stack, 'OrganizationTrail', {
    regionId: plan.region.id,
    archiveBucketName: plan.shared.logArchive.bucket,
    ...(trail === undefined ? {} : { managementAccount: trail.managementAccount }),
  });
}

function fillHub({ stack, plan }: Job): void {
  const { commons, deliveryLogs, delivery } = plan.shared.hub;
  const { bucket: bucketName, encryption, keyAlias } = commons;
  const { regionId, jurisdiction } = commonOf(plan);
  const deliveredBy = delivery === undefined ? undefined : deliveryIn(stack, plan, delivery).reader;
  const store = new CommonsStore(stack, 'Commons', {
    ...commonOf(plan),
    bucketName,
    encryption,
    keyAlias,
    ...(deliveredBy === undefined ? {} : { deliveredBy }),
  });
  new DeliveryLogs(stack, 'DeliveryLogs', { regionId, jurisdiction, bucketName: deliveryLogs.bucket }).logAccessTo(
    store.bucket,
    bucketName,
  );
}

function deliveryIn(stack: Stack, plan: Plan, delivery: PlannedDelivery): ContentDelivery {
  const { regionId, jurisdiction } = commonOf(plan);
  const { dataClasses, domains, countries, certificate, icp, webAcl, signing, logBucket } = delivery;
  return new ContentDelivery(stack, 'Delivery', {
    regionId,
    jurisdiction,
    bucketName: plan.shared.hub.commons.bucket,
    ...(logBucket === undefined ? {} : { logBucketName: logBucket }),
    dataClasses: [...dataClasses],
    countries: [...countries],
    ...(domains.length === 0 ? {} : { domains: [...domains] }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(icp === undefined ? {} : { icp }),
    ...(webAcl === undefined ? {} : { webAclArn: webAcl }),
    ...(signing === undefined ? {} : { signingKeys: [...signing.keys] }),
  });
}

function fillBase({ stack, plan, planned }: Job): void {
  const base = baseOf(plan, planned);
  new AccountBase(stack, 'Base', baseProps(plan, base));
  fillAccountSignIn(stack, plan, base);
  for (const { account, awsRegion, keyAlias, replicaBucket, vault } of base.canaries) {
    new RecoveryDrillCopies(stack, `canary-${account}-${awsRegion}`, {
      ...commonOf(plan),
      sourceAccount: account,
      sourceAwsRegion: awsRegion,
      keyAliasName: keyAlias,
      ...(replicaBucket === undefined ? {} : { replicaBucketName: replicaBucket }),
      ...(vault === undefined ? {} : { vaultName: vault }),
    });
  }
}

function baseOf(plan: Plan, { name }: PlannedStack): PlannedBase {
  const base = plan.bases.find(({ stack }) => stack === name);
  if (base === undefined) throw new KitError(`the plan knows no base of stack ${name}`);
  return base;
}

function baseProps(plan: Plan, base: PlannedBase): AccountBaseProps {
  const { audit } = plan.region;
  const { regionId, jurisdiction } = commonOf(plan);
  return {
    regionId,
    jurisdiction,
    trailBucketName: base.trailBucket,
    trail: base.trail,
    retentionDays: audit.retentionDays,
    alarmEmails: [...base.alarmEmails],
    hubAccount: plan.shared.hub.account,
    ...(base.copies === undefined ? {} : { copies: base.copies }),
    ...(base.recoveryTakenBy.length === 0 ? {} : { recoveryTakenBy: [...base.recoveryTakenBy] }),
    ...baseSignIn(plan, base),
    ...(base.forwarding === 'none'
      ? {}
      : {
          archiveBucketName: plan.shared.logArchive.bucket,
          archiveDataEvents: base.forwarding === 'all',
        }),
  };
}

function fillNode({ stack, plan, planned, schools }: Job): void {
  // The base of a node is always its account's first: nothing else of the region lives there.
  const own = baseOf(plan, planned);
  const { trail: _, breakGlassRoleArn: __, copies: ____, ...base } = baseProps(plan, own);
  for (const school of schools) {
    const { tier: ___, keyAlias: _____, ...cell } = cellProps(plan, school);
    const node = new MemberNode(stack, 'Node', { ...base, ...cell, serviceRoles: copied(school) });
    fillSchoolSignIn(stack, plan, school, node.cell);
  }
  fillVaults(stack, plan, schools);
  fillAccountSignIn(stack, plan, own);
}

function fillShard({ stack, plan, schools }: Job): void {
  const arns = ServiceRoles.arnsIn(stack, plan.region.id);
  const key = sharedKey(stack, plan, schools);
  for (const school of schools) {
    const breakGlass = breakGlassArn(plan, school.account);
    const cell = new SchoolCell(stack, `school-${school.id}`, {
      ...cellProps(plan, school),
      ...(key === undefined ? {} : { key }),
      ...(copied(school) ? { serviceRoleArns: arns } : {}),
      ...(breakGlass === undefined ? {} : { breakGlassRoleArn: breakGlass }),
    });
    fillSchoolSignIn(stack, plan, school, cell);
  }
}

function sharedKey(stack: Stack, plan: Plan, schools: readonly PlannedSchool[]): DistrictKey | undefined {
  const first = schools.find(({ keyScope }) => keyScope === 'district');
  if (first === undefined) return undefined;
  const breakGlass = breakGlassArn(plan, first.account);
  return new DistrictKey(stack, 'Key', {
    regionId: plan.region.id,
    jurisdiction: plan.region.jurisdiction,
    aliasName: first.keyAlias,
    members: schools.map(({ id, buckets, recovery }) => ({
      schoolId: id,
      bucketNames: [buckets.records, buckets.materials, ...(recovery === undefined ? [] : [recovery.quarantineBucket])],
    })),
    ...(breakGlass === undefined ? {} : { breakGlassRoleArn: breakGlass }),
    ...(schools.some(copied) ? { serviceRoleArns: ServiceRoles.arnsIn(stack, plan.region.id) } : {}),
  });
}

/** Nobody but the school is let in before there is something to copy. */
function copied({ recovery }: PlannedSchool): boolean {
  return recovery !== undefined;
}

function cellProps(plan: Plan, school: PlannedSchool) {
  const { regionId, perimeter } = commonOf(plan);
  return {
    schoolId: school.id,
    regionId,
    jurisdiction: school.jurisdiction,
    perimeter,
    names: Object.fromEntries(Object.entries(school.names)),
    kind: school.kind,
    tier: school.tier,
    recordsBucketName: school.buckets.records,
    recordsClasses: [...school.dataClasses.records],
    materialsBucketName: school.buckets.materials,
    materialsClasses: [...school.dataClasses.materials],
    keyAlias: school.keyAlias,
    parameterName: school.parameter,
    frozen: school.status === 'frozen',
    ...cellRecovery(plan, school),
  };
}
