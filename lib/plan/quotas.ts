import { issue, type Issue } from '../errors';
import { quota } from '../facts';
import { policyBytes, registryBytes, templateBytes, type Size } from './budget';
import { accountWide, contentsOf, everything, type Counted } from './contents';
import { deliveryPolicyBytes, deliveryTemplateBytes } from './delivery-size';
import {
  accountSignInBytes,
  breakGlassBytes,
  inlineChars,
  longestTrust,
  schoolSignInBytes,
} from './federation/sign-in-size';
import type { PlannedStack, QuotaUse } from './types';

interface Use {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  readonly subject?: string;
  readonly used: number;
  readonly later?: number;
}

/** Use and head-room of every quota that the plan can know. */
export function planQuotas(partition: string, counted: Counted): QuotaUse[] {
  return [...perStack(counted), ...perAccount(counted), ...perPolicy(counted), ...perEntry(counted)].map((use) => {
    const { value: limit, source } = quota(partition, use.key);
    return { ...use, limit, headroom: limit - use.used, source };
  });
}

/** A plan that would break a quota is refused before anything is deployed. */
export function quotaIssues(quotas: readonly QuotaUse[], place: Pick<Issue, 'file' | 'line' | 'column'>): Issue[] {
  return quotas
    .filter(({ headroom }) => headroom < 0)
    .map((use) =>
      issue('EDU408', `${use.key} would be exceeded in ${whereabouts(use)}`, {
        ...place,
        found: String(use.used),
        allowed: `${use.limit} (${use.source})`,
        fix: wayOut(use.key),
      }),
    );
}

/** Accounts that fit today and not with every feature switched on: told while a split costs nothing. */
export function crowding(quotas: readonly QuotaUse[], place: Pick<Issue, 'file' | 'line' | 'column'>): Issue[] {
  return quotas
    .filter(({ later, limit, headroom }) => headroom >= 0 && later !== undefined && later > limit)
    .map((use) =>
      issue('EDU411', `${use.key} will be exceeded in ${whereabouts(use)} once every feature is switched on`, {
        ...place,
        severity: 'warning',
        found: `${use.used} today, ${use.later ?? 0} then`,
        allowed: `${use.limit} (${use.source})`,
        fix: 'ask AWS for more, or let new schools go to a further account: `moreAccounts` of the district',
      }),
    );
}

function whereabouts({ account, awsRegion, subject }: QuotaUse): string {
  return `account ${account}${awsRegion === '' ? '' : `, ${awsRegion}`}${subject === undefined ? '' : ` (${subject})`}`;
}

/** The next split, by what is full. */
function wayOut(key: string): string {
  if (key.endsWith('PolicyBytes') || key === 'cfn.templateBytes')
    return 'let accounts join an organisation: one organisation id stands for all of them';
  if (key === 'iam.roleTrustPolicyChars')
    return 'give the school fewer domains, or map fewer values of its feed to the persona';
  if (key === 'ssm.standardParameterBytes') return 'shorten the names of the school';
  if (key.startsWith('backup.'))
    return 'let some stores be replicated instead: `means: [replication]` beside a `recovery` AWS Region; or ask AWS for more; or name a further account under `moreAccounts` for new schools';
  if (key.startsWith('cloudtrail.'))
    return 'set `audit.forwarding` to `none`, or remove trails of others from the account';
  return 'name a further account under `moreAccounts` of the district, or put new schools into a second district; those that are placed stay';
}

function bytes(size: Size, { region: { perimeter } }: Counted): number {
  const { accounts, organizations } = perimeter;
  return (
    size.base +
    size.perAccount * accounts.length +
    (organizations.length > 0 ? size.anyOrganization : 0) +
    size.perOrganization * organizations.length
  );
}

function templateSize({ name, kind, schools }: PlannedStack, counted: Counted): number {
  const own = counted.bases.find(({ stack }) => stack === name);
  const base =
    bytes(templateBytes.base, counted) +
    (own === undefined ? 0 : own.alarmEmails.length * templateBytes.email + accountSignInBytes(counted, own));
  const signIn = (counted.schoolsIn.get(name) ?? []).reduce(
    (all, school) => all + schoolSignInBytes(counted, school, kind === 'node' ? 'node' : 'shard'),
    0,
  );
  switch (kind) {
    case 'hub':
      return bytes(templateBytes.commons[counted.hub.commons.encryption], counted) + deliveryTemplateBytes(counted.hub);
    case 'log-archive':
      return bytes(templateBytes.logArchive, counted);
    case 'organization-trail':
      return bytes(templateBytes.organizationTrail, counted);
    case 'restore':
    case 'recovery':
    case 'drill':
      return 0;
    case 'base':
      return Math.ceil(base);
    case 'node':
      return Math.ceil(base + bytes(templateBytes.node, counted) + signIn);
    case 'shard':
      return Math.ceil(
        bytes(templateBytes.shard, counted) + schools.length * bytes(templateBytes.pooled, counted) + signIn,
      );
  }
}

