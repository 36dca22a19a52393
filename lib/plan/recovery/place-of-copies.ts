import type { Seat } from '../ledger';
import type { CopyPlace } from './copy-seats';

/** Whether anything of a school is copied. */
export function isCopied({ recovery }: Pick<Seat, 'recovery'>): boolean {
  return storesOf(recovery).some(({ means }) => means.length > 0);
}

/**
 * Where copies of a school lie away from home; none where nothing is copied there. Recovery points are copied within the
 * account, since copies to another one need an organisation that trusts AWS Backup.
 */
export function placeOfCopies({ recovery, account }: Pick<Seat, 'recovery' | 'account'>): CopyPlace | undefined {
  const place = recovery?.place;
  if (place === undefined || !isCopied({ recovery })) return undefined;
  const replicated = storesOf(recovery).some(({ means }) => means.includes('replication'));
  return replicated || place.account === account ? place : undefined;
}

function storesOf(recovery: Seat['recovery']): NonNullable<NonNullable<Seat['recovery']>['records']>[] {
  return [recovery?.records, recovery?.materials].flatMap((store) => store ?? []);
}
