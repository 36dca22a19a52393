import type { Account, Bucket, IdentityProvider, Key, OriginIdentity, Other, Role, User, World } from '../../model';

/** Where the things of a World are found by name. */
export interface WorldIndex {
  readonly roles: ReadonlyMap<string, Role>;
  readonly users: ReadonlyMap<string, User>;
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** By ARN. */
  readonly keys: ReadonlyMap<string, Key>;
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

const services: Readonly<Record<string, { readonly service: string; readonly prefix: string }>> = {
  'AWS::SNS::Topic': { service: 'sns', prefix: '' },
  'AWS::SQS::Queue': { service: 'sqs', prefix: '' },
  'AWS::Backup::BackupVault': { service: 'backup', prefix: 'backup-vault:' },
};

/** The ARN of a resource of another kind, for types whose ARNs follow from their names. */
function arnOf({ type, name, partition, awsRegion, account }: Other): string[] {
  const form = services[type];
  return form === undefined ? [] : [`arn:${partition}:${form.service}:${awsRegion}:${account}:${form.prefix}${name}`];
}
