import type { Property } from '../property';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Assumptions that a verdict takes besides those that every verdict takes, by their ids. */
export function assumedBy(
  { world: { signIn } }: Setting,
  { role, bucket, owner }: Subject,
  { of, requires = [] }: Property,
): { readonly assumes?: readonly string[] } {
  if (bucket?.logDeliveryBy !== undefined) return { assumes: ['A17'] };
  if (requires.includes('locked') || requires.includes('copies-at-home')) return { assumes: ['A18'] };
  if (of !== 'federated' || role === undefined || owner === undefined) return {};
  const vouches = role.trust.statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals?.list.some((one) => one.kind === 'federated' && signIn?.proxies.includes(one.provider)),
  );
  return vouches ? { assumes: ['A16'] } : {};
}
