import { hasOpaque, type Trail } from '../../model';
import { isHeard, isMapping, least, type Seen } from './alarm-delivery';
import { matchesEvent, mayBe } from './event-pattern';
import type { Lack } from './lack';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Calls that stop a trail, or that narrow what it logs. */
const stopping = ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'];

/**
 * Why a trail may stop without a sound: it is off, or no rule tells somebody of what stops it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function stopsUnheard(setting: Setting, { trail }: Subject): readonly Lack[] {
  if (trail === undefined) return [];
  const at = [trail.source];
  const off = trail.logging ? [] : [{ sure: true, reason: 'the trail is not switched on', at }];
  return [...off, ...stopping.flatMap((call) => unheard(setting, trail, call))];
}

function unheard({ rules, world }: Setting, trail: Trail, call: string): readonly Lack[] {
  const near = (rules.get(trail.account) ?? []).filter(({ awsRegion }) => awsRegion === trail.awsRegion);
  const found = near.map(({ properties, doubts, ...rule }): Seen => {
    const seen = sees(properties, trail, call);
    return seen === 'no'
      ? seen
      : least([seen, doubts.length > 0 ? 'unclear' : 'yes', isHeard({ ...rule, properties, doubts }, world.others)]);
  });
  if (found.includes('yes')) return [];
  const sure = !found.includes('unclear');
  const reason = sure
    ? `no rule of EventBridge tells anybody of cloudtrail:${call}`
    : `whether a rule tells somebody of cloudtrail:${call} is not known`;
  return [{ sure, reason, at: [trail.source] }];
}

function sees(properties: unknown, { account, awsRegion, arn, name }: Trail, call: string): Seen {
  if (!isMapping(properties)) return 'unclear';
  const { EventPattern: pattern, State: state, EventBusName: bus } = properties;
  if (![undefined, 'ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'].some((one) => one === state))
    return mayBe(state);
  if (bus !== undefined && bus !== 'default') return mayBe(bus);
  // Callers name a trail by its ARN or by its name alone.
  const field = call === 'PutEventSelectors' ? 'trailName' : 'name';
  return least(
    [arn, name].map((named) =>
      matchesEvent(pattern, {
        source: 'aws.cloudtrail',
        'detail-type': 'AWS API Call via CloudTrail',
        account,
        region: awsRegion,
        detail: {
          eventSource: 'cloudtrail.amazonaws.com',
          eventName: call,
          awsRegion,
          // What is known only when it is deployed may be anything.
          ...(hasOpaque(named) ? {} : { requestParameters: { [field]: named } }),
        },
      }),
    ),
  );
}
