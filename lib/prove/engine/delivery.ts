import type { Bucket, Distribution, Doubt, World } from '../../model';
import type { Property } from '../property';
import type { Subject } from './subject';

/** As whom one distribution asks a bucket, and what for. */
export interface Way {
  readonly distribution: Distribution;
  readonly as: 'distribution' | 'identity' | 'anonymous';
  /** ARN of the origin access identity. */
  readonly identity?: string;
  /** What is delivered without a signature: paths of origins with patterns of behaviours. */
  readonly unsigned: readonly { readonly path: string; readonly pattern: string }[];
}

/** The ways of viewers to buckets, by the ARN of the bucket. */
export type Deliveries = ReadonlyMap<string, readonly Way[]>;

/** Every way on which a distribution of the World asks a bucket: one for each caller that it is. */
export function deliveriesOf({ distributions }: World): Deliveries {
  const found = new Map<string, Way[]>();
  for (const distribution of distributions) {
    for (const bucket of new Set(distribution.origins.flatMap(({ bucket: arn }) => arn ?? []))) {
      found.set(bucket, [...(found.get(bucket) ?? []), ...waysOf(distribution, bucket)]);
    }
  }
  return found;
}

function waysOf(distribution: Distribution, bucket: string): Way[] {
  const ways = new Map<string, Way>();
  const { behaviours } = distribution;
  // Nothing gets past a pattern that every path fits, however it is written.
  const last = behaviours.findIndex(({ pattern }) => /^\*+$/.test(pattern));
  const reached = last < 0 ? behaviours : behaviours.slice(0, last + 1);
  for (const { id, bucket: arn, path, as, identity } of distribution.origins) {
    if (arn !== bucket) continue;
    const key = `${as} ${identity ?? ''}`;
    const known = ways.get(key)?.unsigned ?? [];
    const more = reached
      .filter(({ signed, origins }) => !signed && origins.includes(id))
      .map(({ pattern }) => ({ path, pattern }));
    ways.set(key, {
      distribution,
      as,
      ...(identity === undefined ? {} : { identity }),
      unsigned: [...known, ...more],
    });
  }
  return [...ways.values()];
}

/** Whether a bucket is an origin of some distribution. */
export function isDelivered(deliveries: Deliveries, bucket: Pick<Bucket, 'arn'>): boolean {
  return deliveries.has(bucket.arn);
}

/** Whether a bucket is meant for the public or for members: it is delivered, or it is the commons. */
export function isPublished(deliveries: Deliveries, bucket: Pick<Bucket, 'arn' | 'store'>): boolean {
  return bucket.store === 'commons' || isDelivered(deliveries, bucket);
}

/**
 * The distributions of the bucket's own account that have it as origin, by ARN: those that ask as themselves, and the
 * identities, as far as they stand in that account too, of the others.
 */
export function ownReaders(
  deliveries: Deliveries,
  { originIdentities }: World,
  { arn, account }: Pick<Bucket, 'arn' | 'account'>,
): { readonly distributions: readonly string[]; readonly identities: readonly string[] } {
  const ways = (deliveries.get(arn) ?? []).filter(({ distribution }) => distribution.account === account);
  const own = new Set(originIdentities.filter((one) => one.account === account).map((one) => one.arn));
  return {
    distributions: sorted(ways.flatMap(({ as, distribution }) => (as === 'distribution' ? [distribution.arn] : []))),
    identities: sorted(
      ways.flatMap(({ as, identity }) => (as === 'identity' && identity !== undefined ? [identity] : [])),
    ).filter((identity) => own.has(identity)),
  };
}

/** What of the distributions is outside the model, for properties that speak of what they read. */
export function deliveryDoubts(
  deliveries: Deliveries,
  { requests, exceptions }: Property,
  { bucket }: Subject,
): readonly Doubt[] {
  if (bucket === undefined || (requests.who !== 'viewers' && !exceptions.some(({ who }) => who === 'distribution')))
    return [];
  const distributions = new Set((deliveries.get(bucket.arn) ?? []).map(({ distribution }) => distribution));
  return [...distributions].flatMap(({ doubts }) => doubts.filter(({ note }) => note !== true));
}

/** What decides of the ways of viewers to a bucket, as a text: two buckets with one text are delivered alike. */
export function deliveryText(deliveries: Deliveries, { bucket }: Subject): string {
  const ways = bucket === undefined ? [] : (deliveries.get(bucket.arn) ?? []);
  return JSON.stringify(
    ways.map(({ distribution: { arn, account }, as, identity, unsigned }) => [arn, account, as, identity, unsigned]),
  );
}

function sorted(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
