import { compare, type Place } from '../errors';
import { jurisdiction as jurisdictionById, jurisdictionIds } from '../facts';
import type { Draft, SchoolEntry } from './draft';
import { deliveryOf } from './normalise-delivery';
import { federationOf, oidcOf, personasOf } from './normalise-federation';
import { dataClasses, type DataClass, type Names, type Tier } from '../vocabulary';
import type { SchoolInput, ShellInput } from './region-file-schema';
import { recoveryTargetsOf } from './normalise-recovery';
import type { District, Region, School } from './region';

/** Fills in every default. The draft has passed all rules. */
export function normalise(shell: ShellInput, draft: Draft): Region {
  const { hub, recovery } = shell.accounts;
  const accounts = {
    hub,
    logArchive: shell.accounts.logArchive ?? hub,
    ...(recovery === undefined ? {} : { recovery }),
  };
  const districts = (shell.districts ?? []).map((input, index) =>
    district(input, shell, draft.at(['districts', index])),
  );
  const jurisdiction = jurisdictionOf(shell);
  return {
    id: shell.id,
    names: cleanNames(shell.names),
    partition: shell.partition,
    home: shell.home,
    ...recovering(shell.recovery),
    jurisdiction,
    perimeter: {
      organizations: sorted(shell.perimeter?.organizations ?? []),
      accounts: sorted([
        accounts.hub,
        accounts.logArchive,
        ...(recovery === undefined ? [] : [recovery]),
        ...districts.flatMap((one) => one.accounts),
        ...(shell.perimeter?.accounts ?? []),
      ]),
    },
    accounts,
    audit: auditOf(shell),
    alarmEmails: sorted(shell.alarmEmails ?? []),
    ...(shell.federation === undefined ? {} : { federation: federationOf(shell.federation, draft) }),
    ...(shell.delivery === undefined ? {} : { delivery: deliveryOf(shell.delivery, draft) }),
    drillEveryDays: shell.drillEveryDays,
    recoveryTakenBy: sorted(shell.recoveryTakenBy ?? []),
    endedRecovery: (shell.endedRecovery ?? []).map(({ school: who, district: where, store, reason }, index) => ({
      ...(who === undefined ? {} : { school: who }),
      ...(where === undefined ? {} : { district: where }),
      ...(store === undefined ? {} : { store }),
      reason,
      place: draft.at(['endedRecovery', index]),
    })),
    districts: districts.sort((a, b) => compare(a.id, b.id)),
    schools: draft.schools
      .map((entry) => school(entry, shell, draft, jurisdiction, districts))
      .sort((a, b) => compare(a.id, b.id)),
    offboarded: (shell.offboarded ?? [])
      .map((one, index) => ({ ...one, place: draft.at(['offboarded', index]) }))
      .sort((a, b) => compare(a.id, b.id)),
    place: draft.at([]),
  };
}

/** The jurisdiction that a region states or lies in; empty where no jurisdiction file knows its AWS Region. */
export function jurisdictionOf({ jurisdiction, home }: ShellInput): string {
  return jurisdiction ?? jurisdictionIds().find((id) => jurisdictionById(id).awsRegions.includes(home)) ?? '';
}

/** The tier that a school states or implies; none where it implies none. */
export function tierOf(input: SchoolInput): Tier | undefined {
  if (input.tier !== undefined) return input.tier;
  if (input.account !== undefined) return 'node';
  return input.district === undefined ? undefined : 'pooled';
}

/** Default data classes. A record of a pupil under 14 is sensitive whatever it says (PIPL article 28). */
const defaultClasses: School['dataClasses'] = {
  records: ['personal', 'sensitive'],
  materials: ['open', 'licensed', 'internal'],
};

function district(input: NonNullable<ShellInput['districts']>[number], shell: ShellInput, place: Place): District {
  return {
    id: input.id,
    names: cleanNames(input.names),
    accounts: [...new Set([input.account, ...(input.moreAccounts ?? [])])],
    keyScope: input.keyScope,
    home: input.home ?? shell.home,
    ...recovering(input.recovery ?? shell.recovery),
    ...(input.cloudPersonas === undefined ? {} : { cloudPersonas: personasOf(input.cloudPersonas) }),
    place,
  };
}

