/** A version of an object, or a delete marker, as S3 lists it. */
export interface ListedVersion {
  /** `null` for what was written while versioning was off. */
  readonly id: string;
  /** Milliseconds; S3 keeps whole seconds. Of an object that came in parts: when its upload began. */
  readonly time: number;
  readonly isLatest: boolean;
  /** Bytes; 0 for a delete marker. */
  readonly size: number;
  readonly etag: string;
  readonly storageClass: string;
}
