import type { ContentHeaders, ObjectHead } from './object-head';

/** What two heads say of two objects: by what they agree, or in what they differ; by `size` alone where nothing else can be compared. */
export type Comparison =
  | { readonly kind: 'equal'; readonly by: 'checksum' | 'etag' | 'size' }
  | { readonly kind: 'differs'; readonly found: string };

/** Compares size, checksums or ETags, content headers and metadata. Tags are compared by their number. */
export function compareHeads(source: ObjectHead, copy: ObjectHead): Comparison {
  if (source.size !== copy.size) return differs(`${source.size} bytes and ${copy.size}`);
  const common = [...source.checksums.keys()].filter((name) => copy.checksums.has(name));
  for (const name of common) {
    const [mine, other] = [source.checksums.get(name), copy.checksums.get(name)];
    if (mine !== other) return differs(`${name} ${String(mine)} and ${String(other)}`);
  }
  const byEtag = source.etagIsMd5 && copy.etagIsMd5;
  if (byEtag && bare(source.etag) !== bare(copy.etag))
    return differs(`MD5 ${bare(source.etag)} and ${bare(copy.etag)}`);
  const header = headerNames.find((name) => source.headers[name] !== copy.headers[name]);
  if (header !== undefined)
    return differs(`${header} ${said(source.headers[header])} and ${said(copy.headers[header])}`);
  const names = [...new Set([...Object.keys(source.metadata), ...Object.keys(copy.metadata)])].sort();
  const metadata = names.find((name) => source.metadata[name] !== copy.metadata[name]);
  if (metadata !== undefined) return differs(`metadata ${metadata}`);
  if (source.missingMetadata !== copy.missingMetadata) return differs('metadata that no header can carry');
  if (source.tags !== copy.tags) return differs(`${source.tags} tags and ${copy.tags}`);
  return { kind: 'equal', by: common.length > 0 ? 'checksum' : byEtag ? 'etag' : 'size' };
}

const headerNames = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'ExpiresString',
  'WebsiteRedirectLocation',
] as const satisfies readonly (keyof ContentHeaders)[];

function differs(found: string): Comparison {
  return { kind: 'differs', found };
}

function bare(etag: string): string {
  return etag.replaceAll('"', '');
}

function said(value: string | undefined): string {
  return value === undefined ? 'none' : `\`${value}\``;
}
