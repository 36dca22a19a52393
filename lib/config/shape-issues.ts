import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { issue, type Issue, type Place } from '../errors';
import { mostMistakes } from './most-mistakes';
import type { Path } from './yaml-source';

/** What the translation of a zod issue needs to know of the place it came from. */
export interface ShapeContext {
  readonly at: (path: Path) => Place;
  readonly atKey: (path: Path) => Place;
  readonly written: (path: Path) => string | undefined;
  readonly writtenKey: (path: Path) => string | undefined;
  /** The value that was parsed. */
  readonly value: unknown;
  /** Keys that are allowed in the mapping at `path`. */
  readonly keysAt: (path: Path) => readonly string[];
}

/** Turns zod's issues into educloud's, one for each mistake. */
export function shapeIssues(found: readonly z.core.$ZodIssue[], context: ShapeContext, prefix: Path = []): Issue[] {
  // zod measures even what has the wrong type: a list is no text that is too short.
  const mistyped = new Set(found.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('\n')));
  return found
    .filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(path.join('\n')))
    .slice(0, mostMistakes + 1)
    .flatMap((one) => translate(one, context, [...prefix, ...keys(one.path)]));
}

/** No slip of the fingers: what is longer is compared with nothing. */
const longestWord = 100;

/** The nearest of `candidates`, if it is near enough to be what was meant. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > longestWord) return undefined;
  const lower = word.toLowerCase();
  const best = closest(lower, [...candidates]);
  const far = distance(lower, best.toLowerCase());
  const short = Math.min(word.length, best.length);
  const near =
    short < 3
      ? 0
      : short < 5
        ? sameLetters(lower, best.toLowerCase())
          ? 2
          : 1
        : Math.max(2, Math.floor(best.length / 3));
  return far <= near ? best : undefined;
}

/** Whether two words differ in the order of their letters only, as after a slip of quick fingers. */
function sameLetters(one: string, other: string): boolean {
  return Array.from(one).sort().join('') === Array.from(other).sort().join('');
}

function keys(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function translate(one: z.core.$ZodIssue, context: ShapeContext, path: Path): Issue[] {
  switch (one.code) {
    case 'unrecognized_keys':
      return one.keys
        .slice(0, mostMistakes + 1)
        .map((key) => unknownKey(key, [...path, key], context.keysAt(path), context));
    case 'invalid_type':
      return [typeIssue(one.expected, path, context)];
    case 'invalid_value':
      return [enumIssue(one.values.map(String), path, context)];
    case 'too_small':
    case 'too_big':
      return [sizeIssue(one, path, context)];
    case 'invalid_union': {
      const meant = branchMeant(one.errors);
      if (meant !== undefined) return shapeIssues(meant, context, path);
      const words = one.errors.flatMap((branch) =>
        branch.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : [])),
      );
      return [enumIssue([...words, kindWord('object')], path, context)];
    }
    default:
      return [
        issue('EDU204', `${name(path)} has a value that does not fit`, {
          ...context.at(path),
          found: described(path, context),
          allowed: one.message,
        }),
      ];
  }
}

/** Of the branches of a union the one that what is written comes nearest to; none where it is of another kind than all. */
function branchMeant(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  return branches
    .filter((branch) => !branch.some(({ code, path }) => path.length === 0 && code.startsWith('invalid')))
    .sort((a, b) => a.length - b.length)[0];
}

function unknownKey(key: string, path: Path, allowed: readonly string[], context: ShapeContext): Issue {
  const meant = didYouMean(key, allowed);
  const written = context.writtenKey(path) ?? key;
  return issue('EDU201', `\`${written}\` is not a key here`, {
    ...context.atKey(path),
    found: written,
    allowed: allowed.join(', '),
    fix: key.includes('：')
      ? 'write `: `, a half-width colon and a blank, instead of the full-width colon'
      : meant === undefined
        ? 'remove it'
        : `did you mean \`${meant}\`?`,
  });
}

