import {
  CfnCloudFrontOriginAccessIdentity,
  CfnOriginAccessControl,
  type CfnDistribution,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { requireCapability } from '../lib/facts';
import type { Site } from './checks';
import { DeliveryReader } from './delivery-reader';

/** How a distribution gets at a bucket. */
export interface DeliveryOrigin {
  readonly origin: CfnDistribution.OriginProperty;
  /** As whom it reads, once its ARN is known. */
  readonly readerOf: (distributionArn: string, folders: string[]) => DeliveryReader;
}

/** Id of the one origin. */
export const originId = 'commons';

/**
 * Origin access control where the partition has it, else an origin access identity. The bucket is named and not referred
 * to: its policy, and that of its key, name the distribution, so a reference back would close a circle.
 *
 * @throws EDU502 where there is neither
 */
export function deliveryOrigin(scope: Construct, site: Site, regionId: string, bucketName: string): DeliveryOrigin {
  const { awsRegion, partition } = site;
  const base = { id: originId, domainName: `${bucketName}.s3.${awsRegion}.${partition.dnsSuffix}` };
  const name = `educloud-${regionId}`;
  if (requireCapability(partition.id, 'cdn.originAccessControl').answer === 'yes') {
    const control = new CfnOriginAccessControl(scope, 'OriginAccess', {
      originAccessControlConfig: {
        name,
        originAccessControlOriginType: 's3',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      },
    });
    return {
      // An S3 origin has this property even where it is empty.
      origin: { ...base, originAccessControlId: control.attrId, s3OriginConfig: { originAccessIdentity: '' } },
      readerOf: (arn, folders) => DeliveryReader.distribution(arn, folders),
    };
  }
  const identity = new CfnCloudFrontOriginAccessIdentity(scope, 'OriginAccess', {
    cloudFrontOriginAccessIdentityConfig: { comment: name },
  });
  const arn = `arn:${partition.arnPartition}:iam::cloudfront:user/CloudFront Origin Access Identity ${identity.ref}`;
  return {
    origin: {
      ...base,
      s3OriginConfig: { originAccessIdentity: `origin-access-identity/cloudfront/${identity.ref}` },
    },
    readerOf: (_, folders) => DeliveryReader.identity(arn, identity.attrS3CanonicalUserId, folders),
  };
}
