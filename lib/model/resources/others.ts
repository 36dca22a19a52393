import { isObject } from '../is-object';
import { opaque } from '../opaque';
import { namedType } from '../template/names';
import type { Other } from '../world';
import { placed, policyOf, property, sourceAt, textsProperty, type Reader, type Resource } from './resource';

/** A resource that later properties speak of, with its properties. */
export function readOther(kind: Other['kind'], policy?: string): Reader {
  return (resource, draft) => {
    draft.others.push(otherOf(resource, kind, policy));
  };
}

/** Policies of topics stand beside them. */
export const readTopicPolicy: Reader = (resource, draft) => {
  const source = sourceAt(resource, 'PolicyDocument');
  const policy = policyOf(resource, resource.raw.properties.PolicyDocument, source, 'resource');
  for (const topic of textsProperty(resource, 'Topics')) draft.topicPolicies.push({ topic, policy });
};

/** Other types matter only when they carry a policy. */
export const readUnknownType: Reader = (resource, draft) => {
  const name = Object.keys(resource.raw.properties).find((one) => looksLikePolicy(property(resource, one)));
  if (name !== undefined) draft.others.push(otherOf(resource, 'other', name));
};

function looksLikePolicy(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('"Statement"');
  return isObject(value) && 'Statement' in value;
}

function otherOf(resource: Resource, kind: Other['kind'], policyName: string | undefined): Other {
  const { resolver, logicalId, type, raw } = resource;
  const document = policyName === undefined ? undefined : raw.properties[policyName];
  const returns = namedType(type)?.returns ?? {};
  const named = Object.keys(returns).find((attribute) => returns[attribute] === 'name');
  return {
    kind,
    ...placed(resource),
    type,
    name:
      named === undefined
        ? opaque('name', `${resolver.template.stack.id}.${logicalId}`)
        : resolver.refer(logicalId, named),
    properties: resolver.resolve(raw.properties),
    ...(policyName === undefined || document === undefined
      ? {}
      : { policy: policyOf(resource, document, sourceAt(resource, policyName), 'resource') }),
  };
}
