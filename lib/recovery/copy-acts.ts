import type { Kept } from './kept';
import { act, type Act } from './restore-step';
import type { RestoreSite } from './restore-site';
import { shellLine, shellLineInto, variable, type Word } from './shell';

/** Into the quarantine: by each source that survives and reaches back, best first. */
export function copyActs(site: RestoreSite, kept: readonly Kept[]): readonly Act[] {
  const { quarantine, awsRegion } = site;
  const sources = kept
    .filter(({ survives, reaches }) => survives && reaches)
    .flatMap((one, index) => [...(index === 0 ? [] : [act('if-missing', [])]), ...actsOf(site, one)]);
  return [
    act(
      'see-quarantine',
      [
        shellLine([
          ...['aws', 's3api', 'list-objects-v2', '--bucket', quarantine, '--max-items', '1', '--region', awsRegion],
          ...['--query', 'length(Contents || `[]`)'],
        ]),
      ],
      { bucket: quarantine },
    ),
    ...sources,
  ];
}

function actsOf(site: RestoreSite, { source }: Kept): readonly Act[] {
  const { bucket, copies, awsRegion, place } = site;
  if (source === 'versions') return [copyAct('copy-versions', site, bucket, awsRegion)];
  if (source === 'backup') return backupActs(site);
  return [copyAct('copy-replica', site, copies.replica?.bucket ?? '', place?.awsRegion ?? awsRegion)];
}

function copyAct(id: 'copy-versions' | 'copy-replica', site: RestoreSite, from: string, fromAwsRegion: string): Act {
  const { quarantine, awsRegion, at, prefix } = site;
  const words: readonly Word[] = [
    ...['npx', 'educloud', 'restore', 'copy', '--from', from, '--to', quarantine, '--at', at],
    ...(prefix === undefined ? [] : [`--prefix=${prefix}`]),
    ...['--from-aws-region', fromAwsRegion, '--to-aws-region', awsRegion],
  ];
  return act(id, [shellLine([...words, '--dry-run']), shellLine(words)], { from, to: quarantine });
}

/**
 * The newest backup before the instant, whole: a part of a bucket is restored by the exact names of five objects or folders, so a
 * prefix is left to what follows. What AWS reads of the metadata:
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-s3.html
 */
function backupActs(site: RestoreSite): readonly Act[] {
  const { copies, awsRegion, quarantine, restoreRole } = site;
  const vault = copies.backup?.vault ?? '';
  // As in a drill: backups hold ACLs unless told otherwise, and no bucket of the kit takes any.
  const metadata = {
    DestinationBucketName: quarantine,
    EncryptionType: 'original',
    RestoreACLs: 'false',
  };
  return [
    act('find-backup', newestPoint(site, vault, awsRegion), { vault }),
    act(
      'start-backup',
      [
        shellLineInto('JOB', [
          ...['aws', 'backup', 'start-restore-job', '--recovery-point-arn', [variable('POINT')]],
          ...['--iam-role-arn', restoreRole, '--resource-type', 'S3', '--metadata', JSON.stringify(metadata)],
          ...['--region', awsRegion, '--query', 'RestoreJobId', '--output', 'text'],
        ]),
        shellLine(['echo', [variable('JOB')]]),
      ],
      { bucket: quarantine },
    ),
    act('wait-backup', [
      shellLine([
        ...['aws', 'backup', 'describe-restore-job', '--restore-job-id', [variable('JOB')], '--region', awsRegion],
        ...['--query', '[Status,PercentDone,StatusMessage]', '--output', 'text'],
      ]),
    ]),
  ];
}

/** With `--output text` the query would be asked of every page on its own, so the answer is JSON without its quotes. */
export function newestPoint({ bucketArn, at }: RestoreSite, vault: string, awsRegion: string): readonly string[] {
  const newest = "sort_by(RecoveryPoints[?Status=='COMPLETED'],&CreationDate)[-1].RecoveryPointArn";
  const line = shellLine([
    ...['aws', 'backup', 'list-recovery-points-by-backup-vault', '--backup-vault-name', vault],
    ...['--by-resource-arn', bucketArn, '--by-created-before', at, '--region', awsRegion],
    ...['--query', newest, '--output', 'json'],
  ]);
  return [`POINT=$(${line} | tr -d '"')`, shellLine(['echo', [variable('POINT')]])];
}
