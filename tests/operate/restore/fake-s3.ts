import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyObject, copyPart, completeUpload, createUpload, type Upload } from './fake-copies';
import { listObjects, listVersions, xml } from './fake-lists';
import { versionOf, type FakeBucket } from './fake-store';

// As much of S3 as a restore uses, on loopback: lists of versions and objects, heads, reads, tags, copies whole and in parts.

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface FakeRequest {
  /** The name of S3's API. */
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeS3 {
  readonly buckets: Map<string, FakeBucket>;
  readonly uploads: Map<string, Upload>;
  readonly requests: FakeRequest[];
  /** Answers in place of the fake. */
  mischief?: ((request: FakeRequest) => FakeAnswer | undefined) | undefined;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A refusal in the words of S3. */
export function refusal(status: number, code: string, message = code): FakeAnswer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}

export async function fakeS3(): Promise<FakeS3> {
  const fake = {
    buckets: new Map<string, FakeBucket>(),
    uploads: new Map<string, Upload>(),
    requests: [] as FakeRequest[],
    mischief: undefined as FakeS3['mischief'],
    url: '',
    close: () => Promise.resolve(),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const [path = '', search = ''] = (request.url ?? '').split('?');
      const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
      const query = new URLSearchParams(search);
      const asked = { bucket, key: decodeURIComponent(key), query, headers: request.headers, body };
      const known = { ...asked, operation: operationOf(request.method ?? '', asked) };
      fake.requests.push(known);
      const answer = fake.mischief?.(known) ?? answerOf(fake, known);
      response.writeHead(answer.status, { 'content-type': 'application/xml', ...answer.headers });
      if (request.method === 'HEAD') response.end();
      else response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fake.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return fake;
}

function operationOf(method: string, { key, query, headers }: Omit<FakeRequest, 'operation'>): string {
  if (key === '')
    return query.has('versions')
      ? 'ListObjectVersions'
      : query.has('versioning')
        ? 'GetBucketVersioning'
        : 'ListObjectsV2';
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'GET') return query.has('tagging') ? 'GetObjectTagging' : 'GetObject';
  if (method === 'DELETE') return 'AbortMultipartUpload';
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (headers['x-amz-copy-source'] === undefined) return 'PutObject';
  return query.has('partNumber') ? 'UploadPartCopy' : 'CopyObject';
}

function answerOf(fake: FakeS3, request: FakeRequest): FakeAnswer {
  const { operation, query, key } = request;
  const bucket = fake.buckets.get(request.bucket);
  if (bucket === undefined) return refusal(404, 'NoSuchBucket');
  if (operation === 'ListObjectVersions') return { status: 200, body: listVersions(bucket, query) };
  if (operation === 'ListObjectsV2') return { status: 200, body: listObjects(bucket, query) };
  if (operation === 'GetBucketVersioning') {
    const status = bucket.versioning === undefined ? [] : [`<Status>${bucket.versioning}</Status>`];
    return { status: 200, body: xml('VersioningConfiguration', status) };
  }
  if (operation === 'CopyObject') return copyObject(fake, bucket, request);
  if (operation === 'CreateMultipartUpload') return createUpload(fake, request);
  if (operation === 'UploadPartCopy') return copyPart(fake, request);
  if (operation === 'CompleteMultipartUpload') return completeUpload(fake, bucket, request);
  if (operation === 'AbortMultipartUpload') {
    fake.uploads.delete(query.get('uploadId') ?? '');
    return { status: 204 };
  }
  const found = versionOf(bucket, key, query.get('versionId') ?? undefined);
  if (found === undefined) return refusal(404, 'NoSuchKey');
  if (operation === 'GetObjectTagging') {
    const tags = Object.entries(found.tags).map(
      ([name, value]) => `<Tag><Key>${name}</Key><Value>${value}</Value></Tag>`,
    );
    return { status: 200, body: xml('Tagging', [`<TagSet>${tags.join('')}</TagSet>`]) };
  }
  const tags = Object.keys(found.tags).length;
  const headers = {
    ...found.headers,
    ...found.state,
    'content-length': String(found.body.length),
    etag: found.etag,
    'x-amz-version-id': found.id,
    ...(tags === 0 ? {} : { 'x-amz-tagging-count': String(tags) }),
  };
  return { status: 200, headers, body: found.body };
}
