import { ServiceRoles } from '../../constructs';
import type { Plan } from '../plan';

/** Name of the file, in a cloud assembly, that says what no template can. */
export const assemblyFile = 'educloud.json';

/** What an account is in the region, by the stacks it holds. */
const accountRoles = {
  'log-archive': 'log-archive',
  hub: 'hub',
  'organization-trail': 'organization-trail',
  base: undefined,
  shard: 'district',
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
        .filter((account) =>
          plan.schools.some((school) => school.account === account && school.recoveryRegion !== undefined),
        )
        .flatMap((account) => ServiceRoles.arnsAt(plan.region.partition, account, plan.region.id)),
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
