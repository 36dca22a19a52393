import type { Pattern, Role, Statement, User } from '../../model';
import type { Glob } from '../sets/glob';
import { matches } from '../sets/matches';
import { only, tagDomain, type Branch } from './branch';
import type { Domain } from './domain';
import { anything, comparisonOf, globOf } from './globs';

const requestTag = 'aws:requesttag/';
const owner = 'educloud:school';

/**
 * The tags that sessions of a role can have: those of the role, and the session tags that its trust policy lets somebody
 * pass. A tag that is neither among `tags` nor has `otherTags` is absent.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionTags(role: Role | User): Pick<Branch, 'tags' | 'otherTags'> {
  if (isUncertain(role)) return { tags: new Map(), otherTags: tagDomain('', [anything], ['other']) };
  const fixed = new Map(Object.entries(role.tags).map(([key, value]) => [key.toLowerCase(), only(value)]));
  if (role.kind === 'user' || !canPassTags(role)) return { tags: fixed };
  return { tags: passedTags(role, fixed), otherTags: tagDomain('', [anything], ['other']) };
}

function passedTags({ trust }: Role, fixed: ReadonlyMap<string, Domain>): ReadonlyMap<string, Domain> {
  const tagging = trust.statements.filter(allowsTagging);
  const keys = new Set([owner, ...fixed.keys(), ...tagging.flatMap(tagKeys)]);
  return new Map(
    [...keys].map((key) => {
      const own = fixed.get(key);
      const globs = [
        ...(trust.unknown === undefined ? [] : [anything]),
        ...tagging.flatMap((one) => valuesOf(one, key)),
      ];
      const id = `session ${key} ${JSON.stringify(globs)} ${own?.id ?? ''}`;
      return [key, tagDomain(id, [...(own?.globs ?? []), ...globs], ['other'], own === undefined)];
    }),
  );
}

/** Whether somebody else may stand behind the ARN, or the same with other tags, than the templates say. */
export function isUncertain({ doubts }: Role | User): boolean {
  return doubts.length > 0;
}

/** Whether a role's sessions can have other tags than the role itself. */
export function canPassTags(one: Role | User): boolean {
  return one.kind === 'role' && (one.trust.unknown !== undefined || one.trust.statements.some(allowsTagging));
}

function allowsTagging({ effect, actions }: Statement): boolean {
  if (effect !== 'Allow') return false;
  const named = actions.list.some(({ parts }) =>
    matches(globOf(parts, 'text-without-case', false), 'sts:tagsession', actions.not ? 'must' : 'may'),
  );
  return named !== actions.not;
}

function tagKeys({ conditions }: Statement): string[] {
  return conditions.flatMap(({ key }) => (key.startsWith(requestTag) ? [key.slice(requestTag.length)] : []));
}

/** Values of a tag that one statement lets through. */
function valuesOf({ conditions }: Statement, key: string): readonly Glob[] {
  const limit = conditions.find(
    (condition) =>
      condition.key === requestTag + key &&
      !condition.negated &&
      comparisonOf(condition) !== undefined &&
      condition.values.every(isPlain),
  );
  const comparison = limit === undefined ? undefined : comparisonOf(limit);
  if (limit === undefined || comparison === undefined) return [anything];
  return limit.values.map(({ parts }) => globOf(parts, comparison, false));
}

function isPlain({ parts }: Pattern): boolean {
  return parts.every(({ kind }) => kind !== 'variable');
}
