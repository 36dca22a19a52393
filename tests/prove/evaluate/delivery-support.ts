import type { Behaviour, Distribution, Origin, OriginIdentity, World } from '../../../lib/model';
import { evaluate } from '../../../lib/prove/evaluate';
import type { Caller, Request } from '../../../lib/prove/request';
import { bucketArn, home, inWords, worldOf, type Setting, type Statements } from './support';

export const distributionArn = `arn:aws:cloudfront::${home}:distribution/E1`;
export const identityArn = 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity I1';
export const canonicalId = 'c1';
export const cdn: Caller = { kind: 'service', name: 'cloudfront.amazonaws.com' };
export const identity: Caller = { kind: 'identity', arn: identityArn };

const placed = (id: string) => ({
  source: { file: 'hub.template.json', pointer: `/Resources/${id}` },
  account: home,
  awsRegion: 'eu-central-1',
  partition: 'aws',
  tags: {},
  doubts: [],
});

/** A behaviour as a pattern; one that asks for a signature begins with `!`. */
export function behaviour(text: string, origins: readonly string[] = ['o']): Behaviour {
  const signed = text.startsWith('!');
  const { source } = placed('D');
  const keyGroups = signed ? ['g'] : [];
  return { pattern: signed ? text.slice(1) : text, origins, signed, keyGroups, trustedSigners: [], source };
}

export function origin(more: Partial<Origin> = {}): Origin {
  return { id: 'o', bucket: bucketArn, path: '', as: 'distribution', source: placed('D').source, ...more };
}

export function distribution(patterns: readonly string[], more: Partial<Distribution> = {}): Distribution {
  return {
    kind: 'distribution',
    ...placed('D'),
    id: 'E1',
    arn: distributionArn,
    origins: [origin()],
    behaviours: patterns.map((one) => behaviour(one)),
    ...more,
  };
}

export const originIdentity: OriginIdentity = {
  kind: 'origin-identity',
  ...placed('I'),
  id: 'I1',
  arn: identityArn,
  canonicalId,
};

/** Lets the distribution and the identity read everything. */
export const letIn: Statements = [
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { StringEquals: { 'AWS:SourceArn': distributionArn } },
  },
  { Effect: 'Allow', Principal: { CanonicalUser: canonicalId }, Action: 's3:GetObject', Resource: `${bucketArn}/*` },
];

export function deliveryWorld(distributions: readonly Distribution[], setting: Setting = {}): World {
  const bucket = { encryption: { algorithm: 'AES256', bucketKey: false } };
  const world = worldOf({ bucketPolicy: letIn, bucket, ...setting });
  return { ...world, distributions, originIdentities: [originIdentity] };
}

/** What becomes of a visit: the key that is asked for, with or without a signature. */
export function visit(
  world: World,
  key: string,
  signed: boolean,
  { context = {}, ...more }: Partial<Request> = {},
): string {
  return inWords(
    evaluate(world, {
      caller: cdn,
      action: 's3:GetObject',
      resource: key === '' ? bucketArn : `${bucketArn}/${key}`,
      ...more,
      context: { 'aws:SourceArn': distributionArn, 'delivery:signed': String(signed), ...context },
    }),
  );
}
