import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { EducloudError, failure, issue, type Issue } from '../../errors';
import { awsWords } from '../registry/aws-words';
import { s3Client } from '../s3/s3-client';
import { compareKeys } from './compare-keys';
import { copyLimits } from './copy-parts';
import { overLanes } from './over-lanes';
import { restoreObject } from './restore-object';
import { judgeRequest, type RestoreRequest } from './restore-request';
import type { NotRestored, RestoreResult } from './restore-result';
import { standing, survey, type Sides, type Standing, type Survey } from './survey';

/** Objects at the same time; a large one takes four connections, and the SDK has fifty. */
const objectsAtOnce = 12;

/** Milliseconds that S3 may take for one request: copying 5 GB takes minutes. */
const patience = 600_000;

/**
 * Copies what stood in a bucket at an instant into another one, inside S3. Nothing is kept between runs: what is in the target with
 * the same content is not copied again.
 *
 * @throws EDU660, EDU661, EDU662, EDU663, EDU664 and EDU673 before anything is written
 */
export async function restoreCopy(request: RestoreRequest): Promise<RestoreResult> {
  const mistakes = judgeRequest(request);
  if (mistakes.length > 0) throw new EducloudError(mistakes);
  const sides = sidesOf(request);
  try {
    const warnings = await judgeVersioning(request, sides);
    const found = await survey(request, sides);
    refuse(request, found);
    return await copyAll(request, sides, found, warnings);
  } finally {
    sides.from.destroy();
    sides.to.destroy();
  }
}

function sidesOf({ from, to }: RestoreRequest): Sides {
  return { from: s3Client(from.awsRegion, patience), to: s3Client(to.awsRegion, patience) };
}

async function copyAll(
  request: RestoreRequest,
  sides: Sides,
  found: Survey,
  warnings: readonly Issue[],
): Promise<RestoreResult> {
  const {
    from,
    to,
    toPrefix,
    overwrite,
    dryRun,
    verify,
    limits = copyLimits,
    mostFailures = 1_000,
    onProgress,
  } = request;
  const copied = { objects: 0, bytes: 0 };
  const there = { objects: 0, bytes: 0 };
  const compared = { content: 0, checksum: 0, etag: 0, size: 0 };
  const failures: { readonly failed: NotRestored; readonly issue: Issue }[] = [];
  let [done, bytes, replicas, stopped] = [0, 0, 0, false];
  let broken: readonly Issue[] = [];
  const fail = (key: string, versionId: string, told: Issue): void => {
    failures.push({ failed: { key, versionId, reason: reasonOf(told) }, issue: told });
  };
  const work = async (one: Standing): Promise<boolean> => {
    if (one.kind === 'unclear') fail(one.key, '', unclear(from.bucket, one.key));
    if (one.kind !== 'version') return true;
    const { key, version } = one;
    const outcome = await restoreObject({
      from: { client: sides.from, bucket: from.bucket, key, id: version.id },
      to: { client: sides.to, bucket: to.bucket, key: `${toPrefix}${key}` },
      isThere: one.there !== undefined,
      overwrite: overwrite && one.there !== undefined,
      readBoth: verify === 'full',
      dryRun,
      limits,
    });
    if (outcome.isReplica) replicas += 1;
    if (outcome.kind === 'failed') {
      fail(key, version.id, outcome.issue);
      if (outcome.stops || failures.length >= mostFailures) stopped = true;
    } else {
      const amount = outcome.kind === 'there' ? there : copied;
      amount.objects += 1;
      amount.bytes += version.size;
      if (outcome.kind !== 'would be copied') compared[outcome.by] += 1;
    }
    [done, bytes] = [done + 1, bytes + version.size];
    onProgress?.({ step: 'copy', done, total: found.stood, bytes, ofBytes: found.bytes });
    return !stopped;
  };
  try {
    await overLanes(standing(request, sides), objectsAtOnce, work);
  } catch (error) {
    if (!(error instanceof EducloudError)) throw error;
    // What was copied before a list broke off is told all the same.
    [stopped, broken] = [true, error.issues];
  }
  failures.sort((a, b) => compareKeys(a.failed.key, b.failed.key));
  return {
    keys: { stood: found.stood, deleted: found.deleted, later: found.later },
    copied,
    there,
    compared,
    failed: failures.map(({ failed }) => failed),
    finished: !stopped,
    issues: [
      ...failures.map((one) => one.issue),
      ...broken,
      ...(stopped ? [halfWay(failures.length)] : []),
      ...warnings,
      ...(compared.size > 0 ? [bySizeAlone(compared.size)] : []),
      ...(replicas > 0 ? [ofReplica(from.bucket, replicas)] : []),
    ],
  };
}

