import type { Region, School } from '../config';
import { compare, issue, type Issue } from '../errors';
import { sealSeat, sealShared, seatOf, type Ledger, type Seat, type SharedSeat } from './ledger';
import { placeBases } from './bases';
import { districtMoves, moves, schoolMoves } from './moves';
import { bucketNamingFor, stackNames } from './names';
import { departedOf, newSlugIssue, type Departed } from './new-slugs';
import { changedFields, regionChanges, retirements } from './changes';
import { complaintIssues, type Complaint } from './recovery/complaints';
import { endedReason } from './recovery/ended-reason';
import { seatCopies } from './recovery/seat-copies';
import { profile, seatFor, takenAccount } from './seats';
import { occupy, shardsOf, type Shard } from './shards';
import type { Change } from './types';

export interface Placement {
  readonly ledger: Ledger;
  readonly changes: readonly Change[];
  readonly issues: readonly Issue[];
}

/** Where every school lives: as the ledger says, and for a new one the first shard of its district with room. */
export function place(region: Region, old: Ledger | undefined): Placement {
  const header = checkHeader(region, old);
  if (header.length > 0) return { ledger: emptyLedger(region, sharedSeats(region)), changes: [], issues: header };
  const shared = placeShared(region, old);
  const seats = new Map<string, Seat>();
  const changes: Change[] = [...shared.changes, ...regionChanges(region, old)];
  const issues: Issue[] = [...shared.issues, ...districtMoves(region, old)];
  const complaints: Complaint[] = [];
  keepDeparted(region, old, seats, changes, issues);
  const [known, added] = partitionBy(region.schools, ({ id }) => seatOf(old, id) !== undefined);
  for (const school of known) keepSchool(school, seatOf(old, school.id), region, seats, changes, issues, complaints);
  const shards = shardsOf(seats.values());
  const departed = departedOf(region, old);
  for (const school of added) addSchool(school, region, departed, seats, shards, changes, issues, complaints);
  const schools = Object.fromEntries([...seats].sort(([a], [b]) => compare(a, b)));
  const placed = { ...emptyLedger(region, shared.seats), schools };
  const { bases, changes: based } = placeBases(region, placed, old);
  const ledger = { ...placed, bases };
  return {
    ledger,
    changes: [...changes, ...based, ...retirements(old, ledger)],
    issues: [...issues, ...complaintIssues(complaints)],
  };
}

function emptyLedger(region: Region, shared: Ledger['shared']): Ledger {
  const { id, partition, perimeter, audit } = region;
  return {
    version: 1,
    region: id,
    partition,
    perimeter: { organizations: [...perimeter.organizations], accounts: [...perimeter.accounts] },
    audit,
    alarmEmails: [...region.alarmEmails],
    ...(region.recoveryTakenBy.length === 0 ? {} : { recoveryTakenBy: [...region.recoveryTakenBy] }),
    shared,
    bases: {},
    schools: {},
  };
}

function checkHeader(region: Region, old: Ledger | undefined): Issue[] {
  if (old === undefined) return [];
  if (old.region !== region.id) {
    return [
      issue('EDU404', `the ledger beside this file belongs to region \`${old.region}\``, {
        ...region.place,
        found: region.id,
        allowed: old.region,
        fix: `write \`id: ${old.region}\` again (a region's slug never changes: it is in every name), or move this file to a folder of its own`,
      }),
    ];
  }
  return old.partition === region.partition
    ? []
    : [
        issue('EDU406', 'a region cannot change its partition', {
          ...region.place,
          found: region.partition,
          allowed: old.partition,
          fix: 'write a new region file with a slug of its own, deploy it, and copy the data; nothing crosses a partition',
        }),
      ];
}

function sharedSeats(region: Region): Ledger['shared'] {
  const seat = (id: 'hub' | 'logArchive'): SharedSeat =>
    sealShared(region.id, id, {
      stack: stackNames[id](region.id),
      account: region.accounts[id],
      awsRegion: region.home,
      bucketNaming: bucketNamingFor(region.partition, region.home),
    });
  return { hub: seat('hub'), logArchive: seat('logArchive') };
}

function placeShared(
  region: Region,
  old: Ledger | undefined,
): { seats: Ledger['shared']; changes: Change[]; issues: Issue[] } {
  const wanted = sharedSeats(region);
  if (old === undefined) {
    const changes = Object.values(wanted).map((seat): Change => ({
      kind: 'create',
      subject: seat.stack,
      stack: seat.stack,
      detail: `in account ${seat.account}, ${seat.awsRegion}`,
    }));
    return { seats: wanted, changes, issues: [] };
  }
  const issues = (['hub', 'logArchive'] as const).flatMap((id) =>
    moves(old.shared[id], wanted[id]).map(({ field, from, to }) =>
      issue('EDU406', `the ${id === 'hub' ? 'hub' : 'log archive'} cannot move: its ${field} is ${from}`, {
        ...region.place,
        found: to,
        allowed: from,
        fix: `write ${from} again; ${
          id === 'hub'
            ? 'a hub elsewhere is a new region file, and its commons is copied'
            : 'an archive elsewhere is a new region file, and the logs stay locked where they are'
        }`,
      }),
    ),
  );
  return { seats: old.shared, changes: [], issues };
}

