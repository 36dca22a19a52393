import { TamperAlarms, type TamperAlarmsProps } from '../../../constructs';
import { fires } from './event-pattern';
import { Built, own, stackIn } from './stage';

export const props: TamperAlarmsProps = { regionId: 'northeast', jurisdiction: 'cn' };

/** The alarms of an account, and what AWS would make of them. */
export function alarms(awsRegion: string, more: Partial<TamperAlarmsProps> = {}) {
  const stack = stackIn(awsRegion);
  const { topicArn } = new TamperAlarms(stack, 'Alarms', { ...props, ...more });
  return { built: new Built(stack), topicArn };
}

/** An event as CloudTrail hands it to EventBridge. */
export function call(
  service: string,
  eventName: string,
  requestParameters: Record<string, unknown> | null = null,
): unknown {
  return {
    version: '0',
    source: `aws.${service}`,
    'detail-type': 'AWS API Call via CloudTrail',
    account: own,
    detail: {
      eventSource: `${service}.amazonaws.com`,
      eventName,
      requestParameters,
      userIdentity: { arn: `arn:aws:iam::${own}:user/x` },
    },
  };
}

/** Last parts of the names of the rules that fire. */
export function raised(built: Built, event: unknown): string[] {
  return built
    .ofType('AWS::Events::Rule')
    .filter(({ Properties }) => fires(Properties.EventPattern, event))
    .map(({ Properties }) => String(Properties.Name).replace('educloud-northeast-', ''))
    .sort();
}
