import type { Among } from './policy';

/**
 * Keeps one object for equal lists of kept objects: fifty thousand schools say the same things, and a list that is said
 * once costs memory once.
 */
export function sharedLists<T extends object>(): {
  /** The one list with these members in this order. */
  readonly share: (list: readonly T[]) => readonly T[];
  /** The one {@link Among} of such a list. */
  readonly among: (not: boolean, list: readonly T[]) => Among<T>;
} {
  const ids = new Map<T, number>();
  const singles = new Map<T, readonly T[]>();
  const lists = new Map<string, readonly T[]>();
  const idOf = (member: T): number => {
    const known = ids.get(member);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(member, id);
    return id;
  };
  const share = (list: readonly T[]): readonly T[] => {
    const [only] = list;
    if (only !== undefined && list.length === 1) return singles.get(only) ?? remember(singles, only, [only]);
    const key = list.map(idOf).join();
    // A list that was pushed to has room for seventeen members.
    return lists.get(key) ?? remember(lists, key, list.slice());
  };
  const included = new Map<readonly T[], Among<T>>();
  const excluded = new Map<readonly T[], Among<T>>();
  const among = (not: boolean, list: readonly T[]): Among<T> => {
    const one = share(list);
    const known = not ? excluded : included;
    return known.get(one) ?? remember(known, one, { not, list: one });
  };
  return { share, among };
}

function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value);
  return value;
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
