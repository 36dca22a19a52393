import type { Minterm } from './atoms';

/** Truth vectors, each once, with the shortest text that was seen with it. */
export class VectorSet {
  private readonly vectors = new Map<number | string, Minterm>();

  /** `size`: atoms per vector. */
  constructor(private readonly size: number) {}

  has(bits: readonly boolean[]): boolean {
    return this.vectors.has(this.keyOf(bits));
  }

  /** Keeps the earlier of two texts of equal length. */
  add(bits: readonly boolean[], witness: string): void {
    const key = this.keyOf(bits);
    const known = this.vectors.get(key);
    if (known === undefined || witness.length < known.witness.length) this.vectors.set(key, { bits, witness });
  }

  /** In the order in which the vectors were first seen. */
  list(): Minterm[] {
    return [...this.vectors.values()];
  }

  private keyOf(bits: readonly boolean[]): number | string {
    let key = 0;
    if (this.size <= 31) {
      for (let index = 0; index < bits.length; index += 1) if (bits[index] === true) key |= 1 << index;
      return key;
    }
    let text = '';
    for (let index = 0; index < bits.length; index += 1) {
      if (bits[index] === true) key |= 1 << (index % 16);
      if (index % 16 === 15) {
        text += String.fromCharCode(key);
        key = 0;
      }
    }
    return text + String.fromCharCode(key);
  }
}
