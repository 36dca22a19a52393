import { byBytes, sortedKeys, versionOf, type FakeBucket } from './fake-store';

/** The answer of ListObjectVersions. */
export function listVersions(bucket: FakeBucket, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const most = Number(query.get('max-keys') ?? 1000);
  const [keyMarker, idMarker] = [query.get('key-marker'), query.get('version-id-marker')];
  const all = sortedKeys(bucket)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => (bucket.keys.get(key) ?? []).map((version, index) => ({ key, version, isLatest: index === 0 })));
  const start = all.findIndex(({ key }, index) => {
    if (keyMarker === null) return true;
    if (idMarker === null) return byBytes(key, keyMarker) > 0;
    const before = all[index - 1];
    return (before?.key === keyMarker && before.version.id === idMarker) || byBytes(key, keyMarker) > 0;
  });
  const rest = start < 0 ? [] : all.slice(start);
  const page = rest.slice(0, most);
  const last = page.at(-1);
  const cut = rest.length > most && last !== undefined;
  return xml('ListVersionsResult', [
    ...(query.get('encoding-type') === null ? [] : ['<EncodingType>url</EncodingType>']),
    `<IsTruncated>${String(cut)}</IsTruncated>`,
    ...(cut
      ? [
          `<NextKeyMarker>${named(last.key, query)}</NextKeyMarker><NextVersionIdMarker>${last.version.id}</NextVersionIdMarker>`,
        ]
      : []),
    ...page.map(({ key, version, isLatest }) => {
      const common = `<Key>${named(key, query)}</Key><VersionId>${version.id}</VersionId><IsLatest>${String(isLatest)}</IsLatest><LastModified>${seconds(version.time)}</LastModified>`;
      return version.isMarker
        ? `<DeleteMarker>${common}</DeleteMarker>`
        : `<Version>${common}<ETag>${version.etag.replaceAll('"', '&quot;')}</ETag><Size>${version.body.length}</Size><StorageClass>${version.state['x-amz-storage-class'] ?? 'STANDARD'}</StorageClass></Version>`;
    }),
  ]);
}

/** The answer of ListObjectsV2. */
export function listObjects(bucket: FakeBucket, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? '';
  const most = Number(query.get('max-keys') ?? 1000);
  const after = query.get('continuation-token');
  const all = sortedKeys(bucket)
    .filter((key) => key.startsWith(prefix) && versionOf(bucket, key) !== undefined)
    .filter((key) => after === null || byBytes(key, Buffer.from(after, 'hex').toString()) > 0);
  const page = all.slice(0, most);
  const token = Buffer.from(page.at(-1) ?? '').toString('hex');
  return xml('ListBucketResult', [
    ...(query.get('encoding-type') === null ? [] : ['<EncodingType>url</EncodingType>']),
    all.length > most
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`
      : '<IsTruncated>false</IsTruncated>',
    ...page.map(
      (key) =>
        `<Contents><Key>${named(key, query)}</Key><Size>${versionOf(bucket, key)?.body.length ?? 0}</Size></Contents>`,
    ),
  ]);
}

export function xml(name: string, parts: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</${name}>`;
}

function named(key: string, query: URLSearchParams): string {
  if (query.get('encoding-type') === 'url')
    return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return key.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function seconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}.000Z`;
}
