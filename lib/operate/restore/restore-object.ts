import { issue, type Code, type Issue } from '../../errors';
import { awsErrorName, awsWords } from '../registry/aws-words';
import { compareHeads } from './compare-heads';
import { contentHash } from './content-hash';
import { copyVersion, type CopyJob } from './copy-version';
import { objectHead, type ObjectHead, type ObjectPlace } from './object-head';
import { objectTags } from './object-tags';
import type { RestoreResult } from './restore-result';

/** By what a copy was compared with its source. */
export type ComparedBy = keyof RestoreResult['compared'];

/** What became of one object. */
export type ObjectOutcome = { readonly isReplica: boolean } & (
  | { readonly kind: 'copied' | 'there'; readonly by: ComparedBy }
  | { readonly kind: 'would be copied' }
  | { readonly kind: 'failed'; readonly issue: Issue; readonly stops: boolean }
);

export interface ObjectJob extends Pick<CopyJob, 'from' | 'to' | 'overwrite' | 'limits'> {
  readonly isThere: boolean;
  readonly readBoth: boolean;
  readonly dryRun: boolean;
}

/** Brings one version into the target, unless it is there, and compares the two. Nothing is thrown: what fails is told. */
export async function restoreObject(job: ObjectJob): Promise<ObjectOutcome> {
  const { from, to } = job;
  let isReplica = false;
  const failed = (code: Code, message: string, found: string, fix: string): ObjectOutcome => ({
    kind: 'failed',
    isReplica,
    issue: issue(code, message, { path: `s3://${from.bucket}/${from.key}`, found, fix }),
    stops: false,
  });
  try {
    const head = await objectHead(from);
    isReplica = head.isReplica;
    if (head.archived !== 'no') return failed('EDU665', ...archived(job, head.archived));
    const present = job.isThere ? await compared(job, head, to, true) : undefined;
    if (present?.kind === 'equal') return { kind: 'there', isReplica, by: present.by };
    if (present !== undefined && !job.overwrite) return failed('EDU664', ...otherContent(to, present.found));
    if (job.dryRun) return { kind: 'would be copied', isReplica };
    if (head.missingMetadata > 0 && head.size > job.limits.largestWhole) {
      return failed(
        'EDU666',
        'the object was not copied',
        'metadata that no header can carry',
        'copy it by other means',
      );
    }
    const id = await copyVersion({ ...job, head });
    const copy = await compared(job, head, id === undefined ? to : { ...to, id }, false);
    if (copy.kind === 'equal') return { kind: 'copied', isReplica, by: copy.by };
    return failed('EDU667', 'the copy differs from its source', copy.found, differing);
  } catch (error) {
    const name = awsErrorName(error);
    if (name === 'InvalidObjectState') return failed('EDU665', ...archived(job, 'yes'));
    // Of a version without an id S3 also says so when it was replaced meanwhile.
    if (name === 'PreconditionFailed' && from.id !== 'null')
      return failed('EDU664', ...otherContent(to, awsWords(error)));
    const told = failed('EDU666', 'the object was not copied', awsWords(error), again);
    return told.kind === 'failed' ? { ...told, stops: stopping.has(name) } : told;
  }
}

type Compared =
  { readonly kind: 'equal'; readonly by: ComparedBy } | { readonly kind: 'differs'; readonly found: string };

/** @param decide whether contents are read where size alone can be compared: something of unknown origin is there */
async function compared(job: ObjectJob, head: ObjectHead, to: ObjectPlace, decide: boolean): Promise<Compared> {
  const copy = await objectHead(to);
  const heads = compareHeads(head, copy);
  if (heads.kind === 'differs') return heads;
  if (head.tags > 0 && (await objectTags(job.from)) !== (await objectTags(to)))
    return { kind: 'differs', found: 'tags' };
  if (!job.readBoth && (heads.by !== 'size' || !decide) && head.size > 0) return heads;
  if (head.size === 0) return { kind: 'equal', by: 'content' };
  const [mine, other] = await Promise.all([contentHash(job.from), contentHash(to)]);
  if (mine !== undefined && mine === other) return { kind: 'equal', by: 'content' };
  return { kind: 'differs', found: `SHA-256 ${mine ?? 'unknown'} and ${other ?? 'unknown'}` };
}

/** Refusals that every other object would meet as well. */
const stopping: ReadonlySet<string> = new Set([
  ...['CredentialsProviderError', 'ExpiredToken', 'InvalidAccessKeyId', 'InvalidToken', 'TokenProviderError'],
  ...['NoSuchBucket', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'],
]);

const again = 'mend the reason, and run the same command again: what is there is not copied twice';
const differing = 'remove the copy, or run again with `--overwrite`; if it stays so, read both with `--verify full`';

function otherContent({ bucket, key }: ObjectPlace, found: string): [string, string, string] {
  return [
    'the target has other content under the key',
    `s3://${bucket}/${key}: ${found}`,
    'choose another `--to-prefix`, or with `--overwrite` let what is there become an old version',
  ];
}

function archived({ from }: ObjectJob, state: 'yes' | 'on its way'): [string, string, string] {
  const version = `--bucket ${from.bucket} --key '${from.key.replaceAll("'", `'\\''`)}' --version-id ${from.id}`;
  const bring = `aws s3api restore-object ${version} --restore-request 'Days=7,GlacierJobParameters={Tier=Standard}'`;
  return state === 'yes'
    ? [
        'the object lies in an archive',
        'a storage class that is not read at once',
        `bring it back: \`${bring}\`; hours later run the same command again`,
      ]
    : [
        'the object is being brought back from an archive',
        'a request that is not finished',
        'run the same command again in some hours',
      ];
}
