import { isObject, listOf } from '../is-object';
import type { Draft } from './draft';
import { doubt, property, textProperty, type Reader, type Resource } from './resource';

// Ways to the data of a bucket that its policy does not tell of; the model has no words for them.

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points.html */
export const readAccessPoint: Reader = (resource, draft) => {
  open(resource, draft, textProperty(resource, 'Bucket'), 'an access point has a policy of its own');
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPoints.html */
export const readMultiRegionAccessPoint: Reader = (resource, draft) => {
  for (const region of listOf(property(resource, 'Regions'))) {
    const bucket = isObject(region) ? resource.resolver.text(region.Bucket ?? '') : undefined;
    open(resource, draft, bucket, 'a multi-Region access point has a policy of its own');
  }
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html */
export const readAccessGrant: Reader = (resource, draft) => {
  const scope = textProperty(resource, 'LocationScope');
  const bucket = /^s3:\/\/([^/*]+)/.exec(scope ?? '')?.[1];
  open(resource, draft, bucket, 'S3 Access Grants hand out access that no policy names');
};

/** What cannot be told to belong to one bucket. */
export function readDoor(reason: string): Reader {
  return (resource, draft) => {
    draft.doubts.push(doubt(resource, reason));
  };
}

/** Code of one's own, run when the stack is deployed. */
export const readCustom: Reader = (resource, draft) => {
  draft.custom.push(resource.source);
};

function open(resource: Resource, draft: Draft, bucket: string | undefined, reason: string): void {
  if (bucket === undefined) draft.doubts.push(doubt(resource, reason));
  else draft.bucketDoubts.push({ bucket, doubt: doubt(resource, reason) });
}
