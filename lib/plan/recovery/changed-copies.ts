import type { StorePurpose } from '../../vocabulary';
import type { Seat } from '../ledger';
import { inTime } from './choose-means';
import type { StoreCopySeat } from './copy-seats';
import { placeOfCopies } from './place-of-copies';

type Copied = Pick<Seat, 'recovery' | 'account'>;

/**
 * What changes about the copies of a school, one text a store and one for their place; none where nothing does.
 *
 * @param reasonOf why copies of a store end, as the region file says
 */
export function changedCopies(
  before: Copied,
  after: Copied,
  reasonOf: (store: StorePurpose) => string | undefined,
): readonly string[] {
  const stores = (['records', 'materials'] as const).flatMap((store) => {
    const parts = changedStore(before.recovery?.[store], after.recovery?.[store], reasonOf(store));
    return parts.length === 0 ? [] : [`${store}: ${parts.join(', ')}`];
  });
  const [from, to] = [placeOfCopies(before), placeOfCopies(after)].map((place) =>
    place === undefined ? undefined : `account ${place.account}, ${place.awsRegion}`,
  );
  return [...stores, ...(to === undefined || to === from ? [] : [`copies go to ${to}`])];
}

function changedStore(
  was: StoreCopySeat | undefined,
  now: StoreCopySeat | undefined,
  reason: string | undefined,
): readonly string[] {
  const [used, uses] = [was?.means ?? [], now?.means ?? []];
  const because = reason === undefined ? '' : ` (${reason.trim()})`;
  if (uses.length === 0 || now === undefined) return used.length === 0 ? [] : [`copies end${because}`];
  if (used.length === 0 || was === undefined) {
    const figures = `rpo ${inTime(now.rpoMinutes)}, rto ${inTime(now.rtoMinutes)}, kept ${now.retentionDays} d`;
    return [`copies begin (${uses.join(' and ')}; ${figures}, locked ${now.lockDays} d, ${lockOf(now)})`];
  }
  const ended = used.filter((means) => !uses.includes(means));
  const begun = uses.filter((means) => !used.includes(means));
  return [
    ...ended.map((means) => `${means} ends${because}`),
    ...begun.map((means) => `${means} begins`),
    ...step('rpo', inTime(was.rpoMinutes), inTime(now.rpoMinutes)),
    ...step('rto', inTime(was.rtoMinutes), inTime(now.rtoMinutes)),
    ...step('kept', was.retentionDays, now.retentionDays, ' d'),
    ...step('locked', was.lockDays, now.lockDays, ' d'),
    ...(was.immutability === now.immutability ? [] : step('lock', lockOf(was), lockOf(now))),
    ...step('replication time control', onOff(was.timeControl), onOff(now.timeControl)),
    ...(was.everyHours === undefined || now.everyHours === undefined
      ? []
      : step('a backup every', was.everyHours, now.everyHours, ' h')),
  ];
}

function step(what: string, from: string | number, to: string | number, unit = ''): string[] {
  return from === to ? [] : [`${what} ${from} → ${to}${unit}`];
}

function onOff(yes: boolean): string {
  return yes ? 'on' : 'off';
}

/** The one lock that nobody takes off again is called so; a vault under it holds backups until their time is over. */
function lockOf({ immutability, means, retentionDays }: StoreCopySeat): string {
  if (immutability !== 'compliance') return immutability;
  return `compliance (irrevocable${means.includes('backup') ? `, backups for ${retentionDays} d` : ''})`;
}