function perStack(counted: Counted): Use[] {
  return counted.stacks.flatMap((stack) => {
    const at = { account: stack.account, awsRegion: stack.awsRegion, subject: stack.name };
    return [
      { ...at, key: 'cfn.resourcesPerTemplate', used: contentsOf(stack, counted).resources },
      { ...at, key: 'cfn.templateBytes', used: templateSize(stack, counted) },
    ];
  });
}

function perAccount(counted: Counted): Use[] {
  const uses = new Map<string, Use>();
  const add = (account: string, awsRegion: string, key: string, used: number, later: number): void => {
    const id = `${account}/${awsRegion}/${key}`;
    const before = uses.get(id);
    uses.set(id, {
      account,
      awsRegion,
      key,
      used: used + (before?.used ?? 0),
      later: later + (before?.later ?? 0),
    });
  };
  for (const stack of counted.stacks) {
    const { counts } = contentsOf(stack, counted);
    for (const key of new Set([...Object.keys(counts), ...(stack.schools.length > 0 ? Object.keys(everything) : [])])) {
      const used = counts[key] ?? 0;
      const later = Math.max(used, stack.schools.length * (everything[key] ?? 0));
      add(stack.account, accountWide.includes(key) ? '' : stack.awsRegion, key, used, later);
    }
    add(stack.account, stack.awsRegion, 'cfn.stacksPerRegion', 1, 1);
  }
  return [...uses.values()].filter(({ used, later = 0 }) => used + later > 0);
}

function perPolicy(counted: Counted): Use[] {
  const { encryption } = counted.hub.commons;
  const delivered = deliveryPolicyBytes(counted.hub);
  return counted.stacks.flatMap(({ kind, account, awsRegion, name }) => {
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
    switch (kind) {
      case 'log-archive':
        return [bucket(policyBytes.logArchive)];
      case 'hub':
        return [
          bucket(policyBytes.commons[encryption], delivered.bucket),
          ...(encryption === 'kms' ? [key(policyBytes.commonsKey, delivered.key)] : []),
        ];
      case 'organization-trail':
      case 'restore':
      case 'recovery':
      case 'drill':
        return [];
      case 'base':
        return [bucket(policyBytes.trail), ...widest([...rolePolicies(at), ...people])];
      case 'node':
        return [bucket(policyBytes.store), key(policyBytes.key), ...widest([...rolePolicies(at), ...people])];
      case 'shard': {
        const read = counted.federation?.bureau?.breakGlassAccounts.includes(account) === true ? breakGlassBytes : none;
        return [
          bucket(policyBytes.store, read.store),
          sharesKey(name, counted) ? key(policyBytes.districtKey, read.districtKey) : key(policyBytes.key, read.key),
          ...people,
        ];
      }
    }
  });
}

const none = { store: 0, key: 0, districtKey: 0 } as const;

/** Policies of the roles that people sign in to. */
function rolesOfPeople(counted: Counted, stack: string, at: Pick<Use, 'account' | 'awsRegion' | 'subject'>): Use[] {
  const { chars, whose } = longestTrust(counted, stack);
  if (chars === 0) return [];
  const isBase = counted.federation?.bureau !== undefined && counted.bases.some((base) => base.stack === stack);
  const inline = isBase ? inlineChars.bureau : inlineChars.school;
  return [
    { ...at, subject: whose, key: 'iam.roleTrustPolicyChars', used: chars },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: inline },
  ];
}

/** Of uses of one quota the largest. */
function widest(uses: readonly Use[]): Use[] {
  const largest = new Map<string, Use>();
  for (const use of uses) {
    const known = largest.get(use.key);
    if (known === undefined || use.used > known.used) largest.set(use.key, use);
  }
  return [...largest.values()];
}

function sharesKey(stack: string, { schoolsIn }: Counted): boolean {
  return schoolsIn.get(stack)?.some(({ keyScope }) => keyScope === 'district') ?? false;
}

/** Policies of the base's roles; IAM counts characters, and ours are ASCII. */
function rolePolicies(at: { account: string; awsRegion: string; subject: string }): Use[] {
  return [
    { ...at, key: 'iam.roleTrustPolicyChars', used: policyBytes.trust },
    { ...at, key: 'iam.rolePolicyAggregateChars', used: policyBytes.inline },
    { ...at, key: 'iam.managedPolicyChars', used: policyBytes.managed },
  ];
}

/** The largest registry entry of each stack; a school's names are what makes it long. */
function perEntry({ stacks, schoolsIn }: Counted): Use[] {
  return stacks.flatMap(({ name, account, awsRegion }) => {
    const sizes = (schoolsIn.get(name) ?? []).map(({ names }) => Buffer.byteLength(JSON.stringify(names)));
    const used = registryBytes + Math.max(...sizes);
    return sizes.length === 0 ? [] : [{ account, awsRegion, subject: name, key: 'ssm.standardParameterBytes', used }];
  });
}
