import { opaqueKind } from '../../model';
import { codeOf, plainRanges, quoted, type Letters } from './letters';
import type { Step } from './steps';
import type { Term } from './terms';

/** How the characters of one variable are written. */
export interface Script {
  readonly letters: Letters;
  /** Whether letters for opaque parts can occur in the variable. */
  readonly hasOpaque: boolean;
}

/** The texts that steps make, without letters for opaque parts where those can occur; undefined when there are none. */
export function languageOf(script: Script, steps: readonly Step[], fold: boolean): Term | undefined {
  const parts: Term[] = [];
  let text: number[] = [];
  const flush = (): void => {
    if (text.length > 0) parts.push(`(str.to_re ${quoted(text)})`);
    text = [];
  };
  for (const step of steps) {
    if (step.kind === 'given') {
      if (opaqueKind(step.symbol) !== undefined) return undefined;
      const cases = fold ? casesOf(step.symbol) : [step.symbol];
      const codes = cases.map((one) => codeOf(script.letters, one));
      if (codes.length === 1) text.push(...codes);
      else {
        flush();
        parts.push(union(codes.map((code) => range(code, code))));
      }
      continue;
    }
    flush();
    const one = characters(script, step.except);
    if (step.kind === 'one') parts.push(one);
    else parts.push(one === 're.allchar' ? 're.all' : `(re.* ${one})`);
  }
  flush();
  return concatenated(parts);
}

export function concatenated(parts: readonly Term[]): Term {
  const [first = '(str.to_re "")', ...rest] = parts;
  return rest.length === 0 ? first : `(re.++ ${parts.join(' ')})`;
}

export function union(languages: readonly Term[]): Term {
  const [first = 're.none', ...rest] = languages;
  return rest.length === 0 ? first : `(re.union ${languages.join(' ')})`;
}

/** Codes of characters from and to, each as a language. */
export function range(from: number, to: number): Term {
  return from === to ? `(str.to_re ${quoted([from])})` : `(re.range ${quoted([from])} ${quoted([to])})`;
}

/** Any number of plain characters. */
export const plainText: Term = `(re.* ${union(plainRanges.map(([from, to]) => range(from, to)))})`;

function characters({ hasOpaque, letters }: Script, except: string | undefined): Term {
  if (except === undefined && !hasOpaque) return 're.allchar';
  const ranges = hasOpaque ? plainRanges : ([[0, 0x2ffff]] as const);
  if (except === undefined) return union(ranges.map(([from, to]) => range(from, to)));
  const code = codeOf(letters, except);
  return union(
    ranges.flatMap(([from, to]) => {
      if (code < from || code > to) return [range(from, to)];
      return [...(from < code ? [range(from, code - 1)] : []), ...(code < to ? [range(code + 1, to)] : [])];
    }),
  );
}

/**
 * Characters that are one without regard to case: the two that turn into each other both ways. Others, such as `ß`, are
 * themselves alone.
 */
function casesOf(character: string): readonly string[] {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  if (lower === upper) return [character];
  const isOneOfThem = character === lower || character === upper;
  const isPair = isOneOfThem && lower.toUpperCase() === upper && upper.toLowerCase() === lower;
  return isPair ? [lower, upper] : [character];
}
