import { EducloudError, issue, type Issue } from '../errors';
import { commonsClasses, type CommonsClass } from '../vocabulary';
import { highestVersion, isDay, packIdPattern } from './documents';

/** What is said of a new version, as somebody typed it. */
export interface PackTexts {
  readonly id: string;
  readonly version: string;
  readonly licence?: string;
  readonly notAfter?: string;
}

/** What is said of a new version. */
export interface PackHead {
  readonly id: string;
  readonly version: number;
  readonly licence: CommonsClass;
  readonly notAfter?: string;
}

/**
 * Understands what is said of a new version. Without a licence it is `licensed`, the narrower one.
 *
 * @throws EDU638 for all that does not fit
 */
export function packHead({ id, version, licence = 'licensed', notAfter }: PackTexts): PackHead {
  const chosen = commonsClasses.find((one) => one === licence);
  const issues: readonly Issue[] = [
    ...(packIdPattern.test(id)
      ? []
      : [misfit('--id', id, '2 to 63 small letters, digits and hyphens, such as physics-7')]),
    ...(/^[1-9]\d{0,8}$/.test(version) ? [] : [misfit('--version', version, `a whole number, 1 to ${highestVersion}`)]),
    ...(chosen === undefined ? [misfit('--licence', licence, commonsClasses.join(' or '))] : []),
    ...(notAfter === undefined || isDay(notAfter)
      ? []
      : [misfit('--not-after', notAfter, 'a day, such as 2027-06-30')]),
  ];
  if (chosen === undefined || issues.length > 0) throw new EducloudError(issues);
  return { id, version: Number(version), licence: chosen, ...(notAfter === undefined ? {} : { notAfter }) };
}

function misfit(option: string, found: string, allowed: string): Issue {
  return issue('EDU638', `\`${option}\` does not fit`, { found, allowed, fix: 'write it in this form' });
}
