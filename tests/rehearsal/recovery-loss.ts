import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What an object is by all that a restore has to bring back. */
export interface Kept {
  readonly sha256: string;
  readonly type: string;
  readonly pupil: string;
  readonly tags: string;
}

export type KeptObjects = ReadonlyMap<string, Kept>;

const oddKeys = [
  'a space and + and %20.txt',
  '汉字/успеваемость.csv',
  'empty',
  'two//slashes',
  "quotes'and(brackets)!*",
];

/** Writes what a school has, large and small, some of it twice, some of it deleted again; returns what stands then. */
export async function writeRecords(client: S3Client, Bucket: string): Promise<KeptObjects> {
  const keys = [...oddKeys, 'large.bin', ...Array.from({ length: 20 }, (_, index) => `pupils/${String(index)}.json`)];
  const kept = new Map<string, Kept>();
  for (const [index, Key] of keys.entries()) {
    const body = bodyOf(Key, index);
    const pupil = `p${String(index)}`;
    const made = {
      Bucket,
      Key,
      ContentType: 'text/plain; charset=utf-8',
      Metadata: { pupil },
      Tagging: `term=${pupil}`,
    };
    if (index % 3 === 0) await client.send(new PutObjectCommand({ ...made, Body: 'a draft' }));
    await client.send(new PutObjectCommand({ ...made, Body: body }));
    kept.set(Key, { sha256: sha256(body), type: made.ContentType, pupil, tags: made.Tagging });
  }
  await client.send(new PutObjectCommand({ Bucket, Key: 'left-school.json', Body: 'gone' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'left-school.json' }));
  return kept;
}

/** An instant that lies a second from what was before and what comes after, since S3 keeps whole seconds. */
export async function quietInstant(): Promise<Date> {
  await pause(1_100);
  const instant = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  await pause(1_100);
  return instant;
}

/** What somebody with the school's rights does to it: everything is overwritten, then deleted, of `wiped` every version. */
export async function destroy(client: S3Client, Bucket: string, wiped: (key: string) => boolean): Promise<void> {
  const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
  for (const Key of new Set(Versions.map((one) => one.Key ?? ''))) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'encrypted by somebody' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  }
  for (const { Key = '', VersionId } of Versions.filter((one) => wiped(one.Key ?? ''))) {
    await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
}

/** How many of the objects stand under `prefix` exactly as they were, in words, with the first that does not. */
export async function compareKept(
  client: S3Client,
  Bucket: string,
  prefix: string,
  kept: KeptObjects,
): Promise<string> {
  let same = 0;
  const others: string[] = [];
  for (const [key, wanted] of kept) {
    const found = await keptAt(client, Bucket, `${prefix}${key}`).catch((error: unknown) => String(error));
    if (JSON.stringify(found) === JSON.stringify(wanted)) same += 1;
    else others.push(`${key}: ${JSON.stringify(found)}`);
  }
  return `${String(same)} of ${String(kept.size)}${others.length === 0 ? '' : `; ${others[0] ?? ''}`}`;
}

async function keptAt(client: S3Client, Bucket: string, Key: string): Promise<Kept> {
  const { Body, ContentType = '', Metadata = {} } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const { TagSet = [] } = await client.send(new GetObjectTaggingCommand({ Bucket, Key }));
  const bytes = await Body?.transformToByteArray();
  const tags = TagSet.map((tag) => `${tag.Key ?? ''}=${tag.Value ?? ''}`).join('&');
  return { sha256: sha256(bytes ?? ''), type: ContentType, pupil: Metadata.pupil ?? '', tags };
}

function bodyOf(key: string, index: number): Buffer {
  if (key === 'empty') return Buffer.alloc(0);
  if (key === 'large.bin') return Buffer.alloc(9_000_000, 'records');
  return Buffer.from(`content ${String(index)} of ${key}`);
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
