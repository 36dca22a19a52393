import type { Perimeter } from '../config';
import { issue, type Issue } from '../errors';
import { quota } from '../facts';
import { contentsToday, policyBytes, templateBytes, type Size } from './budget';
import type { PlannedHub, PlannedStack, QuotaUse } from './types';

/** What is counted: stacks, the perimeter that their policies name, and how the commons is encrypted. */
export interface Counted {
  readonly stacks: readonly PlannedStack[];
  readonly perimeter: Perimeter;
  readonly commons: Pick<PlannedHub['commons'], 'encryption'>;
}

interface Use {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  readonly subject?: string;
  readonly used: number;
}

/** Use and head-room of every quota that the plan can know. */
export function planQuotas(partition: string, counted: Counted): QuotaUse[] {
  return [...perStack(counted), ...perAccount(counted), ...perPolicy(counted)].map((use) => {
    const { value: limit, source } = quota(partition, use.key);
    return { ...use, limit, headroom: limit - use.used, source };
  });
}

/** A plan that would break a quota is refused before anything is deployed. */
export function quotaIssues(quotas: readonly QuotaUse[], place: Pick<Issue, 'file' | 'line' | 'column'>): Issue[] {
  return quotas
    .filter(({ headroom }) => headroom < 0)
    .map(({ account, awsRegion, key, subject, used, limit, source }) =>
      issue(
        'EDU408',
        `${key} would be exceeded in account ${account}${awsRegion === '' ? '' : `, ${awsRegion}`}${subject === undefined ? '' : ` (${subject})`}`,
        {
          ...place,
          found: String(used),
          allowed: `${limit} (${source})`,
          fix: wayOut(key),
        },
      ),
    );
}

function wayOut(key: string): string {
  return key.endsWith('PolicyBytes') || key === 'cfn.templateBytes'
    ? 'let accounts join an organisation: one organisation id stands for all of them'
    : 'put new schools into a second district with an account of its own; those that are placed stay';
}

interface Contents {
  readonly resources: number;
  readonly buckets: number;
  readonly keys: number;
  readonly parameters: number;
}

function contents({ kind, schools }: PlannedStack, { commons }: Counted): Contents {
  if (kind === 'hub') return contentsToday.commons[commons.encryption];
  if (kind === 'log-archive') return contentsToday.logArchive;
  const { resources, buckets, keys, parameters } = contentsToday.cell;
  const times = (amount: number): number => amount * schools.length;
  return { resources: times(resources), buckets: times(buckets), keys: times(keys), parameters: times(parameters) };
}

function bytes(size: Size, { perimeter: { accounts, organizations } }: Counted): number {
  return (
    size.base +
    size.perAccount * accounts.length +
    (organizations.length > 0 ? size.anyOrganization : 0) +
    size.perOrganization * organizations.length
  );
}

function templateSize({ kind, schools }: PlannedStack, counted: Counted): number {
  if (kind === 'hub') return bytes(templateBytes.commons[counted.commons.encryption], counted);
  if (kind === 'log-archive') return bytes(templateBytes.logArchive, counted);
  return kind === 'node'
    ? bytes(templateBytes.node, counted)
    : bytes(templateBytes.shard, counted) + schools.length * bytes(templateBytes.pooled, counted);
}

function perStack(counted: Counted): Use[] {
  return counted.stacks.flatMap((stack) => {
    const at = { account: stack.account, awsRegion: stack.awsRegion, subject: stack.name };
    return [
      { ...at, key: 'cfn.resourcesPerTemplate', used: contents(stack, counted).resources },
      { ...at, key: 'cfn.templateBytes', used: templateSize(stack, counted) },
    ];
  });
}

function perAccount(counted: Counted): Use[] {
  const uses = new Map<string, Use>();
  const add = (account: string, awsRegion: string, key: string, used: number): void => {
    const id = `${account}/${awsRegion}/${key}`;
    uses.set(id, { account, awsRegion, key, used: used + (uses.get(id)?.used ?? 0) });
  };
  for (const stack of counted.stacks) {
    const { buckets, keys, parameters } = contents(stack, counted);
    add(stack.account, '', 's3.generalPurposeBucketsPerAccount', buckets);
    add(stack.account, stack.awsRegion, 'kms.keysPerRegion', keys);
    add(stack.account, stack.awsRegion, 'ssm.standardParametersPerRegion', parameters);
    add(stack.account, stack.awsRegion, 'cfn.stacksPerRegion', 1);
  }
  return [...uses.values()].filter(({ used }) => used > 0);
}

function perPolicy(counted: Counted): Use[] {
  const { encryption } = counted.commons;
  return counted.stacks.flatMap(({ kind, account, awsRegion, name }) => {
    const at = { account, awsRegion, subject: name };
    const bucket = (size: Size): Use => ({ ...at, key: 's3.bucketPolicyBytes', used: bytes(size, counted) });
    const key = (size: Size): Use => ({ ...at, key: 'kms.keyPolicyBytes', used: bytes(size, counted) });
    if (kind === 'log-archive') return [bucket(policyBytes.logArchive)];
    return kind === 'hub'
      ? [bucket(policyBytes.commons[encryption]), ...(encryption === 'kms' ? [key(policyBytes.commonsKey)] : [])]
      : [bucket(policyBytes.store), key(policyBytes.key)];
  });
}
