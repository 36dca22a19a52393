import { isObject, listOf } from '../is-object';
import { hasOpaque } from '../opaque';
import type { Resolver } from './resolver';

/** Values that a template exports for other stacks of its account and AWS Region, by name. */
export function exportsOf({ template, text, resolve, holds }: Resolver): readonly (readonly [string, string])[] {
  return Object.values(template.outputs).flatMap((output) => {
    if (!isObject(output) || !isObject(output.Export)) return [];
    const name = resolve(output.Export.Name);
    const condition = output.Condition;
    if (typeof condition === 'string' && holds(condition) !== true) return [];
    return typeof name === 'string' && !hasOpaque(name) ? [[name, text(output.Value)]] : [];
  });
}

/** Whether a value anywhere in a template imports what no stack has exported so far. */
export function missingImports(value: unknown, resolver: Resolver): boolean {
  if (Array.isArray(value)) return listOf(value).some((member) => missingImports(member, resolver));
  if (!isObject(value)) return false;
  if ('Fn::ImportValue' in value) {
    const name = resolver.resolve(value['Fn::ImportValue']);
    if (typeof name === 'string' && resolver.imported(name) === undefined) return true;
  }
  return Object.values(value).some((member) => missingImports(member, resolver));
}
