import type { Property } from '../property';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Assumptions that a verdict takes besides those that every verdict takes, by their ids. */
export function assumedBy(
  { world: { signIn } }: Setting,
  { role, bucket, owner, doubts }: Subject,
  { of }: Property,
): { readonly assumes?: readonly string[] } {
  // With access control lists and without a doubt of them, it is where a distribution of the account writes its logs.
  if (bucket !== undefined && bucket.objectOwnership !== 'BucketOwnerEnforced' && doubts.length === 0)
    return { assumes: ['A17'] };
  if (of !== 'federated' || role === undefined || owner === undefined) return {};
  const vouches = role.trust.statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals?.list.some((one) => one.kind === 'federated' && signIn?.proxies.includes(one.provider)),
  );
  return vouches ? { assumes: ['A16'] } : {};
}
