import { isObject, listOf, type Json } from './json';

/** What intrinsic functions of a template stand for once it is deployed. */
export interface Names {
  readonly account: string;
  readonly awsRegion: string;
  readonly partition: string;
  /** By logical id: what `Fn::GetAtt …Arn` gives. */
  readonly arns: Readonly<Record<string, string>>;
  /** By logical id: what `Ref` gives. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Replaces `Ref`, `Fn::GetAtt` and `Fn::Join`. What cannot be known stays as it is, so that a comparison shows it. */
export function resolveTemplate(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((inner) => resolveTemplate(inner, names));
  if (!isObject(value)) return value;
  if (Object.keys(value).length === 1) {
    const resolved = resolveOne(value, names);
    if (resolved !== undefined) return resolved;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveTemplate(inner, names)]));
}

function resolveOne(value: Json, names: Names): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': getAtt, 'Fn::Join': join } = value;
  if (typeof ref === 'string') return pseudo(ref, names) ?? names.ids[ref];
  if (getAtt !== undefined) {
    const [id, attribute] = listOf(getAtt);
    return typeof id === 'string' && attribute === 'Arn' ? names.arns[id] : undefined;
  }
  if (join !== undefined) {
    const [separator, parts] = listOf(join);
    const texts = listOf(parts).map((part) => resolveTemplate(part, names));
    return texts.every((text) => typeof text === 'string') ? texts.join(String(separator)) : undefined;
  }
  return undefined;
}

function pseudo(ref: string, { account, awsRegion, partition }: Names): string | undefined {
  const known: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Partition': partition,
    'AWS::Region': awsRegion,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return known[ref];
}
