/** A variable of the shell that an earlier line has set. */
export interface Variable {
  readonly variable: string;
}

/** One word of a command line: a text, or texts and variables without a space between them. */
export type Word = string | readonly (string | Variable)[];

/** A value that an earlier line has set, as a word or a part of one. */
export function variable(name: string): Variable {
  return { variable: name };
}

/** A command line that a POSIX shell takes apart into exactly these words. */
export function shellLine(words: readonly Word[]): string {
  return words.map((word) => (typeof word === 'string' ? shellWord(word) : word.map(piece).join(''))).join(' ');
}

/** A line that keeps the output of a command in a variable. */
export function shellLineInto(name: string, words: readonly Word[]): string {
  return `${name}=$(${shellLine(words)})`;
}

/** One word for a POSIX shell; also for zsh, which expands a leading `=`, and for all that expand a leading `~`. */
export function shellWord(text: string): string {
  return /^[\w./:,@%+-][\w./:,@%+=-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function piece(part: string | Variable): string {
  return typeof part === 'string' ? shellWord(part) : `"$${part.variable}"`;
}

/** Keeps the time at which it runs in `NOW`, to the second, in UTC. */
export const lineOfNow = shellLineInto('NOW', ['date', '-u', '+%Y-%m-%dT%H:%M:%SZ']);
