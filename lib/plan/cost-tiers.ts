import { keyScopes } from '../vocabulary';
import type { CostTier, PlannedSchool, Sacrifice } from './types';

/** What each tier and key scope gives up against an account and a key of one's own; docs/plan-and-ledger.md explains. */
const sacrifices = {
  node: { school: [], district: [] },
  pooled: { school: ['own-account'], district: ['own-account', 'own-key'] },
} as const satisfies Record<CostTier['tier'], Record<CostTier['keyScope'], readonly Sacrifice[]>>;

/** The tiers that schools of this region live in, dearest first. */
export function costTiers(schools: readonly PlannedSchool[]): CostTier[] {
  return (['node', 'pooled'] as const).flatMap((tier) =>
    keyScopes.flatMap((keyScope) => {
      const its = schools.filter((school) => school.tier === tier && school.keyScope === keyScope);
      const keys = new Set(its.map(({ account, keyAlias }) => `${account} ${keyAlias}`)).size;
      return its.length === 0
        ? []
        : [{ tier, keyScope, schools: its.length, keys, givesUp: sacrifices[tier][keyScope] }];
    }),
  );
}
