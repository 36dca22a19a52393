import type { Place } from './assembly';
import { isObject, listOf, objectAt, textAt, type Json } from './json';

/** What intrinsic functions of a template stand for once it is deployed. */
export interface Names {
  readonly account: string;
  readonly awsRegion: string;
  /** By logical id: what `Fn::GetAtt …Arn` gives. */
  readonly arns: Readonly<Record<string, string>>;
  /** By logical id: what `Ref` gives. */
  readonly ids: Readonly<Record<string, string>>;
}

/** By type, the property that names a resource and the ARN that follows from it. Emulators know the partition `aws`. */
const arns: Readonly<Record<string, readonly [property: string, arn: (name: string, place: Place) => string]>> = {
  'AWS::S3::Bucket': ['BucketName', (name) => `arn:aws:s3:::${name}`],
  'AWS::IAM::Role': ['RoleName', (name, { account }) => `arn:aws:iam::${account}:role/${name}`],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', (name, { account }) => `arn:aws:iam::${account}:policy/${name}`],
  'AWS::SNS::Topic': ['TopicName', (name, { account, awsRegion }) => `arn:aws:sns:${awsRegion}:${account}:${name}`],
};

/** What a template tells of its own resources; ARNs of keys are known only once they are made. */
export function namesIn(template: Json, place: Place, keyArns: Readonly<Record<string, string>>): Names {
  const named = Object.entries(objectAt(template, 'Resources')).flatMap(([id, resource]) => {
    const [property, arn] = arns[textAt(resource, 'Type')] ?? [];
    const name = property === undefined ? '' : textAt(resource, 'Properties', property);
    return name === '' || arn === undefined ? [] : [{ id, name, arn: arn(name, place) }];
  });
  return {
    account: place.account,
    awsRegion: place.awsRegion,
    arns: { ...Object.fromEntries(named.map(({ id, arn }) => [id, arn])), ...keyArns },
    ids: Object.fromEntries(named.map(({ id, name, arn }) => [id, arn.includes(':sns:') ? arn : name])),
  };
}

/** Whether no intrinsic function is left. */
export function isResolved(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isResolved);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => key !== 'Ref' && !key.startsWith('Fn::') && isResolved(inner));
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

function pseudo(ref: string, { account, awsRegion }: Names): string | undefined {
  const known: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': awsRegion,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return known[ref];
}
