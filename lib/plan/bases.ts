import type { Region } from '../config';
import { compare } from '../errors';
import { sealBase, seatOf, type BaseSeat, type Ledger } from './ledger';
import { bucketName, bucketNamingFor, stackNames } from './names';
import { livingPlaces, livingStacks, type Place } from './living-stacks';
import { canariesAt } from './recovery/plan-drills';
import type { Change, PlannedBase, PlannedDrill, PlannedSchool } from './types';

/**
 * A base for every account and AWS Region with a stack of this region. Bases stay in the ledger when their last stack
 * goes, so that one that comes back finds its bucket.
 *
 * An account keeps one set of roles and one trail, which sees all its AWS Regions: in the first base that it got.
 */
export function placeBases(
  region: Region,
  ledger: Pick<Ledger, 'audit' | 'shared' | 'schools'>,
  old: Ledger | undefined,
): { bases: Ledger['bases']; changes: Change[] } {
  const places = livingPlaces(ledger);
  const before = old === undefined ? new Set<string>() : livingStacks(old);
  const bases = new Map(Object.entries(old?.bases ?? {}));
  const changes: Change[] = [];
  // What lives and has the trail goes first, then the region's home, so that the trail never moves to a newcomer.
  const order = [...places].sort(
    ([a, one], [b, other]) => rank(bases.get(a), one, region) - rank(bases.get(b), other, region) || compare(a, b),
  );
  const trailed = new Set<string>();
  for (const [id, { account, awsRegion, node }] of order) {
    const known = bases.get(id);
    // A node that takes an account over is a new stack, whatever stood there before.
    const stack = node?.stack ?? stackNames.base(region.id, account, awsRegion);
    bases.set(
      id,
      sealBase(region.id, id, {
        stack,
        account,
        awsRegion,
        bucketNaming: known?.bucketNaming ?? bucketNamingFor(region.partition, awsRegion),
        trail: !trailed.has(account),
      }),
    );
    trailed.add(account);
    if (node === undefined && !before.has(stack)) {
      changes.push({ kind: 'create', subject: stack, stack, detail: `base of account ${account}, ${awsRegion}` });
    }
  }
  return { bases: Object.fromEntries([...bases].sort(([a], [b]) => compare(a, b))), changes };
}

function rank(known: BaseSeat | undefined, { awsRegion }: Place, region: Region): number {
  if (known?.trail === true) return 0;
  return awsRegion === region.home ? 1 : 2;
}

/** The bases that stand, by account and AWS Region. */
export function planBases(
  region: Region,
  ledger: Ledger,
  schools: readonly PlannedSchool[],
  drills: readonly PlannedDrill[],
): PlannedBase[] {
  const living = livingPlaces(ledger);
  return Object.entries(ledger.bases).flatMap(([id, { seal: _, ...seat }]) => {
    const place = living.get(id);
    if (place === undefined) return [];
    const node = place.node === undefined ? undefined : seatOf(ledger, place.node.id);
    const forwarding = node?.forwarding ?? region.audit.forwarding;
    return [
      {
        ...seat,
        // Under the school's slug, which nobody else ever gets: an account may be taken over, its old bucket stays.
        trailBucket: bucketName('trail', place.node?.id ?? region.id, seat),
        forwarding: seat.account === region.accounts.logArchive ? 'none' : forwarding,
        // As the ledger says: a node that is frozen keeps what it had.
        alarmEmails: place.of === undefined ? region.alarmEmails : (seatOf(ledger, place.of)?.alarmEmails ?? []),
        ...copiesOf(schools, seat),
        recoveryTakenBy: !seat.trail
          ? []
          : place.of !== undefined
            ? (seatOf(ledger, place.of)?.recoveryTakenBy ?? [])
            : mayHoldCopies(region, schools, seat.account)
              ? region.recoveryTakenBy
              : [],
        canaries: canariesAt(region.id, drills, seat),
      },
    ];
  });
}

/** Whether an account is one of those where copies lie, or have lain: what is copied no more is still locked. */
function mayHoldCopies({ accounts, districts }: Region, schools: readonly PlannedSchool[], account: string): boolean {
  return (
    accounts.recovery === account ||
    districts.some((district) => district.accounts.includes(account)) ||
    schools.some((school) => school.account === account)
  );
}

/** What the service roles of an account copy. */
function copiesOf(
  schools: readonly PlannedSchool[],
  { account, trail }: BaseSeat | Omit<BaseSeat, 'seal'>,
): Pick<PlannedBase, 'copies'> {
  const here = schools.filter((school) => school.account === account).flatMap(({ recovery }) => recovery ?? []);
  if (!trail || here.length === 0) return {};
  const stores = here.flatMap(({ stores: { records, materials } }) => [records ?? [], materials ?? []].flat());
  const away = here.flatMap(({ place }) => place ?? []).find((place) => place.account !== account);
  return {
    copies: {
      replication: stores.some(({ replica }) => replica !== undefined),
      backup: stores.some(({ backup }) => backup !== undefined),
      ...(away === undefined ? {} : { recoveryAccount: away.account }),
    },
  };
}
