import type { School } from '../config';
import { schoolsPerShard } from './budget';
import type { Seat } from './ledger';
import { stackNames } from './names';

/** A stack as the schools placed so far make it. */
export interface Shard {
  readonly account: string;
  readonly awsRegion: string;
  readonly schools: number;
}

/** Every stack that holds a school, by name. */
export function shardsOf(seats: Iterable<Seat>): Map<string, Shard> {
  const shards = new Map<string, Shard>();
  for (const seat of seats) if (seat.status !== 'offboarded') occupy(shards, seat);
  return shards;
}

/** Counts a school into its stack. */
export function occupy(shards: Map<string, Shard>, { stack, account, awsRegion }: Seat): void {
  shards.set(stack, { account, awsRegion, schools: (shards.get(stack)?.schools ?? 0) + 1 });
}

/**
 * The first shard of the school's district with room.
 *
 * A shard elsewhere is passed over: a district that lost all its schools may have come back with another account, and
 * the frozen ones still live in the old one.
 */
export function shardFor(
  { district = '', account, home }: School,
  region: string,
  shards: ReadonlyMap<string, Shard>,
): string {
  for (let number = 1; ; number += 1) {
    const name = stackNames.shard(region, district, number);
    const shard = shards.get(name);
    const here = shard === undefined || (shard.account === account && shard.awsRegion === home);
    if (here && (shard?.schools ?? 0) < schoolsPerShard) return name;
  }
}
