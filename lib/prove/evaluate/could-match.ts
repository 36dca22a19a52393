import { isDelimiter, type Token } from './tokens';

/**
 * Whether some values of the opaque parts of both sides make the pattern match the text.
 *
 * A `value` can be any text. A generated `name` is not empty and has neither `/` nor `:`; where it is a whole segment, it
 * differs from every plain text and every other generated name in its place. Errs on the side of true.
 */
export function couldMatch(pattern: readonly Token[], text: readonly Token[]): boolean {
  const left = new Side(pattern);
  const right = new Side(text);
  // From the end to the front: row j + 1 of the table holds what is possible after token j of the pattern.
  let after: boolean[] = [];
  for (let i = pattern.length; i >= 0; i -= 1) {
    const here: boolean[] = [];
    for (let j = text.length; j >= 0; j -= 1) {
      here[j] = possible(left, right, i, j, { skipLeft: after[j], skipRight: here[j + 1], both: after[j + 1] });
    }
    after = here;
  }
  return after[0] ?? false;
}

/** What is possible from the neighbouring places of the table; undefined beyond its end. */
interface Neighbours {
  readonly skipLeft: boolean | undefined;
  readonly skipRight: boolean | undefined;
  readonly both: boolean | undefined;
}

function possible(left: Side, right: Side, i: number, j: number, next: Neighbours): boolean {
  const one = left.at(i);
  const other = right.at(j);
  if (one === undefined && other === undefined) return true;
  if (left.excludes(i, right, j) || right.excludes(j, left, i)) return false;
  if (one !== undefined && other !== undefined && canBeEqual(one, other) && next.both === true) return true;
  if (one !== undefined && stretches(one)) {
    if (next.skipLeft === true) return true;
    if (other !== undefined && canSwallow(one, other) && next.skipRight === true) return true;
  }
  if (other !== undefined && stretches(other)) {
    if (next.skipRight === true) return true;
    if (one !== undefined && canSwallow(other, one) && next.skipLeft === true) return true;
  }
  return false;
}

function stretches({ kind }: Token): boolean {
  return kind === 'any' || kind === 'opaque';
}

function canSwallow(stretch: Token, token: Token): boolean {
  return !(stretch.kind === 'opaque' && stretch.of === 'name' && isDelimiter(token));
}

function canBeEqual(one: Token, other: Token): boolean {
  if (one.kind === 'char' && other.kind === 'char') return one.text === other.text;
  if (one.kind === 'opaque' && other.kind === 'opaque') return one.text === other.text;
  return (one.kind === 'one' && other.kind === 'char') || (other.kind === 'one' && one.kind === 'char');
}

/** A sequence of tokens and its segments between `/` and `:`. */
class Side {
  constructor(private readonly tokens: readonly Token[]) {}

  at(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** Whether a generated name that is a whole segment here meets a whole segment there that is surely another text. */
  excludes(index: number, there: Side, thereIndex: number): boolean {
    const name = this.tokens[index];
    if (name?.kind !== 'opaque' || name.of !== 'name') return false;
    if (!this.startsSegment(index) || !this.endsSegment(index + 1) || !there.startsSegment(thereIndex)) return false;
    const segment = there.segmentFrom(thereIndex);
    const literal = segment.every((token) => token.kind === 'char' || (token.kind === 'opaque' && token.of === 'name'));
    if (!literal) return false;
    const [first] = segment;
    return !(segment.length === 1 && first?.kind === 'opaque' && first.text === name.text);
  }

  private startsSegment(index: number): boolean {
    return index === 0 || isDelimiter(this.tokens[index - 1]);
  }

  private endsSegment(index: number): boolean {
    return index === this.tokens.length || isDelimiter(this.tokens[index]);
  }

  private segmentFrom(index: number): Token[] {
    let end = index;
    while (!this.endsSegment(end)) end += 1;
    return this.tokens.slice(index, end);
  }
}
