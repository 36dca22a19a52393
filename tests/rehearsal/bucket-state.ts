import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { at, isObject, listOf, objectAt, parseObject, textAt, type Json } from './json';
import { resolveTemplate, type Names } from './resolve-template';
import type { Store } from './stores';

/** What a template says of a bucket, in the words of the answers of S3. */
export function expectedOf(template: Json, { bucketId, keyId }: Store, names: Names): Json {
  const resources = objectAt(template, 'Resources');
  const properties = objectAt(resolveTemplate(objectAt(resources, bucketId, 'Properties'), names));
  const policy = Object.values(resources).find(
    (resource) =>
      textAt(resource, 'Type') === 'AWS::S3::BucketPolicy' && at(resource, 'Properties', 'Bucket', 'Ref') === bucketId,
  );
  const lock = properties.ObjectLockConfiguration;
  return {
    policy: resolveTemplate(at(policy, 'Properties', 'PolicyDocument'), names),
    // Named after what it is, since emulators differ in what they heed.
    [keyId === '' ? 'encryption' : 'key']: encryptionOf(
      at(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration'),
      'ServerSideEncryptionByDefault',
    ),
    versioning: textAt(properties, 'VersioningConfiguration', 'Status'),
    'public access': properties.PublicAccessBlockConfiguration,
    ownership: textAt(properties, 'OwnershipControls', 'Rules', 0, 'ObjectOwnership'),
    ...(properties.ObjectLockEnabled === true ? { lock: at(lock, 'Rule') ?? 'enabled' } : { 'no lock': undefined }),
    tags: tagsOf(properties.Tags),
  };
}

/** The same, as the emulator answers. */
export async function heldBy(client: S3Client, Bucket: string): Promise<Json> {
  const policy = await orNone(async () => (await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy);
  const encryption = await orNone(
    async () => (await client.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration,
  );
  const versioning = await orNone(async () => (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status);
  const block = await orNone(
    async () => (await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
  );
  const ownership = await orNone(
    async () => (await client.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls,
  );
  const lock = await orNone(
    async () => (await client.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration,
  );
  const tags = await orNone(async () => (await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet);
  const rules = encryptionOf(at(encryption, 'Rules'), 'ApplyServerSideEncryptionByDefault');
  const locked = textAt(lock, 'ObjectLockEnabled') === 'Enabled' ? (at(lock, 'Rule') ?? 'enabled') : undefined;
  return {
    policy: typeof policy === 'string' ? parseObject(policy) : policy,
    encryption: rules,
    key: rules,
    versioning,
    'public access': block,
    ownership: textAt(ownership, 'Rules', 0, 'ObjectOwnership'),
    lock: locked,
    'no lock': locked,
    tags: tagsOf(tags),
  };
}

function encryptionOf(rules: unknown, name: string): unknown {
  return listOf(rules).map((rule) => ({
    algorithm: textAt(rule, name, 'SSEAlgorithm'),
    key: textAt(rule, name, 'KMSMasterKeyID'),
  }));
}

function tagsOf(tags: unknown): Json {
  return Object.fromEntries(listOf(tags).map((tag) => [textAt(tag, 'Key'), textAt(tag, 'Value')]));
}

/** S3 answers an error where nothing is set. */
async function orNone(get: () => Promise<unknown>): Promise<unknown> {
  try {
    return await get();
  } catch (error) {
    if (
      error instanceof Error &&
      /^(NoSuch|ServerSideEncryptionConfigurationNotFound|ObjectLockConfigurationNotFound|OwnershipControlsNotFound)/.test(
        error.name,
      )
    )
      return undefined;
    return isObject(error) ? `error ${textAt(error, 'name')}` : String(error);
  }
}
