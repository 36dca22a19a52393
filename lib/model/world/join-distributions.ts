import { hasOpaque, opaqueKind, symbolsOf } from '../opaque';
import { identityArn } from '../resources/delivery-parts';
import type { Draft, DraftDistribution, DraftOrigin } from '../resources/draft';
import type { Doubt } from '../source';
import type { Bucket, Distribution, KeyGroup, Origin } from '../world';
import { grouped } from './join-buckets';

/** Distributions with the buckets that their origins are and as whom they ask. */
export function joinDistributions(draft: Draft, doubts: Doubt[]): readonly Distribution[] {
  const buckets = grouped(draft.buckets, ({ name }) => name);
  const more = grouped(draft.distributionDoubts, ({ distribution }) => distribution);
  const ids = new Set(draft.distributions.map(({ distribution }) => distribution.id));
  for (const { distribution, doubt } of draft.distributionDoubts) {
    if (!ids.has(distribution)) doubts.push(hasOpaque(distribution) ? doubt : { ...doubt, note: true });
  }
  // Whichever bucket lets it in may be the one that such an origin is, also one that another distribution reads.
  const anywhere: Doubt[] = [];
  const joined = draft.distributions.map((one) => {
    const own: Doubt[] = [];
    const origins = one.origins.map((origin) => joinOrigin(one, origin, draft, buckets, own, anywhere));
    const all = [
      ...one.distribution.doubts,
      ...own,
      ...(more.get(one.distribution.id) ?? []).map(({ doubt }) => doubt),
    ];
    return { ...one.distribution, origins, doubts: all };
  });
  doubts.push(...anywhere);
  return joined.map((one) => (anywhere.length === 0 ? one : { ...one, doubts: [...one.doubts, ...anywhere] }));
}

/** Key groups; one that trusts a key of which no template speaks is in doubt. */
export function joinKeyGroups({ keyGroups, publicKeys }: Draft): readonly KeyGroup[] {
  return keyGroups.map((group) => {
    const strangers = group.keys.filter((key) => !publicKeys.has(key));
    if (strangers.length === 0) return group;
    const doubt = { source: group.source, reason: 'a public key of it is not in the templates' };
    return { ...group, doubts: [...group.doubts, doubt] };
  });
}

function joinOrigin(
  { distribution }: DraftDistribution,
  { id, bucket, anyBucket, path, control, identity, source }: DraftOrigin,
  { originControls, originIdentities }: Draft,
  buckets: ReadonlyMap<string, readonly Bucket[]>,
  own: Doubt[],
  anywhere: Doubt[],
): Origin {
  const signing = control === undefined ? undefined : originControls.get(control)?.signing;
  // Without an own signature CloudFront passes on what the visitor sends, who then asks for themselves.
  const never = control === undefined || signing === 'never';
  const as = identity !== undefined ? 'identity' : never ? 'anonymous' : 'distribution';
  const doubtful = (reason: string): void => void own.push({ source, reason });
  if (control !== undefined && signing === undefined) doubtful('the origin access control is not known');
  if (signing !== undefined && !signings.has(signing)) doubtful('when it signs is not known');
  if (control !== undefined && identity !== undefined) doubtful('it has an origin access control and an identity');
  if (identity !== undefined && !originIdentities.some((one) => one.id === identity))
    doubtful('the origin access identity is not in the templates');
  const [found] = bucket === undefined ? [] : (buckets.get(bucket) ?? []);
  const isAny = anyBucket === true || (found === undefined && bucket !== undefined && isAnything(bucket));
  if (isAny && as !== 'anonymous')
    anywhere.push({ source, reason: 'which bucket a distribution reads is known only when it is deployed' });
  return {
    id,
    ...(bucket === undefined ? {} : { bucket: found?.arn ?? `arn:${distribution.partition}:s3:::${bucket}` }),
    path,
    as,
    ...(identity === undefined ? {} : { identity: identityArn(distribution.partition, identity) }),
    source,
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html */
const signings: ReadonlySet<string> = new Set(['always', 'never', 'no-override']);

/** Whether a name may turn out to be that of any bucket. */
function isAnything(name: string): boolean {
  return symbolsOf(name).some((symbol) => opaqueKind(symbol) === 'value');
}
