import type { FakeAnswer, FakeRequest, FakeS3 } from './fake-s3';
import { refusal } from './fake-s3';
import { xml } from './fake-lists';
import { versionOf, write, type FakeBucket, type FakeVersion } from './fake-store';

/** An upload in parts that is not complete. */
export interface Upload {
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly parts: Map<number, Buffer>;
}

const archives = new Set(['GLACIER', 'DEEP_ARCHIVE']);

export function copyObject(fake: FakeS3, bucket: FakeBucket, request: FakeRequest): FakeAnswer {
  const source = sourceOf(fake, request);
  if ('status' in source) return source;
  const guarded = guard(bucket, request);
  if (guarded !== undefined) return guarded;
  const { body, headers, tags } = source;
  return done('CopyObjectResult', write(bucket, request.key, body, { headers, tags }), bucket);
}

export function createUpload(fake: FakeS3, { headers }: FakeRequest): FakeAnswer {
  const id = `upload-${fake.uploads.size + 1}`;
  const kept = Object.entries(headers).filter(([name]) =>
    /^(x-amz-meta-|content-(type|lang|disp|enc)|cache-|expires)/.test(name),
  );
  fake.uploads.set(id, {
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    tags: Object.fromEntries(new URLSearchParams(String(headers['x-amz-tagging'] ?? ''))),
    parts: new Map(),
  });
  return { status: 200, body: xml('InitiateMultipartUploadResult', [`<UploadId>${id}</UploadId>`]) };
}

export function copyPart(fake: FakeS3, request: FakeRequest): FakeAnswer {
  const source = sourceOf(fake, request);
  if ('status' in source) return source;
  const upload = fake.uploads.get(request.query.get('uploadId') ?? '');
  if (upload === undefined) return refusal(404, 'NoSuchUpload');
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(request.headers['x-amz-copy-source-range'])) ?? [];
  upload.parts.set(Number(request.query.get('partNumber')), source.body.subarray(Number(first), Number(last) + 1));
  return { status: 200, body: xml('CopyPartResult', ['<ETag>&quot;part&quot;</ETag>']) };
}

export function completeUpload(fake: FakeS3, bucket: FakeBucket, request: FakeRequest): FakeAnswer {
  const id = request.query.get('uploadId') ?? '';
  const upload = fake.uploads.get(id);
  if (upload === undefined) return refusal(404, 'NoSuchUpload');
  const guarded = guard(bucket, request);
  if (guarded !== undefined) return guarded;
  const numbers = [...request.body.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) => Number(number));
  const body = Buffer.concat(numbers.map((number) => upload.parts.get(number) ?? Buffer.from('lost')));
  fake.uploads.delete(id);
  const { headers, tags } = upload;
  const made = write(bucket, request.key, body, { headers, tags, parts: numbers.length });
  return done('CompleteMultipartUploadResult', made, bucket);
}

function sourceOf(fake: FakeS3, { headers }: FakeRequest): FakeVersion | FakeAnswer {
  const [path = '', search = ''] = String(headers['x-amz-copy-source']).split('?');
  const [, bucket = '', key = ''] = /^([^/]+)\/(.*)$/s.exec(path) ?? [];
  const held = fake.buckets.get(decodeURIComponent(bucket));
  const id = new URLSearchParams(search).get('versionId') ?? undefined;
  const found = held === undefined ? undefined : versionOf(held, decodeURIComponent(key), id);
  if (found === undefined) return refusal(404, 'NoSuchVersion');
  const restored = found.state['x-amz-restore']?.includes('ongoing-request="false"') === true;
  if (archives.has(found.state['x-amz-storage-class'] ?? '') && !restored) return refusal(403, 'InvalidObjectState');
  if (headers['x-amz-copy-source-if-match'] !== found.etag) return refusal(412, 'PreconditionFailed');
  return found;
}

function guard(bucket: FakeBucket, { headers, key }: FakeRequest): FakeAnswer | undefined {
  const refused = headers['if-none-match'] === '*' && versionOf(bucket, key) !== undefined;
  return refused ? refusal(412, 'PreconditionFailed') : undefined;
}

function done(name: string, { id, etag }: FakeVersion, { versioning }: FakeBucket): FakeAnswer {
  return {
    status: 200,
    headers: versioning === 'Enabled' ? { 'x-amz-version-id': id } : {},
    body: xml(name, [`<ETag>${etag.replaceAll('"', '&quot;')}</ETag>`]),
  };
}
