import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import type { ObjectPlace } from './object-head';

/** The tags of an object in the form of the header `x-amz-tagging`, sorted, so that equal tags give equal texts. */
export async function objectTags({ client, bucket, key, id }: ObjectPlace): Promise<string> {
  const { TagSet = [] } = await client.send(
    new GetObjectTaggingCommand({ Bucket: bucket, Key: key, ...(id === undefined ? {} : { VersionId: id }) }),
  );
  return TagSet.map(({ Key = '', Value = '' }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`)
    .sort()
    .join('&');
}
