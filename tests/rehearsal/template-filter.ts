import type { UnsupportedType } from './emulator';
import { isObject, listOf, objectAt, textAt, type Json } from './json';

/** A resource as a template names it. */
export interface NamedResource {
  readonly id: string;
  readonly type: string;
}

/** A template without the resources that an emulator does not know, and what that took away. */
export interface Filtered {
  readonly template: Json;
  readonly removed: readonly NamedResource[];
  /** Resources and outputs that referred to what was removed; their references became placeholders. */
  readonly touched: readonly string[];
}

/**
 * Takes resources out of a template by type, or by a property of a type. `DependsOn` forgets them, outputs that show them go too, and `Ref`,
 * `Fn::GetAtt` and `Fn::Sub` become literals that nobody can mistake for a real name. Nothing else changes.
 */
export function withoutTypes(
  template: Json,
  unsupported: readonly Pick<UnsupportedType, 'type' | 'property'>[],
): Filtered {
  const resources = Object.entries(objectAt(template, 'Resources'));
  const removed = resources
    .filter(([, resource]) =>
      unsupported.some(
        ({ type, property }) =>
          textAt(resource, 'Type') === type &&
          (property === undefined || property in objectAt(objectAt(resource), 'Properties')),
      ),
    )
    .map(([id, resource]) => ({ id, type: textAt(resource, 'Type') }));
  if (removed.length === 0) return { template, removed, touched: [] };
  const gone = new Set(removed.map(({ id }) => id));
  const touched = new Set<string>();
  const kept = resources
    .filter(([id]) => !gone.has(id))
    .map(([id, resource]): [string, unknown] => {
      const replaced = replaceReferences(withoutDependencies(resource, gone), gone);
      if (JSON.stringify(replaced) !== JSON.stringify(resource)) touched.add(id);
      return [id, replaced];
    });
  const outputs = Object.entries(objectAt(template, 'Outputs')).filter(([id, output]) => {
    const stays = JSON.stringify(replaceReferences(output, gone)) === JSON.stringify(output);
    if (!stays) touched.add(`output ${id}`);
    return stays;
  });
  const { Outputs: _outputs, ...rest } = template;
  return {
    template: {
      ...rest,
      Resources: Object.fromEntries(kept),
      ...(outputs.length === 0 ? {} : { Outputs: Object.fromEntries(outputs) }),
    },
    removed,
    touched: [...touched],
  };
}

function withoutDependencies(resource: unknown, gone: ReadonlySet<string>): unknown {
  if (!isObject(resource) || resource.DependsOn === undefined) return resource;
  const before = listOf(resource.DependsOn);
  const stay = before.filter((id) => typeof id !== 'string' || !gone.has(id));
  if (stay.length === before.length) return resource;
  const { DependsOn: _dependsOn, ...rest } = resource;
  return stay.length === 0 ? rest : { ...rest, DependsOn: stay };
}

function replaceReferences(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => replaceReferences(inner, gone));
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const replaced = replaceOne(value, gone);
    if (replaced !== undefined) return replaced;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceReferences(inner, gone)]));
}

function replaceOne(value: Json, gone: ReadonlySet<string>): unknown {
  const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = value;
  if (typeof ref === 'string' && gone.has(ref)) return placeholder(ref);
  if (getAtt !== undefined) {
    const [id, attribute] = typeof getAtt === 'string' ? splitOnce(getAtt) : listOf(getAtt);
    if (typeof id === 'string' && gone.has(id)) return placeholder(id, attribute);
  }
  if (sub !== undefined) {
    const [text, ...variables] = listOf(sub);
    if (typeof text !== 'string') return undefined;
    const filled = text.replace(
      /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}/g,
      (whole, id: string, attribute?: string) => (gone.has(id) ? placeholder(id, attribute) : whole),
    );
    return {
      'Fn::Sub': variables.length === 0 ? filled : [filled, ...variables.map((one) => replaceReferences(one, gone))],
    };
  }
  return undefined;
}

function splitOnce(text: string): [string, string] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Shaped as an ARN where an ARN is asked for, since policies are checked for that. */
function placeholder(id: string, attribute: unknown = ''): string {
  return typeof attribute === 'string' && attribute.endsWith('Arn')
    ? `arn:aws:iam::000000000000:role/removed-${id}`
    : `removed-${id}`;
}
