const mebi = 1024 * 1024;

/** Sizes in bytes by which a copy is cut. */
export interface CopyLimits {
  /** Largest object that is copied in one request. */
  readonly largestWhole: number;
  readonly smallestPart: number;
  readonly mostParts: number;
}

/**
 * One request copies up to 5 GB; an object has 10,000 parts at most, a part 5 GB.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export const copyLimits: CopyLimits = { largestWhole: 5_000_000_000, smallestPart: 256 * mebi, mostParts: 10_000 };

/** First and last byte of every part, whole mebibytes each but the last. */
export function copyParts(
  size: number,
  { smallestPart, mostParts }: CopyLimits,
): readonly (readonly [number, number])[] {
  const part = Math.max(smallestPart, Math.ceil(size / mostParts / mebi) * mebi);
  return Array.from({ length: Math.ceil(size / part) }, (_, index) => [
    index * part,
    Math.min(size, (index + 1) * part) - 1,
  ]);
}
