import { hasOpaque } from '../opaque';
import type { Policy } from '../policy/policy';
import type { Alias, Draft } from '../resources/draft';
import type { Doubt } from '../source';
import type { Bucket, Key, Other } from '../world';

/** Keys with their aliases. */
export function joinKeys({ keys, aliases }: Draft): readonly Key[] {
  const byTarget = grouped(aliases, ({ target }) => target);
  return keys.map((key) => {
    const own = [key.arn, key.id].flatMap((target) => byTarget.get(target) ?? []).filter((alias) => isNear(alias, key));
    return own.length === 0 ? key : { ...key, aliases: own.map(({ name }) => name) };
  });
}

/** Buckets with their policies, the keys they are encrypted with, and the doubts that other resources raise. */
export function joinBuckets(draft: Draft, keys: readonly Key[], doubts: Doubt[]): readonly Bucket[] {
  const policies = grouped(draft.bucketPolicies, ({ bucket }) => bucket);
  const doors = grouped(draft.bucketDoubts, ({ bucket }) => bucket);
  const sameName = grouped(draft.buckets, ({ name }) => name);
  const lists = grouped(draft.accessLists, ({ bucket }) => bucket);
  const logs = grouped(draft.distributions, (one) => one.logs ?? '');
  const find = keyFinder(keys);
  for (const [name, list] of policies) {
    if (sameName.has(name) || !hasOpaque(name)) continue;
    for (const { policy } of list) {
      doubts.push({ source: policy.source, reason: 'the bucket of this policy is known only when it is deployed' });
    }
  }
  for (const [name, list] of doors) {
    if (!sameName.has(name) && hasOpaque(name)) doubts.push(...list.map(({ doubt }) => doubt));
  }
  return draft.buckets.map((bucket) => {
    const attached = policies.get(bucket.name) ?? [];
    const own = attached.map(({ policy }) => policy);
    const writers = (isForLogs(bucket) ? (logs.get(bucket.name) ?? []) : [])
      .map(({ distribution }) => distribution)
      .filter(({ account }) => account === bucket.account);
    const opened = lists.get(bucket.name) ?? [];
    const more = [
      ...(writers.length === 0 ? opened.map(({ doubt }) => doubt) : []),
      ...attached
        .filter((one) => isFar(one.account, bucket.account) || isFar(one.awsRegion, bucket.awsRegion))
        .map(({ policy: { source } }) => ({
          source,
          reason: 'a policy of a bucket is attached in its own account and AWS Region only',
        })),
      ...twins(bucket, own, (sameName.get(bucket.name) ?? []).length),
      ...(doors.get(bucket.name) ?? []).map(({ doubt }) => doubt),
    ];
    const { key } = bucket.encryption;
    const [policy] = own;
    return {
      ...bucket,
      ...(policy === undefined ? {} : { policy }),
      ...(writers.length === 0 || opened.length === 0 ? {} : { logDeliveryBy: writers.map(({ arn }) => arn) }),
      ...(key === undefined ? {} : { encryption: { ...bucket.encryption, key: find(key, bucket) } }),
      ...(more.length === 0 ? {} : { doubts: [...bucket.doubts, ...more] }),
    };
  });
}

/** In a bucket that holds other things, a list on one of these could let others in. */
function isForLogs({ owner, store }: Bucket): boolean {
  return owner === undefined && (store === undefined || store === 'cdn-logs');
}

/** Whether two accounts or AWS Regions are not the same for sure. */
function isFar(one: string, other: string): boolean {
  return one !== other && !hasOpaque(one) && !hasOpaque(other);
}

/** Topics with the policies that stand beside them. */
export function joinTopics({ others, topicPolicies }: Draft): readonly Other[] {
  const byName = grouped(topicPolicies, ({ topic }) => topic);
  return others.map((other) => {
    if (other.kind !== 'topic') return other;
    const own = byName.get(`arn:${other.partition}:sns:${other.awsRegion}:${other.account}:${other.name}`) ?? [];
    const [first, ...rest] = own;
    if (first === undefined) return other;
    const doubts = rest.map(({ policy }) => ({ source: policy.source, reason: 'a second policy for the same topic' }));
    return { ...other, policy: first.policy, doubts: [...other.doubts, ...doubts] };
  });
}

/** A bucket has one policy and one name; of two, the one that is deployed last counts. */
function twins({ source }: Bucket, policies: readonly Policy[], sameName: number): readonly Doubt[] {
  const [, ...rest] = policies;
  return [
    ...rest.map((policy) => ({ source: policy.source, reason: 'a second policy for the same bucket' })),
    ...(sameName > 1 ? [{ source, reason: 'another bucket of the assembly has the same name' }] : []),
  ];
}

/** Finds the ARN of a key by ARN, id or alias, as seen from a bucket; what is not found stays as it is. */
export function keyFinder(keys: readonly Key[]): (text: string, from: Pick<Bucket, 'account' | 'awsRegion'>) => string {
  const byId = grouped(keys, ({ id }) => id);
  const byAlias = new Map(
    keys.flatMap((key) => key.aliases.map((alias) => [[key.account, key.awsRegion, alias].join(), key.arn])),
  );
  return (text, { account, awsRegion }) => {
    const alias = /(?:^|:)(alias\/.*)$/s.exec(text)?.[1];
    if (alias !== undefined) return byAlias.get([account, awsRegion, alias].join()) ?? text;
    return (byId.get(text) ?? []).find((key) => isNear(key, { account, awsRegion }))?.arn ?? text;
  };
}

function isNear(one: Pick<Alias, 'account' | 'awsRegion'>, other: Pick<Alias, 'account' | 'awsRegion'>): boolean {
  return one.account === other.account && one.awsRegion === other.awsRegion;
}

/** Members by a key, in their order. */
export function grouped<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
