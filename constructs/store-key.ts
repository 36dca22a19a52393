import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey, Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { failure } from '../lib/errors';
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
  /** Whether nobody who deploys may delete it, so that a failed first deployment must leave it behind, too. */
  readonly undeletable?: boolean;
}

/** A key that is rotated yearly, waits 30 days for its deletion, and stays, with its alias, when its stack goes. */
export function storeKey(
  scope: Construct,
  { description, aliasName, policy, tags, undeletable = false }: StoreKeyProps,
): Key {
  const key = new Key(scope, 'Key', {
    description,
    policy,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: undeletable ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  new CfnAlias(scope, 'Alias', { aliasName, targetKeyId: key.keyArn }).applyRemovalPolicy(
    RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  );
  if (key.node.defaultChild instanceof CfnKey) applyTags(key.node.defaultChild, tags);
  return key;
}

/**
 * The key must be of this school, know this bucket, and stand in this stack: between stacks it would be an export.
 *
 * @throws EDU601 for any other key
 */
export function checkStoreKey(
  scope: Construct,
  { key, schoolId, bucketName }: { readonly key: IStoreKey; readonly schoolId: string; readonly bucketName: string },
): void {
  const path = scope.node.path;
  if (!key.schoolIds.includes(schoolId)) {
    const found = key.schoolIds.join(', ');
    throw failure('EDU601', 'the key belongs to another school', { path, found, allowed: schoolId });
  }
  if (!key.bucketNames.includes(bucketName)) {
    throw failure('EDU601', 'the key does not know the bucket', {
      path,
      found: bucketName,
      allowed: key.bucketNames.join(', '),
      fix: 'add the bucket to `bucketNames` of the key',
    });
  }
  if (Stack.of(key) !== Stack.of(scope)) {
    throw failure('EDU601', 'the key stands in another stack', {
      path,
      found: Stack.of(key).node.path,
      allowed: Stack.of(scope).node.path,
    });
  }
}
