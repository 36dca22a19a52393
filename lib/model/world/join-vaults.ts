import type { Draft } from '../resources/draft';
import type { BackupRule, Key, Vault } from '../world';
import { grouped, keyFinder } from './join-buckets';

/** Vaults with the keys that they are encrypted with. */
export function joinVaults({ vaults }: Draft, keys: readonly Key[]): readonly Vault[] {
  const find = keyFinder(keys);
  const sameArn = grouped(vaults, ({ arn }) => arn);
  return vaults.map((vault) => {
    const { key, source } = vault;
    const isTwin = (sameArn.get(vault.arn) ?? []).length > 1;
    return {
      ...vault,
      ...(key === undefined ? {} : { key: find(key, vault) }),
      ...(isTwin ? { doubts: [...vault.doubts, { source, reason: 'another vault has the same name' }] } : {}),
    };
  });
}

/** Rules of backup plans with what their plans select. A plan that stands in no template copies to nobody knows where. */
export function joinBackupRules({ backupRules, backupSelections }: Draft): readonly BackupRule[] {
  const byPlan = grouped(backupSelections, placeOf);
  const known = new Set(backupRules.map(placeOf));
  const unseen = backupSelections.flatMap((one): Draft['backupRules'] => {
    if (known.has(placeOf(one))) return [];
    const { plan, account, awsRegion, selection } = one;
    const { source } = selection;
    const doubts = [{ source, reason: 'the backup plan of this selection is not in the assembly' }];
    return [{ plan, account, awsRegion, vault: '', copies: [], doubts, source }];
  });
  return [...backupRules, ...unseen].map((rule) => ({
    ...rule,
    selections: (byPlan.get(placeOf(rule)) ?? []).map(({ selection }) => selection),
  }));
}

function placeOf({ plan, account, awsRegion }: Pick<BackupRule, 'plan' | 'account' | 'awsRegion'>): string {
  return [plan, account, awsRegion].join();
}
