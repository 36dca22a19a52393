import { opaqueKind, symbolsOf } from '../../model';
import type { Alphabet } from '../sets/atoms';
import type { Glob } from '../sets/glob';
import { contextsOf, type Context } from './contexts';
import { concatenated, languageOf, plainText, range, union, type Script } from './languages';
import { codeOf, literal, type Letters } from './letters';
import { placesAfter, stepsOf, type Meaning } from './steps';
import { no, or, yes, type Term } from './terms';

/** How tests of one variable that holds a text are written. */
export interface TextWriter {
  /** The text lies in one of the languages. */
  readonly fits: (variable: Term, globs: readonly Glob[], reading: Meaning) => Term;
  /** The text has opaque parts only where they can be, and other characters of the alphabet only. */
  readonly shape: (variable: Term, alphabet: Alphabet | undefined) => Term;
}

/** `globs`: every language that the variable is compared with, its domain included. */
export function textWriter(letters: Letters, globs: readonly Glob[]): TextWriter {
  const contexts = contextsOf(globs);
  const script: Script = { letters, hasOpaque: contexts.length > 0 };
  return {
    fits: (variable, tested, reading) =>
      or([
        inside(
          variable,
          tested.flatMap((glob) => languageOf(script, stepsOf(glob, reading), glob.fold === true) ?? []),
        ),
        ...contexts.map((context) => behind(script, variable, tested, context, reading)),
      ]),
    shape: (variable, alphabet) => {
      const over = alphabet === undefined ? plainText : `(re.* ${charactersOf(letters, alphabet, globs)})`;
      if (contexts.length === 0) return alphabet === undefined ? yes : inside(variable, [over]);
      const isOver = (symbol: string): boolean => opaqueKind(symbol) !== undefined || alphabet?.has(symbol) !== false;
      const possible = contexts.filter((context) => context.every(isOver));
      return inside(variable, [over, ...possible.map((context) => concatenated([startOf(letters, context), over]))]);
    },
  };
}

/** The languages for texts that begin with a context and go on with plain characters. */
function behind(script: Script, variable: Term, globs: readonly Glob[], context: Context, reading: Meaning): Term {
  const rests = globs.flatMap((glob) => {
    const steps = stepsOf(glob, reading);
    return placesAfter(steps, context, reading).flatMap((place) => languageOf(script, steps.slice(place), false) ?? []);
  });
  if (rests.length === 0) return no;
  return inside(variable, [concatenated([startOf(script.letters, context), union([...new Set(rests)])])]);
}

function startOf(letters: Letters, context: Context): Term {
  return `(str.to_re ${literal(letters, context.join(''))})`;
}

function inside(variable: Term, languages: readonly Term[]): Term {
  if (languages.includes('re.all')) return yes;
  return languages.length === 0 ? no : `(str.in_re ${variable} ${union([...new Set(languages)])})`;
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
/** Ideographs, all of them letters: they stand for whatever else the alphabet has beyond ASCII. */
const ideographs = [0x4e00, 0x9fff] as const;

/**
 * An alphabet as far as the languages can tell: those of its characters that are ASCII or stand in a language, and many
 * that stand in none, which all others behave like.
 */
function charactersOf(letters: Letters, alphabet: Alphabet, globs: readonly Glob[]): Term {
  const written = globs.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      part.kind === 'text' ? symbolsOf(part.text).flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]) : [],
    ),
  );
  const characters = new Set([...ascii, ...written.filter((one) => opaqueKind(one) === undefined)]);
  const codes = [...characters]
    .filter((one) => Array.from(one).length === 1 && alphabet.has(one))
    .map((one) => codeOf(letters, one))
    .filter((code) => code < ideographs[0] || code > ideographs[1])
    .sort((a, b) => a - b);
  const has = ideographs.every((code) => alphabet.has(String.fromCodePoint(code)));
  return union([...rangesOf(codes), ...(has ? [range(...ideographs)] : [])]);
}

function rangesOf(codes: readonly number[]): Term[] {
  const ranges: { from: number; to: number }[] = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last?.to === code - 1) last.to = code;
    else ranges.push({ from: code, to: code });
  }
  return ranges.map(({ from, to }) => range(from, to));
}
