import { BucketEncryption, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { baseBucket } from './base-bucket';
import { checkSlug, siteOf } from './checks';
import { bucketArns, deny, transportDenies } from './statements';

/** Properties of {@link CdnLogs}. */
export interface CdnLogsProps {
  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the logs, for tags. */
  readonly jurisdiction: string;
}

/**
 * Where CloudFront writes who asked it for what: standard logs of the older kind, the one that every partition with
 * CloudFront has.
 *
 * Apart from {@link DeliveryLogs}, since CloudFront writes by an ACL, which it adds to the bucket itself
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html). What it writes
 * belongs to this account all the same (`BucketOwnerPreferred`), and no public ACL counts. Delivery is on a best effort.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class CdnLogs extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  /** The bucket as a distribution names it, by its regional domain: the only one that works everywhere. */
  public readonly domainName: string;

  constructor(scope: Construct, id: string, props: CdnLogsProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const site = siteOf(this);
    const [bucket, objects] = bucketArns(site, props.bucketName);
    this.domainName = `${props.bucketName}.s3.${site.awsRegion}.${site.partition.dnsSuffix}`;
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: false,
      acls: true,
      expireDays: 400,
      noncurrentDays: 30,
      more: { encryption: BucketEncryption.S3_MANAGED },
      statements: [
        ...transportDenies([bucket, objects]),
        // Whoever could write here could say who fetched what. CloudFront's log delivery is a user of another account of
        // AWS, not a service, so it is not known by `aws:PrincipalIsAWSService`.
        deny('DenyWritesByAccount', ['s3:PutObject*', 's3:Replicate*'], [objects], {
          StringEquals: { 'aws:PrincipalAccount': site.account },
        }),
      ],
      tags: {
        region: props.regionId,
        store: 'cdn-logs',
        dataClasses: 'internal+personal',
        jurisdiction: props.jurisdiction,
      },
    });
  }
}
