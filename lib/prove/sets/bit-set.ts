// Sets of small numbers as 32-bit words, several of them one behind the other in one array.

/** Adds a number to the set that begins at the array's first word. */
export function setBit(words: Int32Array, position: number): void {
  words[position >> 5] = (words[position >> 5] ?? 0) | (1 << (position & 31));
}

/** Takes a number out of the set that begins at the array's first word. */
export function clearBit(words: Int32Array, position: number): void {
  words[position >> 5] = (words[position >> 5] ?? 0) & ~(1 << (position & 31));
}

/** Whether a number is in the set that begins at the array's first word. */
export function hasBit(words: Int32Array, position: number): boolean {
  return ((words[position >> 5] ?? 0) & (1 << (position & 31))) !== 0;
}

/** Calls `visit` with every number of the set of `count` words at `offset`, in order. */
export function eachBit(words: Int32Array, offset: number, count: number, visit: (position: number) => void): void {
  for (let word = 0; word < count; word += 1) {
    for (let rest = words[offset + word] ?? 0; rest !== 0; rest &= rest - 1) {
      visit(word * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
}
