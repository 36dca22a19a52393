import type { Region } from '../config';
import { compare } from '../errors';
import type { Ledger } from './ledger';
import { stackNames } from './names';
import type { PlannedBase, PlannedDrill, PlannedSchool, PlannedStack, RecoveryPlace, StackKind } from './types';

/**
 * Deployment order. AWS checks that a trail's bucket exists when the trail is made, and trails watch before there is
 * anything to watch.
 */
const waveOf: Readonly<Record<StackKind, number>> = {
  'log-archive': 1,
  base: 2,
  'organization-trail': 2,
  // AWS checks that the destination of replication exists, so copies stand before what is copied.
  recovery: 3,
  restore: 4,
  node: 4,
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
  drills: readonly PlannedDrill[],
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
  // Copies tell their alarms where they lie, and wait for nothing at home: a node's base stands in the node's own stack.
  const heard = (at: Place): string[] =>
    bases.filter((base) => base.account === at.account && base.awsRegion === at.awsRegion).map(({ stack }) => stack);
  const made = (kind: StackKind, at: Place, needs: readonly string[], ids: readonly string[] = []): PlannedStack => ({
    name: at.stack,
    kind,
    account: at.account,
    awsRegion: at.awsRegion,
    wave: waveOf[kind],
    needs: [...needs].sort(compare),
    schools: [...ids].sort(compare),
  });
  const byId = new Map(schools.map((school) => [school.id, school]));
  const placesOf = (id: string): RecoveryPlace[] => [byId.get(id)?.recovery?.place ?? []].flat();
  // Replication is refused where its destination does not stand; every school of a stack has its copies in one.
  const copied = (ids: readonly string[]): string[] => [...new Set(ids.flatMap(placesOf).map(({ stack }) => stack))];
  const places = (ids: readonly string[]): RecoveryPlace[] => [
    ...new Map(ids.flatMap(placesOf).map((place) => [place.stack, place])).values(),
  ];
  const copiedThere = (ids: readonly string[], { stack }: RecoveryPlace): string[] =>
    ids.filter((id) => placesOf(id).some((place) => place.stack === stack));
  const canaries = ({ account, awsRegion }: PlannedDrill): string[] =>
    bases
      .filter((base) => base.canaries.some((one) => one.account === account && one.awsRegion === awsRegion))
      .map(({ stack }) => stack);
  const stacks = [
    made('log-archive', logArchive, []),
    made('hub', hub, watched(hub)),
    ...organizationTrail(region).map((at) => made('organization-trail', at, [logArchive.stack])),
    // A node's base is part of the node's stack: a university deploys one thing.
    ...bases.filter(({ stack }) => !nodes.has(stack)).map((base) => made('base', base, forwards(base))),
    ...[...groups(schools)].map(([at, ids]) =>
      at.tier === 'node'
        ? made('node', at, [...forwards(at), ...copied(ids)], ids)
        : made('shard', at, [...watched(at), ...copied(ids)], ids),
    ),
    ...[...groups(schools)].flatMap(([, ids]) =>
      places(ids).map((place) => made('recovery', place, heard(place), copiedThere(ids, place))),
    ),
    // A node has it in its one stack.
    ...[...groups(schools)].flatMap(([at, ids]) => {
      const restored = ids.filter((id) => byId.get(id)?.recovery !== undefined);
      const stack = stackNames.restore(at.stack);
      return at.tier === 'node' || restored.length === 0
        ? []
        : [made('restore', { ...at, stack }, [...watched(at), ...copied(restored)], restored)];
    }),
    ...drills.map((drill) => made('drill', drill, [...watched(drill), ...canaries(drill), logArchive.stack], [])),
  ].sort((a, b) => a.wave - b.wave || compare(a.name, b.name));
  return numbered(stacks);
}

/** Waves without gaps: a region without copies has none in between. */
function numbered(stacks: readonly PlannedStack[]): PlannedStack[] {
  const waves = [...new Set(stacks.map(({ wave }) => wave))].sort((a, b) => a - b);
  return stacks.map((stack) => ({ ...stack, wave: waves.indexOf(stack.wave) + 1 }));
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
