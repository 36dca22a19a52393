import type { EndedRecovery, Region, School } from '../../config';
import type { StorePurpose } from '../../vocabulary';

/** Why the copies of a school's store end, as the file says; nothing where it does not say that they end. */
export function endedReason(
  { endedRecovery }: Pick<Region, 'endedRecovery'>,
  school: School,
  store: StorePurpose,
): string | undefined {
  return endedRecovery.find((ended) => ends(ended, school, store))?.reason;
}

function ends({ school, district, store }: EndedRecovery, of: School, what: StorePurpose): boolean {
  return (
    (school === undefined || school === of.id) &&
    (district === undefined || district === of.district) &&
    (store === undefined || store === what)
  );
}
