import { issue } from '../../errors';
import { drillSlug } from '../../vocabulary';
import type { Rule } from './rule';
import { slugsOf } from './slugs';

/** Words that stand in names of the region's own parts. */
export const reservedWords: readonly string[] = [
  'hub',
  'commons',
  'logs',
  'log-archive',
  'node',
  'base',
  'recovery',
  'region',
  'district',
  'shared',
  'all',
  'none',
  // In the names of identity providers and roles.
  'bureau',
  'proxy',
  'proxy-blue',
  'proxy-green',
  // Purposes in the names of buckets.
  'rec',
  'mat',
  'com',
  'log',
  'trl',
  'del',
  'rrc',
  'rma',
  'qua',
  'can',
  'rca',
  'qca',
  // The canary of drills is a school to its stores.
  drillSlug,
];

/** Slugs that would read as a part of the hub or of the kit. */
export const reservedSlugs: Rule = (draft) =>
  slugsOf(draft)
    .filter(({ slug }) => reservedWords.includes(slug))
    .map(({ slug, place }) =>
      issue('EDU312', `\`${slug}\` is reserved for the region's own parts`, {
        ...place,
        found: slug,
        allowed: `any slug but ${reservedWords.join(', ')}`,
        fix: `add a word, such as \`${slug}school\``,
      }),
    );
