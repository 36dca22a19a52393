import { isObject, listOf } from '../is-object';
import type { Doubt } from '../source';
import type { Bucket } from '../world';
import { keepingOf } from './keeping';
import { replicationsOf } from './replications';
import { doubt, placed, policyOf, property, sourceAt, textProperty, type Reader, type Resource } from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const readBucket: Reader = (resource, draft) => {
  const { resolver, logicalId } = resource;
  const doubts: Doubt[] = [];
  const encryption = encryptionOf(resource, doubts);
  const replications = replicationsOf(resource, encryption.algorithm !== plain.algorithm, doubts);
  doubts.push(...listsOf(resource));
  const objectOwnership = ownershipOf(resource);
  const acl = property(resource, 'AccessControl');
  if (acl !== undefined && acl !== 'Private')
    doubts.push(doubt(resource, 'an access control list may open the bucket'));
  const blockPublicAccess = publicAccessOf(resource, doubts);
  const name = resolver.refer(logicalId, 'Ref');
  if (objectOwnership !== enforced) {
    const lists = doubt(resource, 'access control lists are not switched off');
    const { blockPublicAcls, ignorePublicAcls } = blockPublicAccess;
    const closed = acl === undefined && blockPublicAcls && ignorePublicAcls;
    if (closed && objectOwnership === 'BucketOwnerPreferred') draft.accessLists.push({ bucket: name, doubt: lists });
    else doubts.push(lists);
  }
  const common = placed(resource, doubts);
  const store = common.tags['educloud:store'];
  const versioned = status(property(resource, 'VersioningConfiguration'), 'Status') === 'Enabled';
  draft.buckets.push({
    kind: 'bucket',
    ...common,
    name,
    arn: resolver.refer(logicalId, 'Arn'),
    ...(store === undefined ? {} : { store }),
    encryption,
    blockPublicAccess,
    objectOwnership,
    versioned,
    objectLock: isYes(property(resource, 'ObjectLockEnabled')),
    ...keepingOf(resource, versioned, common.tags),
    replications,
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const readBucketPolicy: Reader = (resource, draft) => {
  const bucket = textProperty(resource, 'Bucket') ?? '';
  const source = sourceAt(resource, 'PolicyDocument');
  const { account, awsRegion } = resource.resolver.template.place;
  draft.bucketPolicies.push({
    bucket,
    account,
    awsRegion,
    policy: policyOf(resource, resource.raw.properties.PolicyDocument, source, 'resource'),
  });
};

/** What writes the names of all objects into another bucket, which no request of anybody shows. */
function listsOf(resource: Resource): readonly Doubt[] {
  return ['InventoryConfigurations', 'MetadataConfiguration', 'MetadataTableConfiguration'].flatMap((name) =>
    isNone(property(resource, name)) ? [] : [doubt(resource, `its ${name} lists what it holds elsewhere`)],
  );
}

function isNone(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

const enforced = 'BucketOwnerEnforced';

function status(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}

/** S3 encrypts with AES256 where nothing else is said: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
function encryptionOf(resource: Resource, doubts: Doubt[]): Bucket['encryption'] {
  const given = property(resource, 'BucketEncryption');
  if (given === undefined) return plain;
  const [rule] = listOf(status(given, 'ServerSideEncryptionConfiguration'));
  const byDefault = status(rule, 'ServerSideEncryptionByDefault');
  const algorithm = status(byDefault, 'SSEAlgorithm');
  const bucketKey = isYes(status(rule, 'BucketKeyEnabled'));
  if (typeof algorithm !== 'string' || !algorithms.has(algorithm)) {
    doubts.push(doubt(resource, 'its encryption is known only when it is deployed'));
    return plain;
  }
  const key = status(byDefault, 'KMSMasterKeyID');
  if (key === undefined) return algorithm === plain.algorithm && !bucketKey ? plain : { algorithm, bucketKey };
  return { algorithm, key: resource.resolver.text(key), bucketKey };
}

const plain: Bucket['encryption'] = { algorithm: 'AES256', bucketKey: false };
const algorithms: ReadonlySet<string> = new Set(['AES256', 'aws:kms', 'aws:kms:dsse']);

/** `BucketOwnerEnforced` since April 2023: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function ownershipOf(resource: Resource): string {
  const given = property(resource, 'OwnershipControls');
  if (given === undefined) return enforced;
  const [rule] = listOf(status(given, 'Rules'));
  return resource.resolver.text(status(rule, 'ObjectOwnership') ?? 'unknown');
}

type Blocks = Bucket['blockPublicAccess'];

/**
 * All of it is on for new buckets since April 2023; a configuration that is given leaves out what it does not name.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function publicAccessOf(resource: Resource, doubts: Doubt[]): Blocks {
  const given = property(resource, 'PublicAccessBlockConfiguration');
  if (given === undefined) return sharedBlocks(true, true, true, true);
  const [acls, ignored, policy, restricted] = blockNames.map((name) => {
    const value = status(given, name);
    if (value !== undefined && ![true, false, 'true', 'false'].some((one) => one === value)) {
      doubts.push(doubt(resource, `${name} is known only when it is deployed`));
    }
    return isYes(value);
  });
  if (!isObject(given))
    doubts.push(doubt(resource, 'whether public access is blocked is known only when it is deployed'));
  return sharedBlocks(acls === true, ignored === true, policy === true, restricted === true);
}

const blockNames = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
const blocks = new Map<string, Blocks>();

function sharedBlocks(acls: boolean, ignored: boolean, policy: boolean, restricted: boolean): Blocks {
  const key = [acls, ignored, policy, restricted].join();
  const found = blocks.get(key) ?? {
    blockPublicAcls: acls,
    ignorePublicAcls: ignored,
    blockPublicPolicy: policy,
    restrictPublicBuckets: restricted,
  };
  blocks.set(key, found);
  return found;
}
