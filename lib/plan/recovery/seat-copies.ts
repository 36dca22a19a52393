import type { Region, School } from '../../config';
import type { Place } from '../../errors';
import { recoveryMeans, type RecoveryMeans, type StorePurpose } from '../../vocabulary';
import { bucketNamingFor } from '../names';
import { chooseMeans, inTime } from './choose-means';
import type { Complaint } from './complaints';
import { orderedCopies, type CopyPlace, type CopySeat, type StoreCopySeat } from './copy-seats';
import { endedReason } from './ended-reason';
import { endingForGood, insteadOfAgain, insteadOfUnmet, type Asking } from './ways-out';

/** Where copies would lie, and where they have been. */
interface Whereabouts {
  /** They would leave the place where they are. */
  readonly leaves: boolean;
  /** They would come to a place that they have left. */
  readonly again: boolean;
  /** AWS Regions that have held copies. */
  readonly been: readonly string[];
}

/** The copies of a school as they ought to be, or why they cannot. */
export interface SeatedCopies {
  readonly copies?: CopySeat;
  readonly complaints: readonly Complaint[];
}

const stores = ['records', 'materials'] as const;

/**
 * The copies that a school's targets ask for. What was copied is never dropped, moved or loosened unless the file says so.
 *
 * @param home account and AWS Region of the school's stores
 * @param old what the ledger knows of its copies
 */
export function seatCopies(
  school: School,
  home: { readonly account: string; readonly awsRegion: string },
  region: Region,
  old: CopySeat | undefined,
): SeatedCopies {
  const place = placeOf(school, home, region);
  const leaves = place !== undefined && old?.place !== undefined && !isSame(place, old.place);
  const again = place !== undefined && (old?.left ?? []).some((left) => isSame(left, place));
  const been = [...(old?.left ?? []), ...(old?.place === undefined ? [] : [old.place])].map((one) => one.awsRegion);
  const complaints: Complaint[] = [];
  const seats: { [store in StorePurpose]?: StoreCopySeat } = {};
  for (const store of stores) {
    const target = school.recoveryTargets[store];
    const asking = { school, region, home: home.awsRegion, ...(target === undefined ? {} : { target }) };
    const wanted = target === undefined ? undefined : seatStore(store, { ...asking, target }, complaints);
    const seat = keep(store, wanted, old?.[store], asking, complaints, { leaves, again, been });
    if (seat !== undefined) seats[store] = seat;
  }
  const used = Object.values(seats).some(({ means }) => means.length > 0);
  if (Object.keys(seats).length === 0) return { complaints };
  const here = used ? place : (old?.place ?? place);
  // What would end is told already.
  const moved = complaints.length > 0 ? [] : movedCopies(school, home.account, old, here, seats);
  // What ended there is known by its place from now on.
  for (const store of used && leaves ? stores : []) {
    const { ended, ...seat } = seats[store] ?? {};
    if ('means' in seat) seats[store] = { ...seat, ended: (ended ?? []).filter((means) => means !== 'replication') };
  }
  const left = [...(old?.left ?? []), ...(used && leaves && old.place !== undefined ? [old.place] : [])];
  return {
    copies: orderedCopies({ ...(here === undefined ? {} : { place: here }), left, ...seats }),
    complaints: [...complaints, ...moved],
  };
}

/** Where copies lie: a node's in its own account, a pooled school's in the recovery account where there is one. */
function placeOf(
  { tier, recovery }: School,
  home: { readonly account: string },
  region: Region,
): CopyPlace | undefined {
  if (recovery === undefined) return undefined;
  const account = tier === 'pooled' ? (region.accounts.recovery ?? home.account) : home.account;
  return { account, awsRegion: recovery, bucketNaming: bucketNamingFor(region.partition, recovery) };
}

function seatStore(store: StorePurpose, asking: Asking, complaints: Complaint[]): StoreCopySeat | undefined {
  const { school, region, target, home } = asking;
  const { recovery } = school;
  const chosen = chooseMeans(target, {
    partition: region.partition,
    home,
    ...(recovery === undefined ? {} : { recovery }),
  });
  const { means: asked, ...figures } = target;
  if ('could' in chosen) {
    const wish = asked.length === 0 ? '' : ` by ${asked.join(' and ')}`;
    complaints.push({
      code: 'EDU412',
      school: school.id,
      what: `nothing brings back \`${store}\` of %s as its target asks`,
      place: placeIn(school, region),
      found: `rpo ${inTime(target.rpoMinutes)}, rto ${inTime(target.rtoMinutes)}${wish}`,
      allowed: `what could be met from ${home}: ${chosen.could.join('; ')}`,
      fix: insteadOfUnmet(asking),
    });
    return undefined;
  }
  return {
    ...figures,
    means: [...chosen.means],
    timeControl: chosen.timeControl,
    ...(chosen.everyHours === undefined ? {} : { everyHours: chosen.everyHours }),
  };
}

