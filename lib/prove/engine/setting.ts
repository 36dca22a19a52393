import type {
  Account,
  Bucket,
  Condition,
  DeployRole,
  Doubt,
  Key,
  Other,
  Role,
  Statement,
  User,
  World,
} from '../../model';
import type { Property } from '../property';
import { copiesOf, type Copies } from './copies';
import { actionTable, type Action, type ActionTable } from './actions';
import { deliveriesOf, type Deliveries } from './delivery';
import { newInterner, type Interner } from './interner';
import { planProperty, type PropertyPlan } from './property-plan';
import { isTakenAsNamed } from './service-trust';
import type { Glob } from '../sets/glob';
import { admittedEntitlements } from './entitlements';
import { keepsNames } from './names';
import { vouchersOf, type Vouchers } from './vouchers';

/** A principal of the templates. */
export type Seen = Role | User;

/** What is the same for every subject of a World. */
export interface Setting {
  readonly world: World;
  readonly plans: readonly PropertyPlan[];
  /** AWS Regions of each jurisdiction, by its id. */
  readonly jurisdictions: Readonly<Record<string, readonly string[]>>;
  readonly actions: ActionTable;
  /** Ids of schools in the World, sorted. */
  readonly owners: readonly string[];
  readonly seenByArn: ReadonlyMap<string, Seen>;
  readonly seenByAccount: ReadonlyMap<string, readonly Seen[]>;
  readonly seenByOwner: ReadonlyMap<string, readonly Seen[]>;
  /** ARNs of the buckets of a school, sorted. */
  readonly bucketsByOwner: ReadonlyMap<string, readonly string[]>;
  /** Whether the properties ask nothing that could tell names of schools apart. */
  readonly keepsNames: boolean;
  /** Accounts with roles that can pass the tag of a school. */
  readonly unusual: Map<string, boolean>;
  readonly interner: Interner;
  /** ARNs of roles that act for AWS, by account. */
  readonly serviceRoles: ReadonlyMap<string, readonly string[]>;
  /** Of these the roles that may delete or shorten copies. */
  readonly recoveryRoles: ReadonlyMap<string, readonly string[]>;
  /** ARNs of roles for emergencies, by account. */
  readonly breakGlass: ReadonlyMap<string, readonly string[]>;
  readonly vouchers: Vouchers;
  /** What is copied whither. */
  readonly copies: Copies;
  /** How buckets are delivered. */
  readonly deliveries: Deliveries;
  /** ARNs of origin access identities, by canonical user id. */
  readonly identities: ReadonlyMap<string, string>;
  /** Rules of EventBridge, by account. */
  readonly rules: ReadonlyMap<string, readonly Other[]>;
  /** Entitlements by which somebody takes some role but those for emergencies. */
  readonly commonEntitlements: readonly Glob[];
  /** Accounts with principals of schools, or with some of which it is not known whose they are. */
  readonly schoolAccounts: ReadonlySet<string>;
  /** What could open or close anything in an account, or anywhere. */
  readonly doubtsOf: (account: string) => readonly Doubt[];
  readonly accounts: ReadonlyMap<string, Account>;
  readonly keysByArn: ReadonlyMap<string, Key>;
  /** Buckets that a key encrypts, by its ARN. */
  readonly storesByKey: ReadonlyMap<string, readonly Bucket[]>;
  readonly closed: ReadonlySet<string>;
  /** Roles that deploy, by account, sorted by ARN. */
  readonly deployRoles: ReadonlyMap<string, readonly DeployRole[]>;
  /** ARNs of roles with which AWS restores. */
  readonly restoreRoles: ReadonlySet<string>;
  /** Exceptions as statements that name their roles, by plan, exception and account. */
  readonly exceptions: Map<string, readonly Statement[]>;
  /** Principals of the templates that a condition names. */
  readonly named: WeakMap<Condition, readonly string[]>;
}

