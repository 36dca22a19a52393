import {
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/** A version of the replica, and the bucket that it is a copy of. */
export interface Copy {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId: string;
  readonly original: string;
  readonly target: string;
}

type Ask = (client: S3Client, copy: Copy) => Promise<unknown>;

/** What can be done to a copy: by name, in the order in which it is tried. */
export const acts = {
  'read a version': (client, { Bucket, Key, VersionId }) =>
    client.send(new GetObjectCommand({ Bucket, Key, VersionId })),
  'list versions': (client, { Bucket }) => client.send(new ListObjectVersionsCommand({ Bucket })),
  'put an object': (client, { Bucket }) => client.send(new PutObjectCommand({ Bucket, Key: 'new', Body: 'x' })),
  'put a delete marker': (client, { Bucket, Key }) => client.send(new DeleteObjectCommand({ Bucket, Key })),
  'delete a version': (client, { Bucket, Key, VersionId }) =>
    client.send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
  'shorten its retention': (client, copy) => client.send(shortened(copy)),
  'delete a version past the lock': (client, { Bucket, Key, VersionId }) =>
    client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention: true })),
  'shorten its retention past the lock': (client, copy) => client.send(shortened(copy, true)),
  'shorten the lock of the bucket': (client, { Bucket }) =>
    client.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
        },
      }),
    ),
  'suspend versions': (client, { Bucket }) =>
    client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
  'let versions expire': (client, { Bucket }) =>
    client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: 'soon', Status: 'Enabled', Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 1 } }],
        },
      }),
    ),
  'replace the policy': (client, { Bucket }) =>
    client.send(
      new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }) }),
    ),
  'remove the policy': (client, { Bucket }) => client.send(new DeleteBucketPolicyCommand({ Bucket })),
  'send the copies of the store elsewhere': (client, { original, target }) =>
    client.send(
      new PutBucketReplicationCommand({
        Bucket: original,
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::222233334444:role/educloud/educloud-rehearsal-replication',
          Rules: [
            {
              Priority: 1,
              Status: 'Enabled',
              Filter: { Prefix: '' },
              DeleteMarkerReplication: { Status: 'Disabled' },
              Destination: { Bucket: `arn:aws:s3:::${target}` },
            },
          ],
        },
      }),
    ),
} as const satisfies Readonly<Record<string, Ask>>;

export type GuardedAct = keyof typeof acts;

function shortened({ Bucket, Key, VersionId }: Copy, bypass = false): PutObjectRetentionCommand {
  const tomorrow = new Date(Date.now() + 86_400_000);
  return new PutObjectRetentionCommand({
    Bucket,
    Key,
    VersionId,
    Retention: { Mode: 'GOVERNANCE', RetainUntilDate: tomorrow },
    ...(bypass ? { BypassGovernanceRetention: true } : {}),
  });
}