/** What was there before and would go needs a reason in the file, and stays known. */
function keep(
  store: StorePurpose,
  wanted: StoreCopySeat | undefined,
  old: StoreCopySeat | undefined,
  asking: Omit<Asking, 'target'> & Partial<Pick<Asking, 'target'>>,
  complaints: Complaint[],
  { leaves, again, been }: Whereabouts,
): StoreCopySeat | undefined {
  if (old === undefined) return wanted;
  const { school, region, target } = asking;
  const dropped = old.means.filter((means) => !(wanted?.means ?? []).includes(means));
  // Names of replicas hold their place, so elsewhere they are free; a vault at home stays where it is.
  const barred = recoveryMeans.filter((means) =>
    means === 'replication' ? again || (!leaves && old.ended?.includes(means)) : old.ended?.includes(means),
  );
  const back = (wanted?.means ?? []).filter((means) => barred.includes(means));
  if (dropped.length > 0 && endedReason(region, school, store) === undefined) {
    complaints.push({
      code: 'EDU413',
      school: school.id,
      what: `${dropped.join(' and ')} of \`${store}\` of %s would end`,
      place: placeIn(school, region),
      found: wanted === undefined ? 'no target, or `none`' : `${wanted.means.join(' and ')} alone`,
      allowed: `${old.means.join(' and ')}, as until now`,
      fix: `state the target again; or say why under \`endedRecovery\`, with the school or its district, the store and a reason: copies stay where they are, locked until their time, and nothing new is copied. That cannot be undone: ${endingForGood(dropped, asking)}`,
    });
    return old;
  }
  if (back.length > 0 && target !== undefined) {
    const ways = insteadOfAgain(barred, { ...asking, target, used: old.means, been });
    complaints.push({
      code: 'EDU414',
      school: school.id,
      what: `${back.join(' and ')} of \`${store}\` of %s ended, and its copies still bear the names`,
      place: placeIn(school, region),
      found: `${back.join(' and ')} again`,
      allowed: 'copies under names that no copies bear',
      fix: `${ways}. A name that copies bear is not given out again, since they stay when they end`,
    });
    return old;
  }
  if (isLoosened(old, wanted)) {
    complaints.push({
      code: 'EDU415',
      school: school.id,
      what: `the copies of \`${store}\` of %s are locked irrevocably`,
      place: placeIn(school, region),
      found: `${wanted?.immutability ?? 'none'}, ${wanted?.lockDays ?? 0} days of lock`,
      allowed: `compliance, ${old.lockDays} days or more`,
      fix: 'state the lock as it was: nobody can shorten it for what is copied, and a vault keeps it for good',
    });
    return old;
  }
  const ended = recoveryMeans.filter(
    (means) => (dropped.includes(means) || old.ended?.includes(means)) && !wanted?.means.includes(means),
  );
  const base = wanted ?? { ...old, means: [] };
  return { ...base, ...(ended.length === 0 ? {} : { ended }) };
}

function isSame(a: Omit<CopyPlace, 'bucketNaming'>, b: Omit<CopyPlace, 'bucketNaming'>): boolean {
  return a.account === b.account && a.awsRegion === b.awsRegion;
}

function isLoosened(old: StoreCopySeat, wanted: StoreCopySeat | undefined): boolean {
  if (old.immutability !== 'compliance' || wanted === undefined || old.means.length === 0) return false;
  return wanted.immutability !== 'compliance' || wanted.lockDays < old.lockDays;
}

/** Copies in another place are other copies: the old ones end first. */
function movedCopies(
  school: School,
  home: string,
  old: CopySeat | undefined,
  here: CopyPlace | undefined,
  seats: { readonly [store in StorePurpose]?: StoreCopySeat },
): Complaint[] {
  const was = old?.place;
  if (was === undefined || (here?.account === was.account && here.awsRegion === was.awsRegion)) return [];
  const still = stores.filter((store) =>
    (old?.[store]?.means ?? []).some((means: RecoveryMeans) => seats[store]?.means.includes(means)),
  );
  if (still.length === 0) return [];
  const backup = still.some((store) => seats[store]?.means.includes('backup'));
  const before = [
    ...(here?.awsRegion === was.awsRegion ? [] : [`\`recovery: ${was.awsRegion}\``]),
    ...(here === undefined || here.account === was.account
      ? []
      : [was.account === home ? 'no `accounts.recovery`' : `\`accounts.recovery: "${was.account}"\``]),
  ];
  return [
    {
      code: 'EDU414',
      school: school.id,
      what: 'the copies of %s cannot move',
      place: school.place,
      found: here === undefined ? 'no recovery AWS Region' : `account ${here.account}, ${here.awsRegion}`,
      allowed: `account ${was.account}, ${was.awsRegion}`,
      fix: `write ${before.join(' and ')} again; or end the old copies in a plan of its own first (target \`none\` and \`endedRecovery\`), which leaves them where they are${backup ? '; a backup that has ended does not begin again anywhere, so only replication can move' : ''}`,
    },
  ];
}

/** Where a target is stated; where it goes without saying, the district of a pooled school, or the school. */
function placeIn(school: School, region: Region): Place {
  if (school.targetsPlace !== undefined) return school.targetsPlace;
  const district = school.tier === 'pooled' ? region.districts.find(({ id }) => id === school.district) : undefined;
  return (district ?? school).place;
}
