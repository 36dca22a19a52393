import { createHash, randomUUID } from 'node:crypto';

// The buckets of the fake S3: what an object is, and what a write does to the versions of its key.

export interface FakeVersion {
  readonly id: string;
  /** Milliseconds; listed in whole seconds. */
  readonly time: number;
  readonly isMarker: boolean;
  readonly body: Buffer;
  readonly etag: string;
  /** Content headers and `x-amz-meta-…`, in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Further headers of HEAD: storage class, checksums, replication. */
  readonly state: Readonly<Record<string, string>>;
}

export interface FakeBucket {
  versioning: 'Enabled' | 'Suspended' | undefined;
  /** With a key of its own, by which the ETag is no MD5. */
  kms: boolean;
  /** Adds a checksum to every object, as S3 does since December 2024. */
  checksums: boolean;
  /** Newest first. */
  readonly keys: Map<string, FakeVersion[]>;
}

export type Write = Partial<Pick<FakeVersion, 'time' | 'headers' | 'tags' | 'state'>> & { readonly parts?: number };

export function fakeBucket(settings: Partial<FakeBucket> = {}): FakeBucket {
  return { versioning: 'Enabled', kms: true, checksums: true, keys: new Map(), ...settings };
}

/** Writes an object, or without `body` a delete marker, on top of what is under the key. */
export function write(
  bucket: FakeBucket,
  key: string,
  body: Buffer | string | undefined,
  made: Write = {},
): FakeVersion {
  const { time = Date.now(), headers = {}, tags = {}, state = {}, parts } = made;
  const content = Buffer.from(body ?? '');
  const md5 = createHash('md5')
    .update(bucket.kms ? randomUUID() : content)
    .digest('hex');
  const checksum = createHash('sha256').update(content).digest().subarray(0, 8).toString('base64');
  const version: FakeVersion = {
    id: bucket.versioning === 'Enabled' ? randomUUID() : 'null',
    time,
    isMarker: body === undefined,
    body: content,
    etag: parts === undefined ? `"${md5}"` : `"${md5}-${parts}"`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    tags,
    state: {
      ...(bucket.kms ? { 'x-amz-server-side-encryption': 'aws:kms' } : {}),
      ...(bucket.checksums ? { 'x-amz-checksum-crc64nvme': checksum, 'x-amz-checksum-type': 'FULL_OBJECT' } : {}),
      ...state,
    },
  };
  const others = (bucket.keys.get(key) ?? []).filter(({ id }) => version.id !== 'null' || id !== 'null');
  bucket.keys.set(key, [version, ...others]);
  return version;
}

/** The version with the id, or the newest; undefined for a delete marker. */
export function versionOf(bucket: FakeBucket, key: string, id?: string): FakeVersion | undefined {
  const versions = bucket.keys.get(key) ?? [];
  const found = id === undefined ? versions[0] : versions.find((one) => one.id === id);
  return found?.isMarker === false ? found : undefined;
}

/** Every current object, as text. */
export function currentOf(bucket: FakeBucket): Record<string, string> {
  return Object.fromEntries(
    sortedKeys(bucket).flatMap((key) => {
      const version = versionOf(bucket, key);
      return version === undefined ? [] : [[key, version.body.toString()]];
    }),
  );
}

export function sortedKeys({ keys }: FakeBucket): readonly string[] {
  const known = [...keys.keys()].map((key) => ({ key, bytes: Buffer.from(key) }));
  return known.sort((a, b) => Buffer.compare(a.bytes, b.bytes)).map(({ key }) => key);
}

export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
