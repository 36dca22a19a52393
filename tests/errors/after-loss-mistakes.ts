import { planFill, planRestore } from '../../lib/recovery';
import type { Code, Issue } from '../../lib/errors';
import { asked, chineseRegion, plan } from '../recovery/support';
import { issuesIn, layOut, ledgerAfter, run } from './support';

function restoring(change: Parameters<typeof asked>[0]): readonly Issue[] {
  return planRestore(plan, asked(change)).issues;
}

/** Mistakes of those who restore, and of those who fill replicas. */
export const afterLossMistakes: readonly {
  readonly code: Code;
  readonly what: string;
  readonly issues: () => readonly Issue[] | Promise<readonly Issue[]>;
}[] = [
  { code: 'EDU644', what: 'a school that is misspelt', issues: () => restoring({ school: 'ahs' }) },
  { code: 'EDU645', what: 'a school that keeps its data elsewhere', issues: () => restoring({ school: 'minsk' }) },
  { code: 'EDU646', what: 'a time without a zone', issues: () => restoring({ at: 'yesterday' }) },
  { code: 'EDU647', what: 'a restore of tomorrow', issues: () => restoring({ at: '2026-12-02T00:00:00Z' }) },
  {
    code: 'EDU648',
    what: 'a school that is kept without writes',
    issues: () => {
      const schools = plan.schools.map((one) => ({ ...one, status: 'frozen' }) as const);
      return planRestore({ ...plan, schools }, asked()).issues;
    },
  },
  { code: 'EDU649', what: 'a school without copies', issues: () => restoring({ school: 'elm' }) },
  { code: 'EDU650', what: 'a restore of years ago', issues: () => restoring({ at: '2020-01-01T00:00:00Z' }) },
  {
    code: 'EDU651',
    what: 'backups that were lost with their AWS Region',
    issues: () => restoring({ school: 'oak', store: 'records', lost: 'aws-region' }),
  },
  { code: 'EDU652', what: 'a prefix that turns a terminal around', issues: () => restoring({ prefix: 'a\u202eb' }) },
  { code: 'EDU653', what: 'a school without replicas', issues: () => planFill(plan, 'oak').issues },
  {
    code: 'EDU654',
    what: 'a region file that was changed since the ledger',
    issues: async () => {
      const changed = chineseRegion.replace('retentionDays: 60', 'retentionDays: 61');
      const root = layOut({ 'region.yaml': changed, 'educloud.lock.json': ledgerAfter(chineseRegion) });
      return issuesIn(await run(['drill', 'plan', '@region.yaml', '--json'], root));
    },
  },
];
