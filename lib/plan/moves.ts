import type { Region, School } from '../config';
import { issue, type Issue } from '../errors';
import type { Ledger, Seat } from './ledger';
import type { Change } from './types';

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
  return moves(old, { account: school.account ?? '', awsRegion: school.home ?? '' }).map((move) => ({
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
  return region.districts.flatMap((district) => {
    const living = seats.filter((seat) => seat.district === district.id);
    const wanted = { account: district.account, awsRegion: district.home };
    const moved = living.find((seat) => moves(seat, wanted).length > 0);
    return moved === undefined
      ? []
      : moves(moved, wanted).map(({ field, from, to }) =>
          issue(
            'EDU406',
            `district \`${district.id}\` cannot change its ${field}: ${living.length} schools live there`,
            {
              ...district.place,
              found: to,
              allowed: from,
              fix: `write ${from} again; a new place is a new district, for new schools`,
            },
          ),
        );
  });
}

/** What becomes of the perimeter, which every store's policy and the commons carry. */
export function perimeterChanges(region: Region, old: Ledger | undefined): Change[] {
  if (old === undefined) return [];
  const now = [...region.perimeter.organizations, ...region.perimeter.accounts];
  const was = [...old.perimeter.organizations, ...old.perimeter.accounts];
  const signs = [
    ...now.filter((id) => !was.includes(id)).map((id) => `+${id}`),
    ...was.filter((id) => !now.includes(id)).map((id) => `-${id}`),
  ];
  return signs.length === 0
    ? []
    : [{ kind: 'update', subject: 'perimeter', detail: `${signs.join(' ')}: changes policies in every stack` }];
}
