import type { Perimeter } from '../config';
import { issue, type Issue } from '../errors';
import { quota } from '../facts';
import { cellToday, policyBytes, sharedToday } from './budget';
import type { PlannedStack, QuotaUse } from './types';

interface Use {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  readonly subject?: string;
  readonly used: number;
}

/** Use and head-room of every quota that the plan can know, most used first within an account. */
export function planQuotas(partition: string, perimeter: Perimeter, stacks: readonly PlannedStack[]): QuotaUse[] {
  return [...perStack(stacks), ...perAccount(stacks), ...perPolicy(perimeter, stacks)].map((use) => {
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
  return key === 's3.bucketPolicyBytes'
    ? 'let accounts join an organisation: one organisation id stands for all of them'
    : 'split the district: a second district with an account of its own';
}

function contents({ kind, schools }: PlannedStack): {
  resources: number;
  buckets: number;
  keys: number;
  parameters: number;
  templateBytes: number;
} {
  if (kind === 'hub') return { parameters: 0, ...sharedToday.hub };
  if (kind === 'log-archive') return { parameters: 0, ...sharedToday.logArchive };
  const { resources, buckets, keys, parameters, templateBytes } = cellToday;
  const times = (amount: number): number => amount * schools.length;
  return {
    resources: times(resources),
    buckets: times(buckets),
    keys: times(keys),
    parameters: times(parameters),
    templateBytes: times(templateBytes),
  };
}

function perStack(stacks: readonly PlannedStack[]): Use[] {
  return stacks.flatMap((stack) => {
    const { resources, templateBytes } = contents(stack);
    const at = { account: stack.account, awsRegion: stack.awsRegion, subject: stack.name };
    return [
      { ...at, key: 'cfn.resourcesPerTemplate', used: resources },
      { ...at, key: 'cfn.templateBytes', used: templateBytes },
    ];
  });
}

function perAccount(stacks: readonly PlannedStack[]): Use[] {
  const uses = new Map<string, Use>();
  const add = (account: string, awsRegion: string, key: string, used: number): void => {
    const id = `${account}/${awsRegion}/${key}`;
    uses.set(id, { account, awsRegion, key, used: used + (uses.get(id)?.used ?? 0) });
  };
  for (const stack of stacks) {
    const { buckets, keys, parameters } = contents(stack);
    add(stack.account, '', 's3.generalPurposeBucketsPerAccount', buckets);
    add(stack.account, stack.awsRegion, 'kms.keysPerRegion', keys);
    add(stack.account, stack.awsRegion, 'ssm.standardParametersPerRegion', parameters);
    add(stack.account, stack.awsRegion, 'cfn.stacksPerRegion', 1);
  }
  return [...uses.values()].filter(({ used }) => used > 0);
}

function perPolicy({ accounts, organizations }: Perimeter, stacks: readonly PlannedStack[]): Use[] {
  const bytes = ({
    base,
    perAccount: account,
    perOrganization,
  }: (typeof policyBytes)[keyof typeof policyBytes]): number =>
    base + account * accounts.length + perOrganization * organizations.length;
  return stacks.flatMap(({ kind, account, awsRegion, name }) => {
    const at = { account, awsRegion, subject: name };
    if (kind === 'hub') return [{ ...at, key: 's3.bucketPolicyBytes', used: bytes(policyBytes.commons) }];
    if (kind === 'log-archive') return [{ ...at, key: 's3.bucketPolicyBytes', used: bytes(policyBytes.logArchive) }];
    return [
      { ...at, key: 's3.bucketPolicyBytes', used: bytes(policyBytes.store) },
      { ...at, key: 'kms.keyPolicyBytes', used: bytes(policyBytes.key) },
    ];
  });
}
