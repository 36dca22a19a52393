import { issue, type Issue } from '../../errors';
import type { CopyLimits } from './copy-parts';

/** A bucket; its AWS Region is asked of the SDK's environment and profile where it is not given. */
export interface RestoreBucket {
  readonly bucket: string;
  readonly awsRegion?: string;
}

/** How far a restore has come. */
export type RestoreProgress =
  | { readonly step: 'survey'; readonly listed: number }
  | {
      readonly step: 'copy';
      readonly done: number;
      readonly total: number;
      readonly bytes: number;
      readonly ofBytes: number;
    };

export interface RestoreRequest {
  readonly from: RestoreBucket;
  readonly to: RestoreBucket;
  /** The instant whose objects are wanted. */
  readonly at: Date;
  /** The present. */
  readonly now: Date;
  /** What the keys begin with; empty for all. */
  readonly prefix: string;
  /** What is put before every key in the target. */
  readonly toPrefix: string;
  /** `checksums`: what S3 says of both; `full`: both are read as well. */
  readonly verify: 'checksums' | 'full';
  /** Other content in the target becomes an old version. */
  readonly overwrite: boolean;
  readonly dryRun: boolean;
  readonly onProgress?: (progress: RestoreProgress) => void;
  /**
   * Sizes by which large objects are cut.
   *
   * @default - those of S3
   */
  readonly limits?: CopyLimits;
  /** Entries that a page of a list has at most, up to 1,000. */
  readonly pageSize?: number;
  /**
   * Failures after which it is given up: nobody reads on, and they are kept in memory.
   *
   * @default 1000
   */
  readonly mostFailures?: number;
}

const bucketName = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** What is wrong with a request before S3 is asked: EDU660, EDU661. */
export function judgeRequest({ from, to, at, now }: RestoreRequest): readonly Issue[] {
  const future =
    at.getTime() > now.getTime()
      ? [
          issue('EDU660', 'the instant lies in the future', {
            found: at.toISOString(),
            allowed: `an instant up to the present, ${now.toISOString()}`,
            fix: 'name an instant before the damage, with its zone; look at the clock of this machine',
          }),
        ]
      : [];
  const names = [from, to].flatMap(({ bucket }) =>
    bucketName.test(bucket)
      ? []
      : [
          issue('EDU661', 'a bucket is no name of a bucket', {
            found: bucket,
            allowed: 'a name such as edu-rec-oak-111122223333-eu-central-1-an; neither an ARN nor an address',
          }),
        ],
  );
  const same =
    from.bucket === to.bucket
      ? [
          issue('EDU661', 'source and target are one bucket', {
            found: from.bucket,
            allowed: 'another bucket, such as the quarantine bucket of the school',
            fix: 'restore into the quarantine bucket, look at what came, and copy from there',
          }),
        ]
      : [];
  return [...future, ...names, ...same];
}
