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
  return denyBut('DenySettingsByOthers', bucket, actions, roleArns);
}

const inventory = 's3:PutInventoryConfiguration';

/**
 * As `denySettings` for a store. Where roles of services list what the store holds by an inventory, they may set one up: S3
 * makes the manifest of a batch replication so
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html), and AWS's own policy for
 * backups of buckets asks for it.
 */
export function denyStoreSettings(bucket: string, deployer: string, listers: readonly string[]): PolicyStatement[] {
  if (listers.length === 0) return [denySettings(bucket, storeSettings, [deployer])];
  const rest = storeSettings.filter((action) => action !== inventory);
  return [
    denySettings(bucket, rest, [deployer]),
    denyBut('DenyInventoriesByOthers', bucket, [inventory], [deployer, ...listers]),
  ];
}

/**
 * No version has a lock of its own. One that has gives it to its copy in place of the lock of the copy's bucket, so a short
 * one would shorten that
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html).
 */
export function denyOwnLocks(objects: string, recoveryRoleArn: string): PolicyStatement[] {
  const present = (key: string) => ({ Null: { [key]: 'false' } });
  return [
    denyBut('DenyLocksByOthers', objects, ['s3:PutObjectLegalHold', 's3:PutObjectRetention'], [recoveryRoleArn]),
    deny('DenyLockedObjects', ['s3:PutObject'], [objects], present('s3:object-lock-mode')),
    deny('DenyHeldObjects', ['s3:PutObject'], [objects], present('s3:object-lock-legal-hold')),
  ];
}

function denyBut(
  sid: string,
  resource: string,
  actions: readonly string[],
  roleArns: readonly string[],
): PolicyStatement {
  return deny(sid, [...actions], [resource], {
    ArnNotEquals: { 'aws:PrincipalArn': roleArns.length === 1 ? roleArns[0] : [...roleArns].sort() },
  });
}
