import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { listedKey } from './listed-key';
import type { ListedVersion } from './listed-version';

/**
 * Whether a version lies above a delete marker of the same key. Times decide where they can: they are whole seconds, and that of
 * an object which came in parts is when its upload began. Where they cannot, S3 is asked for what lies below each, since its
 * answers, as the SDK reads them, keep versions and markers apart. Undefined where S3 does not say it either.
 */
export async function isAbove(
  place: { readonly client: S3Client; readonly bucket: string },
  key: string,
  version: ListedVersion,
  marker: ListedVersion,
): Promise<boolean | undefined> {
  const cameInParts = version.etag.includes('-');
  if (version.isLatest || version.time > marker.time) return true;
  if (marker.isLatest || (version.time < marker.time && !cameInParts)) return false;
  if (await lies(place, key, marker, version)) return true;
  return (await lies(place, key, version, marker)) ? false : undefined;
}

/** Whether `lower` is among the entries below `upper`, as far as one page goes. */
async function lies(
  { client, bucket }: { readonly client: S3Client; readonly bucket: string },
  key: string,
  lower: ListedVersion,
  upper: ListedVersion,
): Promise<boolean> {
  const page = await client.send(
    new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: key,
      EncodingType: 'url',
      KeyMarker: key,
      VersionIdMarker: upper.id,
    }),
  );
  return [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].some(
    ({ Key, VersionId }) => listedKey(Key, page.EncodingType) === key && (VersionId ?? 'null') === lower.id,
  );
}
