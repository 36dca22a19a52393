import { policyBytes, type Size } from './budget';
import { schoolsOf, type Counted } from './contents';
import { deliveryPolicyBytes } from './delivery-size';
import { breakGlassBytes, inlineChars, longestTrust } from './federation/sign-in-size';
import { widest, type Use } from './quota-use';
import { byMeans, copiesIn, copyPolicy, isApart, meansOf, takerChars } from './recovery/copy-size';
import { bytes } from './template-size';
import type { PlannedBase, PlannedSchool } from './types';

/** Bytes of policies, and characters of those of IAM: the longest of each stack. */
export function perPolicy(counted: Counted): Use[] {
  const { encryption } = counted.hub.commons;
  const delivered = deliveryPolicyBytes(counted.hub);
  return counted.stacks.flatMap((stack) => {
    const { kind, account, awsRegion, name } = stack;
    const at = { account, awsRegion, subject: name };
    const bucket = (size: Size, more = 0): Use => ({
      ...at,
      key: 's3.bucketPolicyBytes',
      used: bytes(size, counted) + more,
    });
    const key = (size: Size, more = 0): Use => ({
      ...at,
      key: 'kms.keyPolicyBytes',
      used: bytes(size, counted) + more,
    });
    const people = rolesOfPeople(counted, name, at);
    const own = counted.bases.find((base) => base.stack === name);
    const here = schoolsOf(stack, counted);
    const means = meansOf(here);
    const copied = means.replication || means.backup;
    const apart = here.some(isApart);
    const store = (copied ? copyPolicy.storeCopied : 0) + (means.replication ? copyPolicy.storeReplicated : 0);
    switch (kind) {
      case 'log-archive':
        return [bucket(policyBytes.logArchive)];
      case 'hub':
        return [
          bucket(policyBytes.commons[encryption], delivered.bucket),
          ...(encryption === 'kms' ? [key(policyBytes.commonsKey, delivered.key)] : []),
        ];
      case 'organization-trail':
        return [];
      case 'restore':
        return [
          ...(means.backup ? [key(fixed(copyPolicy.vaultKey), members(here, copyPolicy.member.vault))] : []),
          ...restoreRoles(at, means),
        ];
      case 'recovery':
        return [
          ...(means.replication ? [bucket(copyPolicy.replica, apart ? copyPolicy.replicaApart : 0)] : []),
          ...widest(
            copyKeys(here, means).map(({ base, each }) =>
              key(fixed(base), members(here, each) + (apart ? copyPolicy.keyApart : 0)),
            ),
          ),
        ];
      case 'drill':
        return counted.drills
          .filter((drill) => drill.stack === name)
          .flatMap(({ replica, backup }) =>
            drillPolicies(at, { replication: replica !== undefined, backup: backup !== undefined }, bucket, key),
          );
      case 'base':
        return own === undefined
          ? []
          : [...basePolicies(own, bucket, key), ...widest([...rolePolicies(at, own), ...people])];
      case 'node':
        return [
          bucket(policyBytes.store, store),
          key(
            policyBytes.key,
            means.backup ? copyPolicy.vaultKey - policyBytes.key.base : copied ? copyPolicy.keyCopied : 0,
          ),
          ...widest([
            ...(own === undefined ? [] : rolePolicies(at, own)),
            ...(copied ? restoreRoles(at, means) : []),
            ...people,
          ]),
        ];
      case 'shard': {
        const read = counted.federation?.bureau?.breakGlassAccounts.includes(account) === true ? breakGlassBytes : none;
        const ofKey = copied ? copyPolicy.keyCopied : 0;
        return [
          bucket(policyBytes.store, store + read.store),
          sharesKey(name, counted)
            ? key(
                policyBytes.districtKey,
                read.districtKey + ofKey + (copied ? members(here, copyPolicy.member.home) : 0),
              )
            : key(policyBytes.key, read.key + ofKey),
          ...people,
        ];
      }
    }
  });
}

type Measure = (size: Size, more?: number) => Use;
type At = Pick<Use, 'account' | 'awsRegion'> & { readonly subject: string };

function fixed(base: number): Size {
  return { base, perAccount: 0, anyOrganization: 0, perOrganization: 0 };
}

/** A key policy names every school that shares the key. */
function members(schools: readonly PlannedSchool[], each: number): number {
  const shared = schools.filter(({ keyScope }) => keyScope === 'district').length;
  return Math.max(0, shared - 1) * each;
}

