import { HeadObjectCommand, type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';

/** Where an object lies; `id` names a version of it. */
export interface ObjectPlace {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  readonly id?: string;
}

/** Headers that belong to the content: a copy has the same. */
export interface ContentHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  readonly ExpiresString?: string;
  readonly WebsiteRedirectLocation?: string;
}

/** What S3 says of an object without its content. */
export interface ObjectHead {
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  /** The ETag is the MD5 of the content: one part, and no encryption by which S3 forms another. */
  readonly etagIsMd5: boolean;
  /** Checksums of the whole content, by algorithm; those of parts depend on how the parts were cut. */
  readonly checksums: ReadonlyMap<Algorithm, string>;
  readonly headers: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  /** Metadata that no header can carry. */
  readonly missingMetadata: number;
  readonly tags: number;
  readonly isReplica: boolean;
  /** Cannot be read before it is brought back from an archive. */
  readonly archived: 'no' | 'yes' | 'on its way';
}

export const algorithms = ['CRC64NVME', 'CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const;
export type Algorithm = (typeof algorithms)[number];

/** Asks S3 for the head of an object, with its checksums. */
export async function objectHead({ client, bucket, key, id }: ObjectPlace): Promise<ObjectHead> {
  const head = await client.send(
    new HeadObjectCommand({
      Bucket: bucket,
      Key: key,
      ChecksumMode: 'ENABLED',
      ...(id === undefined ? {} : { VersionId: id }),
    }),
  );
  const etag = head.ETag ?? '';
  return {
    size: head.ContentLength ?? 0,
    etag,
    etagIsMd5: /^"?[0-9a-f]{32}"?$/.test(etag) && isPlain(head),
    checksums: checksumsOf(head),
    headers: headersOf(head),
    metadata: head.Metadata ?? {},
    missingMetadata: head.MissingMeta ?? 0,
    tags: head.TagCount ?? 0,
    isReplica: head.ReplicationStatus === 'REPLICA',
    archived: archivedOf(head),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html says of which objects the ETag is an MD5. */
function isPlain({ ServerSideEncryption, SSECustomerAlgorithm }: HeadObjectCommandOutput): boolean {
  return SSECustomerAlgorithm === undefined && (ServerSideEncryption ?? 'AES256') === 'AES256';
}

function checksumsOf(head: HeadObjectCommandOutput): ReadonlyMap<Algorithm, string> {
  if (head.ChecksumType === 'COMPOSITE') return new Map();
  const all = {
    CRC64NVME: head.ChecksumCRC64NVME,
    CRC32: head.ChecksumCRC32,
    CRC32C: head.ChecksumCRC32C,
    SHA1: head.ChecksumSHA1,
    SHA256: head.ChecksumSHA256,
  };
  return new Map(
    algorithms.flatMap((name) => {
      const value = all[name];
      // A checksum of parts ends with their number.
      return value === undefined || value === '' || value.includes('-') ? [] : [[name, value] as const];
    }),
  );
}

function headersOf(head: HeadObjectCommandOutput): ContentHeaders {
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType } = head;
  const { ExpiresString, WebsiteRedirectLocation } = head;
  return {
    ...(CacheControl === undefined ? {} : { CacheControl }),
    ...(ContentDisposition === undefined ? {} : { ContentDisposition }),
    ...(ContentEncoding === undefined ? {} : { ContentEncoding }),
    ...(ContentLanguage === undefined ? {} : { ContentLanguage }),
    ...(ContentType === undefined ? {} : { ContentType }),
    ...(ExpiresString === undefined ? {} : { ExpiresString }),
    ...(WebsiteRedirectLocation === undefined ? {} : { WebsiteRedirectLocation }),
  };
}

function archivedOf({
  StorageClass = 'STANDARD',
  ArchiveStatus,
  Restore,
}: HeadObjectCommandOutput): ObjectHead['archived'] {
  if (!archiveClasses.has(StorageClass) && ArchiveStatus === undefined) return 'no';
  if (Restore === undefined) return 'yes';
  return Restore.includes('ongoing-request="true"') ? 'on its way' : 'no';
}

/** Storage classes whose objects are read only after RestoreObject; `GLACIER_IR` is not among them. */
const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);