/** Throws KitError when a property cannot be read. */
export function settingOf(
  world: World,
  properties: readonly Property[],
  actions: readonly Action[],
  jurisdictions: Setting['jurisdictions'] = {},
): Setting {
  const plans = properties.map(planProperty);
  const named = new Set(world.serviceRoles);
  // Of two roles with one ARN nobody knows which one is deployed.
  const open = new Set(world.roles.filter((role) => !isTakenAsNamed(world, role)).map(({ arn }) => arn));
  const serviceRoles = world.roles.filter(({ arn }) => named.has(arn) && !open.has(arn));
  const seen: Seen[] = [...world.roles, ...world.users];
  const emergencies = new Set(world.breakGlass);
  const breakGlass = world.roles.filter(
    (role) => emergencies.has(role.arn) && role.owner === undefined && role.doubts.length === 0,
  );
  return {
    world,
    plans,
    jurisdictions,
    keepsNames: keepsNames(
      plans
        .filter(({ property }) => property.subject !== 'role')
        .flatMap(({ scope, twin, exceptions }) => [...scope, ...twin, ...exceptions.flat()]),
    ),
    actions: actionTable(actions),
    owners: [...new Set(world.buckets.flatMap(({ owner }) => owner ?? []))].sort(),
    seenByArn: new Map(seen.map((one) => [one.arn, one])),
    seenByAccount: grouped(seen, ({ account }) => account),
    seenByOwner: grouped(seen, ({ owner }) => owner),
    keysByArn: new Map(world.keys.map((key) => [key.arn, key])),
    storesByKey: grouped(world.buckets, ({ encryption }) => encryption.key),
    closed: new Set(world.closedAccounts),
    deployRoles: grouped(
      [...world.deployRoles].sort((one, other) => (one.arn < other.arn ? -1 : 1)),
      ({ account }) => account,
    ),
    restoreRoles: new Set(world.restoreRoles),
    bucketsByOwner: new Map(
      [...grouped(world.buckets, ({ owner }) => owner)].map(([owner, list]) => [
        owner,
        list.map(({ arn }) => arn).sort(),
      ]),
    ),
    unusual: new Map(),
    interner: newInterner(),
    serviceRoles: arnsByAccount(serviceRoles),
    recoveryRoles: arnsByAccount(serviceRoles.filter(({ arn }) => world.recoveryRoles.includes(arn))),
    breakGlass: arnsByAccount(breakGlass),
    vouchers: vouchersOf(world),
    copies: copiesOf(world),
    deliveries: deliveriesOf(world),
    identities: identitiesOf(world),
    rules: grouped(
      world.others.filter(({ kind }) => kind === 'rule'),
      ({ account }) => account,
    ),
    commonEntitlements: admittedEntitlements(
      world.roles.filter(({ arn }) => !emergencies.has(arn)).map(({ trust }) => trust),
    ),
    schoolAccounts: new Set(
      seen.flatMap(({ owner, account, doubts }) => (owner === undefined && doubts.length === 0 ? [] : [account])),
    ),
    doubtsOf: doubtsByAccount(world),
    accounts: new Map(world.accounts.map((account) => [account.id, account])),
    exceptions: new Map(),
    named: new WeakMap(),
  };
}

/** One id is one user: where two identities have it, nobody knows whose it is. */
function identitiesOf({ originIdentities }: World): ReadonlyMap<string, string> {
  const byId = grouped(originIdentities, ({ canonicalId }) => canonicalId);
  return new Map(
    [...byId].flatMap(([id, [one, ...others]]) => (one === undefined || others.length > 0 ? [] : [[id, one.arn]])),
  );
}

function arnsByAccount(roles: readonly Role[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...grouped(roles, ({ account }) => account)].map(([account, list]) => [
      account,
      list.map(({ arn }) => arn).sort(),
    ]),
  );
}

/** Doubts of the whole World count for the account whose template they stand in, and for all where that is not known. */
function doubtsByAccount({ doubts, stacks }: World): Setting['doubtsOf'] {
  const accountOf = new Map(stacks.map(({ file, account }) => [file, account]));
  const counting = doubts.filter(({ note }) => note !== true);
  const known = new Map<string, readonly Doubt[]>();
  return (account) => {
    const found =
      known.get(account) ?? counting.filter(({ source }) => (accountOf.get(source.file) ?? account) === account);
    known.set(account, found);
    return found;
  };
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string | undefined): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
