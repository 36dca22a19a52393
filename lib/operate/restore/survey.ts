import type { S3Client } from '@aws-sdk/client-s3';
import { issue, type Issue } from '../../errors';
import { readingBucket } from './reading-bucket';
import type { RestoreRequest } from './restore-request';
import { beside, whatIsThere, type ThereObject } from './what-is-there';
import { whatStood, type Stood } from './what-stood';

/** Clients of both sides, each for its AWS Region. */
export interface Sides {
  readonly from: S3Client;
  readonly to: S3Client;
}

/** What stood under a key, and what the target has there. */
export type Standing = Stood & { readonly there?: ThereObject };

/** Counts of keys, and what is in the way. */
export interface Survey {
  readonly stood: number;
  readonly deleted: number;
  readonly later: number;
  readonly unclear: number;
  /** Bytes of what stood. */
  readonly bytes: number;
  /** EDU664 for the first keys whose content in the target has another size; empty where that is overwritten. */
  readonly inTheWay: readonly Issue[];
}

/** So many keys in the way are told. */
const mostInTheWay = 20;

/** Reads both sides once and changes nothing. @throws EDU662 */
export async function survey(request: RestoreRequest, sides: Sides): Promise<Survey> {
  const counts = { version: 0, deleted: 0, later: 0, unclear: 0 };
  const inTheWay: Issue[] = [];
  let bytes = 0;
  let others = 0;
  for await (const one of standing(request, sides, request.onProgress)) {
    counts[one.kind] += 1;
    if (one.kind !== 'version') continue;
    bytes += one.version.size;
    if (request.overwrite || one.there === undefined || one.there.size === one.version.size) continue;
    others += 1;
    if (inTheWay.length < mostInTheWay) inTheWay.push(otherSize(request, one.there, one.version.size));
  }
  const more = others - inTheWay.length;
  const rest =
    more === 0
      ? []
      : [
          issue('EDU664', `the target has other content under ${more} more keys`, {
            path: `s3://${request.to.bucket}`,
          }),
        ];
  const { version: stood, deleted, later, unclear } = counts;
  return { stood, deleted, later, unclear, bytes, inTheWay: [...inTheWay, ...rest] };
}

/** What stood, with what the target has, key by key. */
export function standing(
  { from, to, at, prefix, toPrefix, pageSize }: RestoreRequest,
  sides: Sides,
  onProgress?: RestoreRequest['onProgress'],
): AsyncGenerator<Standing> {
  const pages = pageSize === undefined ? {} : { pageSize };
  const source = {
    ...{ client: sides.from, bucket: from.bucket, prefix, ...pages },
    onPage: (listed: number) => {
      onProgress?.({ step: 'survey', listed });
    },
  };
  const target = { client: sides.to, bucket: to.bucket, prefix: `${toPrefix}${prefix}`, ...pages };
  return beside(
    readingBucket(from.bucket, whatStood(source, at.getTime())),
    readingBucket(to.bucket, whatIsThere(target)),
    (key) => `${toPrefix}${key}`,
  );
}

function otherSize({ to }: RestoreRequest, { key, size }: ThereObject, wanted: number): Issue {
  return issue('EDU664', 'the target has other content under the key', {
    path: `s3://${to.bucket}/${key}`,
    found: `${size} bytes in place of ${wanted}`,
    fix: 'choose another `--to-prefix`, or with `--overwrite` let what is there become an old version',
  });
}
