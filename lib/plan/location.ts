/** How a bucket got its globally unique name; fixed when the bucket is planned, since a name can never change. */
export type BucketNaming = 'account-regional' | 'hashed';

/** A place in an account and AWS Region. */
export interface Location {
  readonly account: string;
  readonly awsRegion: string;
  readonly stack: string;
  readonly bucketNaming: BucketNaming;
}
