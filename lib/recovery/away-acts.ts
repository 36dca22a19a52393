import type { Kept } from './kept';
import { newestPoint } from './copy-acts';
import type { RestoreSite } from './restore-site';
import { act, type Act } from './restore-step';
import { shellLine } from './shell';

/**
 * While the home AWS Region is lost there is no quarantine: a replica is read where it lies, and a recovery point waits in its
 * locked vault, since it is restored in the AWS Region where it lies and into a bucket there.
 */
export function awayActs(site: RestoreSite, kept: readonly Kept[]): readonly Act[] {
  const sources = kept.filter(({ survives, reaches }) => survives && reaches).map(({ source }) => source);
  return [
    ...(sources.includes('replication') ? readReplica(site) : []),
    ...(sources.includes('backup') ? seeBackup(site) : []),
  ];
}

function readReplica({ copies, place, prefix, school, store }: RestoreSite): readonly Act[] {
  const bucket = copies.replica?.bucket ?? '';
  const awsRegion = place?.awsRegion ?? '';
  const some = prefix === undefined ? [] : ['--exclude', '*', '--include', `${globbed(prefix)}*`];
  const folder = `./${school}-${store}`;
  return [
    act(
      'list-replica',
      [
        `${shellLine(['aws', 's3', 'ls', `s3://${bucket}/${prefix ?? ''}`, '--recursive', '--summarize', '--region', awsRegion])} | tail -n 2`,
      ],
      { bucket, awsRegion },
    ),
    act(
      'read-replica',
      [shellLine(['aws', 's3', 'sync', `s3://${bucket}`, folder, ...some, '--region', awsRegion, '--dryrun'])],
      { bucket, folder },
    ),
  ];
}

function seeBackup(site: RestoreSite): readonly Act[] {
  const copied = site.copies.backup?.copyVault;
  if (copied === undefined) return [];
  const { name, awsRegion } = copied;
  return [act('see-backup', newestPoint(site, name, awsRegion), { vault: name, awsRegion })];
}

/** A prefix as a pattern of the AWS CLI, in which three characters mean others. */
function globbed(prefix: string): string {
  return prefix.replace(/[*?[]/g, '[$&]');
}