/** Schools with keys of their own have one for replicas and vault; where the key is shared, each has its own. */
function copyKeys(
  schools: readonly PlannedSchool[],
  { replication, backup }: ReturnType<typeof meansOf>,
): { readonly base: number; readonly each: number }[] {
  const { bothKey, replicaKey, vaultKey, member } = copyPolicy;
  const vaults =
    backup && schools.some((one) => copiesIn(one).some((copies) => copies.backup?.copyVault !== undefined));
  const shared = schools.some(({ keyScope }) => keyScope === 'district');
  if (replication && vaults && !shared) return [{ base: bothKey, each: 0 }];
  return [
    ...(replication ? [{ base: replicaKey, each: member.replica }] : []),
    ...(vaults ? [{ base: vaultKey, each: member.vault }] : []),
  ];
}

function restoreRoles(at: At, means: ReturnType<typeof meansOf>): Use[] {
  return [
    { ...at, key: 'iam.roleTrustPolicyChars', used: copyPolicy.trust.restore },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: byMeans(means, copyPolicy.inline.restore) },
  ];
}

function drillPolicies(at: At, means: ReturnType<typeof meansOf>, bucket: Measure, key: Measure): Use[] {
  return [
    bucket(policyBytes.store, copyPolicy.storeCopied + (means.replication ? copyPolicy.storeReplicated : 0)),
    key(fixed(means.backup ? copyPolicy.vaultKey : policyBytes.key.base + copyPolicy.keyCopied)),
    { ...at, key: 'iam.roleTrustPolicyChars', used: copyPolicy.trust.drill },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: byMeans(means, copyPolicy.inline.drill) },
  ];
}

/** The trail's bucket, and copies of canaries. */
function basePolicies({ account, trail, canaries }: PlannedBase, bucket: Measure, key: Measure): Use[] {
  const replicated = canaries.some(({ replicaBucket }) => replicaBucket !== undefined);
  const vaults = canaries.some(({ vault }) => vault !== undefined);
  const apart = canaries.some((canary) => canary.account !== account);
  return [
    ...widest([
      ...(trail ? [bucket(policyBytes.trail)] : []),
      ...(replicated ? [bucket(copyPolicy.replica, apart ? copyPolicy.replicaApart : 0)] : []),
    ]),
    ...(replicated || vaults
      ? [
          key(
            fixed(replicated && vaults ? copyPolicy.bothKey : vaults ? copyPolicy.vaultKey : copyPolicy.replicaKey),
            apart ? copyPolicy.keyApart : 0,
          ),
        ]
      : []),
  ];
}

const none = { store: 0, key: 0, districtKey: 0 } as const;

/** Policies of the roles that people sign in to. */
function rolesOfPeople(counted: Counted, stack: string, at: Pick<Use, 'account' | 'awsRegion' | 'subject'>): Use[] {
  const { chars, whose } = longestTrust(counted, stack);
  if (chars === 0) return [];
  const isBase = counted.federation?.bureau !== undefined && counted.bases.some((base) => base.stack === stack);
  const copied = counted.schoolsIn.get(stack)?.some(({ recovery }) => recovery !== undefined) === true;
  const inline = isBase ? inlineChars.bureau : inlineChars.school + (copied ? copyPolicy.inline.people : 0);
  return [
    { ...at, subject: whose, key: 'iam.roleTrustPolicyChars', used: chars },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: inline },
  ];
}

function sharesKey(stack: string, { schoolsIn }: Counted): boolean {
  return schoolsIn.get(stack)?.some(({ keyScope }) => keyScope === 'district') ?? false;
}

/** Policies of the base's roles; IAM counts characters, and ours are ASCII. */
function rolePolicies(at: At, { trail, copies, recoveryTakenBy }: PlannedBase): Use[] {
  if (!trail) return [];
  const inline = Math.max(
    policyBytes.inline,
    copies?.replication === true ? copyPolicy.inline.replication : 0,
    copies?.backup === true ? copyPolicy.inline.backup : 0,
    recoveryTakenBy.length > 0 ? copyPolicy.inline.recovery : 0,
  );
  return [
    { ...at, key: 'iam.roleTrustPolicyChars', used: policyBytes.trust + takerChars(recoveryTakenBy) },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: inline },
    {
      ...at,
      key: 'iam.managedPolicyChars',
      used: copies === undefined && recoveryTakenBy.length === 0 ? policyBytes.managed : copyPolicy.managed,
    },
  ];
}
