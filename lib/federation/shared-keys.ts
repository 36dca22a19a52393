import { issue, type Issue } from '../errors';
import type { Feed } from './feed';
import { lockedKeys } from './locked-keys';
import type { Chosen, SelectOptions } from './selection';
import { about, standing } from './standing';

const shown = 3;

/** Whoever holds the key of an identity provider can speak for its people: no key may serve two that the region uses. */
export function sharedKeys(
  chosen: readonly Chosen[],
  feed: Feed,
  options: SelectOptions,
): { readonly refused: ReadonlyMap<Chosen, readonly Issue[]>; readonly warnings: readonly Issue[] } {
  const holders = new Map<string, Set<string>>();
  const add = (key: string, name: string): void => {
    const known = holders.get(key);
    if (known === undefined) holders.set(key, new Set([name]));
    else known.add(name);
  };
  for (const { provider, certificates } of chosen) {
    for (const { keySha256 } of certificates) add(keySha256, provider.entityId);
  }
  for (const other of options.others) {
    for (const key of lockedKeys(other)) add(key, `${other.entityId} (${other.feed})`);
  }
  const refused = new Map<Chosen, readonly Issue[]>();
  for (const one of chosen) {
    const { provider, use, certificates } = one;
    const others = certificates.flatMap(({ keySha256 }) => someBut(holders.get(keySha256), provider.entityId));
    if (others.length === 0) continue;
    refused.set(one, [
      about(
        issue('EDU548', 'its key serves another identity provider of the region as well', {
          ...standing(provider, options),
          found: [...new Set(others)].join(', '),
          allowed: 'a key that no other has',
          fix: 'ask the operators for a key of each: whoever holds a shared one can sign in as anybody of both',
        }),
        use,
        provider,
      ),
    ]);
  }
  return { refused, warnings: outside(chosen, refused, feed, options) };
}

/** A few names, which is enough to see what they have in common. */
function someBut(names: ReadonlySet<string> | undefined, own: string): string[] {
  const found: string[] = [];
  for (const name of names ?? []) {
    if (name !== own) found.push(name);
    if (found.length === shown) break;
  }
  return found;
}

/** The same certificate at one that the region does not use: often one company runs both. */
function outside(
  chosen: readonly Chosen[],
  refused: ReadonlyMap<Chosen, unknown>,
  feed: Feed,
  options: SelectOptions,
): Issue[] {
  const used = new Set(chosen.map(({ provider }) => provider.entityId));
  const holders = new Map<string, string>();
  for (const { entityId, certificates } of feed.identityProviders) {
    if (used.has(entityId)) continue;
    for (const certificate of certificates) holders.set(certificate, entityId);
  }
  return chosen.flatMap((one) => {
    if (refused.has(one)) return [];
    const others = new Set(one.certificates.flatMap(({ base64 }) => holders.get(base64) ?? []));
    return others.size === 0
      ? []
      : [
          about(
            issue('EDU548', 'its certificate stands at an identity provider that the region does not use, too', {
              ...standing(one.provider, options),
              severity: 'warning',
              found: [...others].sort().join(', '),
              fix: 'find out who holds the key: whoever does can sign in as anybody of both',
            }),
            one.use,
            one.provider,
          ),
        ];
  });
}
