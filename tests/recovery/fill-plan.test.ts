import { planFill } from '../../lib/recovery';
import { inBash } from './bash';
import { plan, schoolIn } from './support';

describe('filling replicas', () => {
  const jobs = planFill(plan).jobs ?? [];

  test('makes one job for each store that has a replica, whenever it is asked', () => {
    expect(jobs.map(({ school, store, replica }) => [school, store, replica])).toEqual([
      ['ash', 'records', 'edu-rrc-ash-200000000001-cn-northwest-1-an'],
      ['ash', 'materials', 'edu-rma-ash-200000000001-cn-northwest-1-an'],
      ['uni', 'materials', 'edu-rma-uni-300000000001-cn-northwest-1-an'],
    ]);
    expect(planFill(plan, 'uni').jobs).toEqual(jobs.slice(2));
  });

  test('says which stores stood before their replica, while the plan knows it', () => {
    const { bucket = '' } = jobs[0] ?? {};
    const known = {
      ...plan,
      recovery: { ...plan.recovery, toFill: [{ school: 'ash', store: 'records', bucket } as const] },
    };
    expect((planFill(known).jobs ?? []).map(({ stoodBefore }) => stoodBefore)).toEqual([true, false, false]);
  });

  test('asks S3 for versions that were never copied or failed, by the replication role of their account', () => {
    const { calls, status } = inBash(jobs.flatMap(({ create, see }) => [create, see]));
    expect(status).toBe(0);
    const [create = [], see = []] = calls;
    const value = (option: string): string => create[create.indexOf(option) + 1] ?? '';
    expect(create.slice(0, 3)).toEqual(['aws', 's3control', 'create-job']);
    expect(JSON.parse(value('--manifest-generator'))).toEqual({
      S3JobManifestGenerator: {
        SourceBucket: `arn:aws-cn:s3:::${schoolIn(plan, 'ash').buckets.records}`,
        EnableManifestOutput: false,
        Filter: { EligibleForReplication: true, ObjectReplicationStatuses: ['NONE', 'FAILED'] },
      },
    });
    expect(JSON.parse(value('--operation'))).toEqual({ S3ReplicateObject: {} });
    expect(JSON.parse(value('--report'))).toEqual({ Enabled: false });
    expect(value('--role-arn')).toBe('arn:aws-cn:iam::200000000001:role/educloud/educloud-demo-replication');
    expect([value('--account-id'), value('--region')]).toEqual(['200000000001', 'cn-north-1']);
    expect(create).toContain('--no-confirmation-required');
    expect(see[see.indexOf('--job-id') + 1]).toBe('job-1');
  });

  test('gives each pair of buckets a request token of its own, always the same and not too long', () => {
    const tokens = jobs.map(({ create }) => /--client-request-token (\S+)/.exec(create)?.[1] ?? '');
    expect(new Set(tokens).size).toBe(jobs.length);
    expect(planFill(plan).jobs).toEqual(jobs);
    for (const token of tokens) expect(token.length).toBeLessThanOrEqual(62);
  });

  test.each([
    ['EDU644', 'ashes'],
    ['EDU645', 'minsk'],
    ['EDU653', 'oak'],
    ['EDU653', 'elm'],
  ])('refuses with %s the school %s', (code, school) => {
    const { jobs: none, issues } = planFill(plan, school);
    expect([none, issues.map((one) => one.code)]).toEqual([undefined, [code]]);
  });

  test('has nothing to do in a region without replicas, and leaves frozen schools alone', () => {
    expect(planFill({ ...plan, schools: [schoolIn(plan, 'oak')] })).toEqual({ jobs: [], issues: [] });
    const frozen = plan.schools.map((one) => ({ ...one, status: 'frozen' }) as const);
    expect(planFill({ ...plan, schools: frozen })).toEqual({ jobs: [], issues: [] });
    expect(planFill({ ...plan, schools: frozen }, 'ash').issues.map(({ code }) => code)).toEqual(['EDU648']);
  });
});
