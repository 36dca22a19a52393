/** Gives equal texts, and equal sequences of them, equal numbers: comparing and storing them costs next to nothing. */
export interface Interner {
  readonly texts: Map<string, number>;
  readonly steps: Map<number, number>;
}

export function newInterner(): Interner {
  return { texts: new Map(), steps: new Map() };
}

/** The number of a text. */
export function numberOf({ texts }: Interner, text: string): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, texts.size);
  return texts.size - 1;
}

/** The number of a sequence that is one member longer. Both numbers are smaller than 2²⁶, so that their pair is exact. */
export function extended({ steps }: Interner, sequence: number, member: number): number {
  const pair = sequence * 2 ** 26 + member;
  const known = steps.get(pair);
  if (known !== undefined) return known;
  steps.set(pair, steps.size + 1);
  return steps.size;
}
