import type { Doubt } from '../source';
import type { Behaviour } from '../world';
import { readBehaviours } from './behaviours';
import { endpointOf } from './bucket-endpoint';
import { eachOf, readOrigins } from './origins';
import { doubtAt, memberOf, partOf, plainTextOf, strangersIn, switchOf, textOf, type Part } from './part';
import { doubt, placed, type Reader } from './resource';

/**
 * A distribution, whether it is switched on or not.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html
 */
export const readDistribution: Reader = (resource, draft) => {
  const doubts: Doubt[] = [];
  const { resolver, logicalId } = resource;
  const { account, partition } = resolver.template.place;
  const config = partOf(resource, 'DistributionConfig');
  const origins = config === undefined ? undefined : readOrigins(config, doubts);
  const behaviours = config === undefined || origins === undefined ? [] : readBehaviours(config, origins, doubts);
  if (config === undefined || origins === undefined || behaviours.length === 0)
    doubts.push(doubt(resource, 'its configuration cannot be read'));
  if (config !== undefined) doubts.push(...doubtsOf(config, behaviours));
  const id = resolver.refer(logicalId, 'Ref');
  draft.distributions.push({
    distribution: {
      kind: 'distribution',
      ...placed(resource, doubts),
      id,
      arn: `arn:${partition}:cloudfront::${account}:distribution/${id}`,
      behaviours,
    },
    origins: origins?.origins ?? [],
    ...logBucketOf(config),
  });
};

/** Names, certificates, countries, firewalls and prices narrow who reads, and never open anything. */
const known = new Set([
  ...['Aliases', 'AnycastIpListId', 'CNAMEs', 'CacheBehaviors', 'CallerReference', 'Comment', 'CustomErrorResponses'],
  ...['ConnectionMode', 'ContinuousDeploymentPolicyId', 'CustomOrigin', 'DefaultCacheBehavior', 'DefaultRootObject'],
  ...['Enabled', 'HttpVersion', 'IPV6Enabled', 'Logging', 'OriginGroups', 'Origins', 'PriceClass', 'Restrictions'],
  ...['S3Origin', 'Staging', 'ViewerCertificate', 'ViewerMtlsConfig', 'WebACLId'],
]);

function doubtsOf(config: Part, behaviours: readonly Behaviour[]): readonly Doubt[] {
  const doubts: Doubt[] = [...strangersIn(config, known)];
  const about = (name: string, reason: string, isPlain: (part: Part) => boolean): void => {
    const part = memberOf(config, name);
    if (part !== undefined && !isPlain(part)) doubts.push(doubtAt(part, reason));
  };
  const isEmpty = (part: Part): boolean => plainTextOf(part) === '';
  about('Staging', 'a staging distribution answers for another one', (part) => switchOf(part) === false);
  about('ContinuousDeploymentPolicyId', 'another distribution may answer for this one', isEmpty);
  about('ConnectionMode', 'tenants may change it', (part) => plainTextOf(part) === 'direct');
  about('DefaultRootObject', 'it may be read without the signature that its path needs', (part) => {
    return isOpenAnyway(plainTextOf(part), behaviours);
  });
  const errors: Doubt[] = [];
  const responses = eachOf(config, 'CustomErrorResponses', 'which pages tell of errors is not known', errors);
  for (const response of responses) {
    const page = memberOf(response, 'ResponsePagePath');
    const open = page === undefined || isOpenAnyway(plainTextOf(page), behaviours);
    if (!open) errors.push(doubtAt(page, 'the page that tells of an error may be read without a signature'));
  }
  return [...doubts, ...errors];
}

/** Whether whoever has no signature reads this object by its own path, whichever behaviour that meets. */
function isOpenAnyway(path: string | undefined, behaviours: readonly Behaviour[]): boolean {
  return path === '' || (path !== undefined && behaviours.every(({ signed }) => !signed));
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html */
function logBucketOf(config: Part | undefined): { readonly logs?: string } {
  const logging = config === undefined ? undefined : memberOf(config, 'Logging');
  const bucket = logging === undefined ? undefined : memberOf(logging, 'Bucket');
  const endpoint = bucket === undefined ? undefined : endpointOf(textOf(bucket));
  return endpoint?.kind === 'bucket' ? { logs: endpoint.name } : {};
}