/** Schools that the file no longer lists stay, frozen, until they are offboarded. */
function keepDeparted(
  region: Region,
  old: Ledger | undefined,
  seats: Map<string, Seat>,
  changes: Change[],
  issues: Issue[],
): void {
  const listed = new Set(region.schools.map(({ id }) => id));
  const leaving = new Map(region.offboarded.map((one) => [one.id, one]));
  for (const [id, seat] of Object.entries(old?.schools ?? {})) {
    if (listed.has(id)) continue;
    const gone = leaving.get(id);
    const status = gone !== undefined || seat.status === 'offboarded' ? 'offboarded' : 'frozen';
    seats.set(id, sealSeat(region.id, id, { ...seat, status }));
    if (status === seat.status) continue;
    changes.push(
      status === 'frozen'
        ? {
            kind: 'freeze',
            subject: id,
            stack: seat.stack,
            detail: 'no longer listed: grants go, writes are denied, everything is kept',
          }
        : {
            kind: 'offboard',
            subject: id,
            stack: seat.stack,
            detail: `leaves its stack; ${seat.keyScope === 'school' ? 'buckets and key stay' : 'its buckets stay, and the key that it shares opens them no more: copy the data before,'} in account ${seat.account}, unmanaged (${gone?.reason ?? ''})`,
          },
    );
  }
  for (const { id, place: at } of region.offboarded) {
    if (seatOf(old, id) === undefined) {
      issues.push(
        issue('EDU410', `\`${id}\` is offboarded but has never lived in this region`, {
          ...at,
          found: id,
          allowed: 'the slug of a school in the ledger',
          fix: 'correct the slug, or remove the entry',
        }),
      );
    }
  }
}

function keepSchool(
  school: School,
  old: Seat | undefined,
  region: Region,
  seats: Map<string, Seat>,
  changes: Change[],
  issues: Issue[],
  complaints: Complaint[],
): void {
  if (old === undefined) return;
  if (old.status === 'offboarded') {
    seats.set(school.id, old);
    issues.push(
      issue('EDU409', `\`${school.id}\` was offboarded; its buckets still bear the name`, {
        ...school.place,
        found: school.id,
        allowed: 'a slug that this region has never used',
        fix: `choose another slug, such as \`${school.id}2\``,
      }),
    );
    return;
  }
  const moved = schoolMoves(old, school);
  issues.push(
    ...moved.map(({ field, from, to, fix }) =>
      issue('EDU406', `school \`${school.id}\` cannot change its ${field} in place: its data would stay behind`, {
        ...school.place,
        found: to,
        allowed: from,
        fix,
      }),
    ),
  );
  const {
    recoveryRegion: _,
    recovery: copied,
    forwarding: _forwarding,
    alarmEmails: _emails,
    recoveryTakenBy: _takers,
    ...kept
  } = old;
  const { recovery } = school;
  const { copies, complaints: wrong } = moved.length > 0 ? { complaints: [] } : seatCopies(school, old, region, copied);
  complaints.push(...wrong);
  const seat = sealSeat(region.id, school.id, {
    ...kept,
    ...(recovery === undefined ? {} : { recoveryRegion: recovery }),
    ...(copies === undefined ? {} : { recovery: copies }),
    status: 'active',
    ...profile(school),
  });
  seats.set(school.id, moved.length > 0 ? old : seat);
  if (moved.length > 0) return;
  const { seal: _old, status: was, ...before } = old;
  const { seal: _new, status: __, ...after } = seat;
  const isNew = JSON.stringify(before) !== JSON.stringify(after);
  const told = isNew ? changedFields(before, after, (store) => endedReason(region, school, store)) : '';
  const [subject, stack] = [school.id, seat.stack];
  if (was === 'frozen') {
    const detail = `listed again: active in its old place${isNew ? `; ${told}` : ''}`;
    changes.push({ kind: 'return', subject, stack, detail });
  } else if (isNew) changes.push({ kind: 'update', subject, stack, detail: told });
}

function addSchool(
  school: School,
  region: Region,
  departed: readonly Departed[],
  seats: Map<string, Seat>,
  shards: Map<string, Shard>,
  changes: Change[],
  issues: Issue[],
  complaints: Complaint[],
): void {
  const seated = seatFor(school, region, shards);
  if (seated === undefined) return;
  const refused = newSlugIssue(school, departed) ?? takenAccount(school, seated.account, seats);
  if (refused !== undefined) {
    issues.push(refused);
    return;
  }
  const { copies, complaints: wrong } = seatCopies(school, seated, region, undefined);
  complaints.push(...wrong);
  const seat = sealSeat(region.id, school.id, {
    status: 'active',
    ...(school.district === undefined ? {} : { district: school.district }),
    ...seated,
    bucketNaming: bucketNamingFor(region.partition, seated.awsRegion),
    ...(school.recovery === undefined ? {} : { recoveryRegion: school.recovery }),
    ...(copies === undefined ? {} : { recovery: copies }),
    ...profile(school),
  });
  seats.set(school.id, seat);
  occupy(shards, seat);
  changes.push({
    kind: 'add',
    subject: school.id,
    stack: seat.stack,
    detail: `${seat.tier} in account ${seat.account}, ${seat.awsRegion}`,
  });
}

function partitionBy<T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] {
  return [values.filter(test), values.filter((value) => !test(value))];
}