function refuse(
  { from, at, prefix }: RestoreRequest,
  { stood, deleted, later, unclear: open, inTheWay }: Survey,
): void {
  if (inTheWay.length > 0) throw new EducloudError(inTheWay);
  if (stood + open > 0) return;
  const [keys, moment] = [deleted + later, at.toISOString()];
  throw failure('EDU663', `nothing stood at ${moment}`, {
    path: `s3://${from.bucket}/${prefix}`,
    found:
      keys === 0
        ? 'no version and no delete marker'
        : `${keys} keys: ${deleted} deleted before the instant, ${later} written after it`,
    allowed: 'an instant at which objects stood',
    fix: 'look at instant, zone, bucket and `--prefix`; what is older than the days that old versions are kept has gone',
  });
}

/** What is said where a bucket keeps no old versions. */
async function judgeVersioning({ from, to, overwrite }: RestoreRequest, sides: Sides): Promise<readonly Issue[]> {
  if (overwrite) {
    const found = await versioning(sides.to, to.bucket);
    if (found !== 'Enabled') {
      throw failure('EDU673', '`--overwrite` would destroy what is there', {
        path: `s3://${to.bucket}`,
        found: `versioning: ${found}`,
        allowed: 'a target that keeps old versions',
        fix: found.startsWith('unknown')
          ? 'let whoever runs this ask for it (`s3:GetBucketVersioning`), or choose an empty target'
          : 'choose an empty target or another `--to-prefix`',
      });
    }
  }
  const found = await versioning(sides.from, from.bucket);
  if (found === 'Enabled') return [];
  return [
    issue('EDU668', 'the source may lack what was overwritten or deleted', {
      severity: 'warning',
      path: `s3://${from.bucket}`,
      found: `versioning: ${found}`,
      allowed: 'a bucket that keeps old versions',
      fix: 'compare with the replica or with a recovery point of AWS Backup',
    }),
  ];
}

async function versioning(client: S3Client, bucket: string): Promise<string> {
  try {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status ?? 'never enabled';
  } catch (error) {
    return `unknown, since ${awsWords(error)}`;
  }
}

function reasonOf({ code, message, found }: Issue): string {
  return `${code}: ${message}${found === undefined ? '' : `: ${found}`}`;
}

function unclear(bucket: string, key: string): Issue {
  return issue('EDU670', 'nobody can say whether the object had been deleted', {
    path: `s3://${bucket}/${key}`,
    found: 'a version and a delete marker of one second',
    fix: 'choose an instant a second earlier or later for this key (`--prefix`)',
  });
}

function halfWay(failures: number): Issue {
  return issue('EDU669', 'the restore was given up half way', {
    found: `${failures} objects failed, and others would have failed as well`,
    fix: 'mend the reason, and run the same command again: what is there is not copied twice',
  });
}

function bySizeAlone(count: number): Issue {
  return issue('EDU671', 'copies were compared by their size alone', {
    severity: 'warning',
    found: `${count} objects without a checksum that both sides have`,
    fix: 'run the same command with `--verify full`, which reads both',
  });
}

function ofReplica(bucket: string, count: number): Issue {
  return issue('EDU672', 'the source is a replica, to which deletions never come', {
    severity: 'warning',
    path: `s3://${bucket}`,
    found: `${count} replicas among what stood`,
    fix: 'what the school itself had deleted before the instant has come back with the rest: delete it again',
  });
}
