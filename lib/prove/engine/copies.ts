import { hasOpaque, type BackupRule, type BackupSelection, type Bucket, type Vault, type World } from '../../model';

/** What is copied whither in a World. */
export interface Copies {
  /** ARNs of the buckets into which some bucket is replicated, each with the accounts of those. */
  readonly originals: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of these buckets those with locks of their own, which go with what is replicated, by the ARN of the copy. */
  readonly lockedOriginals: ReadonlyMap<string, readonly Bucket[]>;
  /** Names of the buckets to which trails write. */
  readonly trailed: ReadonlySet<string>;
  /** Rules of backup plans that may select a bucket. */
  readonly rulesOf: (bucket: Bucket) => readonly BackupRule[];
  /** Rules that write recovery points into a vault, by its ARN, or copy them there. */
  readonly rulesInto: ReadonlyMap<string, readonly BackupRule[]>;
  /** Rules that may select some bucket of the World. */
  readonly selecting: ReadonlySet<BackupRule>;
  readonly vaults: ReadonlyMap<string, Vault>;
  /** ARNs of the keys of vaults. */
  readonly vaultKeys: ReadonlySet<string>;
  readonly buckets: ReadonlyMap<string, Bucket>;
}

export function copiesOf(world: World): Copies {
  const originals = new Map<string, Set<string>>();
  const lockedOriginals = new Map<string, Bucket[]>();
  for (const bucket of world.buckets) {
    const { account, objectLock, retention, keepingDoubts = [] } = bucket;
    for (const { destination } of bucket.replications) {
      const known = originals.get(destination);
      if (known === undefined) originals.set(destination, new Set([account]));
      else known.add(account);
      if (!objectLock || (retention === undefined && keepingDoubts.length === 0)) continue;
      lockedOriginals.set(destination, [...(lockedOriginals.get(destination) ?? []), bucket]);
    }
  }
  const rulesInto = new Map<string, BackupRule[]>();
  const vaults = new Map(world.vaults.map((vault) => [vault.arn, vault]));
  for (const rule of world.backupRules) {
    for (const arn of new Set([vaultArnOf(rule, world.vaults), ...rule.copies])) {
      rulesInto.set(arn, [...(rulesInto.get(arn) ?? []), rule]);
    }
  }
  const rulesOf = finder(world.backupRules);
  return {
    originals,
    lockedOriginals,
    trailed: new Set(world.trails.map(({ bucket }) => bucket)),
    rulesOf,
    rulesInto,
    selecting: new Set(world.buckets.flatMap(rulesOf)),
    vaults,
    vaultKeys: new Set(world.vaults.flatMap(({ key }) => key ?? [])),
    buckets: new Map(world.buckets.map((bucket) => [bucket.arn, bucket])),
  };
}

/** The vault of the World into which a rule writes; empty where there is none. */
export function vaultArnOf({ vault, account, awsRegion }: BackupRule, vaults: readonly Vault[]): string {
  return vaults.find((one) => one.name === vault && one.account === account && one.awsRegion === awsRegion)?.arn ?? '';
}

/** Whether a bucket is a copy, or promises a school to keep what it has. */
export function isCopy({ originals }: Copies, { arn, owner, tags }: Bucket): boolean {
  return originals.has(arn) || (owner !== undefined && tags[keptTag] !== undefined);
}

/** Whether a key encrypts a copy, or a vault. */
export function isKeyOfCopies(copies: Copies, arn: string, stores: readonly Bucket[]): boolean {
  return copies.vaultKeys.has(arn) || stores.some((store) => isCopy(copies, store));
}

/** Whether something copies a bucket. */
export function isCopied({ rulesOf }: Copies, bucket: Bucket): boolean {
  return bucket.replications.length > 0 || rulesOf(bucket).length > 0;
}

/** Whether versions with locks of their own may come from a bucket into its replicas. */
export function isLockableOriginal({ objectLock, replications }: Bucket): boolean {
  return objectLock && replications.length > 0;
}

export const keptTag = 'educloud:kept-days';

/** Rules by what their plans select; most select by one tag. */
function finder(rules: readonly BackupRule[]): Copies['rulesOf'] {
  const byTag = new Map<string, Set<BackupRule>>();
  const rest: BackupRule[] = [];
  for (const rule of rules) {
    const keys = rule.selections.map(keyTags);
    if (keys.includes(undefined)) rest.push(rule);
    for (const tag of keys.flatMap((one) => one ?? [])) {
      const text = tagText(rule, tag.key, tag.value);
      byTag.set(text, (byTag.get(text) ?? new Set()).add(rule));
    }
  }
  return (bucket) => {
    if (rules.length === 0) return [];
    // What is known only when it is deployed may be any value.
    const vague = Object.values(bucket.tags).some(hasOpaque);
    const near = Object.entries(bucket.tags).flatMap(([key, value]) => [
      ...(byTag.get(tagText(bucket, key, value)) ?? []),
    ]);
    const candidates = new Set(vague ? rules : [...near, ...rest]);
    return [...candidates].filter(
      (rule) => isNear(rule, bucket) && rule.selections.some((one) => selects(one, bucket)),
    );
  };
}

/** Tags without any of which nothing is selected; undefined where there are none. */
function keyTags({ tags, arns, with: needed = [] }: BackupSelection): BackupSelection['tags'] | undefined {
  if (arns.length === 0) return tags;
  const [first] = needed;
  return first === undefined ? undefined : [...tags, first];
}

function selects({ tags, arns, with: needed = [] }: BackupSelection, { arn, tags: own }: Bucket): boolean {
  const has = ({ key, value }: BackupSelection['tags'][number]): boolean => {
    const given = own[key];
    return given !== undefined && (given === value || hasOpaque(given));
  };
  return tags.some(has) || (needed.every(has) && arns.some((pattern) => mayFit(pattern, arn)));
}

type Place = Pick<BackupRule, 'account' | 'awsRegion'>;

function tagText({ account, awsRegion }: Place, key: string, value: string): string {
  return JSON.stringify([account, awsRegion, key, value]);
}

/** A plan backs up what lies in its own account and AWS Region. */
function isNear(one: Place, other: Place): boolean {
  return one.account === other.account && one.awsRegion === other.awsRegion;
}

/** What is known only when it is deployed may fit. */
function mayFit(pattern: string, arn: string): boolean {
  if (hasOpaque(pattern) || hasOpaque(arn)) return true;
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(arn);
}
