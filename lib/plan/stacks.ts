import { compare } from '../errors';
import type { Ledger } from './ledger';
import type { PlannedSchool, PlannedStack, StackKind } from './types';

/** Deployment order. AWS checks that trail buckets and replication destinations exist when a stack points at them. */
const waveOf: Readonly<Record<StackKind, number>> = { 'log-archive': 1, hub: 2, shard: 2, node: 2 };

/** Every stack, by wave and name. */
export function planStacks(ledger: Ledger, schools: readonly PlannedSchool[]): PlannedStack[] {
  const byStack = new Map<string, PlannedSchool[]>();
  for (const school of schools) byStack.set(school.stack, [...(byStack.get(school.stack) ?? []), school]);
  const { hub, logArchive } = ledger.shared;
  return [
    stack('log-archive', logArchive, []),
    stack('hub', hub, []),
    ...[...byStack.values()].flatMap((group) => {
      const first = group[0];
      return first === undefined
        ? []
        : [stack(first.tier === 'node' ? 'node' : 'shard', first, group.map(({ id }) => id).sort(compare))];
    }),
  ].sort((a, b) => a.wave - b.wave || compare(a.name, b.name));
}

/** Names of the stacks of each wave, without empty waves. */
export function planWaves(stacks: readonly PlannedStack[]): string[][] {
  const waves = [...new Set(stacks.map(({ wave }) => wave))].sort((a, b) => a - b);
  return waves.map((wave) => stacks.filter((one) => one.wave === wave).map(({ name }) => name));
}

function stack(
  kind: StackKind,
  at: { stack: string; account: string; awsRegion: string },
  schools: readonly string[],
): PlannedStack {
  return { name: at.stack, kind, account: at.account, awsRegion: at.awsRegion, wave: waveOf[kind], schools };
}
