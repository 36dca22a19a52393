import { hasOpaque, type Doubt, type Other, type Role } from '../../model';
import { isHeard, isMapping, least, type Seen } from './alarm-delivery';
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

/** What is known only when it is deployed may be what it has to be. */
function mayBe(value: unknown): Seen {
  return typeof value === 'string' && hasOpaque(value) ? 'unclear' : 'no';
}

/** What is known of an event; other fields may have any value or none. */
interface Event {
  readonly [field: string]: string | Event;
}

/**
 * Whether a pattern matches every event of which these fields are known.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
function matchesEvent(pattern: unknown, event: Event): Seen {
  if (!isMapping(pattern)) return 'unclear';
  let all: Seen = 'yes';
  for (const [field, wanted] of Object.entries(pattern)) {
    const value = Object.hasOwn(event, field) ? event[field] : undefined;
    const one =
      field === '$or'
        ? any(wanted, (each) => matchesEvent(each, event))
        : value === undefined
          ? 'unclear'
          : typeof value === 'string'
            ? any(wanted, (each) => matchesValue(each, value))
            : matchesEvent(wanted, value);
    if (one === 'no') return 'no';
    if (one === 'unclear') all = 'unclear';
  }
  return all;
}

function any(list: unknown, ask: (one: unknown) => Seen): Seen {
  if (!Array.isArray(list)) return 'unclear';
  const found = list.map(ask);
  return found.find((one) => one === 'yes') ?? found.find((one) => one === 'unclear') ?? 'no';
}

function matchesValue(wanted: unknown, value: string): Seen {
  if (typeof wanted === 'string') return wanted === value ? 'yes' : mayBe(wanted);
  if (!isMapping(wanted)) return 'no';
  const [[kind, text] = [], ...more] = Object.entries(wanted);
  if (more.length > 0) return 'unclear';
  if (kind === 'prefix' && typeof text === 'string') return value.startsWith(text) ? 'yes' : mayBe(text);
  if (kind === 'suffix' && typeof text === 'string') return value.endsWith(text) ? 'yes' : mayBe(text);
  if (kind === 'exists' && text === true) return 'yes';
  return 'unclear';
}
