import { issue, type Issue } from '../../errors';
import { whereIs, type Rule } from './rule';
import { slugsOf, type SlugUse } from './slugs';

/** No two schools or districts share a slug: it names their buckets, keys and stacks. */
export const uniqueSlugs: Rule = (draft) => {
  const seen = new Map<string, SlugUse>();
  const issues: Issue[] = [];
  for (const use of slugsOf(draft)) {
    const first = seen.get(use.slug);
    if (first === undefined) {
      seen.set(use.slug, use);
      continue;
    }
    issues.push(
      issue('EDU301', `slug \`${use.slug}\` already names the ${first.of} on ${whereIs(first.place)}`, {
        ...use.place,
        found: use.slug,
        allowed: 'a slug of its own',
        fix: 'remove one of the two, or give the newer one another slug',
      }),
    );
  }
  return issues;
};
