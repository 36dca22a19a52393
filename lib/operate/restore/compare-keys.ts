/** The order in which S3 lists keys: that of their UTF-8 bytes, which for characters beyond the first plane is not that of strings. */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let index = 0;
  while (index < shorter && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  return rank(a, index) - rank(b, index);
}

/** Halves of a pair come after every character of the first plane; the end of a key before everything. */
function rank(text: string, index: number): number {
  if (index >= text.length) return -1;
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
