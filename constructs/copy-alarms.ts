import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkBucketName, checkSlug, checkText } from './checks';
import { replicationRuleId } from './replica-target';
import { applyTags } from './tags';

/** A store that S3 copies, and where to. */
export interface CopiedStore {
  /** Name of the store's bucket. */
  readonly sourceBucketName: string;

  /** Name of its replica bucket. */
  readonly replicaBucketName: string;
}

/** Properties of {@link CopyAlarms}. */
export interface CopyAlarmsProps {
  /** Slug of the school. */
  readonly schoolId: string;

  /** Slug of the region; the alarm is called `educloud-<regionId>-copies-<metric>-<schoolId>`. */
  readonly regionId: string;

  /**
   * What is watched: `late`, of a stack in the AWS Region of the replicas, or `failed`, of a stack in that of the stores. S3
   * tells each in that AWS Region alone.
   */
  readonly metric: string;

  /** The stores that are copied, one to four. */
  readonly copies: CopiedStore[];

  /** ARN of the topic that hears the alarm; see {@link TamperAlarms}. */
  readonly topicArn: string;

  /**
   * Minutes that a copy may lag behind; asked for with `late`.
   *
   * @default - none
   */
  readonly rpoMinutes?: number;
}

/**
 * One alarm for the copies of a school: that the slowest of them lags further behind than what may be lost, or that a version
 * could not be copied at all.
 *
 * @throws EDU601 for a property that does not fit
 */
export class CopyAlarms extends Construct {
  /** Name of the alarm. */
  public readonly alarmName: string;

  constructor(scope: Construct, id: string, props: CopyAlarmsProps) {
    super(scope, id);
    checkProps(this, props);
    const late = props.metric === 'late';
    this.alarmName = `educloud-${props.regionId}-copies-${props.metric}-${props.schoolId}`;
    const watched = late ? lag : failures;
    const names = props.copies.map((_, index) => `m${String(index + 1)}`);
    const alarm = new CfnAlarm(this, 'Alarm', {
      alarmName: this.alarmName,
      alarmDescription: late
        ? `A copy of school ${props.schoolId} is more than ${String(props.rpoMinutes)} minutes behind its original.`
        : `A version of school ${props.schoolId} could not be copied; what cannot be copied is not tried again.`,
      metrics: [
        ...props.copies.map((copy, index) => metricOf(names[index] ?? '', copy, watched)),
        // Of a store to which nothing was written S3 says nothing, which must not hide the other.
        {
          id: 'all',
          label: `${watched.name} of ${props.schoolId}`,
          expression: `${watched.over}([${names.map((name) => `FILL(${name}, 0)`).join(', ')}])`,
          returnData: true,
        },
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: late ? (props.rpoMinutes ?? 0) * 60 : 0,
      evaluationPeriods: 1,
      treatMissingData: watched.missing,
      alarmActions: [props.topicArn],
    });
    applyTags(alarm, { region: props.regionId, school: props.schoolId });
  }
}

/** A metric of S3, in seconds or as a number of versions. */
interface Watched {
  readonly name: string;
  readonly stat: string;
  /** How the metrics of several stores become one. */
  readonly over: string;
  readonly missing: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html */
const lag: Watched = { name: 'ReplicationLatency', stat: 'Maximum', over: 'MAX', missing: 'ignore' };
const failures: Watched = {
  name: 'OperationsFailedReplication',
  stat: 'Sum',
  over: 'SUM',
  missing: 'notBreaching',
};

function metricOf(id: string, copy: CopiedStore, { name, stat }: Watched): CfnAlarm.MetricDataQueryProperty {
  return {
    id,
    returnData: false,
    metricStat: {
      metric: {
        namespace: 'AWS/S3',
        metricName: name,
        dimensions: [
          { name: 'SourceBucket', value: copy.sourceBucketName },
          { name: 'DestinationBucket', value: copy.replicaBucketName },
          { name: 'RuleId', value: replicationRuleId },
        ],
      },
      period: 300,
      stat,
    },
  };
}

function checkProps(scope: Construct, props: CopyAlarmsProps): void {
  checkSlug(scope, 'schoolId', props.schoolId);
  checkSlug(scope, 'regionId', props.regionId);
  checkText(scope, 'metric', props.metric, /^(?:late|failed)$/, 'late or failed');
  checkText(scope, 'topicArn', props.topicArn, /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, 'the ARN of a topic');
  for (const { sourceBucketName, replicaBucketName } of props.copies)
    for (const name of [sourceBucketName, replicaBucketName]) checkBucketName(scope, name);
  const { path } = scope.node;
  if (props.copies.length === 0 || props.copies.length > 4) {
    const found = String(props.copies.length);
    throw failure('EDU601', '`copies` does not fit', { path, found, allowed: 'one to four stores' });
  }
  const { rpoMinutes } = props;
  const asked = props.metric === 'late';
  if (asked ? rpoMinutes !== undefined && Number.isInteger(rpoMinutes) && rpoMinutes > 0 : rpoMinutes === undefined)
    return;
  throw failure('EDU601', '`rpoMinutes` does not fit', {
    path,
    found: rpoMinutes === undefined ? 'none' : String(rpoMinutes),
    allowed: asked ? 'a whole number of minutes above 0' : 'none with `metric: failed`',
  });
}
