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
import { templateOf, type Assembly } from './assembly';
import { at, canonical, isObject, listOf, objectAt, parseObject, textAt, type Json } from './json';
import { kms, s3 } from './requests';
import { resolveTemplate, type Names } from './resolve-template';
import { administratorOf, oneLine, record, type Stage } from './stage';
import { storesOf, type Store } from './stores';

/** Asks the emulator for every bucket and key of an assembly and compares them with the templates. */
export async function compareState(stage: Stage, assembly: Assembly, step: string): Promise<void> {
  for (const store of storesOf(assembly)) {
    const template = templateOf(assembly, store.stack.name);
    const caller = await administratorOf(stage, store.stack.account);
    const key = store.keyAlias === '' ? {} : await describeKey(stage, store);
    const names: Names = {
      ...store.stack,
      partition: 'aws',
      arns: { [store.keyId]: textAt(key, 'Arn'), [store.bucketId]: `arn:aws:s3:::${store.bucket}` },
      ids: { [store.keyId]: textAt(key, 'KeyId'), [store.bucketId]: store.bucket },
    };
    const wanted = expectedOf(template, store, names);
    const held = await heldBy(s3(stage.tls, store.stack.awsRegion, caller), store.bucket);
    for (const [aspect, expected] of Object.entries(wanted)) {
      compare(stage, step, `${store.bucket}: ${aspect}`, expected, held[aspect]);
    }
    if (store.keyAlias === '') continue;
    const properties = objectAt(template, 'Resources', store.keyId, 'Properties');
    const policy = await ask(stage, store, 'GetKeyPolicy', { KeyId: names.ids[store.keyId], PolicyName: 'default' });
    const rotation = await ask(stage, store, 'GetKeyRotationStatus', { KeyId: names.ids[store.keyId] });
    compare(
      stage,
      step,
      `${store.keyAlias}: policy of the key (${store.purpose})`,
      resolveTemplate(properties.KeyPolicy, names),
      parseObject(textAt(policy, 'Policy') || '{}'),
    );
    compare(
      stage,
      step,
      `${store.keyAlias}: rotation (${store.purpose})`,
      properties.EnableKeyRotation,
      rotation.KeyRotationEnabled,
    );
  }
}

function compare(stage: Stage, step: string, what: string, expected: unknown, held: unknown): void {
  const one = canonical(expected);
  const two = canonical(held);
  record(stage, {
    id: `${step}/${what}`,
    step,
    what,
    expected: 'as in the template',
    observed: one === two ? 'as in the template' : 'otherwise',
    reason: one === two ? '' : oneLine(`template ${one} emulator ${two}`),
  });
}

async function describeKey(stage: Stage, store: Store): Promise<Json> {
  return objectAt(await ask(stage, store, 'DescribeKey', { KeyId: store.keyAlias }), 'KeyMetadata');
}

async function ask(stage: Stage, { stack }: Store, operation: string, input: Json): Promise<Json> {
  const { text } = await kms(stage, await administratorOf(stage, stack.account), stack.awsRegion, operation, input);
  return parseObject(text);
}

/** What a template says of a bucket, in the words of the answers of S3. */
function expectedOf(template: Json, { bucketId }: Store, names: Names): Json {
  const resources = objectAt(template, 'Resources');
  const properties = objectAt(resolveTemplate(objectAt(resources, bucketId, 'Properties'), names));
  const policy = Object.values(resources).find(
    (resource) =>
      textAt(resource, 'Type') === 'AWS::S3::BucketPolicy' && at(resource, 'Properties', 'Bucket', 'Ref') === bucketId,
  );
  const lock = properties.ObjectLockConfiguration;
  return {
    policy: resolveTemplate(at(policy, 'Properties', 'PolicyDocument'), names),
    encryption: listOf(at(properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).map((rule) => ({
      algorithm: textAt(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'),
      key: textAt(rule, 'ServerSideEncryptionByDefault', 'KMSMasterKeyID'),
    })),
    versioning: textAt(properties, 'VersioningConfiguration', 'Status'),
    'public access': properties.PublicAccessBlockConfiguration,
    ownership: textAt(properties, 'OwnershipControls', 'Rules', 0, 'ObjectOwnership'),
    'Object Lock': properties.ObjectLockEnabled === true ? (at(lock, 'Rule') ?? 'enabled') : 'none',
    tags: tagsOf(properties.Tags),
  };
}

/** The same, as the emulator answers. */
async function heldBy(client: S3Client, Bucket: string): Promise<Json> {
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
  return {
    policy: typeof policy === 'string' ? parseObject(policy) : policy,
    encryption: listOf(at(encryption, 'Rules')).map((rule) => ({
      algorithm: textAt(rule, 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm'),
      key: textAt(rule, 'ApplyServerSideEncryptionByDefault', 'KMSMasterKeyID'),
    })),
    versioning,
    'public access': block,
    ownership: textAt(ownership, 'Rules', 0, 'ObjectOwnership'),
    'Object Lock': textAt(lock, 'ObjectLockEnabled') === 'Enabled' ? (at(lock, 'Rule') ?? 'enabled') : 'none',
    tags: tagsOf(tags),
  };
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
