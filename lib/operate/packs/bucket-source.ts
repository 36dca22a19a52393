import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Answer, PackSource, Wanted } from '../../packs';
import { awsErrorName, awsWords } from '../registry/aws-words';
import { s3Client } from '../s3/s3-client';

/** Where a pack lies in S3. */
export interface BucketPlace {
  readonly bucket: string;
  /** Folder of the pack; empty where it is the bucket. */
  readonly prefix: string;
  /** AWS Region; else the SDK's environment and profile say it. */
  readonly region?: string;
}

const absent: ReadonlySet<string> = new Set(['NoSuchKey', 'NotFound', 'NoSuchBucket']);
const refused: ReadonlySet<string> = new Set([
  ...['AccessDenied', 'AllAccessDisabled', 'CredentialsProviderError', 'ExpiredToken', 'Forbidden'],
  ...['InvalidAccessKeyId', 'InvalidToken', 'SignatureDoesNotMatch', 'TokenProviderError'],
]);

/**
 * A pack in a bucket, read with the credentials of the default chain. Endpoint, AWS Region and path style are those of the SDK's
 * environment variables and profile.
 */
export function bucketSource({ bucket, prefix, region }: BucketPlace): PackSource {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  const client = s3Client(region);
  return {
    name: `s3://${bucket}/${folder}`,
    read: async (key, wanted, signal) => {
      try {
        return await read(client, bucket, `${folder}${key}`, wanted, signal).catch((error: unknown) => {
          // S3 knows no If-Range: another object is refused first, and then taken from its beginning.
          if (awsErrorName(error) !== 'PreconditionFailed') throw error;
          return read(client, bucket, `${folder}${key}`, { start: 0 }, signal);
        });
      } catch (error) {
        return answerOf(error);
      }
    },
  };
}

async function read(
  client: S3Client,
  bucket: string,
  key: string,
  { start, end, validator }: Wanted,
  signal: AbortSignal,
): Promise<Answer> {
  const isRange = start > 0 || end !== undefined;
  const { Body, ContentLength, ContentRange, ContentEncoding, ETag } = await client.send(
    new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(isRange ? { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` } : {}),
      ...(start > 0 && validator !== undefined ? { IfMatch: validator } : {}),
    }),
    { abortSignal: signal },
  );
  if (Body === undefined) return { kind: 'broken', found: 'no body' };
  const body: unknown = Body;
  if (!(body instanceof Readable)) return { kind: 'broken', found: 'no stream' };
  // After the body was given up, nobody is left to hear of its end.
  body.on('error', () => undefined);
  const close = (): void => {
    body.destroy();
  };
  const common = { kind: 'bytes', body, close, ...(ETag === undefined ? {} : { validator: ETag }) } as const;
  if (ContentEncoding !== undefined && !['', 'identity', 'aws-chunked'].includes(ContentEncoding)) {
    close();
    return { kind: 'unusable', found: `content in ${ContentEncoding}` };
  }
  if (ContentRange === undefined)
    return { ...common, start: 0, ...(ContentLength === undefined ? {} : { total: ContentLength }) };
  const [, first, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(ContentRange) ?? [];
  if (Number(first) === start) return { ...common, start, total: Number(total) };
  close();
  return { kind: 'unusable', found: `${ContentRange}, asked for ${start}` };
}

function answerOf(error: unknown): Answer {
  const [name, found] = [awsErrorName(error), awsWords(error)];
  if (absent.has(name)) return { kind: 'absent', found };
  if (refused.has(name) || /\bHTTP 40[13]\b/.test(found)) return { kind: 'refused', found };
  return { kind: name === 'InvalidRange' ? 'unusable' : 'broken', found };
}
