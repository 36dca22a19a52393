import type { Bucket, Doubt, Key, Policy, Role, Source, Tags, Trail, Vault, World } from '../../model';
import type { Copies } from './copies';

/** What a verdict speaks of; a key or a vault as far as it guards the data of one school, when it serves several. */
export interface Subject {
  readonly kind: 'bucket' | 'key' | 'role' | 'vault' | 'trail';
  readonly arn: string;
  readonly account: string;
  readonly awsRegion: string;
  readonly partition: string;
  readonly owner?: string;
  readonly tags: Tags;
  readonly policy?: Policy;
  /** Key that the bucket is encrypted with by default. */
  readonly key?: string;
  /** The store whose data the key or the vault guards here. */
  readonly store?: Bucket;
  readonly bucket?: Bucket;
  readonly role?: Role;
  readonly vault?: Vault;
  readonly trail?: Trail;
  readonly source: Source;
  readonly doubts: readonly Doubt[];
}

/** The buckets of a World. */
export function bucketSubject(bucket: Bucket): Subject {
  const { arn, account, awsRegion, partition, owner, tags, policy, encryption, source, doubts } = bucket;
  return {
    kind: 'bucket',
    arn,
    account,
    awsRegion,
    partition,
    tags,
    bucket,
    source,
    doubts,
    ...(owner === undefined ? {} : { owner }),
    ...(policy === undefined ? {} : { policy }),
    ...(encryption.key === undefined ? {} : { key: encryption.key }),
  };
}

/**
 * A role, as what is taken: its policy is the trust policy. `vouching`: doubts of the identity providers that the policy names.
 */
export function roleSubject(role: Role, vouching: readonly Doubt[]): Subject {
  const { arn, account, awsRegion, partition, owner, tags, trust, source } = role;
  const doubts = [...role.doubts, ...vouching];
  return {
    kind: 'role',
    arn,
    account,
    awsRegion,
    partition,
    tags,
    policy: trust,
    role,
    source,
    doubts,
    ...(owner === undefined ? {} : { owner }),
  };
}

/** The vaults, each once; those that nobody owns, once more for each school of which they may hold copies. */
export function vaultSubjects({ vaults, buckets }: World, { rulesOf, rulesInto }: Copies): Subject[] {
  const held = new Map<string, Map<string, Bucket>>();
  const shared = vaults.filter(({ owner }) => owner === undefined);
  for (const store of shared.length === 0 ? [] : buckets) {
    const rules = store.owner === undefined ? [] : rulesOf(store);
    for (const { arn } of rules.length === 0 ? [] : shared) {
      if (!rules.some((rule) => rulesInto.get(arn)?.includes(rule))) continue;
      const stores = held.get(arn) ?? new Map<string, Bucket>();
      held.set(arn, stores);
      if (store.owner !== undefined && !stores.has(store.owner)) stores.set(store.owner, store);
    }
  }
  return [
    ...vaults.map((vault) => vaultSubject(vault)),
    ...shared.flatMap((vault) => [...(held.get(vault.arn)?.values() ?? [])].map((store) => vaultSubject(vault, store))),
  ];
}

function vaultSubject(vault: Vault, store?: Bucket): Subject {
  const { arn, account, awsRegion, partition, tags, policy, key, source, doubts } = vault;
  const owner = store === undefined ? vault.owner : store.owner;
  return {
    kind: 'vault',
    arn,
    account,
    awsRegion,
    partition,
    tags,
    vault,
    source,
    doubts,
    ...(policy === undefined ? {} : { policy }),
    ...(key === undefined ? {} : { key }),
    ...(owner === undefined ? {} : { owner }),
    ...(store === undefined ? {} : { store }),
  };
}

export function trailSubject(trail: Trail): Subject {
  const { arn, account, awsRegion, partition, tags, owner, source, doubts } = trail;
  const own = owner === undefined ? {} : { owner };
  return { kind: 'trail', arn, account, awsRegion, partition, tags, trail, source, doubts, ...own };
}

/** The keys of schools, each once; keys that nobody owns, once for each store of a school that they encrypt. */
export function keySubjects(world: World): Subject[] {
  const byArn = new Map(world.keys.map((key) => [key.arn, key]));
  const shared = world.buckets.flatMap((store) => {
    const key = store.encryption.key === undefined ? undefined : byArn.get(store.encryption.key);
    return key === undefined || key.owner === store.owner || store.owner === undefined ? [] : [keySubject(key, store)];
  });
  return [...world.keys.map((key) => keySubject(key)), ...shared];
}

function keySubject(key: Key, store?: Bucket): Subject {
  const { arn, account, awsRegion, partition, tags, policy, source } = key;
  const doubts = key.multiRegion ? [...key.doubts, replicas(key)] : key.doubts;
  const owner = store === undefined ? key.owner : store.owner;
  return {
    kind: 'key',
    arn,
    account,
    awsRegion,
    partition,
    tags,
    policy,
    source,
    doubts,
    ...(owner === undefined ? {} : { owner }),
    ...(store === undefined ? {} : { store }),
  };
}

/** A replica has the same key material and a policy of its own, which may stand in another assembly. */
function replicas({ source }: Key): Doubt {
  return { source, reason: 'a multi-Region key may have replicas with other policies' };
}
