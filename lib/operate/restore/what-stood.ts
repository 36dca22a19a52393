import {
  ListObjectVersionsCommand,
  type DeleteMarkerEntry,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { compareKeys } from './compare-keys';
import { listedKey } from './listed-key';
import { isAbove } from './is-above';
import type { ListedVersion } from './listed-version';

/**
 * What stood under one key: a version, or nothing, since it had been deleted or was written later; `unclear` where S3 does not
 * say which of two was first.
 */
export type Stood =
  | { readonly key: string; readonly kind: 'version'; readonly version: ListedVersion }
  | { readonly key: string; readonly kind: 'deleted' | 'later' | 'unclear' };

export interface Source {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
  /** Called with the number of versions and delete markers after each page. */
  readonly onPage?: (listed: number) => void;
  /** Entries a page; S3 gives no more than 1,000. */
  readonly pageSize?: number;
}

/** The newest entries of a key that are not newer than the instant. */
interface Candidates {
  version?: ListedVersion;
  marker?: ListedVersion;
}

/**
 * What stood under every key at an instant, in the order of the keys. Of each key no more than two entries are kept, so memory is
 * bounded by a page.
 *
 * @param at milliseconds; what was written in the same second counts as before it
 */
export async function* whatStood(source: Source, at: number): AsyncGenerator<Stood> {
  const open = new Map<string, Candidates>();
  let listed = 0;
  for await (const { entries } of pagesOf(source)) {
    for (const { key, isMarker, version } of entries) {
      const known = open.get(key) ?? {};
      open.set(key, known);
      // Within a list S3 names the newest first.
      if (version.time <= at) known[isMarker ? 'marker' : 'version'] ??= version;
    }
    listed += entries.length;
    source.onPage?.(listed);
    const keys = [...open.keys()].sort(compareKeys);
    // The last key may go on in the next page.
    for (const key of keys.slice(0, -1)) {
      yield await judged(source, key, open.get(key) ?? {});
      open.delete(key);
    }
  }
  for (const [key, candidates] of open) yield judged(source, key, candidates);
}

async function judged(source: Source, key: string, { version, marker }: Candidates): Promise<Stood> {
  if (version === undefined) return { key, kind: marker === undefined ? 'later' : 'deleted' };
  const above = marker === undefined || (await isAbove(source, key, version, marker));
  if (above === undefined) return { key, kind: 'unclear' };
  return above ? { key, kind: 'version', version } : { key, kind: 'deleted' };
}

interface Entry {
  readonly key: string;
  readonly isMarker: boolean;
  readonly version: ListedVersion;
}

async function* pagesOf({ client, bucket, prefix, pageSize }: Source): AsyncGenerator<{ entries: readonly Entry[] }> {
  let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await client.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...from,
        ...(pageSize === undefined ? {} : { MaxKeys: pageSize }),
      }),
    );
    yield { entries: entriesOf(page) };
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) return;
    from = {
      KeyMarker: listedKey(page.NextKeyMarker, page.EncodingType),
      ...(page.NextVersionIdMarker === undefined ? {} : { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
}

/** Versions and delete markers of a page: two lists, each in the order of S3. */
function entriesOf(page: ListObjectVersionsCommandOutput): readonly Entry[] {
  const { EncodingType, Versions = [], DeleteMarkers = [] } = page;
  const common = (one: DeleteMarkerEntry) => ({
    id: one.VersionId ?? 'null',
    time: one.LastModified?.getTime() ?? Number.NaN,
    isLatest: one.IsLatest === true,
  });
  return [
    ...Versions.map((one) => ({
      key: listedKey(one.Key, EncodingType),
      isMarker: false,
      version: {
        ...common(one),
        size: one.Size ?? 0,
        etag: one.ETag ?? '',
        storageClass: one.StorageClass ?? 'STANDARD',
      },
    })),
    ...DeleteMarkers.map((one) => ({
      key: listedKey(one.Key, EncodingType),
      isMarker: true,
      version: { ...common(one), size: 0, etag: '', storageClass: '' },
    })),
  ];
}
