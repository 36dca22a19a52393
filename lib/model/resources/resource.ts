import { isObject, listOf } from '../is-object';
import { hasOpaque } from '../opaque';
import type { Placed, Tags } from '../placed';
import { parsePolicy } from '../policy/parse-policy';
import type { PolicyKind } from '../policy/parse-statement';
import type { Policy } from '../policy/policy';
import { shareText } from '../policy/share';
import type { Doubt, Source } from '../source';
import type { Resolver } from '../template/resolver';
import type { RawResource } from '../template/template';
import type { Draft } from './draft';

/** A resource of a template, its references resolved on demand. */
export interface Resource {
  readonly type: string;
  readonly logicalId: string;
  readonly resolver: Resolver;
  readonly raw: RawResource;
  readonly source: Source;
  /** Why it may not exist: a condition that is known only when the stack is deployed. */
  readonly uncertain?: string;
}

/** What one type of resource adds to the World. */
export type Reader = (resource: Resource, draft: Draft) => void;

/** Place, tags and owner of a resource; `doubts` are added to those that every resource may have. */
export function placed(resource: Resource, doubts: readonly Doubt[] = []): Placed {
  const { account, awsRegion, partition } = resource.resolver.template.place;
  const tags = tagsOf(resource);
  const owners = ownersIn(resource, tags ?? {});
  const [owner] = owners;
  const all = [...doubts];
  if (tags === undefined) all.push(doubt(resource, 'its tags are known only when it is deployed'));
  if (owners.length > 1) all.push(doubt(resource, 'its tags name more than one school'));
  if (owner !== undefined && hasOpaque(owner)) all.push(doubt(resource, 'its owner is known only when it is deployed'));
  if (resource.uncertain !== undefined) all.push(doubt(resource, resource.uncertain));
  return {
    source: resource.source,
    account,
    awsRegion,
    partition,
    tags: tags ?? {},
    ...(owner === undefined || hasOpaque(owner) ? {} : { owner }),
    doubts: all.length === 0 ? none : all,
  };
}

const none: readonly Doubt[] = [];

/**
 * IAM takes keys of tags for the same in whatever case they are written; other services tell them apart.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
function ownersIn({ type }: Resource, tags: Tags): readonly string[] {
  const inAnyCase = type.startsWith('AWS::IAM::');
  const found = Object.entries(tags).filter(([key]) => (inAnyCase ? key.toLowerCase() : key) === ownerTag);
  return [...new Set(found.map(([, value]) => value))];
}

const ownerTag = 'educloud:school';

/** A property without references; undefined when it is absent. */
export function property({ raw, resolver }: Resource, name: string): unknown {
  const value = raw.properties[name];
  return value === undefined ? undefined : resolver.resolve(value);
}

/** A property as text; undefined when it is absent. */
export function textProperty(resource: Resource, name: string): string | undefined {
  const value = property(resource, name);
  return value === undefined ? undefined : resource.resolver.text(value);
}

/** A property that is a list of texts; a value that is no list counts as its only member. */
export function textsProperty(resource: Resource, name: string): readonly string[] {
  const value = property(resource, name);
  if (value === undefined) return [];
  return (Array.isArray(value) ? listOf(value) : [value]).map((member) => resource.resolver.text(member));
}

/** A doubt about a resource. */
export function doubt({ source }: Pick<Resource, 'source'>, reason: string): Doubt {
  return { source, reason };
}

/** Where a part of a resource stands. */
export function sourceAt({ source }: Resource, ...parts: readonly (string | number)[]): Source {
  const pointer = parts.map((part) => `/${escaped(String(part))}`).join('');
  return { ...source, pointer: `${source.pointer}/Properties${pointer}` };
}

/** A member of a JSON pointer: https://www.rfc-editor.org/rfc/rfc6901 */
export function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * A policy document of a resource, parsed; documents may be text. Where the resource may not exist, no statement of it is
 * sure to match.
 */
export function policyOf(resource: Resource, document: unknown, source: Source, kind: PolicyKind): Policy {
  const resolved = resource.resolver.resolve(document);
  const policy = parsePolicy(typeof resolved === 'string' ? fromText(resolved) : resolved, source, kind);
  const { uncertain } = resource;
  if (uncertain === undefined) return policy;
  return {
    ...policy,
    statements: policy.statements.map((one) => ({ ...one, unknown: [...one.unknown, uncertain] })),
  };
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tags are a list of keys and values, or an object of them; undefined when they cannot be read. */
function tagsOf(resource: Resource): Tags | undefined {
  const { stack } = resource.resolver.template;
  const tags: Record<string, string> = { ...stack.tags };
  for (const name of ['Tags', 'BackupVaultTags']) {
    const given = property(resource, name) ?? [];
    if (!Array.isArray(given) && !isObject(given)) return undefined;
    const pairs = Array.isArray(given)
      ? listOf(given).map((tag) => (isObject(tag) ? [tag.Key, tag.Value] : []))
      : Object.entries(given);
    for (const [key, value] of pairs) {
      if (typeof key !== 'string' || hasOpaque(key)) return undefined;
      tags[shareText(key)] = shareText(resource.resolver.text(value ?? ''));
    }
  }
  return tags;
}
