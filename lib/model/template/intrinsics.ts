import { isDeepStrictEqual } from 'node:util';
import { isObject, listOf } from '../is-object';
import { hasOpaque, opaque, opaqueKind, symbolsOf } from '../opaque';
import type { Resolver } from './resolver';
import { withoutDynamicReferences } from './surprises';

type Intrinsic = (argument: unknown, resolver: Resolver, whole: unknown) => unknown;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, resolver, whole) =>
    typeof argument === 'string' ? refer(argument, resolver) : resolver.unresolved(whole, 'Ref'),

  'Fn::GetAtt': (argument, resolver, whole) => {
    const [id, attribute] = typeof argument === 'string' ? splitOnce(argument) : listOf(argument);
    const name = resolver.resolve(attribute);
    return typeof id === 'string' && typeof name === 'string'
      ? resolver.refer(id, name)
      : resolver.unresolved(whole, 'Fn::GetAtt');
  },

  'Fn::Join': (argument, resolver, whole) => {
    const [separator, list] = listOf(argument);
    const members = resolver.resolve(list);
    return typeof separator === 'string' && Array.isArray(members)
      ? withoutDynamicReferences(
          members.map((member: unknown) => resolver.text(member)).join(separator),
          resolver.template.stack.id,
        )
      : resolver.unresolved(whole, 'Fn::Join');
  },

  'Fn::Sub': (argument, resolver, whole) => {
    const [text, given] = Array.isArray(argument) ? listOf(argument) : [argument, {}];
    if (typeof text !== 'string') return resolver.unresolved(whole, 'Fn::Sub');
    const variables = isObject(given) ? given : {};
    return text.replace(/\$\{([^!{}$][^{}$]*|![^{}]*)\}/gu, (_, found: string) => {
      if (found.startsWith('!')) return `\${${found.slice(1)}}`;
      const name = found.trim();
      if (Object.hasOwn(variables, name)) return resolver.text(variables[name]);
      const [id, attribute] = splitOnce(name);
      return attribute === undefined ? resolver.text({ Ref: id }) : resolver.refer(id, attribute);
    });
  },

  'Fn::Select': (argument, resolver, whole) => {
    const [index, list] = listOf(argument);
    const members = resolver.resolve(list);
    const at = resolver.resolve(index);
    const position = typeof at === 'number' || (typeof at === 'string' && /^\d{1,9}$/.test(at)) ? Number(at) : -1;
    const found: unknown = Array.isArray(members) ? members[position] : undefined;
    return found ?? resolver.unresolved(whole, 'Fn::Select');
  },

  'Fn::Split': (argument, resolver, whole) => {
    const [separator, source] = listOf(argument);
    const text = resolver.resolve(source);
    return typeof separator === 'string' && typeof text === 'string' && isSplittable(text, separator)
      ? text.split(separator)
      : resolver.unresolved(whole, 'Fn::Split');
  },

  'Fn::If': (argument, resolver, whole) => {
    const [condition, yes, no] = listOf(argument);
    const holds = typeof condition === 'string' ? resolver.holds(condition) : undefined;
    if (holds !== undefined) return resolver.resolve(holds ? yes : no);
    const [first, second] = [resolver.resolve(yes), resolver.resolve(no)];
    return isDeepStrictEqual(first, second) ? first : resolver.unresolved(whole, 'Fn::If');
  },

  'Fn::FindInMap': (argument, resolver, whole) => {
    const keys = listOf(argument)
      .slice(0, 3)
      .map((key) => resolver.resolve(key));
    let found: unknown = resolver.template.mappings;
    for (const key of keys) {
      found = isObject(found) && typeof key === 'string' && Object.hasOwn(found, key) ? found[key] : undefined;
    }
    // Mappings hold no functions.
    return keys.length === 3 && found !== undefined ? found : resolver.unresolved(whole, 'Fn::FindInMap');
  },

  'Fn::ImportValue': (argument, resolver, whole) => {
    const name = resolver.resolve(argument);
    if (typeof name !== 'string') return resolver.unresolved(whole, 'Fn::ImportValue');
    return resolver.imported(name) ?? opaque('value', `${resolver.template.stack.environment}.import.${name}`);
  },

  'Fn::ToJsonString': (argument, resolver) => JSON.stringify(resolver.resolve(argument)),
};

function refer(name: string, resolver: Resolver): unknown {
  const { stack, place, resources } = resolver.template;
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::AccountId':
      return place.account;
    case 'AWS::Region':
      return place.awsRegion;
    case 'AWS::Partition':
      return place.partition;
    case 'AWS::URLSuffix':
      return place.urlSuffix;
    case 'AWS::StackName':
      return stack.name;
  }
  // Whoever deploys a stack may give another value to a parameter than its default.
  return Object.hasOwn(resources, name) ? resolver.refer(name, 'Ref') : opaque('value', `${stack.id}.${name}`);
}

function splitOnce(text: string): [string, string | undefined] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Made names and places hold no colons and slashes; of other opaque parts nothing is known. */
function isSplittable(text: string, separator: string): boolean {
  if (separator === '') return false;
  if (!hasOpaque(text)) return true;
  const whole = symbolsOf(text).every(
    (symbol) => opaqueKind(symbol) !== 'value' || /\.AWS∶∶(?:AccountId|Region|Partition|URLSuffix)\uE001$/.test(symbol),
  );
  return whole && (separator === ':' || separator === '/');
}
