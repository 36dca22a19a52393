import type { Atom, Alphabet } from './atoms';
import type { Glob } from './glob';
import { minterms } from './minterms';

/**
 * A shortest text that lies in all of `all` and in none of `not`; `none` when there is no such text, undefined when the
 * budget is exceeded.
 */
export function witness(
  all: readonly Glob[],
  not: readonly Glob[],
  options: { readonly budget?: number; readonly alphabet?: Alphabet } = {},
): { readonly text: string } | 'none' | undefined {
  const [domain = everything, ...others] = all;
  const atoms: Atom[] = others.map((glob) => ({ globs: [glob] }));
  const isWanted = (bits: readonly boolean[]) => bits.every((bit, atom) => bit === atom < others.length);
  const asked = not.length === 0 ? atoms : [...atoms, { globs: not }];
  const found = minterms([domain], asked, { ...options, until: isWanted });
  if (found === undefined) return undefined;
  const wanted = found.find(({ bits }) => isWanted(bits));
  return wanted === undefined ? 'none' : { text: wanted.witness };
}

const everything: Glob = { parts: [{ kind: 'any' }] };
