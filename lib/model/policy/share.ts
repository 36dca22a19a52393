import type { Among } from './policy';

/**
 * Keeps one object for equal lists of kept objects: fifty thousand schools say the same things, and a list that is said
 * once costs memory once.
 */
export function sharedLists<T extends object>(): {
  /** The one list with these members in this order. */
  readonly share: (list: readonly T[]) => readonly T[];
  /** Equal for equal lists only. */
  readonly keyOf: (list: readonly T[]) => string;
  /** The one {@link Among} of such a list. */
  readonly among: (not: boolean, list: readonly T[]) => Among<T>;
} {
  const ids = new Map<T, number>();
  const lists = new Map<number | string, readonly T[]>();
  const idOf = (member: T): number => {
    const known = ids.get(member);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(member, id);
    return id;
  };
  const keyOf = (list: readonly T[]): string => {
    let key = '';
    for (const member of list) key += `${idOf(member)},`;
    return key;
  };
  const share = (list: readonly T[]): readonly T[] => {
    const [only] = list;
    const key = list.length === 1 && only !== undefined ? idOf(only) : keyOf(list);
    const known = lists.get(key);
    if (known !== undefined) return known;
    lists.set(key, list);
    return list;
  };
  const included = new Map<readonly T[], Among<T>>();
  const excluded = new Map<readonly T[], Among<T>>();
  const among = (not: boolean, list: readonly T[]): Among<T> => {
    const one = share(list);
    const known = not ? excluded : included;
    const found = known.get(one);
    if (found !== undefined) return found;
    const made = { not, list: one };
    known.set(one, made);
    return made;
  };
  return { share, keyOf, among };
}

/** Keeps what `make` returns for a text, so that it is made once. */
export function kept<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

/** The one copy of a text: a parser of JSON makes a new one wherever it stands. */
export const shareText = kept((text) => text);
