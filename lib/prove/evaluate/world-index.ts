import type {
  Account,
  Bucket,
  IdentityProvider,
  Key,
  OriginIdentity,
  Other,
  Role,
  Trail,
  User,
  Vault,
  World,
} from '../../model';

/** Where the things of a World are found by name. */
export interface WorldIndex {
  readonly roles: ReadonlyMap<string, Role>;
  readonly users: ReadonlyMap<string, User>;
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** By ARN. */
  readonly keys: ReadonlyMap<string, Key>;
  /** Without those that stand twice, of which nobody knows which one is meant. */
  readonly vaults: ReadonlyMap<string, Vault>;
  readonly trails: ReadonlyMap<string, Trail>;
  readonly others: ReadonlyMap<string, Other>;
  readonly identityProviders: ReadonlyMap<string, IdentityProvider>;
  readonly originIdentities: ReadonlyMap<string, OriginIdentity>;
  readonly accounts: ReadonlyMap<string, Account>;
}

const known = new WeakMap<World, WorldIndex>();

/** The index of a World, made once. */
export function indexOf(world: World): WorldIndex {
  const before = known.get(world);
  if (before !== undefined) return before;
  const index: WorldIndex = {
    roles: byArn(world.roles),
    users: byArn(world.users),
    buckets: byArn(world.buckets),
    keys: byArn(world.keys),
    vaults: byArn(alone(world.vaults)),
    trails: byArn(alone(world.trails)),
    others: new Map(world.others.flatMap((other) => arnOf(other).map((arn) => [arn, other] as const))),
    identityProviders: byArn(world.identityProviders),
    originIdentities: byArn(world.originIdentities),
    accounts: new Map(world.accounts.map((account) => [account.id, account])),
  };
  known.set(world, index);
  return index;
}

function byArn<T extends { readonly arn: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.arn, item]));
}

function alone<T extends { readonly arn: string }>(items: readonly T[]): readonly T[] {
  const times = new Map<string, number>();
  for (const { arn } of items) times.set(arn, (times.get(arn) ?? 0) + 1);
  return items.filter(({ arn }) => times.get(arn) === 1);
}

const services: Readonly<Record<string, { readonly service: string; readonly prefix: string }>> = {
  'AWS::SNS::Topic': { service: 'sns', prefix: '' },
  'AWS::SQS::Queue': { service: 'sqs', prefix: '' },
};

/** The ARN of a resource of another kind, for types whose ARNs follow from their names. */
function arnOf({ type, name, partition, awsRegion, account }: Other): string[] {
  const form = services[type];
  return form === undefined ? [] : [`arn:${partition}:${form.service}:${awsRegion}:${account}:${form.prefix}${name}`];
}