function school(
  { input, at }: SchoolEntry,
  shell: ShellInput,
  draft: Draft,
  jurisdiction: string,
  districts: readonly District[],
): School {
  const tier = tierOf(input) ?? 'external';
  const home = districts.find(({ id }) => id === input.district);
  const classes = {
    records: ordered(input.stores?.records?.dataClasses ?? defaultClasses.records),
    materials: ordered(input.stores?.materials?.dataClasses ?? defaultClasses.materials),
  };
  return {
    id: input.id,
    names: cleanNames(input.names),
    kind: input.kind,
    tier,
    jurisdiction: input.jurisdiction ?? jurisdiction,
    domains: sorted(input.domains ?? []),
    dataClasses: classes,
    ...(tier === 'pooled' && home !== undefined
      ? { district: home.id, home: home.home, ...recovering(home.recovery) }
      : {}),
    ...(tier === 'node'
      ? {
          ...(input.account === undefined ? {} : { account: input.account }),
          home: input.home ?? shell.home,
          ...recovering(input.recovery ?? shell.recovery),
          forwarding: input.forwarding ?? auditOf(shell).forwarding,
          alarmEmails: sorted(input.alarmEmails ?? []),
          recoveryTakenBy: sorted(input.recoveryTakenBy ?? []),
        }
      : {}),
    recoveryTargets: targetsOf(input, tier, shell, classes),
    ...targetsPlaceOf({ input, at }, tier, shell, draft),
    identityProvider: input.identityProvider ?? (input.oidc === undefined ? 'feed' : 'oidc'),
    ...(input.oidc === undefined ? {} : { oidc: oidcOf(input.oidc) }),
    place: at(),
  };
}

/** Of the node, or of the pooled school's district, or of the region. */
function targetsOf(
  input: SchoolInput,
  tier: Tier,
  shell: ShellInput,
  classes: School['dataClasses'],
): School['recoveryTargets'] {
  if (tier === 'external') return {};
  const own = tier === 'node' ? input : shell.districts?.find(({ id }) => id === input.district);
  return recoveryTargetsOf(own?.recoveryTargets ?? shell.recoveryTargets, own?.recovery ?? shell.recovery, classes);
}

function targetsPlaceOf(
  { input, at }: SchoolEntry,
  tier: Tier,
  shell: ShellInput,
  draft: Draft,
): Pick<School, 'targetsPlace'> {
  if (tier === 'external') return {};
  if (tier === 'node' && input.recoveryTargets !== undefined) return { targetsPlace: at(['recoveryTargets']) };
  const districts = tier === 'pooled' ? (shell.districts ?? []) : [];
  const index = districts.findIndex(({ id }) => id === input.district);
  if (districts[index]?.recoveryTargets !== undefined)
    return { targetsPlace: draft.at(['districts', index, 'recoveryTargets']) };
  return shell.recoveryTargets === undefined ? {} : { targetsPlace: draft.at(['recoveryTargets']) };
}

function auditOf({ audit }: ShellInput): Region['audit'] {
  const { retentionDays = 400, forwarding = 'none', organizationTrail } = audit ?? {};
  return { retentionDays, forwarding, ...(organizationTrail === undefined ? {} : { organizationTrail }) };
}

function cleanNames(names: ShellInput['names']): Names {
  return Object.fromEntries(Object.entries(names ?? {}).filter(([, name]) => name !== undefined));
}

/** In the order of the vocabulary, whatever the order in the file, so that order changes nothing. */
function ordered<Class extends DataClass>(classes: readonly Class[]): Class[] {
  return [...new Set(classes)].sort((a, b) => dataClasses.indexOf(a) - dataClasses.indexOf(b));
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compare);
}

function recovering(recovery: string | undefined): { recovery?: string } {
  return recovery === undefined ? {} : { recovery };
}
