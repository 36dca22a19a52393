/** Bytes of a part; a longer file is verified and fetched part by part. */
export const partBytes = 8 * 2 ** 20;

/** A stretch of a file that is verified by itself. */
export interface Part {
  readonly start: number;
  readonly size: number;
  readonly sha256: string;
}

/** What is known of a content before it is there. `parts`: SHA-256 of each 8 MiB, where it is longer. */
export interface Content {
  readonly size: number;
  readonly sha256: string;
  readonly parts?: readonly string[];
}

/** The parts of a content; one of up to 8 MiB is one. */
export function partsOf({ size, sha256, parts }: Content): readonly Part[] {
  if (parts === undefined) return [{ start: 0, size, sha256 }];
  return parts.map((part, index) => ({
    start: index * partBytes,
    size: Math.min(partBytes, size - index * partBytes),
    sha256: part,
  }));
}
