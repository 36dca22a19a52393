let table: ReadonlyMap<string, readonly [number, number]> | undefined;

/** The two-byte part of GB18030, read from the decoder that Node has. */
function twoBytes(): ReadonlyMap<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      found.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return found;
}

/** A text as Chinese Excel saves it; none where a character needs four bytes. */
export function gb18030(text: string): Uint8Array | undefined {
  table ??= twoBytes();
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const pair = code < 0x80 ? [code] : table.get(letter);
    if (pair === undefined) return undefined;
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}
