/** The order in which S3 lists keys: that of their UTF-8 bytes, which for characters beyond the first plane is not that of strings. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
