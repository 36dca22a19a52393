import type { Pattern, Role, Statement } from '../../model';
import type { Glob } from '../sets/glob';
import { only, tagDomain } from './branch';
import type { Domain } from './domain';
import { anything, comparisonOf, globOf } from './globs';

const requestTag = 'aws:requesttag/';
const owner = 'educloud:school';

/**
 * The tags that sessions of a role can have: those of the role, and the session tags that its trust policy lets somebody
 * pass. A tag whose key is missing here is absent.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionTags({ tags, trust }: Role): ReadonlyMap<string, Domain> {
  const fixed = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), only(value)]));
  const tagging = trust.statements.filter(allowsTagging);
  if (trust.unknown === undefined && tagging.length === 0) return fixed;
  const keys = new Set([owner, ...fixed.keys(), ...tagging.flatMap(tagKeys)]);
  return new Map(
    [...keys].map((key) => {
      const own = fixed.get(key);
      const globs = [
        ...(trust.unknown === undefined ? [] : [anything]),
        ...tagging.flatMap((one) => valuesOf(one, key)),
      ];
      if (globs.length === 0) return [key, own ?? tagDomain('', [], [])];
      const id = `session ${key} ${JSON.stringify(globs)} ${own?.id ?? ''}`;
      return [key, tagDomain(id, [...(own?.globs ?? []), ...globs], [], own === undefined)];
    }),
  );
}

/** Whether a role's sessions can have another value of the ownership tag than the role itself. */
export function canPassOwner(role: Role): boolean {
  return role.trust.unknown !== undefined || role.trust.statements.some(allowsTagging);
}

function allowsTagging({ effect, actions }: Statement): boolean {
  if (effect !== 'Allow') return false;
  const named = actions.list.some(({ text }) => /^(?:\*|sts:\*|sts:tag\*|sts:t[*?].*|sts:tagsession)$/i.test(text));
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
