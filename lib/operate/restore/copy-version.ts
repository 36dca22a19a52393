import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import { inParallel } from '../registry/in-parallel';
import { copyParts, type CopyLimits } from './copy-parts';
import { copySource } from './copy-source';
import type { ContentHeaders, ObjectHead, ObjectPlace } from './object-head';
import { objectTags } from './object-tags';

/** Parts of one object that are copied at the same time. */
const partsAtOnce = 4;

/** One version, and where it goes. */
export interface CopyJob {
  readonly from: ObjectPlace & { readonly id: string };
  readonly to: ObjectPlace;
  readonly head: ObjectHead;
  /** An object of that key may be there, and stays as an old version; else S3 refuses where one has come meanwhile. */
  readonly overwrite: boolean;
  readonly limits: CopyLimits;
}

/**
 * Copies a version inside S3, with its headers, metadata and tags, and without a word on encryption, so that the target's own
 * decides. Returns the version that came to be, where the target has versions.
 */
export async function copyVersion(job: CopyJob): Promise<string | undefined> {
  return job.head.size <= job.limits.largestWhole ? copyWhole(job) : copyInParts(job);
}

function sourceOf({ from, head }: CopyJob): { CopySource: string; CopySourceIfMatch: string } {
  // The version `null` may be replaced meanwhile.
  return { CopySource: copySource(from.bucket, from.key, from.id), CopySourceIfMatch: head.etag };
}

function guard({ overwrite }: CopyJob): { IfNoneMatch?: string } {
  return overwrite ? {} : { IfNoneMatch: '*' };
}

async function copyWhole(job: CopyJob): Promise<string | undefined> {
  const { to, head } = job;
  const { WebsiteRedirectLocation } = head.headers;
  const { VersionId } = await to.client.send(
    new CopyObjectCommand({
      Bucket: to.bucket,
      Key: to.key,
      ...sourceOf(job),
      ...guard(job),
      MetadataDirective: 'COPY',
      TaggingDirective: 'COPY',
      // The only header that is not copied with the others.
      ...(WebsiteRedirectLocation === undefined ? {} : { WebsiteRedirectLocation }),
    }),
  );
  return VersionId;
}

async function copyInParts(job: CopyJob): Promise<string | undefined> {
  const { from, to, head, limits } = job;
  const target = { Bucket: to.bucket, Key: to.key };
  const tags = head.tags === 0 ? '' : await objectTags(from);
  const { UploadId } = await to.client.send(
    new CreateMultipartUploadCommand({
      ...target,
      ...writtenHeaders(head.headers),
      Metadata: { ...head.metadata },
      ...(tags === '' ? {} : { Tagging: tags }),
      ChecksumAlgorithm: algorithmOf(head),
      ChecksumType: 'FULL_OBJECT',
    }),
  );
  const upload = { ...target, UploadId };
  try {
    const parts: CompletedPart[] = [];
    const numbered = copyParts(head.size, limits).map((bytes, index) => ({ bytes, PartNumber: index + 1 }));
    await inParallel(numbered, partsAtOnce, async ({ bytes: [first, last], PartNumber }) => {
      const { CopyPartResult: made = {} } = await to.client.send(
        new UploadPartCopyCommand({
          ...upload,
          ...sourceOf(job),
          PartNumber,
          CopySourceRange: `bytes=${first}-${last}`,
        }),
      );
      const { LastModified: _when, ...part } = made;
      parts.push({ ...part, PartNumber });
    });
    parts.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
    const { VersionId } = await to.client.send(
      new CompleteMultipartUploadCommand({
        ...upload,
        ...guard(job),
        ChecksumType: 'FULL_OBJECT',
        MultipartUpload: { Parts: parts },
      }),
    );
    return VersionId;
  } catch (error) {
    // What is not taken back here, the target's lifecycle rule takes.
    await to.client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

/** Checksums of the whole content are known for these alone where it comes in parts. */
const wholeInParts = ['CRC64NVME', 'CRC32', 'CRC32C'] as const satisfies readonly ChecksumAlgorithm[];

/** The algorithm of the source, so that both can be compared. */
function algorithmOf({ checksums }: ObjectHead): ChecksumAlgorithm {
  return wholeInParts.find((name) => checksums.has(name)) ?? 'CRC64NVME';
}

/** As they are written: the end of a time to live is a date there. */
function writtenHeaders({ ExpiresString, ...headers }: ContentHeaders): Omit<ContentHeaders, 'ExpiresString'> {
  const expires = ExpiresString === undefined ? undefined : new Date(ExpiresString);
  return { ...headers, ...(expires === undefined || Number.isNaN(expires.getTime()) ? {} : { Expires: expires }) };
}
