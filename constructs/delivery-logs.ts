import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption, CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { baseBucket } from './base-bucket';
import { checkSlug, siteOf } from './checks';
import { bucketArns, deny, transportDenies } from './statements';

/** Properties of {@link DeliveryLogs}. */
export interface DeliveryLogsProps {
  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the logs, for tags. */
  readonly jurisdiction: string;
}

/**
 * Where S3 writes who fetched what from a bucket of the same account and AWS Region.
 *
 * Apart from the log archive, since server access logs go only to a bucket of the same account and AWS Region, encrypted
 * by S3 and without default retention
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html), and since they are delivered
 * on a best effort: they are for statistics; what must be proved stands in the trail.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class DeliveryLogs extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  private readonly bucketName: string;

  constructor(scope: Construct, id: string, props: DeliveryLogsProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    this.bucketName = props.bucketName;
    const [bucket, objects] = bucketArns(siteOf(this), props.bucketName);
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: false,
      expireDays: 400,
      noncurrentDays: 30,
      more: { encryption: BucketEncryption.S3_MANAGED },
      statements: [
        ...transportDenies([bucket, objects]),
        // Whoever could write here could say who fetched what.
        deny('DenyWritesByPrincipals', ['s3:PutObject*', 's3:Replicate*'], [objects], {
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        }),
      ],
      tags: {
        region: props.regionId,
        store: 'delivery-logs',
        dataClasses: 'internal+personal',
        jurisdiction: props.jurisdiction,
      },
    });
  }

  /**
   * Has S3 log every request to a bucket of the same stack, under `s3/<name of the bucket>/`.
   *
   * @throws EDU601 when the bucket is imported or stands in another stack
   */
  public logAccessTo(source: Bucket, sourceName: string): void {
    const resource = source.node.defaultChild;
    if (!(resource instanceof CfnBucket) || Stack.of(source) !== Stack.of(this)) {
      throw failure('EDU601', 'the bucket is not made in this stack', {
        path: source.node.path,
        found: Stack.of(source).node.path,
        allowed: Stack.of(this).node.path,
      });
    }
    const site = siteOf(this);
    const prefix = `s3/${sourceName}/`;
    resource.loggingConfiguration = { destinationBucketName: this.bucket.bucketName, logFilePrefix: prefix };
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [`${bucketArns(site, this.bucketName)[0]}/${prefix}*`],
        conditions: {
          StringEquals: { 'aws:SourceAccount': site.account },
          ArnEquals: { 'aws:SourceArn': bucketArns(site, sourceName)[0] },
        },
      }),
    );
    // S3 tries to write when the logging is switched on.
    if (this.bucket.policy !== undefined) resource.node.addDependency(this.bucket.policy);
  }
}
