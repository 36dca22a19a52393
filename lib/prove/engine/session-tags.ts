import type { Condition, Pattern, Role, Statement, User } from '../../model';
import type { Glob } from '../sets/glob';
import { matches } from '../sets/matches';
import { only, tagDomain, type Branch } from './branch';
import type { Domain } from './domain';
import { anything, comparisonOf, globOf } from './globs';
import { mayName } from './named-actions';

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
  const tags = passedTags(role, fixed);
  return isLimited(role) ? { tags } : { tags, otherTags: tagDomain('', [anything], ['other']) };
}

function passedTags(role: Role, fixed: ReadonlyMap<string, Domain>): ReadonlyMap<string, Domain> {
  const { trust } = role;
  const tagging = trust.statements.filter(allowsTagging);
  const keys = new Set([owner, ...fixed.keys(), ...tagging.flatMap(tagKeys)]);
  return new Map(
    [...keys].flatMap((key): (readonly [string, Domain])[] => {
      const own = fixed.get(key);
      if (!passesTag(role, key)) return own === undefined ? [] : [[key, own]];
      const globs = [
        ...(trust.unknown === undefined ? [] : [anything]),
        ...tagging.filter((one) => lets(one, key)).flatMap((one) => valuesOf(one, key)),
      ];
      const id = `session ${key} ${JSON.stringify(globs)} ${own?.id ?? ''}`;
      return [[key, tagDomain(id, [...(own?.globs ?? []), ...globs], ['other'], own === undefined)]];
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

/** Whether somebody may pass a session of a role a tag with this key. */
export function passesTag(one: Role | User, key: string): boolean {
  if (one.kind === 'user') return false;
  const { statements, unknown } = one.trust;
  return (
    unknown !== undefined ||
    statements.some((statement) => allowsTagging(statement) && lets(statement, key.toLowerCase()))
  );
}

function allowsTagging({ effect, actions }: Statement): boolean {
  return effect === 'Allow' && mayName(actions, 'sts:tagsession');
}

/** Whether a statement lets a tag with this key through; AWS takes keys for the same in whatever case they are written. */
function lets({ conditions }: Statement, key: string): boolean {
  return conditions
    .filter(limitsKeys)
    .every(({ values }) => values.some(({ parts }) => matches(globOf(parts, 'text-without-case', false), key, 'may')));
}

/** A list of all keys that may be passed. */
function limitsKeys(condition: Condition): boolean {
  const { key, quantifier, negated, values } = condition;
  return (
    key === 'aws:tagkeys' &&
    quantifier === 'ForAllValues' &&
    !negated &&
    comparisonOf(condition) !== undefined &&
    values.every(isPlain)
  );
}

/** Whether every key that can be passed is known. */
function isLimited({ trust: { statements, unknown } }: Role): boolean {
  return (
    unknown === undefined &&
    statements
      .filter(allowsTagging)
      .every(({ conditions }) =>
        conditions.some((one) => limitsKeys(one) && one.values.every(({ literal }) => literal !== undefined)),
      )
  );
}

function tagKeys({ conditions }: Statement): string[] {
  return conditions.flatMap((condition) =>
    condition.key.startsWith(requestTag)
      ? [condition.key.slice(requestTag.length)]
      : limitsKeys(condition)
        ? condition.values.flatMap(({ literal }) => literal?.toLowerCase() ?? [])
        : [],
  );
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
