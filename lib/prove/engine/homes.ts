import type { Setting } from './setting';
import type { Subject } from './subject';

/**
 * Accounts in which the principals of a subject's school are, the subject's own first: those of the buckets that are replicated
 * into it, or into a bucket that it encrypts, as well.
 */
export function homesOf({ copies, storesByKey }: Setting, { kind, arn, account, bucket }: Subject): readonly string[] {
  if (copies.originals.size === 0) return [account];
  const stores = kind === 'key' ? (storesByKey.get(arn) ?? []) : bucket === undefined ? [] : [bucket];
  const others = stores.flatMap((store) => [...(copies.originals.get(store.arn) ?? [])]);
  return [...new Set([account, ...others.sort()])];
}
