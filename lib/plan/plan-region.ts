import type { Region } from '../config';
import { compare, sortIssues, type Issue } from '../errors';
import { capability } from '../facts';
import type { FederationLock } from '../federation';
import type { Ledger, Seat } from './ledger';
import { planBases } from './bases';
import { costTiers } from './cost-tiers';
import { planFlows } from './flows';
import { bucketName, keyAlias, parameterName, shardKeyAlias } from './names';
import { planFederation } from './federation/plan-federation';
import { place } from './place';
import { endedForNobody } from './recovery/ended-for-nobody';
import { planCopies } from './recovery/plan-copies';
import { planDrills } from './recovery/plan-drills';
import { toFill } from './recovery/to-fill';
import { crowding, planQuotas, quotaIssues } from './quotas';
import { planStacks, planWaves } from './stacks';
import { substitutions } from './substitutions';
import type { Location, Plan, PlannedHub, PlannedSchool } from './types';

/** A plan and the ledger that goes with it, or why there is none. */
export interface PlanResult {
  readonly plan?: Plan;
  readonly ledger?: Ledger;
  readonly issues: readonly Issue[];
}

/**
 * Plans a region. Pure: the same region, ledger and lock give the same plan, in whatever order the file lists its schools.
 *
 * @param old the committed ledger; none for a region that has never been planned
 * @param lock the metadata of identity providers; none where nothing was imported
 */
export function planRegion(region: Region, old?: Ledger, lock?: FederationLock): PlanResult {
  const { ledger, changes, issues } = place(region, old);
  const slips = endedForNobody(region, old);
  if (issues.length > 0) return { issues: sortIssues([...issues, ...slips]) };
  const seated = Object.entries(ledger.schools).flatMap(([id, seat]) =>
    seat.status === 'offboarded' ? [] : [planSchool(region, id, seat, seat.status)],
  );
  const { federation, schools, issues: unfederated } = planFederation(region, seated, lock);
  if (unfederated.length > 0) return { issues: sortIssues(unfederated) };
  const archive = bucketName('logs', region.id, ledger.shared.logArchive);
  const drills = planDrills(region, schools, archive);
  const bases = planBases(region, ledger, schools, drills);
  const stacks = planStacks(region, ledger, schools, bases, drills);
  const hub = planHub(region, ledger);
  const quotas = planQuotas(region.partition, {
    region,
    stacks,
    bases,
    ...(federation === undefined ? {} : { federation }),
    schoolsIn: byStack(schools),
    drills,
    hub,
  });
  const exceeded = quotaIssues(quotas, region.place);
  if (exceeded.length > 0) return { issues: sortIssues(exceeded) };
  const { id, names, partition, jurisdiction, home, recovery, perimeter, audit } = region;
  const { seal: _, ...logArchive } = ledger.shared.logArchive;
  const plan: Plan = {
    region: {
      id,
      names,
      partition,
      jurisdiction,
      home,
      ...(recovery === undefined ? {} : { recovery }),
      perimeter,
      audit,
    },
    shared: { hub, logArchive: { ...logArchive, bucket: archive } },
    schools,
    externals: region.schools.flatMap((school) =>
      school.tier === 'external'
        ? [{ id: school.id, tier: 'external', names: school.names, jurisdiction: school.jurisdiction } as const]
        : [],
    ),
    bases,
    ...(federation === undefined ? {} : { federation }),
    costTiers: costTiers(schools),
    stacks,
    waves: planWaves(stacks),
    quotas,
    recovery: { drills, toFill: toFill(schools, old) },
    flows: planFlows(region, { hub, logArchive, bases, schools, drills }),
    substitutions: substitutions(region, hub, bases, [hub, logArchive, ...schools], drills),
    changes: [...changes].sort((a, b) => compare(a.kind, b.kind) || compare(a.subject, b.subject)),
  };
  return { plan, ledger, issues: [...slips, ...crowding(quotas, region.place)] };
}

function byStack(schools: readonly PlannedSchool[]): Map<string, PlannedSchool[]> {
  const groups = new Map<string, PlannedSchool[]>();
  for (const school of schools) groups.set(school.stack, [...(groups.get(school.stack) ?? []), school]);
  return groups;
}

function planSchool(region: Region, id: string, seat: Seat, status: 'active' | 'frozen'): PlannedSchool {
  const { seal: _, domains: __, district, recoveryRegion, recovery: ___, ...placed } = seat;
  const recovery = planCopies(region, id, seat);
  return {
    ...placed,
    ...(district === undefined ? {} : { district }),
    ...(recoveryRegion === undefined ? {} : { recoveryRegion }),
    ...(recovery === undefined ? {} : { recovery }),
    id,
    status,
    buckets: { records: bucketName('records', id, seat), materials: bucketName('materials', id, seat) },
    keyAlias: seat.keyScope === 'school' ? keyAlias(id) : shardKeyAlias(region.id, seat.stack),
    parameter: parameterName(region.id, id),
  };
}

function planHub(region: Region, ledger: Ledger): PlannedHub {
  const { seal: _, ...hub } = ledger.shared.hub;
  return {
    ...hub,
    commons: {
      bucket: bucketName('commons', region.id, hub),
      encryption: commonsEncryption(region),
      keyAlias: keyAlias('commons'),
    },
    deliveryLogs: { bucket: bucketName('delivery', region.id, hub) },
    ...plannedDelivery(region, hub),
  };
}

function plannedDelivery({ id, delivery, partition }: Region, hub: Location): Pick<PlannedHub, 'delivery'> {
  if (delivery?.cdn !== 'cloudfront') return {};
  const { cdn: _, place: __, signing, ...asked } = delivery;
  return {
    delivery: {
      ...asked,
      ...(signing === undefined
        ? {}
        : { signing: { ...signing, keys: signing.keys.map(({ id: name, pem }) => ({ id: name, pem })) } }),
      ...(capability(partition, 'cdn.legacyLogs', hub.awsRegion).answer === 'yes'
        ? { logBucket: bucketName('cdnLogs', id, hub) }
        : {}),
    },
  };
}

/** An origin access identity cannot read what KMS encrypts, so the commons is encrypted as its future reader needs it. */
function commonsEncryption({ partition }: Region): 'kms' | 's3-managed' {
  return capability(partition, 'cdn.originAccessControl').answer === 'substitute' ? 's3-managed' : 'kms';
}
