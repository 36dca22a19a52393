import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { failure } from '../../errors';
import { compareKeys } from './compare-keys';
import { listedKey } from './listed-key';

/** The current object under a key of the target. */
export interface ThereObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

export interface Target {
  readonly client: S3Client;
  readonly bucket: string;
  /** What every key begins with. */
  readonly prefix: string;
  /** Entries a page; S3 gives no more than 1,000. */
  readonly pageSize?: number;
}

/** The current objects of a target, in the order of their keys. */
export async function* whatIsThere({ client, bucket, prefix, pageSize }: Target): AsyncGenerator<ThereObject> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...(token === undefined ? {} : { ContinuationToken: token }),
        ...(pageSize === undefined ? {} : { MaxKeys: pageSize }),
      }),
    );
    for (const { Key, Size = 0 } of page.Contents ?? []) yield { key: listedKey(Key, page.EncodingType), size: Size };
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/**
 * Adds to each item what is there under its key. Both sides are read once, side by side.
 *
 * @throws EDU662 where a side does not come in the order of its keys, as that of directory buckets
 */
export async function* beside<T extends { readonly key: string }>(
  items: AsyncIterable<T>,
  there: AsyncIterable<ThereObject>,
  targetKey: (key: string) => string,
): AsyncGenerator<T & { readonly there?: ThereObject }> {
  const objects = inOrder(there)[Symbol.asyncIterator]();
  let next = await objects.next();
  for await (const item of inOrder(items)) {
    const key = targetKey(item.key);
    while (next.done !== true && compareKeys(next.value.key, key) < 0) next = await objects.next();
    yield next.done !== true && next.value.key === key ? { ...item, there: next.value } : item;
  }
}

async function* inOrder<T extends { readonly key: string }>(items: AsyncIterable<T>): AsyncGenerator<T> {
  let last: string | undefined;
  for await (const item of items) {
    if (last !== undefined && compareKeys(last, item.key) >= 0) {
      throw failure('EDU662', 'a bucket lists its keys in no order', {
        found: `\`${item.key}\` after \`${last}\``,
        allowed: 'a general purpose bucket',
      });
    }
    last = item.key;
    yield item;
  }
}
