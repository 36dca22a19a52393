import { serviceActions } from '../../../lib/facts';

/** Everything that touches objects. */
export const onObjects = serviceActions('s3')
  .actions.filter(({ on }) => on.includes('object'))
  .map(({ name }) => `s3:${name}`);

/** Actions on the bucket that list objects. */
export const onBucket = ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'];

/** Actions that change or remove objects. */
export const writes = onObjects.filter((action) => !/:(?:Get|List|Initiate)/.test(action));

/** What a deploy role does to a bucket; a Deny of one of these would lock it out. */
export const control = [
  'DeleteBucket',
  'DeleteBucketPolicy',
  'GetAccelerateConfiguration',
  'GetBucketAcl',
  'GetBucketLocation',
  'GetBucketLogging',
  'GetBucketNotification',
  'GetBucketObjectLockConfiguration',
  'GetBucketOwnershipControls',
  'GetBucketPolicy',
  'GetBucketPublicAccessBlock',
  'GetBucketTagging',
  'GetBucketVersioning',
  'GetEncryptionConfiguration',
  'GetInventoryConfiguration',
  'GetLifecycleConfiguration',
  'GetReplicationConfiguration',
  'PutBucketLogging',
  'PutBucketNotification',
  'PutBucketObjectLockConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketTagging',
  'PutBucketVersioning',
  'PutEncryptionConfiguration',
  'PutInventoryConfiguration',
  'PutLifecycleConfiguration',
  'PutReplicationConfiguration',
].map((action) => `s3:${action}`);
