import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deny } from './statements';

/**
 * Settings of a bucket by which data leaves it, or is lost, without anybody touching an object. None of these actions has a
 * condition key for where a copy goes, so they are left to the role that deploys
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html).
 */
export const storeSettings = [
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketVersioning',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];

/** Of a bucket whose policy is what keeps its content: the policy, too. */
export const logSettings = ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy', ...storeSettings].sort();

/**
 * Of a bucket that nobody but the copies' own roles ever touches: all. Patterns, each of which fits an action that every
 * partition knows, since S3 refuses a bucket policy with one that it does not.
 */
export const replicaSettings = [
  's3:CreateBucket*',
  's3:DeleteBucket*',
  's3:Put*Configuration',
  's3:PutBucket*',
  's3:UpdateBucket*',
];

/** Nobody but these roles changes the settings, whatever anybody's identity policy says. */
export function denySettings(bucket: string, actions: readonly string[], roleArns: readonly string[]): PolicyStatement {
  return deny('DenySettingsByOthers', [...actions], [bucket], {
    ArnNotEquals: { 'aws:PrincipalArn': roleArns.length === 1 ? roleArns[0] : [...roleArns].sort() },
  });
}
