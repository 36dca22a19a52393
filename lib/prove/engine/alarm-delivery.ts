import type { Other } from '../../model';
import { mayName } from './named-actions';

export type Seen = 'yes' | 'no' | 'unclear';

/** Whether a rule of EventBridge gets the events that it waits for, and tells somebody of them. */
export function isHeard(rule: Other, others: readonly Other[]): Seen {
  return least([tells(rule, others), hears(rule, others)]);
}

/** The least sure of some answers. */
export function least(all: readonly Seen[]): Seen {
  return all.includes('no') ? 'no' : all.includes('unclear') ? 'unclear' : 'yes';
}

/**
 * Whether a message goes to a topic that takes it. What else a rule may call is in no template that says what it does.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
function tells({ properties, account, awsRegion }: Other, others: readonly Other[]): Seen {
  const targets = isMapping(properties) ? properties.Targets : undefined;
  if (targets === undefined) return 'no';
  if (!Array.isArray(targets)) return 'unclear';
  const found = targets.map((target: unknown): Seen => {
    const arn = isMapping(target) ? target.Arn : undefined;
    const topic = others.find((one) => one.kind === 'topic' && topicArn(one) === arn);
    if (topic?.account !== account || topic.awsRegion !== awsRegion) return 'unclear';
    return topic.doubts.length > 0 || topic.policy?.unknown !== undefined ? 'unclear' : takesMessages(topic);
  });
  return found.find((one) => one === 'yes') ?? found.find((one) => one === 'unclear') ?? 'no';
}

function topicArn({ partition, awsRegion, account, name }: Other): string {
  return `arn:${partition}:sns:${awsRegion}:${account}:${name}`;
}

/** The policy that a topic has by itself lets nobody but its account publish. */
function takesMessages({ policy }: Other): Seen {
  const about = (policy?.statements ?? []).filter(
    ({ principals, actions }) =>
      mayName(actions, 'sns:publish') &&
      principals?.list.some(
        (one) => one.kind === 'everyone' || (one.kind === 'service' && one.name === 'events.amazonaws.com'),
      ),
  );
  const sure = about.filter(({ conditions, unknown }) => conditions.length === 0 && unknown.length === 0);
  if (sure.some(({ effect }) => effect === 'Deny')) return 'no';
  if (sure.some(({ effect }) => effect === 'Allow')) return 'yes';
  return about.some(({ effect }) => effect === 'Allow') ? 'unclear' : 'no';
}

/**
 * Whether a trail of the assembly gives the bus of the rule what it listens to: without one there are no such events.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
function hears({ account, awsRegion }: Other, others: readonly Other[]): Seen {
  const logs = others.some(({ kind, properties, doubts, ...trail }) => {
    if (kind !== 'trail' || doubts.length > 0 || !isMapping(properties)) return false;
    const { IsLogging, IsMultiRegionTrail, IsOrganizationTrail, EventSelectors, AdvancedEventSelectors } = properties;
    return (
      isYes(IsLogging) &&
      (trail.account === account || isYes(IsOrganizationTrail)) &&
      (trail.awsRegion === awsRegion || isYes(IsMultiRegionTrail)) &&
      EventSelectors === undefined &&
      (AdvancedEventSelectors === undefined || selectsManagement(AdvancedEventSelectors))
    );
  });
  // Another assembly may hold the trail.
  return logs ? 'yes' : 'unclear';
}

function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}

/** One selector of management events alone, without further fields. */
function selectsManagement(selectors: unknown): boolean {
  if (!Array.isArray(selectors)) return false;
  return selectors.some((one: unknown) => {
    const fields = isMapping(one) ? one.FieldSelectors : undefined;
    const [field, ...more] = listed(fields);
    return (
      more.length === 0 &&
      isMapping(field) &&
      field.Field === 'eventCategory' &&
      Array.isArray(field.Equals) &&
      field.Equals.join() === 'Management'
    );
  });
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
