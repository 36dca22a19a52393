import { createHash } from 'node:crypto';
import { issue, type Issue } from '../errors';
import { partition } from '../facts';
import type { Plan, PlannedSchool } from '../plan';
import type { StorePurpose } from '../vocabulary';
import { judgeSchool } from './judge-restore';
import { stores } from './request';
import { shellLine, shellLineInto, variable } from './shell';

/** A job that copies what a store held before it was replicated. */
export interface FillJob {
  readonly school: string;
  readonly store: StorePurpose;
  readonly bucket: string;
  readonly replica: string;
  readonly account: string;
  readonly awsRegion: string;
  /** Whether the plan knows that the store stood before its replica; while the ledger is not written. */
  readonly stoodBefore: boolean;
  /** Makes the job; the same line again makes no second one. */
  readonly create: string;
  /** Tells how far it has come. */
  readonly see: string;
}

/**
 * The jobs of a region or of one school, one for each store with a replica. A store that was replicated from its first day has
 * one, too: once the ledger is written nobody knows which it was, and a job that finds nothing to copy copies nothing.
 */
export function planFill(
  plan: Plan,
  school?: string,
): { readonly jobs?: readonly FillJob[]; readonly issues: readonly Issue[] } {
  const { school: found, issues } = school === undefined ? { issues: [] } : judgeSchool(plan, school);
  if (issues.length > 0) return { issues };
  const wanted = found === undefined ? plan.schools.filter(({ status }) => status === 'active') : [found];
  const jobs = wanted.flatMap((one) =>
    stores.flatMap((store) => {
      const replica = one.recovery?.stores[store]?.replica?.bucket;
      return replica === undefined ? [] : [jobOf(plan, one, { store, bucket: one.buckets[store], replica })];
    }),
  );
  return school !== undefined && jobs.length === 0 ? { issues: [withoutReplicas(school)] } : { jobs, issues: [] };
}

function withoutReplicas(school: string): Issue {
  return issue('EDU653', `${school} has no replicas that could be filled`, {
    found: 'no store with the means `replication`',
    allowed: 'a school whose recovery targets ask for replication',
    fix: 'give the region a `recovery` and the school targets that need replication; backups need no filling',
  });
}

/**
 * Versions that were never copied, and those whose copying failed, by the rule that the store has. No report is asked for:
 * nobody but the school writes into its stores, and the log archive takes reports of trails and drills alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-existing-config.html
 */
function jobOf(
  { region, recovery }: Plan,
  { id, account, awsRegion }: PlannedSchool,
  { store, bucket, replica }: { readonly store: StorePurpose; readonly bucket: string; readonly replica: string },
): FillJob {
  const { arnPartition } = partition(region.partition);
  const at = ['--account-id', account, '--region', awsRegion] as const;
  const generator = {
    S3JobManifestGenerator: {
      SourceBucket: `arn:${arnPartition}:s3:::${bucket}`,
      EnableManifestOutput: false,
      Filter: { EligibleForReplication: true, ObjectReplicationStatuses: ['NONE', 'FAILED'] },
    },
  };
  return {
    school: id,
    store,
    bucket,
    replica,
    account,
    awsRegion,
    stoodBefore: recovery.toFill.some((one) => one.bucket === bucket),
    create: shellLineInto('JOB', [
      ...['aws', 's3control', 'create-job', ...at, '--operation', JSON.stringify({ S3ReplicateObject: {} })],
      ...['--manifest-generator', JSON.stringify(generator), '--report', JSON.stringify({ Enabled: false })],
      ...[
        '--priority',
        '10',
        '--role-arn',
        `arn:${arnPartition}:iam::${account}:role/educloud/educloud-${region.id}-replication`,
      ],
      ...['--client-request-token', tokenOf(bucket, replica), '--description', `educloud: fill ${replica}`],
      ...['--no-confirmation-required', '--query', 'JobId', '--output', 'text'],
    ]),
    see: shellLine([
      ...['aws', 's3control', 'describe-job', ...at, '--job-id', [variable('JOB')]],
      ...['--query', 'Job.[Status,ProgressSummary,FailureReasons]', '--output', 'json'],
    ]),
  };
}

/** At most 64 characters; the same for the same two buckets. */
function tokenOf(bucket: string, replica: string): string {
  return `fill-${createHash('sha256').update(`${bucket}/${replica}`).digest('hex').slice(0, 32)}`;
}
