import { hasOpaque, symbolsOf } from '../../model';
import type { Alphabet } from './atoms';

const rareLetters = Array.from('xzqjkvwybgfhpmulcdtnrsioae0123456789');

/** Every character; letters that stand in few words come first. */
export const everyCharacter: Alphabet = { has: () => true, representatives: rareLetters };

/** A character as comparisons without case see it: the lower-case one, where the two belong to each other alone; an opaque part is itself. */
export function foldCharacter(character: string): string {
  if (character.length > 2) return character;
  const lower = character.toLowerCase();
  return lower !== character && lower.toUpperCase() === character ? lower : character;
}

/** A text as comparisons without case see it. */
export function foldText(text: string): string {
  // Only ASCII is sure to come back: elsewhere one lower-case letter can have two capitals.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return Array.from(hasOpaque(text) ? symbolsOf(text) : text, foldCharacter).join('');
}

/** The capital of a folded character, or the character itself. */
export function capitalOf(folded: string): string {
  const upper = folded.toUpperCase();
  return foldCharacter(upper) === folded ? upper : folded;
}

/** An ordinary character of the alphabet that `taken` does not hold, or undefined when the representatives are used up and are all there are. */
export function freeCharacter(taken: (character: string) => boolean, alphabet: Alphabet): string | undefined {
  const free = alphabet.representatives.find((character) => !taken(character));
  // Ideographs are many enough for every set of patterns; an alphabet has all of them or none.
  if (free !== undefined || !alphabet.has('\u4e00')) return free;
  for (let code = 0x4e00; code < 0x9fff; code += 1) {
    const character = String.fromCodePoint(code);
    if (!taken(character)) return character;
  }
  return undefined;
}
