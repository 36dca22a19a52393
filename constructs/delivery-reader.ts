import { CanonicalUserPrincipal, ServicePrincipal, type IPrincipal } from 'aws-cdk-lib/aws-iam';

/** As whom a CDN reads a bucket, and which folders of it; made by {@link ContentDelivery}. */
export class DeliveryReader {
  /** CloudFront itself, for one distribution: origin access control. */
  public static distribution(distributionArn: string, folders: string[]): DeliveryReader {
    return new DeliveryReader('distribution', distributionArn, folders, '');
  }

  /** An origin access identity, where there is no origin access control. It is a user of no account. */
  public static identity(identityArn: string, canonicalId: string, folders: string[]): DeliveryReader {
    return new DeliveryReader('identity', identityArn, folders, canonicalId);
  }

  private constructor(
    /** `distribution` or `identity`. */
    public readonly kind: string,
    /** ARN of the distribution or of the identity. */
    public readonly arn: string,
    /** Beginnings of the names of the objects that it reads, such as `open/`. */
    public readonly folders: string[],
    /** Canonical user id of the identity; empty for a distribution. */
    public readonly canonicalId: string,
  ) {}
}

/** Whom a bucket policy names; of the service, a condition has to name the distribution as well. */
export function principalOf({ kind, canonicalId }: DeliveryReader): IPrincipal {
  return kind === 'identity'
    ? new CanonicalUserPrincipal(canonicalId)
    : new ServicePrincipal('cloudfront.amazonaws.com');
}

/** What has to hold besides: CloudFront reads for every customer, an identity is one by itself. */
export function conditionsOf({ kind, arn }: DeliveryReader): Record<string, Record<string, unknown>> {
  return kind === 'identity' ? {} : { StringEquals: { 'aws:SourceArn': arn } };
}
