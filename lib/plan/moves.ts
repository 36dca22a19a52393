import type { School } from '../config';
import type { Seat } from './ledger';

/** A field that says where data lies, and would say something else. */
export interface Move {
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly fix: string;
}

/** What differs between two places. */
export function moves(
  old: { account: string; awsRegion: string },
  wanted: { account: string; awsRegion: string },
): { field: string; from: string; to: string }[] {
  return [
    { field: 'account', from: old.account, to: wanted.account },
    { field: 'AWS Region', from: old.awsRegion, to: wanted.awsRegion },
  ].filter(({ from, to }) => from !== to);
}

/** Every way in which a school of the file would leave its place in the ledger. */
export function schoolMoves(old: Seat, school: School): Move[] {
  const anew = 'or register it under a new slug, copy the data, and offboard the old one';
  if (school.tier !== old.tier) {
    return [{ field: 'tier', from: old.tier, to: school.tier, fix: `write \`tier: ${old.tier}\` again, ${anew}` }];
  }
  if (school.district !== old.district) {
    return [
      {
        field: 'district',
        from: old.district ?? 'none',
        to: school.district ?? 'none',
        fix: `write \`district: ${old.district ?? ''}\` again, ${anew}`,
      },
    ];
  }
  const found = moves(old, { account: school.account ?? '', awsRegion: school.home ?? '' }).map((move) => ({
    ...move,
    fix: `write ${move.from} again, ${anew}`,
  }));
  const recovery = old.recoveryRegion !== undefined && old.recoveryRegion !== school.recovery;
  return recovery
    ? [
        ...found,
        {
          field: 'recovery AWS Region',
          from: old.recoveryRegion ?? '',
          to: school.recovery ?? 'none',
          fix: `write \`recovery: ${old.recoveryRegion ?? ''}\` again: the copies are there`,
        },
      ]
    : found;
}
