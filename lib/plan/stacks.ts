import type { Region } from '../config';
import { compare } from '../errors';
import type { Ledger } from './ledger';
import { stackNames } from './names';
import type { PlannedBase, PlannedSchool, PlannedStack, StackKind } from './types';

/**
 * Deployment order. AWS checks that a trail's bucket exists when the trail is made, and trails watch before there is
 * anything to watch.
 */
const waveOf: Readonly<Record<StackKind, number>> = {
  'log-archive': 1,
  base: 2,
  'organization-trail': 2,
  recovery: 3,
  node: 3,
  hub: 4,
  shard: 4,
  drill: 5,
};

type Place = Pick<PlannedBase, 'stack' | 'account' | 'awsRegion'>;

/** Every stack, by wave and name. */
export function planStacks(
  region: Region,
  ledger: Ledger,
  schools: readonly PlannedSchool[],
  bases: readonly PlannedBase[],
): PlannedStack[] {
  const { hub, logArchive } = ledger.shared;
  const nodes = new Set(schools.filter(({ tier }) => tier === 'node').map(({ stack }) => stack));
  const forwards = (at: Place): string[] =>
    bases.some((base) => base.stack === at.stack && base.trail && base.forwarding !== 'none') ? [logArchive.stack] : [];
  // The account's first base, too: roles trust provider objects that stand there.
  const watched = (at: Place): string[] =>
    bases
      .filter((base) => base.account === at.account && (base.awsRegion === at.awsRegion || base.trail))
      .map((base) => base.stack);
  const made = (kind: StackKind, at: Place, needs: readonly string[], ids: readonly string[] = []): PlannedStack => ({
    name: at.stack,
    kind,
    account: at.account,
    awsRegion: at.awsRegion,
    wave: waveOf[kind],
    needs: [...needs].sort(compare),
    schools: [...ids].sort(compare),
  });
  return [
    made('log-archive', logArchive, []),
    made('hub', hub, watched(hub)),
    ...organizationTrail(region).map((at) => made('organization-trail', at, [logArchive.stack])),
    // A node's base is part of the node's stack: a university deploys one thing.
    ...bases.filter(({ stack }) => !nodes.has(stack)).map((base) => made('base', base, forwards(base))),
    ...[...groups(schools)].map(([at, ids]) =>
      at.tier === 'node' ? made('node', at, forwards(at), ids) : made('shard', at, watched(at), ids),
    ),
  ].sort((a, b) => a.wave - b.wave || compare(a.name, b.name));
}

/** Names of the stacks of each wave, without empty waves. */
export function planWaves(stacks: readonly PlannedStack[]): string[][] {
  const waves = [...new Set(stacks.map(({ wave }) => wave))].sort((a, b) => a - b);
  return waves.map((wave) => stacks.filter((one) => one.wave === wave).map(({ name }) => name));
}

/** Ids of the schools of each stack, under the first of them. */
function groups(schools: readonly PlannedSchool[]): Map<PlannedSchool, string[]> {
  const first = new Map<string, PlannedSchool>();
  const ids = new Map<PlannedSchool, string[]>();
  for (const school of schools) {
    const at = first.get(school.stack) ?? school;
    first.set(school.stack, at);
    ids.set(at, [...(ids.get(at) ?? []), school.id]);
  }
  return ids;
}

function organizationTrail({ id, home, audit }: Region): Place[] {
  const account = audit.organizationTrail?.account;
  return account === undefined ? [] : [{ stack: stackNames.organizationTrail(id), account, awsRegion: home }];
}
