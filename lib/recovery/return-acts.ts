import type { JudgedRestore } from './judge-restore';
import type { Loss } from './request';
import type { RestoreSite } from './restore-site';
import { act, type Act } from './restore-step';
import { lineOfNow, shellLine, variable, type Word } from './shell';

/** How the school sees in the quarantine that it is what it had. */
export function compareActs(site: RestoreSite, lost: Loss): readonly Act[] {
  const { quarantine, awsRegion, prefix = '' } = site;
  const list = ['aws', 's3', 'ls', `s3://${quarantine}/${prefix}`, '--recursive', '--summarize', '--region', awsRegion];
  return [
    act('count', [`${shellLine(list)} | tail -n 2`], { bucket: quarantine }),
    ...(lost === 'objects'
      ? [
          act('difference', [lineOfNow, shellLine([...back(site), '--dry-run'])], {
            from: quarantine,
            to: site.bucket,
          }),
        ]
      : []),
  ];
}

/** How it gets into the store again, and the quarantine becomes free for the next. */
export function returnActs(site: RestoreSite, { lost, file }: Pick<JudgedRestore, 'lost' | 'file'>): readonly Act[] {
  const { quarantine, awsRegion, stack, bucket } = site;
  return [
    ...(lost === 'bucket'
      ? [
          act(
            'bucket-again',
            [
              shellLine(['npx', 'educloud', 'synth', file, '--out', 'cdk.out']),
              shellLine(['npx', 'cdk', 'deploy', '--app', 'cdk.out', stack, '--revert-drift']),
            ],
            { stack, bucket },
          ),
        ]
      : []),
    act('bring-back', [lineOfNow, shellLine(back(site))], { from: quarantine, to: bucket }),
    ...(lost === 'objects'
      ? [act('overwrite', [lineOfNow, shellLine([...back(site), '--overwrite'])], { to: bucket })]
      : []),
    act(
      'empty-quarantine',
      [shellLine(['aws', 's3', 'rm', `s3://${quarantine}`, '--recursive', '--region', awsRegion])],
      {
        bucket: quarantine,
      },
    ),
  ];
}

/** What lies in the quarantine is younger than the instant, so it is taken as of now. */
function back({ quarantine, bucket, awsRegion, prefix }: RestoreSite): readonly Word[] {
  return [
    ...['npx', 'educloud', 'restore', 'copy', '--from', quarantine, '--to', bucket],
    ...['--at', [variable('NOW')]],
    ...(prefix === undefined ? [] : [`--prefix=${prefix}`]),
    ...['--from-aws-region', awsRegion, '--to-aws-region', awsRegion],
  ];
}
