import { hasOpaque, type BackupRule, type Bucket, type Replication, type Source, type Vault } from '../../model';
import { vaultArnOf } from './copies';
import type { Lack } from './lack';
import type { Setting } from './setting';
import type { Subject } from './subject';

const jurisdictionTag = 'educloud:jurisdiction';

/** Why something may copy a bucket elsewhere than to its owner, under the owner's key, at home. */
export function strayCopies(setting: Setting, { bucket }: Subject): readonly Lack[] {
  if (bucket === undefined) return [];
  return [
    ...bucket.replications.flatMap((one) => ofReplication(setting, bucket, one)),
    ...setting.copies.rulesOf(bucket).flatMap((rule) => ofRule(setting, bucket, rule)),
  ];
}

function ofReplication(setting: Setting, bucket: Bucket, replication: Replication): readonly Lack[] {
  const { copies, serviceRoles } = setting;
  const { destination, role, key, deleteMarkers, source } = replication;
  const at = [source];
  const copy = copies.buckets.get(destination);
  const carried = [
    ...(deleteMarkers ? [{ sure: true, reason: 'deletions are replicated', at }] : []),
    ...((serviceRoles.get(bucket.account) ?? []).includes(role)
      ? []
      : [{ sure: !hasOpaque(role), reason: 'the role that replicates is none of the service roles', at }]),
  ];
  if (copy === undefined)
    return [...carried, { sure: false, reason: 'the bucket that it is replicated into is not in the assembly', at }];
  const { account } = replication;
  const isThere = copy.account === (account ?? bucket.account);
  const unread = (replication.doubts ?? []).map((one) => ({ sure: false, reason: one.reason, at: [one.source] }));
  const isAway = copy.awsRegion !== bucket.awsRegion;
  return [
    ...carried,
    ...unread,
    ...(isAway ? [] : [{ sure: true, reason: 'the copy lies in the AWS Region of its original', at }]),
    ...(isThere ? [] : [{ sure: false, reason: 'the bucket that it is replicated into is in another account', at }]),
    ...atHome(setting, bucket, copy, at),
    ...underOwnKey(setting, bucket, copy, copy.encryption.key, at),
    ...(namesKey(setting, key, copy)
      ? []
      : [{ sure: false, reason: 'the key that replicas are encrypted with is not that of their bucket', at }]),
  ];
}

function ofRule(setting: Setting, bucket: Bucket, rule: BackupRule): readonly Lack[] {
  const { copies, world } = setting;
  const at = [rule.source];
  const unread = rule.doubts.map(({ reason, source }) => ({ sure: false, reason, at: [source] }));
  const into = [vaultArnOf(rule, world.vaults), ...rule.copies].flatMap((arn): readonly Lack[] => {
    const vault = copies.vaults.get(arn);
    if (vault === undefined) return [outside(setting, bucket, arn, at)];
    return [...atHome(setting, bucket, vault, at), ...underOwnKey(setting, bucket, vault, vault.key, at)];
  });
  const roles = setting.serviceRoles.get(bucket.account) ?? [];
  const foreign = rule.selections.filter(({ role }) => !roles.includes(role));
  return [
    ...unread,
    ...into,
    ...foreign.map(({ role, source }) => ({
      sure: !hasOpaque(role),
      reason: 'the role that backs up is none of the service roles',
      at: [source],
    })),
  ];
}

/** The ARN of a vault that the assembly does not hold tells at least where it lies. */
function outside({ jurisdictions }: Setting, { tags }: Bucket, arn: string, at: readonly Source[]): Lack {
  const awsRegions = homeOf(jurisdictions, tags[jurisdictionTag]);
  const awsRegion = arn.split(':')[3] ?? '';
  const isAbroad = awsRegions !== undefined && awsRegion !== '' && !hasOpaque(arn) && !awsRegions.includes(awsRegion);
  return isAbroad
    ? { sure: true, reason: `copies go to ${awsRegion}, outside the jurisdiction of the bucket`, at }
    : { sure: false, reason: 'the vault that copies go to is not in the assembly', at };
}

/** In the jurisdiction, and with the same owner; what schools share belongs to none of them. */
function atHome(
  { jurisdictions }: Setting,
  { tags, owner }: Bucket,
  copy: Bucket | Vault,
  at: readonly Source[],
): readonly Lack[] {
  const jurisdiction = tags[jurisdictionTag];
  const awsRegions = homeOf(jurisdictions, jurisdiction);
  const isOwners = copy.owner === owner || (copy.kind === 'vault' && copy.owner === undefined);
  const doubts = copy.doubts.map(({ reason, source }) => ({ sure: false, reason, at: [source] }));
  return [
    ...(isOwners ? [] : [{ sure: true, reason: `its copies belong to ${copy.owner ?? 'no school'}`, at }]),
    ...(awsRegions === undefined
      ? [{ sure: false, reason: `where its copies may lie is not told by its tag ${jurisdictionTag}`, at }]
      : awsRegions.includes(copy.awsRegion)
        ? []
        : [
            {
              sure: !hasOpaque(copy.awsRegion),
              reason: `copies go to ${copy.awsRegion}, outside the jurisdiction of the bucket`,
              at,
            },
          ]),
    ...doubts,
  ];
}

function homeOf(jurisdictions: Setting['jurisdictions'], id: string | undefined): readonly string[] | undefined {
  return id !== undefined && Object.hasOwn(jurisdictions, id) ? jurisdictions[id] : undefined;
}

/** Under a key of the owner, or one that nobody owns and schools share. */
function underOwnKey(
  { keysByArn }: Setting,
  { owner }: Bucket,
  copy: Bucket | Vault,
  arn: string | undefined,
  at: readonly Source[],
): readonly Lack[] {
  const key = keysByArn.get(arn ?? '');
  if (key === undefined)
    return [{ sure: arn === undefined, reason: 'copies are not encrypted with a key of the assembly', at }];
  if (key.awsRegion !== copy.awsRegion)
    return [{ sure: false, reason: 'the key of the copy lies in another AWS Region', at }];
  return (key.owner ?? owner) === owner
    ? []
    : [{ sure: true, reason: `copies are encrypted with the key of ${key.owner ?? ''}`, at }];
}

/** Whether a replication names the key of the bucket that it writes into, by ARN or by alias. */
function namesKey(
  { keysByArn }: Setting,
  named: string | undefined,
  { encryption, account, awsRegion }: Bucket,
): boolean {
  if (named === undefined || named === encryption.key) return named !== undefined;
  const key = keysByArn.get(encryption.key ?? '');
  const isThere = (alias: string): boolean => named.endsWith(`:kms:${awsRegion}:${account}:${alias}`);
  return key?.account === account && key.awsRegion === awsRegion && key.aliases.some(isThere);
}
