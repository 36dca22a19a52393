import { SamlIdentityProvider, ServiceRoles } from '../../constructs';
import { partition, samlAudiences } from '../facts';
import type { Plan } from '../plan';
import { tagKeyOfUsers } from '../vocabulary';
import { breakGlassArn } from './fill-sign-in';

/** Name of the file, in a cloud assembly, that says what no template can. */
export const assemblyFile = 'educloud.json';

/** What an account is in the region, by the stacks it holds. */
const accountRoles = {
  'log-archive': 'log-archive',
  hub: 'hub',
  'organization-trail': 'organization-trail',
  base: undefined,
  recovery: 'recovery',
  restore: 'district',
  shard: 'district',
  drill: undefined,
  node: 'node',
} as const;

/**
 * What only the plan knows of an assembly. Proofs and border checks treat it as an assumption and print it.
 *
 * @param only stacks in the assembly; what belongs to other accounts is left out
 */
export function assemblyDocument(plan: Plan, only?: readonly string[]): string {
  const stacks = plan.stacks.filter(({ name }) => only?.includes(name) ?? true);
  const accounts = [...new Set(stacks.map(({ account }) => account))].sort();
  return `${JSON.stringify(
    {
      version: 1,
      region: plan.region.id,
      partition: plan.region.partition,
      jurisdictions: [
        ...new Set([
          plan.region.jurisdiction,
          ...(only === undefined ? plan.externals.map(({ jurisdiction }) => jurisdiction) : []),
        ]),
      ].sort(),
      perimeter: plan.region.perimeter,
      // The organisation's tree and what is attached to it are not deployed by these stacks, so nothing is claimed of them.
      organization: { units: [], policyAttachments: [] },
      accounts: accounts.map((account) => ({
        id: account,
        roles: [
          ...new Set(
            stacks.filter((stack) => stack.account === account).flatMap(({ kind }) => accountRoles[kind] ?? []),
          ),
        ].sort(),
        stacks: stacks
          .filter((stack) => stack.account === account)
          .map(({ name, kind, awsRegion }) => ({ name, kind, awsRegion })),
      })),
      // Whom stores and keys let in besides their school: proofs name them as exceptions.
      serviceRoles: accounts
        .filter((account) => isCopied(plan, account))
        .flatMap((account) => ServiceRoles.arnsAt(plan.region.partition, account, plan.region.id)),
      // Of these, whoever may delete or shorten copies.
      recoveryRoles: accounts
        .filter((account) => isCopied(plan, account))
        .flatMap((account) => recoveryRolesAt(plan, account)),
      // Who takes these besides AWS services.
      recoveryTakers: Object.fromEntries(
        accounts.flatMap((account) => takersIn(plan, account)).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      // Taken by AWS services in the name of a school.
      restoreRoles: restoreRolesOf(plan, accounts),
      ...signInOf(plan, accounts),
      waves: plan.waves
        .map((wave) => wave.filter((name) => stacks.some((stack) => stack.name === name)))
        .filter((wave) => wave.length > 0),
      flows: plan.flows.filter(
        ({ from, to }) => only === undefined || accounts.some((account) => [from, to].includes(`account:${account}`)),
      ),
      // What stands in for something in the commons is none of a node's business.
      substitutions: plan.substitutions.filter(
        ({ subject }) => only === undefined || subject !== plan.shared.hub.commons.bucket,
      ),
    },
    undefined,
    2,
  )}\n`;
}

/** Roles with which restores run, of schools and of drills. Sorted. */
function restoreRolesOf({ schools, recovery, region }: Plan, accounts: readonly string[]): string[] {
  const { arnPartition } = partition(region.partition);
  return [
    ...schools
      .filter(({ account }) => accounts.includes(account))
      .flatMap((school) => school.recovery?.restoreRole ?? []),
    ...recovery.drills
      .filter(({ account }) => accounts.includes(account))
      .flatMap(({ account, awsRegion }) =>
        // The second one is there where AWS Backup tests restores.
        ['drill', 'drill-tests'].map(
          (name) => `arn:${arnPartition}:iam::${account}:role/educloud/educloud-${region.id}-${name}-${awsRegion}`,
        ),
      ),
  ].sort();
}

/** Whether something of an account is copied, or copies lie there. */
function isCopied({ schools }: Plan, account: string): boolean {
  return schools.some(
    ({ recovery, ...school }) => recovery !== undefined && [school.account, recovery.place?.account].includes(account),
  );
}

/** The recovery role of an account, and the people that take it, where there are some. */
function takersIn(plan: Plan, account: string): [string, readonly string[]][] {
  const takers = plan.bases.find(
    (base) => base.account === account && base.recoveryTakenBy.length > 0,
  )?.recoveryTakenBy;
  if (takers === undefined) return [];
  return recoveryRolesAt(plan, account).map((arn) => [arn, takers]);
}

function recoveryRolesAt({ region }: Plan, account: string): string[] {
  return ServiceRoles.arnsAt(region.partition, account, region.id).filter((arn) => arn.endsWith('-recovery'));
}

/** Whom proofs may believe what: who filters scopes, whose domains are whose, and who reads in an emergency. */
function signInOf(plan: Plan, accounts: readonly string[]): object {
  const { federation, region, schools } = plan;
  if (federation === undefined) return {};
  const { arnPartition, ...site } = partition(region.partition);
  const provider = (account: string, name: string): string =>
    SamlIdentityProvider.arnAt(arnPartition, account, region.id, name);
  const proxied = federation.homes.filter(({ account, mode }) => mode === 'proxy' && accounts.includes(account));
  const here = schools.filter(({ account }) => accounts.includes(account));
  const awsRegions = [
    ...new Set([
      region.home,
      ...here.map(({ awsRegion }) => awsRegion),
      ...plan.bases.map(({ awsRegion }) => awsRegion),
    ]),
  ].sort();
  return {
    breakGlass: accounts.flatMap((account) => breakGlassArn(plan, account) ?? []),
    federation: {
      proxies: proxied.flatMap(({ account }) => [provider(account, 'proxy-blue'), provider(account, 'proxy-green')]),
      bureau: federation.bureau === undefined ? [] : accounts.map((account) => provider(account, 'bureau')),
      bureauDomains: federation.bureau?.scopes ?? [],
      domains: Object.fromEntries(
        here.flatMap(({ id, signIn }) =>
          signIn === undefined || signIn.scopes.length === 0 ? [] : [[id, signIn.scopes]],
        ),
      ),
      // Without it a proof would take people of any domain for the bureau's.
      audiences: site.saml.audience === null ? [] : samlAudiences({ arnPartition, ...site }, awsRegions),
      userTags: [tagKeyOfUsers],
    },
  };
}
