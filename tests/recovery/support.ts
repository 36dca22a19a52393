import { EducloudError, type Issue } from '../../lib/errors';
import { planRegion, type Plan, type PlannedSchool } from '../../lib/plan';
import { planRestore, type AskedRestore, type RestorePlan } from '../../lib/recovery';
import { loadText, regionIn } from '../config/support';

/** When every restore of these tests is judged. */
export const now = new Date('2026-12-01T00:00:00Z');

/**
 * Ash has all means for both stores, and people who sign in; oak has backups of its records at home alone; uni has a replica
 * of its materials; elm has nothing, and minsk is elsewhere.
 */
export const chineseRegion = `region:
  id: demo
  partition: aws-cn
  home: cn-north-1
  perimeter: { accounts: ["300000000001", "300000000002"] }
  accounts: { hub: "100000000001", logArchive: "100000000002" }
  federation: {}
  districts:
    - id: north
      account: "200000000001"
      recovery: cn-northwest-1
      recoveryTargets:
        stores:
          records: { rpo: 24h, rto: 24h, retentionDays: 400, lockDays: 30, means: [replication, backup] }
          materials: { rpo: 24h, rto: 24h, retentionDays: 90, lockDays: 30, means: [replication, backup] }
    - id: south
      account: "200000000002"
      recoveryTargets: { stores: { records: { rpo: 24h, retentionDays: 60 } } }
  schools:
    - id: ash
      district: north
      oidc: { issuer: "https://login.ash.example", clients: { teacher: teachers, school-admin: admins } }
    - { id: oak, district: south, identityProvider: none }
    - id: uni
      account: "300000000001"
      identityProvider: none
      recovery: cn-northwest-1
      recoveryTargets: { stores: { materials: { means: [replication], retentionDays: 400 } } }
    - { id: elm, account: "300000000002", identityProvider: none }
    - { id: minsk, tier: external, jurisdiction: by }
`;

/** One school with fifteen minutes, and its copies in an account of their own. */
export const germanRegion = `region:
  id: coast
  partition: aws
  home: eu-central-1
  recovery: eu-north-1
  recoveryTargets: { stores: { records: { rpo: 15m, rto: 4h, retentionDays: 400, lockDays: 30 } } }
  accounts: { hub: "100000000001", recovery: "100000000003" }
  districts: [{ id: north, account: "200000000001" }]
  schools: [{ id: ash, district: north }]
`;

export function planIn(text: string): Plan {
  const { plan, issues } = planRegion(regionIn(loadText(text)));
  if (plan === undefined) throw new EducloudError(issues);
  return plan;
}

export const plan = planIn(chineseRegion);
export const german = planIn(germanRegion);

export function schoolIn({ schools }: Pick<Plan, 'schools'>, id: string): PlannedSchool {
  const school = schools.find((one) => one.id === id);
  if (school === undefined) throw new Error(`no ${id}`);
  return school;
}

/** A restore of ash, ten days back, with what is changed. */
export function asked({
  at = '2026-11-21T00:00:00Z',
  ...change
}: Partial<Omit<AskedRestore, 'at'>> & { at?: string } = {}): AskedRestore {
  const instant = new Date(at);
  return {
    file: 'region.yaml',
    school: 'ash',
    now,
    ...change,
    at: { text: at, ...(Number.isNaN(instant.getTime()) ? {} : { instant }) },
  };
}

/** The restore, where it is planned without an issue. */
export function restoreOf(change: Parameters<typeof asked>[0] = {}, of: Plan = plan): RestorePlan {
  const { restore, issues } = planRestore(of, asked(change));
  expect(issues).toEqual([]);
  if (restore === undefined) throw new Error('no restore');
  return restore;
}

export function issuesFor(change: Parameters<typeof asked>[0], of: Plan = plan): readonly Issue[] {
  return planRestore(of, asked(change)).issues;
}

/** Every line of a restore, in order. */
export function linesOf({ steps }: RestorePlan): readonly string[] {
  return steps.flatMap(({ acts }) => acts.flatMap(({ commands }) => commands));
}
