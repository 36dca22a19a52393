import { issue } from '../../errors';
import { whereIs, type Rule } from './rule';

/** Whoever may speak for the bureau speaks for no school. */
export const apartDomains: Rule = ({ shell, schools, at }) => {
  const owners = new Map(
    schools.flatMap(({ input, at: place }) =>
      (input.domains ?? []).map((domain, index) => [domain, { id: input.id, place: () => place(['domains', index]) }]),
    ),
  );
  return (shell?.federation?.bureau?.domains ?? []).flatMap((domain, index) => {
    const owner = owners.get(domain);
    return owner === undefined
      ? []
      : [
          issue(
            'EDU318',
            `the bureau’s domain \`${domain}\` belongs to school \`${owner.id}\` on ${whereIs(owner.place())}`,
            {
              ...at(['federation', 'bureau', 'domains', index]),
              found: domain,
              allowed: 'a domain of nobody else',
              fix: 'leave it with the one whose identity provider answers for it',
            },
          ),
        ];
  });
};
