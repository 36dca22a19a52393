import type { StackFile } from '../assembly/read-assembly';
import type { JsonFile } from '../assembly/read-json';
import { isObject } from '../is-object';
import { placeOf, type Place } from './place';
import { rewritesIn } from './rewrites';
import { hasSurprises, withoutSurprises } from './surprises';

type Members = Readonly<Record<string, unknown>>;

/** A template of CloudFormation, its parts as they stand in the file. */
export interface Template {
  readonly stack: StackFile;
  readonly place: Place;
  readonly resources: Readonly<Record<string, RawResource>>;
  readonly parameters: Members;
  readonly conditions: Members;
  readonly mappings: Members;
  readonly outputs: Members;
  /** Macros that rewrite the template before it is deployed. */
  readonly transform?: unknown;
  /** JSON pointers of includes, macros and loops inside it that may rewrite what stands beside them. */
  readonly rewrites: readonly string[];
  /** Members of `Resources` that are no resources, such as loops. */
  readonly strays: readonly string[];
}

export interface RawResource {
  readonly type: string;
  readonly properties: Members;
  readonly condition?: string;
  /** Construct path. */
  readonly path?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export function templateOf(stack: StackFile, file: JsonFile): Template {
  const value = hasSurprises(file.text) ? objectOf(withoutSurprises(file.value, stack.id)) : file.value;
  const resources = new Map<string, RawResource>();
  const strays: string[] = [];
  for (const [id, raw] of Object.entries(objectOf(value.Resources))) {
    const resource = resourceOf(raw);
    if (resource === undefined) strays.push(id);
    else resources.set(id, resource);
  }
  return {
    stack,
    place: placeOf(stack),
    resources: Object.fromEntries(resources),
    parameters: objectOf(value.Parameters),
    conditions: objectOf(value.Conditions),
    mappings: objectOf(value.Mappings),
    outputs: objectOf(value.Outputs),
    ...(value.Transform === undefined ? {} : { transform: value.Transform }),
    rewrites: rewritesIn(value, file.text),
    strays,
  };
}

function resourceOf(raw: unknown): RawResource | undefined {
  if (!isObject(raw) || typeof raw.Type !== 'string') return undefined;
  const { Type: type, Properties: properties, Condition: condition, Metadata: metadata } = raw;
  const path = isObject(metadata) ? metadata['aws:cdk:path'] : undefined;
  return {
    type,
    properties: objectOf(properties),
    ...(typeof condition === 'string' ? { condition } : {}),
    ...(typeof path === 'string' ? { path } : {}),
  };
}

function objectOf(value: unknown): Members {
  return isObject(value) ? value : {};
}
