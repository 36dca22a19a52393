import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey, Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { applyTags, type TagName } from './tags';

/** A key that encrypts stores: of one school, or shared by the schools of a shard. */
export interface IStoreKey extends IConstruct {
  /** The key. */
  readonly key: IKey;

  /** ARN of the key, as a token of its stack. */
  readonly keyArn: string;

  /** Slugs of the schools that may use the key, each for its own buckets. */
  readonly schoolIds: string[];

  /** Names of the buckets that the key encrypts. */
  readonly bucketNames: string[];
}

/** How the key of a store is made. */
export interface StoreKeyProps {
  readonly description: string;
  readonly aliasName: string;
  readonly policy: PolicyDocument;
  readonly tags: Partial<Record<TagName, string>>;
}

/** A key that is rotated yearly, waits 30 days for its deletion, and stays, with its alias, when its stack goes. */
export function storeKey(scope: Construct, { description, aliasName, policy, tags }: StoreKeyProps): Key {
  const key = new Key(scope, 'Key', {
    description,
    policy,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  new CfnAlias(scope, 'Alias', { aliasName, targetKeyId: key.keyArn }).applyRemovalPolicy(
    RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  );
  if (key.node.defaultChild instanceof CfnKey) applyTags(key.node.defaultChild, tags);
  return key;
}
