import type { District } from '../config';
import type { KeyScope } from '../vocabulary';
import { schoolsPerAccount, schoolsPerShard } from './budget';
import type { Seat } from './ledger';
import { stackNames } from './names';

/** A stack as the schools placed so far make it. */
export interface Shard {
  readonly account: string;
  readonly awsRegion: string;
  readonly keyScope: KeyScope;
  readonly schools: number;
}

/** Every stack that holds a school, by name. */
export function shardsOf(seats: Iterable<Seat>): Map<string, Shard> {
  const shards = new Map<string, Shard>();
  for (const seat of seats) if (seat.status !== 'offboarded') occupy(shards, seat);
  return shards;
}

/** Counts a school into its stack. */
export function occupy(shards: Map<string, Shard>, { stack, account, awsRegion, keyScope }: Seat): void {
  shards.set(stack, { account, awsRegion, keyScope, schools: (shards.get(stack)?.schools ?? 0) + 1 });
}

/** The first of the district's accounts with room, or its last. */
export function accountFor({ accounts }: District, shards: ReadonlyMap<string, Shard>): string {
  const held = (account: string): number =>
    [...shards.values()].reduce((sum, shard) => sum + (shard.account === account ? shard.schools : 0), 0);
  return accounts.find((account) => held(account) < schoolsPerAccount) ?? accounts.at(-1) ?? '';
}

/**
 * The first shard of the district with room in this account.
 *
 * A shard elsewhere is passed over: other accounts of the district have shards of their own, and a district that lost all
 * its schools may have come back with another account or key scope, while the frozen ones still live in the old one.
 */
export function shardFor(
  { id, home, keyScope }: District,
  account: string,
  region: string,
  shards: ReadonlyMap<string, Shard>,
): string {
  for (let number = 1; ; number += 1) {
    const name = stackNames.shard(region, id, number);
    const shard = shards.get(name);
    const here =
      shard === undefined || (shard.account === account && shard.awsRegion === home && shard.keyScope === keyScope);
    if (here && (shard?.schools ?? 0) < schoolsPerShard) return name;
  }
}
