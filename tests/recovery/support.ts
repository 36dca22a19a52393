import type { Plan, PlannedCopies, PlannedDrill, PlannedSchool, PlannedSchoolRecovery } from '../../lib/plan';
import { planRestore, type AskedRestore, type RestorePlan } from '../../lib/recovery';
import type { Issue } from '../../lib/errors';
import { planOf, small } from '../plan/support';

/** When every restore of these tests is judged. */
export const now = new Date('2026-12-01T00:00:00Z');

const base = planOf(small).plan;

const target = {
  rpoMinutes: 60,
  rtoMinutes: 240,
  retentionDays: 400,
  lockDays: 30,
  immutability: 'governance',
} as const;

/** A store with a replica in Ningxia and a backup a day. */
export function bothMeans(owner: string, change: Partial<PlannedCopies> = {}): PlannedCopies {
  return {
    ...target,
    means: ['replication', 'backup'],
    replica: { bucket: `edu-rrc-${owner}-x`, keyAlias: `alias/educloud/recovery/${owner}`, timeControl: true },
    backup: {
      vault: `edu-demo_${owner}`,
      vaultKeyAlias: `alias/educloud/vault/${owner}`,
      everyHours: 24,
      startHours: 2,
      completionHours: 8,
      copyVault: `edu-demo_${owner}`,
    },
    ...change,
  };
}

/** A store that AWS Backup alone copies, at home alone. */
export function backupAlone(owner: string): PlannedCopies {
  const { replica: _, backup, ...rest } = bothMeans(owner);
  const { copyVault: __, ...home } = backup ?? {
    vault: '',
    vaultKeyAlias: '',
    everyHours: 24,
    startHours: 1,
    completionHours: 1,
  };
  return { ...rest, means: ['backup'], backup: home };
}

export function recoveryOf(
  school: PlannedSchool,
  stores: PlannedSchoolRecovery['stores'],
  change: Partial<PlannedSchoolRecovery> = {},
): PlannedSchoolRecovery {
  return {
    place: {
      account: school.account,
      awsRegion: 'cn-northwest-1',
      stack: 'edu-demo-recovery-north',
      bucketNaming: 'account-regional',
    },
    stores,
    quarantineBucket: `edu-qua-${school.id}-x`,
    restoreRole: `educloud-demo-restore-${school.id}`,
    ...change,
  };
}

const signIn = {
  via: 'saml',
  identityProvider: 'https://idp.ash.example',
  scopes: ['ash.example'],
  providers: [],
  roles: (['teacher', 'school-admin'] as const).map((persona) => ({
    persona,
    arn: `arn:aws-cn:iam::200000000001:role/educloud/educloud-demo-ash-${persona}`,
    admissions: [],
  })),
} as const;

/**
 * Ash has all means for both stores, and people; oak has backups of its records at home alone; uni has a replica of its
 * materials without a promise of time; elm has nothing.
 */
export const plan: Plan = {
  ...base,
  schools: base.schools.map((school) => {
    if (school.id === 'ash') {
      const stores = { records: bothMeans('ash'), materials: bothMeans('ash', { retentionDays: 90 }) };
      return { ...school, signIn, recovery: recoveryOf(school, stores) };
    }
    if (school.id === 'oak') {
      const { place: _, ...recovery } = recoveryOf(school, { records: backupAlone('oak') });
      return { ...school, recovery };
    }
    if (school.id === 'uni') {
      const { backup: _, ...copies } = bothMeans('uni');
      const replica = { bucket: 'edu-rma-uni-x', keyAlias: 'alias/educloud/recovery/uni', timeControl: false };
      const materials = { ...copies, means: ['replication'], replica } as const;
      return { ...school, recovery: recoveryOf(school, { materials }) };
    }
    return school;
  }),
  recovery: {
    drills: [drill({ means: ['replication', 'backup'] }), drill({ means: ['backup'], account: '300000000001' })],
    toFill: [
      { school: 'ash', store: 'records', bucket: schoolIn(base, 'ash').buckets.records },
      { school: 'uni', store: 'materials', bucket: schoolIn(base, 'uni').buckets.materials },
    ],
  },
};

function drill(change: Partial<PlannedDrill>): PlannedDrill {
  return {
    account: '200000000001',
    awsRegion: 'cn-north-1',
    stack: 'edu-demo-drill',
    bucketNaming: 'account-regional',
    everyDays: 1,
    means: [],
    rpoMinutes: 60,
    rtoMinutes: 240,
    archiveBucket: 'edu-log-demo-x',
    schools: ['ash', 'oak'],
    ...change,
  };
}

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
