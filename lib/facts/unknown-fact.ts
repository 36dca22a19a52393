import { closest, distance } from 'fastest-levenshtein';
import { type EducloudError, failure } from '../errors';

const listedAtMost = 40;

/** EDU501: `found` is no known `what`; names what is allowed and the nearest of it. */
export function unknownFact(what: string, found: string, known: readonly string[]): EducloudError {
  const near = nearest(found, known);
  return failure('EDU501', `the ${what} "${found}" is unknown`, {
    found,
    allowed: known.length > listedAtMost ? `one of ${known.length} known names` : known.join(', '),
    fix: near === undefined ? `write one of the known names of a ${what}` : `did you mean "${near}"?`,
  });
}

/** The known name that differs least, unless it differs in more than half of its letters. */
export function nearest(found: string, known: readonly string[]): string | undefined {
  if (known.length === 0) {
    return undefined;
  }
  const candidate = closest(found, known);
  return distance(found, candidate) * 2 <= candidate.length ? candidate : undefined;
}
