import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { checkAlias, checkBucketName, checkText, type Site } from './checks';

/** Where S3 copies a store to: a bucket that stands already, with a key behind an alias. */
export interface ReplicaTarget {
  /** Name of the replica bucket; see {@link ReplicaStore}. */
  readonly bucketName: string;

  /** AWS Region of the replica bucket. */
  readonly awsRegion: string;

  /** Alias of the key of the copies; see {@link RecoveryKey}. */
  readonly keyAliasName: string;

  /**
   * Account of the replica bucket.
   *
   * @default - the account of the stack
   */
  readonly account?: string;

  /**
   * Whether S3 promises 15 minutes (replication time control), where the AWS Region has that.
   *
   * @default false
   */
  readonly timeControl?: boolean;
}

/** Name of the one rule of every store, which metrics are called by. */
export const replicationRuleId = 'copies';

/** @throws EDU601 for a name, an alias, an AWS Region or an account that is none */
export function checkReplica(scope: Construct, { bucketName, awsRegion, keyAliasName, account }: ReplicaTarget): void {
  checkBucketName(scope, bucketName);
  checkAlias(scope, 'replica.keyAliasName', keyAliasName);
  checkText(
    scope,
    'replica.awsRegion',
    awsRegion,
    /^[a-z]{2,4}(-[a-z]+)+-\d$/,
    'an AWS Region, such as cn-northwest-1',
  );
  if (account !== undefined) checkText(scope, 'replica.account', account, /^\d{12}$/, 'twelve digits');
}

/**
 * Every new version goes to the replica, under the key of the copies; a delete marker never does. The key is named by the
 * ARN of its alias: a bare alias would be looked for in the account that asks
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-encryptionconfiguration.html).
 */
export function replicationOf(
  { account: own, partition }: Site,
  { bucketName, awsRegion, keyAliasName, account = own, timeControl = false }: ReplicaTarget,
  roleArn: string,
): CfnBucket.ReplicationConfigurationProperty {
  const threshold = { minutes: 15 };
  return {
    role: roleArn,
    rules: [
      {
        id: replicationRuleId,
        priority: 1,
        status: 'Enabled',
        filter: { prefix: '' },
        deleteMarkerReplication: { status: 'Disabled' },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: {
          bucket: `arn:${partition.arnPartition}:s3:::${bucketName}`,
          encryptionConfiguration: {
            replicaKmsKeyId: `arn:${partition.arnPartition}:kms:${awsRegion}:${account}:${keyAliasName}`,
          },
          metrics: { status: 'Enabled', ...(timeControl ? { eventThreshold: threshold } : {}) },
          ...(timeControl ? { replicationTime: { status: 'Enabled', time: threshold } } : {}),
          // What is copied belongs to the account that keeps it.
          ...(account === own ? {} : { account, accessControlTranslation: { owner: 'Destination' } }),
        },
      },
    ],
  };
}
