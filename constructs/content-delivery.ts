import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { capability } from '../lib/facts';
import { commonsClasses, commonsFolders } from '../lib/vocabulary';
import { CdnLogs } from './cdn-logs';
import { siteOf, type Site } from './checks';
import type { ContentDeliveryProps } from './content-delivery-props';
import { behavioursOf } from './delivery-behaviours';
import { cachingOf, headersOf } from './delivery-caching';
import { checkDelivery } from './delivery-checks';
import { deliveryOrigin } from './delivery-origin';
import type { DeliveryReader } from './delivery-reader';
import { signersOf } from './delivery-signers';
import { applyTags } from './tags';

/**
 * Delivers the commons by Amazon CloudFront: what begins with `open/` to everybody in the given countries, everything else
 * to whoever holds a signature.
 *
 * `reader` goes to {@link CommonsStore} as `deliveredBy`; without it the distribution gets nothing. It holds no function, no
 * other origin, and forwards neither query nor cookie. Where the partition lacks a feature, what the capability table
 * names stands in for it.
 *
 * @throws EDU601 for whatever does not fit, all at once, or an environment-agnostic stack
 */
export class ContentDelivery extends Construct {
  /** The distribution. */
  public readonly distribution: CfnDistribution;

  /** ARN of the distribution, with its id as a token of the stack. */
  public readonly distributionArn: string;

  /** As whom the distribution reads the bucket. */
  public readonly reader: DeliveryReader;

  constructor(scope: Construct, id: string, props: ContentDeliveryProps) {
    super(scope, id);
    const site = siteOf(this);
    checkDelivery(this, site, props);
    const { regionId } = props;
    const classes = commonsClasses.filter((one) => props.dataClasses?.includes(one) ?? true);
    const signers = classes.includes('licensed') ? signersOf(this, regionId, props.signingKeys ?? []) : undefined;
    const { origin, readerOf } = deliveryOrigin(this, site, regionId, props.bucketName);
    const logs = logsOf(this, site, props);
    this.distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        comment: `educloud: commons of region ${regionId}`,
        enabled: true,
        origins: [origin],
        ...behavioursOf({
          classes,
          caching: cachingOf(this, site, regionId),
          headers: headersOf(this, site, regionId),
          ...(signers === undefined ? {} : { keyGroupId: signers.group.ref }),
        }),
        ...facing(site, props),
        ...(logs === undefined
          ? {}
          : { logging: { bucket: logs.domainName, prefix: 'cloudfront/', includeCookies: false } }),
      },
    });
    // CloudFront adds its ACL to the bucket when the distribution is made.
    if (logs !== undefined) this.distribution.node.addDependency(logs);
    applyTags(this.distribution, {
      region: regionId,
      dataClasses: classes.join('+'),
      jurisdiction: props.jurisdiction,
    });
    this.distributionArn = `arn:${site.partition.arnPartition}:cloudfront::${site.account}:distribution/${this.distribution.ref}`;
    this.reader = readerOf(
      this.distributionArn,
      classes.map((one) => commonsFolders[one]),
    );
    this.tell('DistributionId', 'id of the distribution', this.distribution.ref);
    this.tell('DistributionDomainName', 'what the domains point at', this.distribution.attrDomainName);
    for (const [key, { ref }] of signers?.keys ?? [])
      this.tell(`KeyId${key.replaceAll('-', '')}`, `id under which key ${key} signs`, ref);
  }

  /** An output under a name that people can look up, and nobody's import. */
  private tell(name: string, description: string, value: string): void {
    new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}

function logsOf(scope: Construct, { partition, awsRegion }: Site, props: ContentDeliveryProps): CdnLogs | undefined {
  const { regionId, jurisdiction, logBucketName: bucketName } = props;
  if (bucketName === undefined || capability(partition.id, 'cdn.legacyLogs', awsRegion).answer !== 'yes')
    return undefined;
  return new CdnLogs(scope, 'Logs', { regionId, jurisdiction, bucketName });
}

/** What viewers meet: names, certificate, protocols, countries, firewall. */
function facing(
  { partition: { id } }: Site,
  { domains = [], certificate, countries, webAclArn }: ContentDeliveryProps,
): Omit<CfnDistribution.DistributionConfigProperty, 'enabled' | 'defaultCacheBehavior'> {
  const has = (key: string): boolean => capability(id, key).answer === 'yes';
  return {
    httpVersion: has('cdn.http3') ? 'http2and3' : 'http2',
    ipv6Enabled: has('cdn.ipv6'),
    priceClass: 'PriceClass_All',
    restrictions: { geoRestriction: { restrictionType: 'whitelist', locations: [...countries].sort() } },
    ...(domains.length === 0 ? {} : { aliases: [...domains] }),
    viewerCertificate:
      certificate === undefined
        ? { cloudFrontDefaultCertificate: true }
        : {
            ...(certificate.acm === undefined ? {} : { acmCertificateArn: certificate.acm }),
            ...(certificate.iam === undefined ? {} : { iamCertificateId: certificate.iam }),
            sslSupportMethod: 'sni-only',
            minimumProtocolVersion: 'TLSv1.2_2021',
          },
    ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
  };
}
