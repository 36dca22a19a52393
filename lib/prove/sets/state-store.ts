/** The states of a search, each once, numbered as they were found, with the way that led to them. */
export class StateStore {
  /** The words of all states, one state behind the other. */
  words: Int32Array;
  count = 0;
  private slots = new Int32Array(256);
  private readonly parents: number[] = [];
  private readonly steps: string[] = [];

  /** `width`: words of one state. */
  constructor(private readonly width: number) {
    this.words = new Int32Array(width * 64);
  }

  /** Whether the state is new; it is then kept with the state it was reached from (-1: none) and the text between them. */
  add(state: Int32Array, parent: number, step: string): boolean {
    let slot = this.slotOf(state, 0);
    for (let known = this.slots[slot] ?? 0; known !== 0; known = this.slots[slot] ?? 0) {
      if (this.isAt(state, (known - 1) * this.width)) return false;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    if ((this.count + 1) * this.width > this.words.length) this.growWords();
    this.words.set(state, this.count * this.width);
    this.parents.push(parent);
    this.steps.push(step);
    this.count += 1;
    this.slots[slot] = this.count;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return true;
  }

  /** The text that led to a state. */
  textOf(state: number): string {
    let text = '';
    for (let at = state; at >= 0; at = this.parents[at] ?? -1) text = (this.steps[at] ?? '') + text;
    return text;
  }

  private isAt(state: Int32Array, offset: number): boolean {
    for (let word = 0; word < this.width; word += 1) if (state[word] !== this.words[offset + word]) return false;
    return true;
  }

  private slotOf(words: Int32Array, offset: number): number {
    let hash = 0;
    for (let word = 0; word < this.width; word += 1) {
      hash = Math.imul(hash ^ (words[offset + word] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (this.slots.length - 1);
  }

  private growWords(): void {
    const larger = new Int32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let state = 0; state < this.count; state += 1) {
      let slot = this.slotOf(this.words, state * this.width);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = state + 1;
    }
  }
}
