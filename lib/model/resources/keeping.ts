import { isObject } from '../is-object';
import type { Doubt } from '../source';
import type { Bucket, Retention, Tags } from '../world';
import { doubtAt, memberOf, membersOf, partOf, plainTextOf, type Part } from './part';
import { doubt, type Resource } from './resource';

/** How long a bucket keeps what it has. */
export type Keeping = Pick<Bucket, 'retention' | 'keptDays' | 'expiryDays' | 'keepingDoubts'>;

/** How long a bucket keeps every version, by its lock, its lifecycle and its promise. */
export function keepingOf(resource: Resource, versioned: boolean, tags: Tags): Keeping {
  const doubts: Doubt[] = [];
  const retention = retentionOf(resource, doubts);
  const expiryDays = expiryOf(resource, versioned, doubts);
  return {
    ...(retention === undefined ? {} : { retention }),
    ...(expiryDays === undefined ? {} : { expiryDays }),
    ...promiseOf(resource, tags, doubts),
    ...(doubts.length === 0 ? {} : { keepingDoubts: doubts }),
  };
}

/** What the tag `educloud:kept-days` promises. */
export function promiseOf(resource: Resource, tags: Tags, doubts: Doubt[]): Pick<Bucket, 'keptDays'> {
  const given = tags[keptTag];
  if (given === undefined) return {};
  const keptDays = daysIn(given);
  // No days are no promise.
  if (keptDays !== undefined && keptDays > 0) return { keptDays };
  doubts.push(doubt(resource, `for how many days it keeps what it has is not told by its tag ${keptTag}`));
  return {};
}

export const keptTag = 'educloud:kept-days';

/** A whole number of days of which every character is known. */
export function daysOf(part: Part | undefined): number | undefined {
  const text = part === undefined ? undefined : plainTextOf(part);
  return text === undefined ? undefined : daysIn(text);
}

function daysIn(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-defaultretention.html */
function retentionOf(resource: Resource, doubts: Doubt[]): Retention | undefined {
  const configuration = partOf(resource, 'ObjectLockConfiguration');
  if (configuration === undefined) return undefined;
  const rule = memberOf(configuration, 'Rule');
  const given = rule === undefined ? undefined : memberOf(rule, 'DefaultRetention');
  if (given === undefined) {
    if (!isObject(configuration.value) || rule !== undefined) doubts.push(doubtAt(rule ?? configuration, unreadable));
    return undefined;
  }
  const mode = memberOf(given, 'Mode');
  const text = mode === undefined ? undefined : plainTextOf(mode);
  const inDays = memberOf(given, 'Days');
  const inYears = memberOf(given, 'Years');
  const years = daysOf(inYears);
  const days = inYears === undefined ? daysOf(inDays) : years === undefined ? undefined : years * 365;
  const isEither = (inDays === undefined) !== (inYears === undefined);
  if ((text === 'GOVERNANCE' || text === 'COMPLIANCE') && days !== undefined && isEither) return { mode: text, days };
  doubts.push(doubtAt(given, unreadable));
  return undefined;
}

const unreadable = 'how it locks what comes in is known only when it is deployed';

/**
 * The shortest time after which a rule deletes a version. What expires in a bucket with versions becomes an old version, so only
 * rules for old versions delete any.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
function expiryOf(resource: Resource, versioned: boolean, doubts: Doubt[]): number | undefined {
  const configuration = partOf(resource, 'LifecycleConfiguration');
  if (configuration === undefined) return undefined;
  const list = memberOf(configuration, 'Rules');
  const rules = list === undefined ? undefined : membersOf(list);
  if (rules === undefined) {
    doubts.push(doubtAt(configuration, 'what its lifecycle deletes is known only when it is deployed'));
    return undefined;
  }
  const found = rules.flatMap((rule) => expiriesIn(rule, versioned, doubts));
  return found.length === 0 ? undefined : Math.min(...found);
}

function expiriesIn(rule: Part, versioned: boolean, doubts: Doubt[]): number[] {
  if (!isObject(rule.value)) {
    doubts.push(doubtAt(rule, 'what this rule deletes is known only when it is deployed'));
    return [];
  }
  const status = memberOf(rule, 'Status');
  if (status !== undefined && plainTextOf(status) === 'Disabled') return [];
  const old = memberOf(rule, 'NoncurrentVersionExpiration');
  const given = [
    memberOf(rule, 'NoncurrentVersionExpirationInDays'),
    ...(old === undefined ? [] : [memberOf(old, 'NoncurrentDays') ?? old]),
    ...(versioned ? [] : [memberOf(rule, 'ExpirationInDays'), memberOf(rule, 'ExpirationDate')]),
  ];
  return given.flatMap((part) => {
    if (part === undefined) return [];
    const days = daysOf(part);
    if (days === undefined) doubts.push(doubtAt(part, 'after how many days this deletes is not known'));
    return days ?? [];
  });
}
