import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, CfnBucket, ObjectOwnership, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { capability, requireCapability } from '../lib/facts';
import { checkBucketName, siteOf } from './checks';
import { applyTags, type TagName } from './tags';

/** How a bucket is made; the part that every bucket of educloud shares. */
export interface BaseBucketProps {
  readonly bucketName: string;
  readonly statements: readonly PolicyStatement[];
  readonly tags: Partial<Record<TagName, string>>;
  readonly objectLock: boolean;
  /** Whether ACLs count, for a service that writes by nothing else; none that is public ever does. */
  readonly acls?: boolean;
  /** Days after which an old version is deleted; none: never. */
  readonly noncurrentDays?: number;
  /** Days after which an object becomes an old version; none: never. */
  readonly expireDays?: number;
  /** Encryption and Object Lock retention. */
  readonly more: Pick<BucketProps, 'encryption' | 'encryptionKey' | 'bucketKeyEnabled' | 'objectLockDefaultRetention'>;
}

/**
 * A bucket with an explicit name, versions, no public access, no ACLs unless a service needs them, its policy, and nothing that deletes it.
 *
 * `RetainExceptOnCreate` on bucket and policy: a failed first deployment leaves no empty bucket behind that blocks the
 * second, and a kept bucket keeps its Denies.
 */
export function baseBucket(scope: Construct, props: BaseBucketProps): Bucket {
  checkBucketName(scope, props.bucketName);
  const { awsRegion, partition } = siteOf(scope);
  const bucket = new Bucket(scope, 'Bucket', {
    bucketName: props.bucketName,
    ...props.more,
    versioned: true,
    objectLockEnabled: props.objectLock,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: props.acls ? ObjectOwnership.BUCKET_OWNER_PREFERRED : ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    lifecycleRules: [
      { id: 'abort-incomplete-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ...(props.expireDays === undefined ? [] : [{ id: 'expire', expiration: Duration.days(props.expireDays) }]),
      ...(props.noncurrentDays === undefined
        ? []
        : [
            {
              id: 'expire-old-versions',
              noncurrentVersionExpiration: Duration.days(props.noncurrentDays),
              // Where objects expire, S3 removes the markers by that rule, and two rules on one action may be refused.
              ...(props.expireDays === undefined ? { expiredObjectDeleteMarker: true } : {}),
            },
          ]),
    ],
  });
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket))
    throw failure('EDU901', 'the bucket has no resource', { path: scope.node.path });
  if (props.bucketName.endsWith('-an')) {
    const namespace = requireCapability(partition.id, 's3.accountRegionalNamespace', awsRegion);
    if (namespace.answer !== 'yes') {
      throw failure('EDU601', '`bucketName` is of the account-regional namespace, which the AWS Region lacks', {
        path: scope.node.path,
        found: props.bucketName,
        allowed: 'a name that does not end with `-an`',
      });
    }
    resource.bucketNamespace = 'account-regional';
  }
  if (capability(partition.id, 's3.blockedEncryptionTypes', awsRegion).answer === 'yes') {
    // Refused by the service itself, besides the Deny in the policy.
    resource.addPropertyOverride('BucketEncryption.ServerSideEncryptionConfiguration.0.BlockedEncryptionTypes', {
      EncryptionType: ['SSE-C'],
    });
  }
  applyTags(resource, props.tags);
  // The bucket's own policy, so that what a caller adds to the bucket joins these statements: a bucket has one policy, and
  // a second resource for it would replace them.
  for (const statement of props.statements) bucket.addToResourcePolicy(statement);
  bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return bucket;
}
