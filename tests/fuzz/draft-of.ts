import { deliveryOf } from './delivery-draft';
import { federationOf, lockOf, signInOf } from './federation-draft';
import { endingOf, recoveryAccountOf, takersOf, targetsOf } from './recovery-draft';
import type { SchoolShape, Shape, Where } from './valid-draft';

type Plain = Readonly<Record<string, unknown>>;

export interface DraftSchool {
  readonly fields: Plain & { readonly id: string };
  /** The same a year later. */
  readonly later: Plain & { readonly id: string };
  readonly fate: string;
  readonly inRoster: number;
}

/** A region file as plain data. */
export interface Draft {
  /** Everything but the schools. */
  readonly shell: Plain;
  /** The same a year later. */
  readonly later: Plain;
  readonly schools: readonly DraftSchool[];
  /** Those who left for good, in the file of the next year. */
  readonly offboarded: readonly Plain[];
  /** Text of the metadata lock, where somebody signs in by a feed. */
  readonly lock: string;
}

/** Makes of a shape a region that keeps every rule. */
export function draftOf(shape: Shape): Draft {
  const { site, accounts, schools, slugs } = shape;
  const awsRegion = (index: number): string => site.awsRegions[index % site.awsRegions.length] ?? '';
  const home = awsRegion(shape.where.home);
  const own = { home, ...recoveryOf(shape.where.recovery, home, undefined, site.awsRegions) };
  const stated = (where: Where): Plain & { recovery?: string } => {
    const here = where.home === null ? {} : { home: awsRegion(where.home) };
    const copies = recoveryOf(where.recovery, here.home ?? home, own.recovery, site.awsRegions);
    const place = { home, recovery: own.recovery, ...here, ...copies };
    return { ...here, ...copies, ...targetsOf(where.targets, site.partition, place) };
  };
  const targets = targetsOf(shape.where.targets, site.partition, own);
  // One slug at least is a school's.
  const districts = shape.districts.slice(0, slugs.length - 1).map((one, index) => ({
    id: slugs[index] ?? '',
    ...optional({ names: one.names, keyScope: one.keyScope }),
    ...(shape.federation === null ? {} : optional({ cloudPersonas: one.personas })),
    account: accounts[2 + index],
    ...(one.more === 0 ? {} : { moreAccounts: accounts.slice(15 + 2 * index, 15 + 2 * index + one.more) }),
    ...stated(one.where),
  }));
  const listed = slugs.slice(districts.length).map((id, index): Omit<DraftSchool, 'later'> => {
    const one = schools[index % schools.length];
    if (one === undefined) return { fields: { id, tier: 'external' }, fate: 'stays', inRoster: 0 };
    const district = districts[one.district % Math.max(1, districts.length)]?.id;
    const tier = one.as === 'pooled' && district === undefined ? 'node' : one.as;
    const fields = {
      id,
      ...optional({ names: one.names, kind: one.kind }),
      ...(one.domains.length === 0 ? {} : { domains: one.domains.map((suffix) => `${id}.${suffix}`) }),
      ...tierFields(tier, one, shape),
      ...(tier === 'pooled' ? { district } : {}),
      ...(tier === 'node'
        ? {
            account: accounts[5 + index],
            ...stated(one.where),
            ...takersOf(shape, accounts[5 + index], own, targets, stated(one.where)),
            ...optional({ forwarding: one.forwarding, alarmEmails: one.alarmEmails }),
          }
        : {}),
      ...(tier === 'external' ? {} : signInOf(id, one, shape)),
    };
    return { fields, fate: index === 0 ? 'stays' : one.fate, inRoster: one.inRoster };
  });
  const shell = {
    id: shape.id,
    ...optional({ names: shape.names }),
    partition: site.partition,
    ...own,
    ...targets,
    ...takersOf(shape, accounts[0], own, targets),
    ...optional({ drillEveryDays: shape.recovery.drillEveryDays }),
    ...(shape.saysJurisdiction ? { jurisdiction: site.jurisdiction } : {}),
    ...perimeterOf(shape, listed),
    ...auditOf(shape),
    ...optional({ alarmEmails: shape.alarmEmails }),
    ...federationOf(shape),
    ...deliveryOf(shape),
    accounts: {
      hub: accounts[0],
      ...(shape.sharedHub === 'unsaid' ? {} : { logArchive: accounts[shape.sharedHub === 'said' ? 0 : 1] }),
      ...recoveryAccountOf(shape, [own, ...districts]),
    },
    ...(districts.length === 0 && shape.saysJurisdiction ? {} : { districts }),
  };
  const offboarded = listed
    .filter(({ fate, fields }) => fate === 'offboarded' && !('tier' in fields && fields.tier === 'external'))
    .map(({ fields }) => ({ id: fields.id, reason: shape.reason }));
  const ending = endingOf(shape, districts, listed);
  return {
    shell,
    later: ending.shell(shell),
    schools: listed.map((one) => ({ ...one, later: ending.school(one.fields) })),
    offboarded,
    lock: lockOf(shape, listed),
  };
}

function tierFields(tier: string, one: SchoolShape, { site }: Shape): Plain {
  if (tier === 'external') return { tier, ...(one.saysJurisdiction ? { jurisdiction: one.elsewhere } : {}) };
  const { records, materials } = one.stores ?? { records: null, materials: null };
  return {
    ...(one.saysTier ? { tier } : {}),
    ...(one.saysJurisdiction ? { jurisdiction: site.jurisdiction } : {}),
    ...(one.stores === null
      ? {}
      : {
          stores: {
            ...(records === null ? {} : { records: { dataClasses: records } }),
            ...(materials === null ? {} : { materials: { dataClasses: materials } }),
          },
        }),
  };
}

/** A trail of an organisation only where there is one. */
function auditOf({ audit, organizations, accounts }: Shape): Plain {
  if (audit === null) return {};
  const { organizationTrail: where, retentionDays, forwarding } = audit;
  const account = accounts[where === 'hub' ? 0 : 21];
  const managementAccount = accounts[22];
  return {
    audit: {
      ...optional({ retentionDays, forwarding }),
      ...(where === 'none' || organizations.length === 0 ? {} : { organizationTrail: { account, managementAccount } }),
    },
  };
}

/** Without an organisation, the perimeter names every node. */
function perimeterOf(
  { organizations, accounts, guests }: Shape,
  schools: readonly Pick<DraftSchool, 'fields'>[],
): Plain {
  const nodes = schools.flatMap(({ fields }) => ('account' in fields ? [fields.account] : []));
  const invited = accounts.slice(accounts.length - guests);
  if (organizations.length === 0 && nodes.length === 0 && guests === 0) return {};
  return {
    perimeter: {
      ...(organizations.length === 0 ? {} : { organizations }),
      ...(organizations.length > 0 && guests === 0 ? {} : { accounts: [...nodes, ...invited] }),
    },
  };
}

/** A recovery AWS Region that is written down, where one is wanted or the inherited one would be home itself. */
function recoveryOf(
  wanted: number | null,
  home: string,
  inherited: string | undefined,
  awsRegions: readonly string[],
): { recovery?: string } {
  const others = awsRegions.filter((one) => one !== home);
  const chosen = others[(wanted ?? 0) % Math.max(1, others.length)];
  return (wanted === null && inherited !== home) || chosen === undefined ? {} : { recovery: chosen };
}

function optional(fields: Plain): Plain {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
