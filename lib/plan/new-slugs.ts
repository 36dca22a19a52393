import type { Region, School } from '../config';
import { issue, type Issue } from '../errors';
import type { Ledger, Seat } from './ledger';

/** A school that the ledger knows and the file does not list. */
export interface Departed {
  readonly id: string;
  readonly seat: Seat;
  /** Offboarded, now or before; otherwise it is frozen. */
  readonly gone: boolean;
}

/** Schools of the ledger that the file no longer lists. */
export function departedOf(region: Region, old: Ledger | undefined): Departed[] {
  const listed = new Set(region.schools.map(({ id }) => id));
  const leaving = new Set(region.offboarded.map(({ id }) => id));
  return Object.entries(old?.schools ?? {})
    .filter(([id]) => !listed.has(id))
    .map(([id, seat]) => ({ id, seat, gone: seat.status === 'offboarded' || leaving.has(id) }));
}

/** Why a school that is not in the ledger cannot have its slug, judged by those that have left the file. */
export function newSlugIssue(school: School, departed: readonly Departed[]): Issue | undefined {
  const former = departed.find((one) => !one.gone && isSame(one.seat, school))?.id;
  if (former !== undefined) {
    return issue('EDU407', `\`${school.id}\` looks like \`${former}\` under a new slug`, {
      ...school.place,
      found: school.id,
      allowed: former,
      fix: `keep \`id: ${former}\` and change \`names\`: a slug names buckets and never changes. If it is another school, give it its own account, domains and names, or offboard \`${former}\` first`,
    });
  }
  // The file's own rule cannot see them: their lines are gone, their buckets are not.
  const like = departed.find(({ id }) => id.startsWith(`${school.id}-`) || school.id.startsWith(`${id}-`))?.id;
  return like === undefined
    ? undefined
    : issue(
        'EDU302',
        `\`${school.id}\` can be confused with \`${like}\`, which has left and whose buckets are still there`,
        {
          ...school.place,
          found: school.id,
          allowed: 'a slug that neither begins with another slug and a hyphen nor is such a beginning',
          fix: `choose another slug, such as \`${school.id.replaceAll('-', '')}${school.id.includes('-') ? '' : '2'}\``,
        },
      );
}

/** Whether the new school has the account or a domain of the old one, or its names in the same district. */
function isSame(seat: Seat, { account, domains, district, names }: School): boolean {
  const named = Object.entries(names).some(([language, name]) =>
    Object.entries(seat.names).some(([other, was]) => other === language && was === name),
  );
  return (
    (seat.tier === 'node' && seat.account === account) ||
    seat.domains.some((domain) => domains.includes(domain)) ||
    (seat.tier === 'pooled' && seat.district === district && named)
  );
}
