import type { Region } from '../../config';
import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { seatOf, type Ledger } from '../ledger';

/** A warning for each end of copies of a school that the region has never had: a slip would end nothing, and say nothing. */
export function endedForNobody(region: Region, old: Ledger | undefined): Issue[] {
  const listed = region.schools.map(({ id }) => id);
  const gone = region.offboarded.map(({ id }) => id);
  const known = [...new Set([...listed, ...gone, ...Object.keys(old?.schools ?? {})])].sort();
  return region.endedRecovery.flatMap(({ school, place }): Issue[] => {
    if (school === undefined || listed.includes(school) || gone.includes(school) || seatOf(old, school) !== undefined)
      return [];
    const meant = nearest(school, known);
    return [
      issue('EDU331', `copies end for \`${school}\`, which neither the file nor the ledger knows`, {
        ...place,
        severity: 'warning',
        found: school,
        allowed: 'the slug of a school that is listed, offboarded or in the ledger',
        fix: meant === undefined ? 'correct the slug, or take the entry out' : `did you mean \`${meant}\`?`,
      }),
    ];
  });
}
