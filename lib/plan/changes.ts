import type { Region } from '../config';
import { stackNames } from './names';
import type { Ledger, Seat } from './ledger';
import { livingStacks } from './living-stacks';
import { changedCopies } from './recovery/changed-copies';
import type { Change } from './types';

/** Fields of a seat in the words of the region file. */
const fieldNames: Readonly<Record<string, string>> = {
  recoveryRegion: 'recovery',
  dataClasses: 'data classes',
  alarmEmails: 'alarm addresses',
  recoveryTakenBy: 'who takes the recovery role',
};

type Kept = Omit<Seat, 'seal' | 'status'>;

/**
 * What is new about a school, in the words of the region file; of its copies, what they were and what they become.
 *
 * @param reasonOf why copies of a store end, as the region file says
 */
export function changedFields(before: Kept, after: Kept, reasonOf: Parameters<typeof changedCopies>[2]): string {
  const copies = changedCopies(before, after, reasonOf);
  const was = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(was.get(key)) !== JSON.stringify(value),
  );
  const gone = [...was.keys()].filter((key) => !Object.hasOwn(after, key));
  const named = [...changed.map(([key]) => key), ...gone]
    .filter((key) => key !== 'recovery' || copies.length === 0)
    .map((key) => fieldNames[key] ?? key);
  return [...(named.length === 0 ? [] : [`new ${[...new Set(named)].join(', ')}`]), ...copies].join('; ');
}

/** What changes for the region as a whole: its perimeter and its trails. */
export function regionChanges(region: Region, old: Ledger | undefined): Change[] {
  return [...perimeterChanges(region, old), ...auditChanges(region, old), ...listedChanges(region, old)];
}

/** Every store's policy and the commons carry the perimeter. */
function perimeterChanges(region: Region, old: Ledger | undefined): Change[] {
  if (old === undefined) return [];
  const now = [...region.perimeter.organizations, ...region.perimeter.accounts];
  const was = [...old.perimeter.organizations, ...old.perimeter.accounts];
  const signs = [
    ...now.filter((id) => !was.includes(id)).map((id) => `+${id}`),
    ...was.filter((id) => !now.includes(id)).map((id) => `-${id}`),
  ];
  return signs.length === 0
    ? []
    : [
        {
          kind: 'update',
          subject: 'perimeter',
          detail: `${signs.join(' ')}: changes the policies of every store, the commons and the log archive`,
        },
      ];
}

/** Who hears the alarms, and who takes the recovery role. */
function listedChanges(region: Region, old: Ledger | undefined): Change[] {
  return (['alarmEmails', 'recoveryTakenBy'] as const).flatMap((key): Change[] => {
    const now = region[key];
    const was = old === undefined ? now : (old[key] ?? []);
    const signs = [
      ...now.filter((one) => !was.includes(one)).map((one) => `+${one}`),
      ...was.filter((one) => !now.includes(one)).map((one) => `-${one}`),
    ];
    return signs.length === 0 ? [] : [{ kind: 'update', subject: fieldNames[key] ?? key, detail: signs.join(' ') }];
  });
}

function auditChanges({ id, audit: now }: Region, old: Ledger | undefined): Change[] {
  const was = old?.audit;
  const changes: Change[] = [];
  if (was !== undefined && was.retentionDays !== now.retentionDays) {
    const detail = `trails are kept for ${now.retentionDays} days, was ${was.retentionDays}; what is written keeps its date`;
    changes.push({ kind: 'update', subject: 'audit', detail });
  }
  if (was !== undefined && was.forwarding !== now.forwarding) {
    const detail = `accounts forward to the log archive: ${now.forwarding}, was ${was.forwarding}`;
    changes.push({ kind: 'update', subject: 'audit', detail });
  }
  const stack = stackNames.organizationTrail(id);
  const [from, to] = [was?.organizationTrail, now.organizationTrail];
  if (from !== undefined && from.account !== to?.account) {
    const detail = `the organisation trail leaves account ${from.account}: delete its stack there first (termination protection off), since the trail has one name`;
    changes.push({ kind: 'retire', subject: stack, stack, detail });
  }
  if (to !== undefined && from?.account !== to.account) {
    changes.push({ kind: 'create', subject: stack, stack, detail: `organisation trail in account ${to.account}` });
  } else if (to !== undefined && from?.managementAccount !== to.managementAccount) {
    changes.push({ kind: 'update', subject: stack, stack, detail: `management account ${to.managementAccount}` });
  }
  return changes;
}

/** Stacks that hold nothing any more: no template is written for them, and AWS deletes nothing by itself. */
export function retirements(old: Ledger | undefined, now: Ledger): Change[] {
  if (old === undefined) return [];
  const living = livingStacks(now);
  const bases = new Set(Object.values(old.bases).map(({ stack }) => stack));
  const schools = new Set(Object.values(old.schools).map(({ stack }) => stack));
  return [...livingStacks(old)]
    .filter((stack) => !living.has(stack))
    .map((stack) => ({
      kind: 'retire',
      subject: stack,
      stack,
      detail:
        bases.has(stack) && !schools.has(stack)
          ? 'watches an account where the region has nothing any more: delete it (termination protection off first) once nothing that stayed there need be watched'
          : 'holds no school any more: turn termination protection off and delete it; buckets and keys stay',
    }));
}
