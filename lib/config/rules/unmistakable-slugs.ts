import { issue, type Issue } from '../../errors';
import { whereIs, type Rule } from './rule';
import { slugsOf } from './slugs';

/** No slug is another plus a hyphen: `edu-rec-oak-*` must never reach the buckets of `oak-hill`. */
export const unmistakableSlugs: Rule = (draft) => {
  const uses = slugsOf(draft);
  const bySlug = new Map(uses.map((use) => [use.slug, use]));
  const issues: Issue[] = [];
  for (const { slug, place } of uses) {
    for (let end = slug.indexOf('-'); end >= 0; end = slug.indexOf('-', end + 1)) {
      const other = bySlug.get(slug.slice(0, end));
      if (other !== undefined) {
        issues.push(
          issue(
            'EDU302',
            `\`${slug}\` begins with \`${other.slug}-\`, and \`${other.slug}\` is the ${other.of} on ${whereIs(other.place)}`,
            {
              ...place,
              found: slug,
              allowed: 'a slug that does not begin with another slug and a hyphen',
              fix: `write it without the hyphen, such as \`${slug.replaceAll('-', '')}\``,
            },
          ),
        );
      }
    }
  }
  return issues;
};
