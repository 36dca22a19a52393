import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { parseObject, textAt } from './json';
import type { Stage } from './stage';
import { signedCall, type Answer, type Caller } from './signed-call';

/** Headers of a write that choose its encryption. */
export interface Encryption {
  readonly ServerSideEncryption?: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
  readonly SSECustomerAlgorithm?: string;
  readonly SSECustomerKey?: string;
  readonly SSECustomerKeyMD5?: string;
}

export type Act =
  | { readonly kind: 'put'; readonly object: string; readonly encryption?: Encryption }
  | { readonly kind: 'get' | 'delete'; readonly object: string }
  | { readonly kind: 'list' | 'versions' | 'read the policy' | 'replace the policy' };

export const content = 'written by the rehearsal';

/** A client of S3. Without a caller, requests are anonymous. */
export function s3(endpoint: string, region: string, caller?: Caller): S3Client {
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: caller ?? { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
    ...(caller === undefined ? { signer: { sign: (request) => Promise.resolve(request) } } : {}),
  });
}

/** Does one thing to a bucket: `allowed`, `denied`, or the name of another refusal. */
export async function attempt(client: S3Client, bucket: string, act: Act): Promise<string> {
  try {
    return await perform(client, bucket, act);
  } catch (error) {
    return refusal(error);
  }
}

/** As {@link attempt}, for any request. */
export async function outcome(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask();
    return 'allowed';
  } catch (error) {
    return refusal(error);
  }
}

async function perform(client: S3Client, bucket: string, act: Act): Promise<string> {
  const Bucket = bucket;
  switch (act.kind) {
    case 'put':
      await client.send(new PutObjectCommand({ Bucket, Key: act.object, Body: content, ...act.encryption }));
      return 'allowed';
    case 'get': {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: act.object }));
      return (await Body?.transformToString()) === content ? 'allowed' : 'allowed, with other content';
    }
    case 'delete':
      await client.send(new DeleteObjectCommand({ Bucket, Key: act.object }));
      return 'allowed';
    case 'list':
      await client.send(new ListObjectsV2Command({ Bucket }));
      return 'allowed';
    case 'versions':
      await client.send(new ListObjectVersionsCommand({ Bucket }));
      return 'allowed';
    case 'read the policy':
      await client.send(new GetBucketPolicyCommand({ Bucket }));
      return 'allowed';
    case 'replace the policy': {
      const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }));
      await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      return 'allowed';
    }
  }
}

function refusal(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const denied = ['AccessDenied', 'AccessDeniedException', 'Forbidden', '403'].includes(error.name);
  return denied ? 'denied' : `refused: ${error.name}`;
}

export async function bucketExists(client: S3Client, bucket: string): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return false;
    throw error;
  }
}

/** An operation of KMS. */
export async function kms(
  { tls }: Stage,
  caller: Caller,
  awsRegion: string,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  return signedCall({
    endpoint: tls,
    service: 'kms',
    awsRegion,
    caller,
    target: `TrentService.${operation}`,
    body: JSON.stringify(input),
  });
}

/** As {@link attempt}, for an answer of a JSON service. */
export function outcomeOf({ status, text }: Answer): string {
  if (status === 200) return 'allowed';
  const type = textAt(parseObject(text), '__type').split('#').at(-1) ?? '';
  return type.startsWith('AccessDenied') ? 'denied' : `refused: ${type}`;
}
