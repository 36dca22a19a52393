import type { Region, School } from '../config';
import { compare, issue, type Issue } from '../errors';
import type { Seat } from './ledger';
import { stackNames } from './names';
import { accountFor, shardFor, type Shard } from './shards';

/** A node has its account for itself, also while those who lived there before are frozen. */
export function takenAccount(school: School, account: string, seats: ReadonlyMap<string, Seat>): Issue | undefined {
  const other = [...seats].find(
    ([, seat]) =>
      seat.account === account && seat.status !== 'offboarded' && (school.tier === 'node' || seat.tier === 'node'),
  );
  if (other === undefined) return undefined;
  const [id, { status }] = other;
  return issue(
    'EDU304',
    `account ${account} of school \`${school.id}\` is still the home of \`${id}\`, which is ${status}`,
    {
      ...school.place,
      found: account,
      allowed: 'an account where no other school has its data',
      fix: `take another account, or offboard \`${id}\` first`,
    },
  );
}

/** Where a new school goes; nowhere when it has no AWS resources here. */
export function seatFor(
  { id, tier, account, home, district: named }: School,
  region: Region,
  shards: ReadonlyMap<string, Shard>,
): Pick<Seat, 'tier' | 'stack' | 'account' | 'awsRegion' | 'keyScope'> | undefined {
  if (tier === 'node' && account !== undefined && home !== undefined) {
    return { tier, stack: stackNames.node(region.id, id), account, awsRegion: home, keyScope: 'school' };
  }
  const district = region.districts.find((one) => one.id === named);
  if (tier !== 'pooled' || district === undefined) return undefined;
  const chosen = accountFor(district, shards);
  const stack = shardFor(district, chosen, region.id, shards);
  return { tier, stack, account: chosen, awsRegion: district.home, keyScope: district.keyScope };
}

/** What is kept of a school so that it can be frozen as it is: who listens and where its logs go, too. */
export function profile(
  school: School,
): Pick<
  Seat,
  'names' | 'kind' | 'jurisdiction' | 'domains' | 'dataClasses' | 'forwarding' | 'alarmEmails' | 'recoveryTakenBy'
> {
  return {
    names: Object.fromEntries(Object.entries(school.names).sort(([a], [b]) => compare(a, b))),
    kind: school.kind,
    jurisdiction: school.jurisdiction,
    domains: [...school.domains],
    dataClasses: { records: [...school.dataClasses.records], materials: [...school.dataClasses.materials] },
    ...(school.forwarding === undefined ? {} : { forwarding: school.forwarding }),
    ...(school.alarmEmails === undefined || school.alarmEmails.length === 0
      ? {}
      : { alarmEmails: [...school.alarmEmails] }),
    ...(school.recoveryTakenBy === undefined || school.recoveryTakenBy.length === 0
      ? {}
      : { recoveryTakenBy: [...school.recoveryTakenBy] }),
  };
}
