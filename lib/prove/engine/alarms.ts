import { hasOpaque, type Doubt, type Other, type Role } from '../../model';
import { isHeard, isMapping, least, type Seen } from './alarm-delivery';
import { matchesEvent, mayBe } from './event-pattern';
import type { Setting } from './setting';

/** Where taking a role raises an alarm. */
export interface Alarmed {
  /** AWS Regions, sorted. */
  readonly sure: readonly string[];
  /** Rules that may raise one, and why that is not known. */
  readonly unsure: readonly (Doubt & { readonly awsRegion: string })[];
}

/**
 * AWS Regions in which a rule of EventBridge sees every sign-in to a role and tells somebody. Calls to STS count as reading,
 * which rules see only in a state of its own.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function alarmedRegions({ rules, world }: Setting, role: Role): Alarmed {
  const known = memory.get(role);
  if (known !== undefined) return known;
  const sure = new Set<string>();
  const unsure: Alarmed['unsure'][number][] = [];
  for (const rule of rules.get(role.account) ?? []) {
    const seen = sees(rule, role.arn);
    const found = seen === 'no' ? seen : least([seen, isHeard(rule, world.others)]);
    if (found === 'yes') sure.add(rule.awsRegion);
    if (found === 'unclear') {
      unsure.push({
        source: rule.source,
        reason: 'whether this rule sees every sign-in to the role, and tells somebody, is not known',
        awsRegion: rule.awsRegion,
      });
    }
  }
  const made = { sure: [...sure].sort(), unsure };
  memory.set(role, made);
  return made;
}

const memory = new WeakMap<Role, Alarmed>();

function sees({ properties, doubts, account, awsRegion }: Other, arn: string): Seen {
  if (!isMapping(properties)) return 'unclear';
  const { EventPattern: pattern, State: state, EventBusName: bus } = properties;
  if (state !== 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') return mayBe(state);
  if (bus !== undefined && bus !== 'default') return mayBe(bus);
  const matched = matchesEvent(pattern, {
    source: 'aws.sts',
    'detail-type': 'AWS API Call via CloudTrail',
    account,
    region: awsRegion,
    detail: {
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRoleWithSAML',
      awsRegion,
      requestParameters: { roleArn: arn },
    },
  });
  return matched === 'yes' && (doubts.length > 0 || hasOpaque(arn)) ? 'unclear' : matched;
}
