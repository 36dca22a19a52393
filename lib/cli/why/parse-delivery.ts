import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { readable, type Distribution, type OriginIdentity, type World } from '../../model';
import type { Caller } from '../../prove';
import { isNamed } from './parse-caller';

/** What a distribution is to the bucket that it asks. */
export interface Delivered {
  readonly caller: Caller;
  readonly context: Readonly<Record<string, string>>;
  /** Whether `--as` names a distribution, and no identity. */
  readonly byDistribution: boolean;
}

/**
 * Who asks by `cdn:DISTRIBUTION` or `identity:ID` of `--as`: by id, logical id, name as it is printed, or ARN; an issue when there is no
 * such thing, undefined for other forms.
 *
 * @param resource ARN of what is asked for: a distribution may ask one bucket as itself and another as an identity
 */
export function parseDelivery(world: World, text: string, resource: string | undefined): Delivered | Issue | undefined {
  const [, kind, name = ''] = /^(cdn|identity):(.*)$/s.exec(text) ?? [];
  if (kind === 'cdn') return byDistribution(world, text, name, resource ?? '');
  return kind === 'identity' ? byIdentity(world, text, name) : undefined;
}

function byDistribution(world: World, text: string, name: string, resource: string): Delivered | Issue {
  const found = named(world.distributions, name);
  const [one, ...more] = found;
  // A distribution of which no template speaks, such as one of another account.
  const foreign = /^arn:aws[a-z-]*:cloudfront::\d{12}:distribution\/[^*?\s]+$/.test(name);
  if (one === undefined && foreign) return asService(name);
  if (one === undefined || more.length > 0) return mistake(text, 'cdn', found, world.distributions);
  const bucket = resource.split('/')[0];
  const origins = one.origins.filter((origin) => origin.bucket === bucket);
  const origin = origins.find(({ as }) => as === 'distribution') ?? origins[0];
  if (origin?.as === 'identity' && origin.identity !== undefined) {
    return { caller: { kind: 'identity', arn: origin.identity }, context: {}, byDistribution: true };
  }
  if (origin?.as === 'anonymous') return { caller: { kind: 'anonymous' }, context: {}, byDistribution: true };
  return asService(one.arn);
}

function asService(arn: string): Delivered {
  const caller: Caller = { kind: 'service', name: 'cloudfront.amazonaws.com' };
  return { caller, context: { 'aws:SourceArn': arn }, byDistribution: true };
}

function byIdentity(world: World, text: string, name: string): Delivered | Issue {
  const found = named(world.originIdentities, name);
  const [one, ...more] = found;
  const foreign = /^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity [^*?\s]+$/.test(name);
  const arn = one?.arn ?? (foreign ? name : undefined);
  if (arn === undefined || more.length > 0) return mistake(text, 'identity', found, world.originIdentities);
  return { caller: { kind: 'identity', arn }, context: {}, byDistribution: false };
}

type Named = Distribution | OriginIdentity;

function named<T extends Named>(among: readonly T[], name: string): readonly T[] {
  return among.filter((one) => isNamed(name, one.id) || isNamed(name, one.arn) || name === logicalId(one));
}

function logicalId({ source }: Named): string {
  return source.pointer.slice('/Resources/'.length);
}

function mistake(text: string, kind: 'cdn' | 'identity', found: readonly Named[], all: readonly Named[]): Issue {
  const names = (found.length > 0 ? found : all).map(({ id }) => readable(id));
  const meant = found.length > 0 ? names[0] : (nearest(text.slice(kind.length + 1), names) ?? names[0]);
  const what = kind === 'cdn' ? 'distribution' : 'origin access identity';
  return issue('EDU711', `\`--as\` names ${found.length > 1 ? `more than one ${what}` : `no ${what}`}`, {
    found: text,
    allowed: `${kind}: and the id, the logical id or the ARN of one${found.length > 1 ? `: ${names.join(', ')}` : ' of the templates, or the ARN of another'}`,
    fix: meant === undefined ? 'copy the ARN from CloudFront' : `did you mean \`${kind}:${meant}\`?`,
  });
}
