import { CopyAlarms, ServiceRoles, type CopyAlarmsProps } from '../../constructs';
import { addCell, Built, own, stackIn, thrown } from './support/stage';

const topicArn = `arn:aws-cn:sns:cn-northwest-1:${own}:educloud-northeast-alarms`;
const copies = ['rec', 'mat'].map((purpose) => ({
  sourceBucketName: `edu-${purpose}-nefu`,
  replicaBucketName: `edu-r${purpose === 'rec' ? 'rc' : 'ma'}-nefu`,
}));
const props: CopyAlarmsProps = {
  schoolId: 'nefu',
  regionId: 'northeast',
  metric: 'late',
  copies,
  topicArn,
  rpoMinutes: 60,
};

function alarm(more: Partial<CopyAlarmsProps> = {}) {
  const stack = stackIn('cn-northwest-1');
  new CopyAlarms(stack, 'Alarms', { ...props, ...more });
  const [only, ...others] = new Built(stack).ofType('AWS::CloudWatch::Alarm');
  expect(others).toEqual([]);
  return only?.Properties;
}

test('the slowest copy of a school raises an alarm when it is later than may be lost', () => {
  const found = alarm();
  expect(found).toMatchObject({
    AlarmName: 'educloud-northeast-copies-late-nefu',
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 3_600,
    TreatMissingData: 'ignore',
    AlarmActions: [topicArn],
  });
  const metrics: { Id: string; MetricStat?: Record<string, unknown>; Expression?: string; ReturnData: boolean }[] =
    found?.Metrics ?? [];
  expect(metrics.map(({ Id }) => Id)).toEqual(['m1', 'm2', 'all']);
  expect(metrics.filter(({ ReturnData }) => ReturnData).map(({ Expression }) => Expression)).toEqual([
    'MAX([FILL(m1, 0), FILL(m2, 0)])',
  ]);
  expect(metrics[0]?.MetricStat).toEqual({
    Metric: {
      Namespace: 'AWS/S3',
      MetricName: 'ReplicationLatency',
      Dimensions: [
        { Name: 'SourceBucket', Value: 'edu-rec-nefu' },
        { Name: 'DestinationBucket', Value: 'edu-rrc-nefu' },
        { Name: 'RuleId', Value: 'copies' },
      ],
    },
    Period: 300,
    Stat: 'Maximum',
  });
});

test('a version that could not be copied raises an alarm, whatever the targets', () => {
  const stack = stackIn();
  new CopyAlarms(stack, 'Alarms', { schoolId: 'nefu', regionId: 'northeast', metric: 'failed', copies, topicArn });
  const [found] = new Built(stack).ofType('AWS::CloudWatch::Alarm');
  expect(found?.Properties).toMatchObject({ Threshold: 0, TreatMissingData: 'notBreaching' });
  expect(JSON.stringify(found?.Properties)).toContain('SUM([FILL(m1, 0), FILL(m2, 0)])');
  expect(JSON.stringify(found?.Properties)).toContain('OperationsFailedReplication');
});

test('the rule that an alarm asks for is the one that the store has', () => {
  const stack = stackIn();
  addCell(stack, 'nefu', {
    serviceRoleArns: ServiceRoles.arnsIn(stack, 'northeast'),
    recordsReplica: { bucketName: 'edu-rrc-nefu', awsRegion: 'cn-northwest-1', keyAliasName: 'alias/x' },
    copyAlarmTopicArn: topicArn,
  });
  const built = new Built(stack);
  const [rule] = built.bucket('edu-rec-nefu').Properties.ReplicationConfiguration.Rules;
  const [found] = built.ofType('AWS::CloudWatch::Alarm');
  expect(JSON.stringify(found?.Properties)).toContain(`{"Name":"RuleId","Value":"${String(rule.Id)}"}`);
  expect(JSON.stringify(found?.Properties)).not.toContain('edu-mat-nefu');
});

test.each<[string, Partial<CopyAlarmsProps>]>([
  ['an unknown metric', { metric: 'slow' }],
  ['no store', { copies: [] }],
  ['more stores than a school has', { copies: [...copies, ...copies, ...copies] }],
  ['a topic that is none', { topicArn: 'alarms' }],
  ['half a minute', { rpoMinutes: 0.5 }],
  ['no minutes', { rpoMinutes: 0 }],
  ['minutes for an alarm on failures', { metric: 'failed' }],
  ['a bad slug', { schoolId: 'N' }],
])('%s is refused', (_what, more) => {
  expect(thrown(() => new CopyAlarms(stackIn(), 'Alarms', { ...props, ...more }))).toMatchObject({
    code: 'EDU601',
    path: 'Stack/Alarms',
  });
});
