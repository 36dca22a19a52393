import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { drillNamespace } from './drill-role';

/** Whom alarms tell, and of what. */
export interface DrillAlarmsProps {
  readonly regionId: string;
  readonly name: string;
  readonly machineArn: string;
  readonly topicArn: string;
}

const day = 86_400;

/**
 * Three alarms: a drill missed a target or brought something back that was another; a drill ended before it could say so; no
 * drill has succeeded for seven days, the longest time that an alarm can look back
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html), for whatever reason – then
 * nothing at all comes in, which counts as bad.
 */
export function drillAlarms(scope: Construct, { regionId, name, machineArn, topicArn }: DrillAlarmsProps): void {
  const namespace = drillNamespace(regionId);
  const tells = { actionsEnabled: true, alarmActions: [topicArn], okActions: [topicArn] };
  new CfnAlarm(scope, 'MissedTarget', {
    ...tells,
    alarmName: `${name}-missed-target`,
    alarmDescription: 'A drill did not bring back what it lost, or too late, or too little of it.',
    namespace,
    metricName: 'DrillMissedTarget',
    statistic: 'Maximum',
    period: 3600,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    // Between two drills nothing is known that would end the alarm.
    treatMissingData: 'ignore',
  });
  new CfnAlarm(scope, 'NoSuccess', {
    ...tells,
    alarmName: `${name}-no-success`,
    alarmDescription: 'No drill has succeeded for seven days.',
    namespace,
    metricName: 'DrillSucceeded',
    statistic: 'Sum',
    period: day,
    evaluationPeriods: 7,
    datapointsToAlarm: 7,
    threshold: 1,
    comparisonOperator: 'LessThanThreshold',
    treatMissingData: 'breaching',
  });
  new CfnAlarm(scope, 'Unfinished', {
    ...tells,
    alarmName: `${name}-unfinished`,
    alarmDescription: 'A drill failed, was stopped or took too long.',
    metrics: [
      {
        id: 'unfinished',
        expression: 'FILL(failed,0)+FILL(timedOut,0)+FILL(aborted,0)',
        returnData: true,
      },
      ...Object.entries({
        failed: 'ExecutionsFailed',
        timedOut: 'ExecutionsTimedOut',
        aborted: 'ExecutionsAborted',
      }).map(([id, metricName]) => ({
        id,
        returnData: false,
        metricStat: {
          metric: {
            namespace: 'AWS/States',
            metricName,
            dimensions: [{ name: 'StateMachineArn', value: machineArn }],
          },
          period: 300,
          stat: 'Sum',
        },
      })),
    ],
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
  });
}
