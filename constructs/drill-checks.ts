import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { partitionOfAwsRegion } from '../lib/facts';
import { checkBucketName, checkSlug, checkText, type Site } from './checks';
import type { RecoveryDrillProps } from './drill-props';

/** @throws EDU601 for a drill that tries nothing, comes too seldom for its alarm, or writes or tells elsewhere than it can */
export function checkDrill(scope: Construct, { account, awsRegion, partition }: Site, props: RecoveryDrillProps): void {
  const { path } = scope.node;
  checkSlug(scope, 'regionId', props.regionId);
  checkBucketName(scope, props.archiveBucketName);
  checkText(scope, 'archiveAccount', props.archiveAccount, /^\d{12}$/, 'twelve digits');
  const topic = new RegExp(`^arn:${partition.arnPartition}:sns:${awsRegion}:${account}:[A-Za-z0-9_-]{1,256}$`);
  checkText(scope, 'topicArn', props.topicArn, topic, 'the ARN of a topic of this account and AWS Region');
  if (props.replica === undefined && props.backup === undefined) {
    throw failure('EDU601', 'the drill has no copy to restore from', { path, allowed: '`replica`, `backup` or both' });
  }
  for (const [property, value] of [
    ['archiveAwsRegion', props.archiveAwsRegion],
    ['replica.awsRegion', props.replica?.awsRegion ?? awsRegion],
  ] as const) {
    if (partitionOfAwsRegion(value).id === partition.id) continue;
    const allowed = `an AWS Region of the partition ${partition.id}`;
    throw failure('EDU601', `\`${property}\` does not fit`, { path, found: value, allowed });
  }
  checkNumber(scope, 'everyDays', props.everyDays, 6);
  checkNumber(scope, 'rpoMinutes', props.rpoMinutes);
  checkNumber(scope, 'rtoMinutes', props.rtoMinutes);
  if (props.replica !== undefined) checkNumber(scope, 'replica.lockDays', props.replica.lockDays);
}

function checkNumber(scope: Construct, property: string, value: number, most?: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= (most ?? value)) return;
  throw failure('EDU601', `\`${property}\` does not fit`, {
    path: scope.node.path,
    found: String(value),
    allowed: `a whole number from 1${most === undefined ? '' : ` to ${String(most)}`}`,
  });
}
