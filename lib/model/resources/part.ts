import { isObject, listOf } from '../is-object';
import { hasOpaque } from '../opaque';
import type { Doubt, Source } from '../source';
import { sourceAt, type Resource } from './resource';

/** A value among the properties of a resource, and where it stands. */
export interface Part {
  readonly resource: Resource;
  readonly path: readonly (string | number)[];
  /** Not absent; references at its top are resolved, those inside it are not yet. */
  readonly value: unknown;
}

/** A property of a resource; undefined when it is absent. */
export function partOf(resource: Resource, name: string): Part | undefined {
  return opened(resource, [name], resource.raw.properties[name]);
}

/** A member of an object; undefined when it is absent, or when the value is no object. */
export function memberOf({ resource, path, value }: Part, name: string): Part | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? opened(resource, [...path, name], value[name]) : undefined;
}

/** The members of a list, without those that are `AWS::NoValue`; undefined when it cannot be read. */
export function membersOf({ resource, path, value }: Part): readonly Part[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return listOf(value).flatMap((member, index) => opened(resource, [...path, index], member) ?? []);
}

/** Names of the members of an object that are not absent. */
export function namesIn(part: Part): readonly string[] {
  return isObject(part.value) ? Object.keys(part.value).filter((name) => memberOf(part, name) !== undefined) : [];
}

export function textOf({ resource, value }: Part): string {
  return resource.resolver.text(value);
}

/** A text of which every character is known. */
export function plainTextOf(part: Part): string | undefined {
  const text = textOf(part);
  return hasOpaque(text) ? undefined : text;
}

/** Whether a switch is on; undefined when that is known only when it is deployed. */
export function switchOf(part: Part | undefined): boolean | undefined {
  if (part === undefined) return false;
  const text = plainTextOf(part);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

export function sourceOfPart({ resource, path }: Part): Source {
  return sourceAt(resource, ...path);
}

/** A doubt about what stands here. */
export function doubtAt(part: Part, reason: string): Doubt {
  return { source: sourceOfPart(part), reason };
}

/** A doubt for every member of an object that the model has no words for. */
export function strangersIn(part: Part, known: ReadonlySet<string>): readonly Doubt[] {
  return namesIn(part)
    .filter((name) => !known.has(name))
    .map((name) => {
      const { resource, path } = part;
      return { source: sourceAt(resource, ...path, name), reason: `${name} is outside the model` };
    });
}

function opened(resource: Resource, path: Part['path'], raw: unknown): Part | undefined {
  const value = isReference(raw) ? resource.resolver.resolve(raw) : raw;
  return value === undefined ? undefined : { resource, path, value };
}

function isReference(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [only, ...more] = Object.keys(value);
  return only !== undefined && more.length === 0 && (only === 'Ref' || only.startsWith('Fn::'));
}
