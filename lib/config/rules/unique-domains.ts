import { issue, type Issue, type Place } from '../../errors';
import { whereIs, type Rule } from './rule';

interface Use {
  readonly id: string;
  readonly place: () => Place;
}

/** A domain tells whose account is at the door, so it belongs to one school. */
export const uniqueDomains: Rule = ({ schools }) => {
  const seen = new Map<string, Use>();
  const issues: Issue[] = [];
  for (const { input, at } of schools) {
    (input.domains ?? []).forEach((domain, index) => {
      const first = seen.get(domain);
      const place = (): Place => at(['domains', index]);
      if (first === undefined) {
        seen.set(domain, { id: input.id, place });
        return;
      }
      issues.push(
        issue('EDU303', message(domain, first, input.id), {
          ...place(),
          found: domain,
          allowed: 'a domain of one school',
          fix:
            first.id === input.id
              ? 'remove one of the two'
              : 'leave it with the school whose identity provider answers for it',
        }),
      );
    });
  }
  return issues;
};

function message(domain: string, first: Use, school: string): string {
  return first.id === school
    ? `domain \`${domain}\` stands twice for \`${school}\``
    : `domain \`${domain}\` already belongs to \`${first.id}\` on ${whereIs(first.place())}`;
}
