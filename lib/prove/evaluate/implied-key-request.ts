import type { Bucket, Key, World } from '../../model';
import type { Request } from '../request';
import { beforeSlash } from './arn-fields';
import { indexOf } from './world-index';

/**
 * What S3 asks of KMS for the same caller, in the same session, when it reads or writes an object; undefined where no key of the World is
 * involved. With a bucket key the encryption context is the ARN of the bucket, else that of the object.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export function impliedKeyRequest(world: World, request: Request): Request | undefined {
  const action = calls.get(request.action.toLowerCase());
  const bucket = indexOf(world).buckets.get(beforeSlash(request.resource) ?? '');
  if (action === undefined || bucket === undefined) return undefined;
  const key = keyOf(world, bucket);
  if (key === undefined) return undefined;
  const { caller, sessionPolicies } = request;
  return {
    caller,
    ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
    action,
    resource: key.arn,
    context: {
      ...kept(request),
      'kms:ViaService': `s3.${bucket.awsRegion}.amazonaws.com`,
      'kms:EncryptionContext:aws:s3:arn': bucket.encryption.bucketKey ? bucket.arn : request.resource,
      'kms:EncryptionContextKeys': ['aws:s3:arn'],
      'aws:ViaAWSService': 'true',
    },
  };
}

/** Reading asks for decryption, writing for a data key; copies of parts read what was written. */
const calls: ReadonlyMap<string, string> = new Map([
  ['s3:getobject', 'kms:Decrypt'],
  ['s3:getobjectversion', 'kms:Decrypt'],
  ['s3:getobjecttorrent', 'kms:Decrypt'],
  ['s3:putobject', 'kms:GenerateDataKey'],
  ['s3:replicateobject', 'kms:GenerateDataKey'],
]);

function keyOf(world: World, { encryption, awsRegion, account }: Bucket): Key | undefined {
  const { key } = encryption;
  if (key === undefined || !encryption.algorithm.startsWith('aws:kms')) return undefined;
  const near = world.keys.filter((one) => one.awsRegion === awsRegion && one.account === account);
  return indexOf(world).keys.get(key) ?? near.find(({ id, aliases }) => id === key || aliases.includes(key));
}

/** The call by S3 is made for the same caller, with the same tags and organisation; keys of S3 stay behind. */
function kept({ context }: Request): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(context).filter(([name]) => !/^(?:s3|kms):|^aws:(?:viaawsservice|resource)/i.test(name)),
  );
}
