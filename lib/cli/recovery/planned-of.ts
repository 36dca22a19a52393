import { planFile, planFresh, type Planned } from '../../app';
import { issue, type Issue } from '../../errors';
import { quoted } from '../../files';

/**
 * The plan of a region file for those who must act on what is deployed: names come from the ledger, so without one nothing is
 * said; with one that is stale the plan is told, and that part of it may not stand yet. Warnings of the region file are left to
 * `check` and `plan`: nobody needs them at night.
 *
 * @throws EDU405 without a ledger
 */
export function plannedOf(file: string): { readonly planned: Planned; readonly issues: readonly Issue[] } {
  const planned = planFile(file);
  if (!planned.known) return { planned: planFresh(file), issues: [] };
  if (planned.fresh) return { planned, issues: [] };
  return {
    planned,
    issues: [
      {
        ...issue('EDU654', 'what is printed may not be deployed yet', {
          file: planned.ledgerPath,
          allowed: 'a ledger that says what the region file asks for',
          fix: `see \`educloud plan ${quoted(file)}\`; for what is deployed, take the region file and the ledger of the last deployment`,
        }),
        severity: 'warning',
      },
    ],
  };
}
