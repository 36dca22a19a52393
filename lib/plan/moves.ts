import type { District, Region, School } from '../config';
import { issue, type Issue } from '../errors';
import type { Ledger, Seat } from './ledger';

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
  const anew = 'or register it under a new slug, copy the data, and offboard the old one (docs/migrations.md)';
  if (school.tier !== old.tier) {
    // The tier is mostly not written: it follows from what is.
    const was = old.tier === 'pooled' ? `district: ${old.district ?? ''}` : `account: "${old.account}"`;
    return [{ field: 'tier', from: old.tier, to: school.tier, fix: `write \`${was}\` again, ${anew}` }];
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
  // A pooled school's place is its district's, which is told at the district.
  if (school.account === undefined) return [];
  return moves(old, { account: school.account, awsRegion: school.home ?? '' }).map((move) => ({
    ...move,
    fix: `write ${move.from} again, ${anew}`,
  }));
}

/** Districts whose schools would have to move with them; one issue a district and field, however many schools. */
export function districtMoves(region: Region, old: Ledger | undefined): Issue[] {
  const listed = new Set(region.schools.map(({ id }) => id));
  const seats = Object.entries(old?.schools ?? {}).flatMap(([id, seat]) =>
    listed.has(id) && seat.tier === 'pooled' && seat.status !== 'offboarded' ? [seat] : [],
  );
  // A key scope binds the frozen, too: they must be able to come back.
  const frozen = Object.entries(old?.schools ?? {}).flatMap(([id, seat]) =>
    !listed.has(id) && seat.tier === 'pooled' && seat.status !== 'offboarded' ? [seat] : [],
  );
  return region.districts.flatMap((district) => {
    const living = seats.filter((seat) => seat.district === district.id);
    const bound = frozen.filter((seat) => seat.district === district.id && seat.keyScope !== district.keyScope);
    const leaving = [
      ...living.flatMap((seat) => leaves(seat, district)),
      ...bound.flatMap((seat) => leaves(seat, district).filter(({ field }) => field === 'key scope')),
    ];
    return [...new Map(leaving.map((move) => [move.field, move])).values()].map(({ field, from, to, fix }) => {
      const schools = leaving.filter((one) => one.field === field).length;
      return issue('EDU406', `district \`${district.id}\` cannot change its ${field}: ${schools} schools live there`, {
        ...district.place,
        found: to,
        allowed: from,
        fix,
      });
    });
  });
}

/** Why a school would have to leave its place with its district. */
function leaves(seat: Seat, { accounts, home, keyScope }: District): Move[] {
  const elsewhere = 'a new place is a new district, for new schools';
  return [
    ...(accounts.includes(seat.account)
      ? []
      : [
          {
            field: 'account',
            from: seat.account,
            to: accounts.join(', '),
            fix: `name ${seat.account} again; ${elsewhere}, or a further one under \`moreAccounts\``,
          },
        ]),
    ...moves(seat, { account: seat.account, awsRegion: home }).map((move) => ({
      ...move,
      fix: `write ${move.from} again; ${elsewhere}`,
    })),
    ...(seat.keyScope === keyScope
      ? []
      : [
          {
            field: 'key scope',
            from: seat.keyScope,
            to: keyScope,
            fix: `write \`keyScope: ${seat.keyScope}\` again: what is encrypted stays under its key; a new district may choose anew`,
          },
        ]),
  ];
}
