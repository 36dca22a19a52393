import { failure } from '../errors';
import type { Values } from './command';

/** The value of an option that takes one word of a list; undefined where the option is not there. Throws EDU704. */
export function oneOf<Word extends string>(
  option: string,
  value: Values[string],
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  const found = typeof value === 'string' ? value : '';
  throw failure('EDU704', `\`${option}\` does not know ${found}`, {
    found,
    allowed: words.join(', '),
    fix: `write one of these, or leave out \`${option}\``,
  });
}
