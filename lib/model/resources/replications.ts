import type { Doubt } from '../source';
import type { Replication } from '../world';
import { doubtAt, memberOf, membersOf, partOf, plainTextOf, sourceOfPart, textOf, type Part } from './part';
import { doubt, type Resource } from './resource';

/**
 * The replication rules of a bucket; `underKms`: it encrypts with a key of KMS.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-replicationconfiguration.html
 */
export function replicationsOf(resource: Resource, underKms: boolean, doubts: Doubt[]): readonly Replication[] {
  const given = partOf(resource, 'ReplicationConfiguration');
  if (given === undefined) return none;
  const list = memberOf(given, 'Rules');
  const rules = list === undefined ? undefined : membersOf(list);
  if (rules === undefined) {
    doubts.push(doubt(resource, 'its replication is known only when it is deployed'));
    return none;
  }
  const named = memberOf(given, 'Role');
  const role = named === undefined ? '' : textOf(named);
  return rules.flatMap((rule) => (switchIn(rule, 'Status') === 'Disabled' ? [] : [ruleOf(rule, role, underKms)]));
}

const none: readonly Replication[] = [];

function ruleOf(rule: Part, role: string, underKms: boolean): Replication {
  const destination = memberOf(rule, 'Destination');
  const at = (name: string): string | undefined => {
    const part = destination === undefined ? undefined : memberOf(destination, name);
    return part === undefined ? undefined : textOf(part);
  };
  const encryption = destination === undefined ? undefined : memberOf(destination, 'EncryptionConfiguration');
  const key = encryption === undefined ? undefined : memberOf(encryption, 'ReplicaKmsKeyID');
  const account = at('Account');
  const doubts = [...vagueIn(rule), ...leftOutOf(rule, underKms)];
  return {
    destination: at('Bucket') ?? '',
    ...(account === undefined ? {} : { account }),
    role,
    ...(key === undefined ? {} : { key: textOf(key) }),
    deleteMarkers: hasDeleteMarkers(rule),
    ...(doubts.length === 0 ? {} : { doubts }),
    source: sourceOfPart(rule),
  };
}

/** Rules of the first version, which have no filter, replicate them: https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html */
function hasDeleteMarkers(rule: Part): boolean {
  if (memberOf(rule, 'DeleteMarkerReplication') === undefined) return memberOf(rule, 'Filter') === undefined;
  return switchIn(rule, 'DeleteMarkerReplication', 'Status') !== 'Disabled';
}

function vagueIn(rule: Part): readonly Doubt[] {
  return [
    ['Status'],
    ...(memberOf(rule, 'DeleteMarkerReplication') === undefined ? [] : [['DeleteMarkerReplication', 'Status']]),
  ].flatMap((path) =>
    ['Enabled', 'Disabled'].includes(switchIn(rule, ...path) ?? '')
      ? []
      : [doubtAt(rule, `its ${path.join('.')} is known only when it is deployed`)],
  );
}

/** What a rule does not copy: other names, other tags, and what is encrypted with a key of KMS unless it says so. */
function leftOutOf(rule: Part, underKms: boolean): readonly Doubt[] {
  const filter = memberOf(rule, 'Filter');
  const prefixes = [memberOf(rule, 'Prefix'), ...(filter === undefined ? [] : [memberOf(filter, 'Prefix')])];
  const isWhole =
    prefixes.every((one) => one === undefined || textOf(one) === '') &&
    (filter === undefined || ['And', 'TagFilter'].every((name) => memberOf(filter, name) === undefined));
  const kms = switchIn(rule, 'SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status');
  return [
    ...(isWhole ? [] : [doubtAt(rule, 'the rule copies some objects only')]),
    ...(underKms && kms !== 'Enabled' ? [doubtAt(rule, 'the rule leaves out what is encrypted with a key')] : []),
  ];
}

/** A switch in a rule; undefined where it is absent or cannot be read. */
function switchIn(rule: Part, ...path: readonly string[]): string | undefined {
  let part: Part | undefined = rule;
  for (const name of path) part = part === undefined ? undefined : memberOf(part, name);
  return part === undefined ? undefined : plainTextOf(part);
}
