import type { Region } from '../config';
import { compare, sortIssues, type Issue } from '../errors';
import { capability } from '../facts';
import { commonsClasses } from '../vocabulary';
import type { Ledger, Seat } from './ledger';
import { bucketName, keyAlias, parameterName } from './names';
import { place } from './place';
import { planQuotas, quotaIssues } from './quotas';
import { planStacks, planWaves } from './stacks';
import type { Location, Plan, PlannedFlow, PlannedHub, PlannedSchool, Substitution } from './types';

/** A plan and the ledger that goes with it, or why there is none. */
export interface PlanResult {
  readonly plan?: Plan;
  readonly ledger?: Ledger;
  readonly issues: readonly Issue[];
}

/**
 * Plans a region. Pure: the same region and ledger give the same plan, in whatever order the file lists its schools.
 *
 * @param old the committed ledger; none for a region that has never been planned
 */
export function planRegion(region: Region, old?: Ledger): PlanResult {
  const { ledger, changes, issues } = place(region, old);
  if (issues.length > 0) return { issues: sortIssues(issues) };
  const schools = Object.entries(ledger.schools).flatMap(([id, seat]) =>
    seat.status === 'offboarded' ? [] : [planSchool(region, id, seat, seat.status)],
  );
  const stacks = planStacks(ledger, schools);
  const hub = planHub(region, ledger);
  const quotas = planQuotas(region.partition, { stacks, perimeter: region.perimeter, commons: hub.commons });
  const exceeded = quotaIssues(quotas, region.place);
  if (exceeded.length > 0) return { issues: sortIssues(exceeded) };
  const { id, names, partition, jurisdiction, home, recovery, perimeter } = region;
  const { seal: _, ...logArchive } = ledger.shared.logArchive;
  const plan: Plan = {
    region: { id, names, partition, jurisdiction, home, ...(recovery === undefined ? {} : { recovery }), perimeter },
    shared: { hub, logArchive: { ...logArchive, bucket: bucketName('logs', region.id, logArchive) } },
    schools,
    externals: region.schools.flatMap((school) =>
      school.tier === 'external'
        ? [{ id: school.id, tier: 'external', names: school.names, jurisdiction: school.jurisdiction } as const]
        : [],
    ),
    stacks,
    waves: planWaves(stacks),
    quotas,
    flows: planFlows(region, hub),
    substitutions: substitutions(region, hub, [hub, logArchive, ...schools]),
    changes: [...changes].sort((a, b) => compare(a.kind, b.kind) || compare(a.subject, b.subject)),
  };
  return { plan, ledger, issues: [] };
}

function planSchool(region: Region, id: string, seat: Seat, status: 'active' | 'frozen'): PlannedSchool {
  const { seal: _, domains: __, district, recoveryRegion, ...placed } = seat;
  return {
    ...placed,
    ...(district === undefined ? {} : { district }),
    ...(recoveryRegion === undefined ? {} : { recoveryRegion }),
    id,
    status,
    buckets: { records: bucketName('records', id, seat), materials: bucketName('materials', id, seat) },
    keyAlias: keyAlias(id),
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
  };
}

/** An origin access identity cannot read what KMS encrypts, so the commons is encrypted as its future reader needs it. */
function commonsEncryption({ partition }: Region): 'kms' | 's3-managed' {
  return capability(partition, 'cdn.originAccessControl').answer === 'substitute' ? 's3-managed' : 'kms';
}

function substitutions(region: Region, hub: PlannedHub, places: readonly Location[]): Substitution[] {
  const origin = capability(region.partition, 'cdn.originAccessControl');
  const hashed = places.filter(({ bucketNaming }) => bucketNaming === 'hashed');
  const naming = capability(region.partition, 's3.accountRegionalNamespace', hashed[0]?.awsRegion ?? region.home);
  return [
    ...(origin.answer === 'substitute'
      ? [
          {
            capability: origin.key,
            substitute: 'SSE-S3 with an origin access identity',
            subject: hub.commons.bucket,
            reason: origin.reason,
          },
        ]
      : []),
    ...(hashed.length > 0 && naming.answer !== 'yes'
      ? [
          {
            capability: naming.key,
            substitute: 'a name with a hash of account and AWS Region',
            subject: `${hashed.length} places`,
            reason: naming.reason,
          },
        ]
      : []),
  ];
}

/** Who may read the commons: every account of the perimeter, and every organisation, whose accounts the file cannot list. */
function planFlows(region: Region, hub: PlannedHub): PlannedFlow[] {
  const { organizations, accounts } = region.perimeter;
  const flow = (to: string, toJurisdiction?: string): PlannedFlow => ({
    id: `access:commons:${to}`,
    kind: 'access',
    from: `account:${hub.account}`,
    to,
    store: hub.commons.bucket,
    dataClasses: [...commonsClasses],
    fromJurisdiction: region.jurisdiction,
    ...(toJurisdiction === undefined ? {} : { toJurisdiction }),
  });
  return [
    ...accounts
      .filter((account) => account !== hub.account)
      .map((account) => flow(`account:${account}`, region.jurisdiction)),
    ...organizations.map((organization) => flow(`organization:${organization}`)),
  ].sort((a, b) => compare(a.id, b.id));
}
