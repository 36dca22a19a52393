import { issue, type Code, type Issue, type Place } from '../../errors';

/** What is wrong with the copies of one school. */
export interface Complaint {
  readonly code: Code;
  readonly school: string;
  /** With `%s` where the schools stand. */
  readonly what: string;
  readonly place: Place;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

const most = 5;

/** One issue for all schools of which the same is wrong in the same place. */
export function complaintIssues(complaints: readonly Complaint[]): Issue[] {
  const groups = new Map<string, { readonly first: Complaint; readonly schools: string[] }>();
  for (const { school, ...same } of complaints) {
    const key = JSON.stringify(same);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: { school, ...same }, schools: [school] });
    else group.schools.push(school);
  }
  return [...groups.values()].map(({ first: { code, what, place, found, allowed, fix }, schools }) =>
    issue(
      code,
      what.replace('%s', () => named(schools)),
      { ...place, found, allowed, fix },
    ),
  );
}

function named(schools: readonly string[]): string {
  if (schools.length === 1) return `school \`${schools[0] ?? ''}\``;
  const rest = schools.length - most;
  return `${schools.length} schools (${schools.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}
