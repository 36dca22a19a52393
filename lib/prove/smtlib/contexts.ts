import { opaqueKind, symbolsOf } from '../../model';
import type { Glob } from '../sets/glob';
import { NotExpressible } from './not-expressible';

/** A beginning of a text that ends with an opaque part, as symbols. */
export type Context = readonly string[];

/**
 * Where a text of a variable can hold opaque parts: where the languages of its domain or its tests name them behind a fixed
 * beginning. Elsewhere an opaque part is a text like others. Throws NotExpressible where one is named behind a wildcard or
 * compared without case.
 */
export function contextsOf(globs: readonly Glob[]): Context[] {
  const found = new Map<string, Context>();
  for (const { parts, fold } of globs) {
    const beginning: string[] = [];
    let isFixed = true;
    for (const part of parts) {
      if (part.kind !== 'text') {
        isFixed = false;
        continue;
      }
      for (const symbol of symbolsOf(part.text)) {
        beginning.push(symbol);
        if (opaqueKind(symbol) === undefined) continue;
        if (!isFixed) throw new NotExpressible('an opaque part behind a wildcard');
        if (fold === true) throw new NotExpressible('an opaque part in a comparison without case');
        found.set(beginning.join(''), [...beginning]);
      }
    }
  }
  return [...found.values()];
}
