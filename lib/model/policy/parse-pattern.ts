import type { Part, Pattern } from './policy';
import { kept } from './share';

/** What may stand in a pattern besides literal text. */
export interface Grammar {
  /** `*` and `?`. */
  readonly wildcards: boolean;
  /** `${key}`, `${key, 'fallback'}`, `${*}`, `${?}` and `${$}`. */
  readonly variables: boolean;
}

/**
 * A text as a pattern, the same object for equal patterns; or why it cannot be read.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parsePattern(text: string, { wildcards, variables }: Grammar): Pattern | string {
  if (isPlain(text)) return literalOf(text);
  if (wildcards) return variables ? withBoth(text) : withWildcards(text);
  return variables ? withVariables(text) : literalOf(text);
}

const any: Part = { kind: 'any' };
const one: Part = { kind: 'one' };

const literalOf = kept((text) => readParts(text, { wildcards: false, variables: false }));
const withWildcards = kept((text) => readParts(text, { wildcards: true, variables: false }));
const withVariables = kept((text) => readParts(text, { wildcards: false, variables: true }));
const withBoth = kept((text) => readParts(text, { wildcards: true, variables: true }));

const star = 0x2a;
const question = 0x3f;
const dollar = 0x24;
const opens = 0xe000;
const closes = 0xe001;

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === star || code === question || code === dollar || code === opens || code === closes) return false;
  }
  return true;
}

function readParts(text: string, { wildcards, variables }: Grammar): Pattern | string {
  const parts: Part[] = [];
  let done = 0;
  let literal = '';
  /** Takes literal text up to `until`, and goes on at `next`. */
  const take = (until: number, next: number): void => {
    if (until > done) literal += text.slice(done, until);
    done = next;
  };
  const push = (part: Part): void => {
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
    // `**` says what `*` says.
    if (part !== any || parts.at(-1) !== any) parts.push(part);
  };
  for (let i = 0; i < text.length; i = Math.max(i + 1, done)) {
    const code = text.charCodeAt(i);
    if (code === opens) {
      const end = text.indexOf('\uE001', i);
      if (end < 0) return strayPart;
      take(end + 1, end + 1);
    } else if (code === closes) {
      return strayPart;
    } else if (wildcards && (code === star || code === question)) {
      take(i, i + 1);
      push(code === star ? any : one);
    } else if (variables && code === dollar && text[i + 1] === '{') {
      const escaped = /^\$\{([*?$])\}/.exec(text.slice(i, i + 4))?.[1];
      const variable = escaped === undefined ? variableAt(text, i) : undefined;
      if (escaped === undefined && variable === undefined) return 'it has a variable that cannot be read';
      take(i, variable?.end ?? i + 4);
      if (variable === undefined) literal += escaped ?? '';
      else push(variable.part);
    }
  }
  take(text.length, text.length);
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  const simple = parts.every(({ kind }) => kind === 'text');
  return simple ? { text, parts: parts.slice(), literal: partText(parts[0]) } : { text, parts: parts.slice() };
}

const strayPart = 'a character of private use stands in it';

function partText(part: Part | undefined): string {
  return part?.kind === 'text' ? part.text : '';
}

// Whether wildcards and variables inside a fallback have a meaning is documented nowhere, so none are read.
const variableForm = /\$\{([^\s{}',$*?\uE000\uE001][^{}',$*?\uE000\uE001]*?)(?:\s*,\s*'([^'$*?\uE000\uE001]*)')?\s*\}/y;

function variableAt(text: string, start: number): { part: Part; end: number } | undefined {
  variableForm.lastIndex = start;
  const [, key, fallback] = variableForm.exec(text) ?? [];
  if (!key?.includes(':')) return undefined;
  const part: Part = { kind: 'variable', key: key.toLowerCase(), ...(fallback === undefined ? {} : { fallback }) };
  return { part, end: variableForm.lastIndex };
}
