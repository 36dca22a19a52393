import { isObject } from '../is-object';
import { opaque } from '../opaque';
import { conditionsOf } from './conditions';
import { intrinsics } from './intrinsics';
import { namedType, type NamedType } from './names';
import type { Resolver } from './resolver';
import type { Template } from './template';

/**
 * A resolver for one template.
 *
 * @param imported values that other stacks export, by name
 */
export function resolverOf(template: Template, imported: (name: string) => string | undefined): Resolver {
  const { stack } = template;
  const unknowns = new Map<unknown, string>();
  const references = new Map<string, string>();
  const running = new Set<string>();
  const resolver: Resolver = {
    template,
    imported,
    holds: conditionsOf(template.conditions, (value) => resolver.resolve(value)),
    resolve: (value) => {
      if (Array.isArray(value)) return resolveList(value, resolver);
      return isObject(value) ? resolveObject(value, resolver) : value;
    },
    text: (value) => {
      const resolved = resolver.resolve(value);
      if (typeof resolved === 'string') return resolved;
      return typeof resolved === 'number' || typeof resolved === 'boolean'
        ? String(resolved)
        : resolver.unresolved(value, 'value');
    },
    refer: (logicalId, attribute) => {
      const key = `${logicalId}.${attribute}`;
      const known = references.get(key);
      if (known !== undefined) return known;
      // A resource that is named after itself is refused by CloudFormation.
      if (running.has(key)) return opaque('value', `${stack.id}.${key}`);
      running.add(key);
      const made = reference(logicalId, attribute, resolver);
      running.delete(key);
      references.set(key, made);
      return made;
    },
    unresolved: (value, what) => {
      const known = unknowns.get(value);
      if (known !== undefined) return known;
      const made = opaque('value', `${stack.id}.${what}.${unknowns.size + 1}`);
      unknowns.set(value, made);
      return made;
    },
  };
  return resolver;
}

function resolveList(list: readonly unknown[], resolver: Resolver): readonly unknown[] {
  const resolved = list.map((member) => resolver.resolve(member));
  const same = resolved.every((member, i) => member === list[i]);
  return same ? list : resolved.filter((member) => member !== undefined);
}

function resolveObject(value: Readonly<Record<string, unknown>>, resolver: Resolver): unknown {
  const keys = Object.keys(value);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && (only === 'Ref' || only.startsWith('Fn::'))) {
    const intrinsic = Object.hasOwn(intrinsics, only) ? intrinsics[only] : undefined;
    return intrinsic === undefined ? resolver.unresolved(value, only) : intrinsic(value[only], resolver, value);
  }
  let changed: Map<string, unknown> | undefined;
  for (const key of keys) {
    const one = resolver.resolve(value[key]);
    if (one === value[key]) continue;
    changed ??= new Map(Object.entries(value));
    if (one === undefined) changed.delete(key);
    else changed.set(key, one);
  }
  return changed === undefined ? value : Object.fromEntries(changed);
}

function reference(logicalId: string, attribute: string, resolver: Resolver): string {
  const { template } = resolver;
  const { stack, place } = template;
  const resource = Object.hasOwn(template.resources, logicalId) ? template.resources[logicalId] : undefined;
  const type = resource === undefined ? undefined : namedType(resource.type);
  const returned = type !== undefined && Object.hasOwn(type.returns, attribute) ? type.returns[attribute] : undefined;
  if (resource === undefined || type === undefined || returned === undefined) {
    return opaque('value', attribute === 'Ref' ? `${stack.id}.${logicalId}` : `${stack.id}.${logicalId}.${attribute}`);
  }
  if (returned === 'made') return opaque('name', `${stack.id}.${logicalId}.${attribute}`);
  const given = type.property === undefined ? undefined : resolver.resolve(resource.properties[type.property]);
  const made = opaque('name', `${stack.id}.${logicalId}${type.suffix ?? ''}`);
  const name =
    given === undefined ? made : (namePart(resolver.text(given), type) ?? opaque('value', `${stack.id}.${logicalId}`));
  const form = returned === 'arn' ? type.arn : returned;
  if (form === 'name' || form === undefined) return name;
  const path = resource.properties.Path === undefined ? '/' : resolver.text(resource.properties.Path);
  return form({ ...place, name, path });
}

function namePart(text: string, { namePattern }: NamedType): string | undefined {
  return namePattern === undefined ? text : namePattern.exec(text)?.[1];
}
