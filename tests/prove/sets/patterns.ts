import type { Glob, GlobPart } from '../../../lib/prove/sets/glob';

/** A glob as people write it; `+` and `!` are `*` and `?` without `b`. */
export function glob(text: string, fold = false): Glob {
  const parts = Array.from(text, (character): GlobPart => {
    if (character === '*') return { kind: 'any' };
    if (character === '?') return { kind: 'one' };
    if (character === '+') return { kind: 'any', except: 'b' };
    if (character === '!') return { kind: 'one', except: 'b' };
    return { kind: 'text', text: character };
  });
  return fold ? { parts, fold } : { parts };
}

/** The same as a regular expression, which shares no code with the kit. */
export function expression(text: string, fold = false): RegExp {
  const source = Array.from(text, (character) => {
    if (character === '*') return '[^]*';
    if (character === '?') return '[^]';
    if (character === '+') return fold ? '[^bB]*' : '[^b]*';
    if (character === '!') return fold ? '[^bB]' : '[^b]';
    return fold ? `[${character.toLowerCase()}${character.toUpperCase()}]` : character;
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}

/** Every text over the letters up to a length, shortest first. */
export function textsUpTo(length: number, letters: string): string[] {
  let last = [''];
  const all = [''];
  for (let size = 1; size <= length; size += 1) {
    last = last.flatMap((text) => Array.from(letters, (letter) => text + letter));
    all.push(...last);
  }
  return all;
}
