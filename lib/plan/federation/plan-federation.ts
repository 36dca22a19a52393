import type { Federation, Region, School } from '../../config';
import { compare, issue, type Issue } from '../../errors';
import type { FederationLock, LockedIdentityProvider } from '../../federation';
import type { PlannedBureau, PlannedFederation, PlannedSchool } from '../types';
import { entitled } from './admissions';
import { signInArns } from './arns';
import { identityHomes } from './identity-homes';
import { providersIn, type Known } from './providers-in';
import { signInOf } from './sign-in-of';

export interface FederationPlan {
  readonly federation?: PlannedFederation;
  /** The schools, with how their people sign in. */
  readonly schools: readonly PlannedSchool[];
  readonly issues: readonly Issue[];
}

/** Joins the region file with the metadata lock: who signs in where, in which mode, and as what. Pure. */
export function planFederation(
  region: Region,
  schools: readonly PlannedSchool[],
  lock: FederationLock | undefined,
): FederationPlan {
  const { federation } = region;
  if (federation === undefined) return { schools, issues: [] };
  const stated = new Map(region.schools.map((school) => [school.id, school]));
  const active = schools.filter(({ status, id }) => status === 'active' && stated.has(id));
  const bySaml = active.filter(({ id }) => stated.get(id)?.identityProvider === 'feed');
  const wanted = bySaml.flatMap(({ id }) => stated.get(id) ?? []);
  if (lock === undefined && (wanted.length > 0 || federation.bureau !== undefined)) {
    return { schools, issues: [missingLock(federation)] };
  }
  const { homes, issues: crowded } = identityHomes(region, bySaml);
  const proxied = new Set(homes.flatMap(({ account, mode }) => (mode === 'proxy' ? [account] : [])));
  const { known, issues } = providersIn(region, federation, lock, wanted, proxied.size > 0);
  const all = [...crowded, ...issues];
  if (all.length > 0) return { schools, issues: all };
  const context = { region, federation, known, proxied, arns: signInArns(region.id, region.partition) };
  const withSignIn = schools.map((school): PlannedSchool => {
    const own = school.status === 'active' ? stated.get(school.id) : undefined;
    const signIn = own === undefined ? undefined : signInOf(context, school, own);
    return signIn === undefined ? school : { ...school, signIn };
  });
  const bureau = bureauOf(federation, known, schools);
  return {
    federation: {
      homes,
      ...(bureau === undefined ? {} : { bureau }),
      ...(known.proxy === undefined
        ? {}
        : { proxy: { entityId: known.proxy.entityId, active: known.proxy.active ?? 'blue' } }),
      documents: documentsOf(known, withSignIn, wanted),
    },
    schools: withSignIn,
    issues: [],
  };
}

function missingLock({ place }: Federation): Issue {
  return issue('EDU451', 'people sign in with metadata of a feed, and there is no federation.lock.json', {
    ...place,
    allowed: 'the lock beside the region file',
    fix: 'run `educloud federation import` for each feed, review the report, and commit the lock',
  });
}

function bureauOf(
  { bureau, feeds }: Federation,
  { bureau: provider }: Known,
  schools: readonly PlannedSchool[],
): PlannedBureau | undefined {
  const feed = feeds.find(({ id }) => id === provider?.feed);
  if (bureau === undefined || provider === undefined || feed === undefined) return undefined;
  const { operators, auditors, breakGlass } = bureau.entitlements;
  const { scopes, entityId } = provider;
  return {
    entityId,
    scopes,
    operators: entitled(feed, scopes, [operators]),
    auditors: entitled(feed, scopes, [auditors]),
    breakGlass: entitled(feed, scopes, [breakGlass]),
    breakGlassAccounts: [...new Set(schools.flatMap(({ tier, account }) => (tier === 'pooled' ? [account] : [])))].sort(
      compare,
    ),
  };
}

/** What IAM is given, by what it is for. */
function documentsOf(
  { schools, bureau, proxy }: Known,
  planned: readonly PlannedSchool[],
  wanted: readonly School[],
): Readonly<Record<string, string>> {
  const direct = new Set(planned.flatMap(({ id, signIn }) => (signIn?.via === 'saml' ? [id] : [])));
  const own = wanted.flatMap(({ id }): [string, LockedIdentityProvider][] => {
    const provider = schools.get(id);
    return provider === undefined || !direct.has(id) ? [] : [[provider.entityId, provider]];
  });
  const entries: [string, string][] = own.map(([entityId, { metadata }]) => [entityId, metadata.xml]);
  if (bureau !== undefined) entries.push(['bureau', bureau.metadata.xml]);
  if (proxy !== undefined) {
    entries.push(['proxy-blue', proxy.metadata.xml], ['proxy-green', (proxy.green ?? proxy.metadata).xml]);
  }
  return Object.fromEntries(entries);
}
