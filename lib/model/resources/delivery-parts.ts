import { endpointOf } from './bucket-endpoint';
import { eachOf } from './origins';
import { doubtAt, memberOf, partOf, plainTextOf, textOf } from './part';
import { doubt, placed, textProperty, type Reader } from './resource';
import type { Doubt } from '../source';

// What distributions refer to.

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-keygroup.html */
export const readKeyGroup: Reader = (resource, draft) => {
  const doubts: Doubt[] = [];
  const config = partOf(resource, 'KeyGroupConfig');
  const reason = 'which public keys it has is known only when it is deployed';
  const items = config === undefined ? undefined : memberOf(config, 'Items');
  if (config === undefined || items === undefined) doubts.push(doubt(resource, reason));
  const keys = config === undefined ? [] : eachOf(config, 'Items', reason, doubts).map(textOf);
  draft.keyGroups.push({
    kind: 'key-group',
    ...placed(resource, doubts),
    id: resource.resolver.refer(resource.logicalId, 'Ref'),
    keys,
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-publickey.html */
export const readPublicKey: Reader = (resource, draft) => {
  // A key that may not exist is one that nobody knows.
  if (resource.uncertain === undefined) draft.publicKeys.add(resource.resolver.refer(resource.logicalId, 'Ref'));
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cloudfrontoriginaccessidentity.html */
export const readOriginIdentity: Reader = (resource, draft) => {
  const { resolver, logicalId } = resource;
  const id = resolver.refer(logicalId, 'Ref');
  draft.originIdentities.push({
    kind: 'origin-identity',
    ...placed(resource),
    id,
    arn: identityArn(resolver.template.place.partition, id),
    canonicalId: resolver.refer(logicalId, 'S3CanonicalUserId'),
  });
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
export function identityArn(partition: string, id: string): string {
  return `arn:${partition}:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const readOriginControl: Reader = (resource, draft) => {
  const config = partOf(resource, 'OriginAccessControlConfig');
  const valueOf = (name: string): string | undefined => {
    const part = config === undefined ? undefined : memberOf(config, name);
    return part === undefined ? undefined : plainTextOf(part);
  };
  draft.originControls.set(resource.resolver.refer(resource.logicalId, 'Ref'), {
    ...(resource.uncertain === undefined && valueOf('OriginAccessControlOriginType') === 's3'
      ? { signing: valueOf('SigningBehavior') ?? 'unknown' }
      : {}),
  });
};

/** A tenant may change the distribution that it belongs to. */
export const readTenant: Reader = (resource, draft) => {
  const one = doubt(resource, 'a tenant may change what the distribution does');
  draft.distributionDoubts.push({ distribution: textProperty(resource, 'DistributionId') ?? '', doubt: one });
};

/** Distributions for Adobe's protocol, which AWS switched off in 2020; a template may still have one. */
export const readStreamingDistribution: Reader = (resource, draft) => {
  const config = partOf(resource, 'StreamingDistributionConfig');
  const origin = config === undefined ? undefined : memberOf(config, 'S3Origin');
  const domain = origin === undefined ? undefined : memberOf(origin, 'DomainName');
  const endpoint = endpointOf(domain === undefined ? '' : textOf(domain));
  const reason = 'a streaming distribution is outside the model';
  const one = domain === undefined ? doubt(resource, reason) : doubtAt(domain, reason);
  if (endpoint.kind === 'bucket') draft.bucketDoubts.push({ bucket: endpoint.name, doubt: one });
  else draft.doubts.push(one);
};