function typeIssue(expected: string, path: Path, context: ShapeContext): Issue {
  const value = valueAt(context.value, path);
  if (value === undefined) {
    return issue('EDU202', `\`${String(path[path.length - 1])}\` is missing`, {
      ...context.at(path.slice(0, -1)),
      path: context.at(path).path ?? '',
      allowed: kindWord(expected),
      fix: 'add it',
    });
  }
  const quoted = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  return issue('EDU203', `${name(path)} has the wrong type`, {
    ...context.at(path),
    found: `${typeWord(value)} ${shown(path, context)}`.trim(),
    allowed: kindWord(expected),
    ...(quoted ? { fix: quotesFix(path, context.written(path) ?? String(value)) } : {}),
  });
}

/** An account id without quotes is a number, and one with a wrong number of digits would be the next mistake. */
function quotesFix(path: Path, written: string): string {
  if (durations.includes(String(path[path.length - 1]))) return unitFix(written);
  const key = path.find((step) => step === 'account' || step === 'accounts');
  return key !== undefined && /^\d+$/.test(written) && written.length !== 12
    ? `write twelve digits in quotes; these are ${written.length}`
    : `put it in quotes: "${written}"`;
}

const durations: readonly string[] = ['rpo', 'rto'];

/** What is written without a unit may be meant in any. */
function unitFix(written: string): string {
  return /^[1-9]\d{0,4}$/.test(written)
    ? `write it with its unit: \`${written}m\` for minutes, \`${written}h\` for hours or \`${written}d\` for days`
    : 'write a whole number of minutes, hours or days, such as `15m`, `4h` or `1d`';
}

function enumIssue(allowed: readonly string[], path: Path, context: ShapeContext): Issue {
  const value = valueAt(context.value, path);
  if (value === undefined) return typeIssue('string', path, context);
  const meant = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
  return issue('EDU204', `${name(path)} has a value that does not fit`, {
    ...context.at(path),
    found: described(path, context),
    allowed: allowed.join(', '),
    ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }),
  });
}

function sizeIssue(one: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, path: Path, context: ShapeContext): Issue {
  const [least, count] =
    one.code === 'too_small' ? ['at least', Number(one.minimum)] : ['at most', Number(one.maximum)];
  if (one.origin === 'int' || one.origin === 'number') {
    return issue('EDU204', `${name(path)} is too ${one.code === 'too_small' ? 'small' : 'large'}`, {
      ...context.at(path),
      found: described(path, context),
      allowed: `a whole number, ${least} ${count}`,
      fix: `write ${count} or ${one.code === 'too_small' ? 'more' : 'less'}`,
    });
  }
  const [single, several] = one.origin === 'string' ? ['character', 'characters'] : ['entry', 'entries'];
  return issue('EDU204', `${name(path)} is too ${one.code === 'too_small' ? 'short' : 'long'}`, {
    ...context.at(path),
    found: described(path, context),
    allowed: `${least} ${count} ${count === 1 ? single : several}`,
  });
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((current, step) => {
    if (typeof current !== 'object' || current === null) return undefined;
    const property: { value?: unknown } | undefined = Object.getOwnPropertyDescriptor(current, String(step));
    return property?.value;
  }, value);
}

function name(path: Path): string {
  const last = path[path.length - 1];
  const parent = path[path.length - 2];
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of \`${String(parent)}\`` : `\`${last}\``;
}

/** The value, or in words what stands there where it cannot be shown. */
function described(path: Path, context: ShapeContext): string {
  const value = valueAt(context.value, path);
  return shown(path, context) || (value === '' ? 'an empty text' : typeWord(value));
}

function shown(path: Path, context: ShapeContext): string {
  const value = valueAt(context.value, path);
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = plain ? (context.written(path) ?? String(value)) : '';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function typeWord(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a mapping' : `the ${typeof value}`;
}

function kindWord(expected: string): string {
  return (
    {
      string: 'text',
      object: 'a mapping of keys',
      array: 'a list',
      number: 'a number',
      int: 'a whole number',
      boolean: 'true or false',
    }[expected] ?? expected
  );
}
