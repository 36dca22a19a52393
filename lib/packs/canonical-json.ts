import { compare, KitError } from '../errors';

/** What a signed document is made of. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON in one form only, as RFC 8785 has it for strings and whole numbers: keys sorted by code units, no blanks. Members that are
 * undefined are left out.
 *
 * @throws KitError for a number that is not whole, whose form would be disputed
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new KitError(`a signed document cannot hold the number ${value}`);
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([key, member]) => (member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(member)}`]));
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
