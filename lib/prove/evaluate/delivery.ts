import type { Behaviour, Distribution, Doubt, Origin, World } from '../../model';
import type { Request } from '../request';
import type { Answer } from './answer';
import { beforeSlash } from './arn-fields';
import { firstPatterns } from './first-patterns';
import { matchGlob } from './match-glob';
import { pathsLookedAt } from './request-paths';
import { serviceOf } from './target';
import { tokensOfText, type Token } from './tokens';

/** One way in which a distribution answers visitors who ask for an object. */
export interface Way {
  readonly distribution: Distribution;
  readonly behaviour: Behaviour;
  /** Whether the plain path leads there; else one that is written in another way, and that S3 takes for the same. */
  readonly plain: boolean;
}

/** Whether distributions make such a request for visitors. */
export interface Delivery {
  readonly answer: Answer;
  readonly ways: readonly Way[];
  /** What of the distributions is outside the model. */
  readonly doubts: readonly Doubt[];
}

/** What `delivery:signed` says of a request; undefined where nobody visits. */
export function signedOf({ context }: Request): boolean | undefined {
  const given = Object.entries(context).find(([name]) => name.toLowerCase() === visitorKey)?.[1];
  return given === undefined ? undefined : given === 'true';
}

/** The key that says whether a visitor has a signature. */
export const visitorKey = 'delivery:signed';

/**
 * Whether a distribution makes this request for somebody who visits it; undefined for requests that nobody's visit is behind, and for
 * those that are not about S3. Whoever has a signature may also use what needs none.
 */
export function deliveryOf(world: World, request: Request): Delivery | undefined {
  const signed = signedOf(request);
  if (signed === undefined || serviceOf(request.action) !== 's3') return undefined;
  const bucket = beforeSlash(request.resource) ?? request.resource;
  const key = request.resource.slice(bucket.length);
  const asking = world.distributions
    .map((distribution) => ({
      distribution,
      origins: distribution.origins.filter((one) => one.bucket === bucket && asks(one, distribution, request)),
    }))
    .filter(({ origins }) => origins.length > 0);
  const doubts = asking.flatMap(({ distribution }) => distribution.doubts.filter(({ note }) => note !== true));
  const ways = asking
    .flatMap(({ distribution, origins }) => origins.flatMap((origin) => waysTo(key, origin, distribution)))
    .filter(({ behaviour }) => signed || !behaviour.signed);
  const sure = ways.some(({ distribution }) => distribution.doubts.every(({ note }) => note === true));
  return { answer: sure ? 'yes' : doubts.length > 0 ? 'unknown' : 'no', ways, doubts };
}

/** Whether the caller of a request is what a distribution is for this origin. */
function asks({ as, identity }: Origin, { arn }: Distribution, { caller, context }: Request): boolean {
  if (caller.kind === 'identity') return as === 'identity' && identity === caller.arn;
  if (caller.kind === 'anonymous') return as === 'anonymous';
  if (caller.kind !== 'service' || !/^cloudfront\.amazonaws\.com(?:\.cn)?$/.test(caller.name)) return false;
  const source = Object.entries(context).find(([name]) => name.toLowerCase() === 'aws:sourcearn')?.[1];
  return as === 'distribution' && source === arn;
}

/**
 * The behaviours that can answer a visitor with this object.
 *
 * @param key with a leading slash; empty for the bucket itself, which is asked for its list at the root
 */
function waysTo(key: string, origin: Origin, distribution: Distribution): Way[] {
  const { behaviours } = distribution;
  const path = key === '' && origin.path === '' ? '/' : key;
  if (!path.startsWith(`${origin.path}/`)) return [];
  const asked = path.slice(origin.path.length);
  const patterns = behaviours.map(({ pattern }) => pattern);
  const plain = patterns.findIndex((pattern) => matches(pattern, asked.slice(1)));
  const found = behavioursFor(patterns, asked);
  return behaviours.flatMap((behaviour, index) =>
    found.has(index) && behaviour.origins.includes(origin.id)
      ? [{ distribution, behaviour, plain: index === plain }]
      : [],
  );
}

/** All of them, where there are too many ways to write a path. */
function behavioursFor(patterns: readonly string[], asked: string): ReadonlySet<number> {
  const firsts = pathsLookedAt(asked)?.map((one) => firstPatterns(patterns, one.slice(1)));
  return new Set(firsts?.every((one) => one !== undefined) ? firsts.flatMap((one) => [...one]) : patterns.keys());
}

function matches(pattern: string, path: string): boolean {
  const tokens = tokensOfText(pattern).map((token): Token => {
    if (token.kind !== 'char') return token;
    return token.text === '*' ? { kind: 'any' } : token.text === '?' ? { kind: 'one' } : token;
  });
  return matchGlob(tokens, tokensOfText(path)) === 'yes';
}
