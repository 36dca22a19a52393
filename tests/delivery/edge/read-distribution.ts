import { createHash } from 'node:crypto';
import { z } from 'zod';

// The part of a synthesised template that an edge goes by, read with none of the code that wrote it.

const ref = z.object({ Ref: z.string() });
const behaviour = z.object({
  PathPattern: z.string().optional(),
  AllowedMethods: z.array(z.string()),
  ViewerProtocolPolicy: z.string(),
  TrustedKeyGroups: z.array(ref).optional(),
  ResponseHeadersPolicyId: ref.optional(),
});
const distributionSchema = z.object({
  DistributionConfig: z.object({
    Aliases: z.array(z.string()).default([]),
    CacheBehaviors: z.array(behaviour).default([]),
    DefaultCacheBehavior: behaviour,
  }),
});
const publicKeySchema = z.object({ PublicKeyConfig: z.object({ EncodedKey: z.string() }) });
const keyGroupSchema = z.object({ KeyGroupConfig: z.object({ Items: z.array(ref) }) });
const headersSchema = z.object({
  ResponseHeadersPolicyConfig: z.object({
    CustomHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string() })) }).optional(),
  }),
});
const statement = z.object({ Sid: z.string(), Resource: z.union([z.string(), z.array(z.string())]) });
const policySchema = z.object({
  PolicyDocument: z.object({ Statement: z.array(z.object({ Sid: z.string().optional() }).loose()) }),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** How requests for some paths are answered. */
export interface EdgeBehaviour {
  /** Without a leading slash. */
  readonly pattern: string;
  readonly methods: readonly string[];
  /** Public keys by their ids at CloudFront; none where no signature is asked for. */
  readonly keys?: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A distribution as an edge knows it. */
export interface EdgeDistribution {
  readonly aliases: readonly string[];
  /** In the order in which they are tried; the last fits everything. */
  readonly behaviours: readonly EdgeBehaviour[];
  /** Whether the policy of the bucket gives the distribution the object of this name. */
  readonly gives: (name: string) => boolean;
  /** Ids at CloudFront by the names of the outputs that tell them. */
  readonly keyIds: ReadonlyMap<string, string>;
}

/** Reads the one distribution of a template. */
export function readDistribution(template: unknown): EdgeDistribution {
  const { Resources, Outputs } = templateSchema.parse(template);
  const all = Object.entries(Resources);
  const of = (type: string): [string, unknown][] =>
    all.flatMap(([id, resource]) => (resource.Type === type ? [[id, resource.Properties]] : []));
  const one = (id: string): unknown => Resources[id]?.Properties;
  const [, properties] = of('AWS::CloudFront::Distribution')[0] ?? [];
  const { DistributionConfig: config } = distributionSchema.parse(properties);
  const keysOf = (groups: readonly { Ref: string }[]): ReadonlyMap<string, string> =>
    new Map(
      groups
        .flatMap((group) => keyGroupSchema.parse(one(group.Ref)).KeyGroupConfig.Items)
        .map((key) => [idAt(key.Ref), publicKeySchema.parse(one(key.Ref)).PublicKeyConfig.EncodedKey]),
    );
  const behaviours = [...config.CacheBehaviors, { ...config.DefaultCacheBehavior, PathPattern: '*' }];
  return {
    aliases: config.Aliases,
    behaviours: behaviours.map(({ PathPattern = '*', AllowedMethods, TrustedKeyGroups, ResponseHeadersPolicyId }) => ({
      pattern: PathPattern,
      methods: AllowedMethods,
      headers: ResponseHeadersPolicyId === undefined ? {} : headersOf(one(ResponseHeadersPolicyId.Ref)),
      ...(TrustedKeyGroups === undefined ? {} : { keys: keysOf(TrustedKeyGroups) }),
    })),
    gives: giftsOf(of('AWS::S3::BucketPolicy').map(([, policy]) => policy)),
    keyIds: new Map(
      Object.entries(Outputs).flatMap(([name, { Value }]) => {
        const key = name.startsWith('KeyId') ? ref.safeParse(Value) : undefined;
        return key?.success === true ? [[name, idAt(key.data.Ref)]] : [];
      }),
    ),
  };
}

/** CloudFront gives a public key an id when it is made; here it follows from the logical one. */
function idAt(logicalId: string): string {
  return `K${createHash('sha256').update(logicalId).digest('hex').slice(0, 13).toUpperCase()}`;
}

function headersOf(policy: unknown): Readonly<Record<string, string>> {
  const { CustomHeadersConfig } = headersSchema.parse(policy).ResponseHeadersPolicyConfig;
  return Object.fromEntries(CustomHeadersConfig?.Items.map(({ Header, Value }) => [Header, Value]) ?? []);
}

/** What the policy of the bucket says of the distribution and of names. Who else reads is proved elsewhere. */
function giftsOf(policies: readonly unknown[]): (name: string) => boolean {
  const statements = policies.flatMap((policy) => policySchema.parse(policy).PolicyDocument.Statement);
  const patterns = (sid: string): readonly RegExp[] =>
    statements
      .filter(({ Sid }) => Sid === sid)
      .flatMap((found) => [statement.parse(found).Resource].flat())
      .map((arn) => wildcard(arn.slice(arn.indexOf('/') + 1)));
  const [given, denied] = [patterns('DeliveryRead'), patterns('DenyUnnormalisedNames')];
  return (name) => given.some((one) => one.test(name)) && !denied.some((one) => one.test(name));
}

/** `*` for anything and `?` for one character, as IAM and CloudFront have them. */
export function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
}
