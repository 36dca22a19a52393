import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectPlace } from './object-head';

/** SHA-256 of a content in hexadecimal, read piece by piece; undefined where the answer has no body. */
export async function contentHash({ client, bucket, key, id }: ObjectPlace): Promise<string | undefined> {
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, ...(id === undefined ? {} : { VersionId: id }) }),
  );
  const body: unknown = Body;
  if (!(body instanceof Readable)) return undefined;
  const hash = createHash('sha256');
  body.on('data', (chunk: Uint8Array) => hash.update(chunk));
  await finished(body);
  return hash.digest('hex');
}
