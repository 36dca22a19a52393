import { hasOpaque } from '../../model';
import type { Reading } from './atoms';
import { foldText } from './characters';
import type { Glob } from './glob';

/** The text that a language begins with, and what may follow it. */
export interface Lead {
  readonly text: string;
  /** `none`: the language is this one text. `any`: anything follows. `more`: something else. */
  readonly rest: 'none' | 'any' | 'more';
}

/** The literal beginning of a glob. */
export function leadOf({ parts }: Glob): Lead {
  let text = '';
  let index = 0;
  for (; index < parts.length; index += 1) {
    const part = parts[index];
    if (part?.kind !== 'text') break;
    text = text === '' ? part.text : text + part.text;
  }
  if (index === parts.length) return { text, rest: 'none' };
  for (; index < parts.length; index += 1) {
    const part = parts[index];
    if (part?.kind !== 'any' || part.except !== undefined) return { text, rest: 'more' };
  }
  return { text, rest: 'any' };
}

/** Whether two languages can have a text in common, as far as their beginnings say. */
export function canMeet(
  pattern: Lead,
  domain: Lead,
  { fold, reading }: { readonly fold: boolean; readonly reading: Reading | undefined },
): boolean {
  let one = pattern.text;
  let other = domain.text;
  let isShort = false;
  if (reading === 'may' && (hasOpaque(one) || hasOpaque(other))) {
    [one = ''] = one.split(opaqueBegin, 1);
    [other = ''] = other.split(opaqueBegin, 1);
    isShort = true;
  }
  if (fold) [one, other] = [foldText(one), foldText(other)];
  if (one.length > other.length) return (isShort || domain.rest !== 'none') && one.startsWith(other);
  return (isShort || one.length === other.length || pattern.rest !== 'none') && other.startsWith(one);
}

/**
 * Whether reading opaque parts as letters says the same as reading them as what they could be: there are none, or all of
 * them are generated names that fill the end of a segment, and neither the domain nor a language that is read so breaks off inside a segment.
 */
export function isCertain(
  domain: readonly Lead[],
  atoms: readonly (readonly Lead[])[],
  isPossibility: (atom: number) => boolean,
): boolean {
  const possibilities = atoms.filter((_, atom) => isPossibility(atom));
  const every = [domain, ...atoms];
  if (possibilities.length === 0 || !every.some((leads) => leads.some(({ text }) => hasOpaque(text)))) return true;
  return (
    every.every((leads) => leads.every(isNamedPlainly)) &&
    [domain, ...possibilities].every((leads) =>
      leads.every(({ text, rest }) => rest === 'none' || /^$|[:/]$/.test(text)),
    )
  );
}

const opaqueBegin = '\uE000';

/** No values, and names only where a segment or the text ends with them. */
function isNamedPlainly({ text }: Lead): boolean {
  return !/\uE000V|\uE001(?![:/]|$)/u.test(text);
}
