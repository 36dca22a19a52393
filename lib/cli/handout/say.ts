import type { Language, Text } from '../texts';

/** Says a text in one language with its `{names}` filled in. */
export type Say = (text: Text, values?: Readonly<Record<string, string>>) => string;

/** {@link Say} for one language. */
export function sayIn(language: Language): Say {
  return (text, values = {}) =>
    text[language].replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
