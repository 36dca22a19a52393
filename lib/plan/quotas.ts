import { issue, type Issue } from '../errors';
import { quota } from '../facts';
import { registryBytes } from './budget';
import { accountWide, contentsOf, everything, type Counted } from './contents';
import { perPolicy } from './policy-size';
import type { Use } from './quota-use';
import { templateSize } from './template-size';
import type { QuotaUse } from './types';

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
        fix: wayOut(use),
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
function wayOut({ key, subject }: QuotaUse): string {
  if (key.endsWith('PolicyBytes') || key === 'cfn.templateBytes')
    return 'let accounts join an organisation: one organisation id stands for all of them';
  if (key === 'iam.roleTrustPolicyChars')
    // Told of the role where people sign in to it, else of the stack.
    return subject?.startsWith('educloud-') === true
      ? 'give the school fewer domains, or map fewer values of its feed to the persona'
      : 'name fewer roles and users in `recoveryTakenBy`, or some with shorter names';
  if (key === 'ssm.standardParameterBytes') return 'shorten the names of the school';
  if (key.startsWith('backup.'))
    return 'let some stores be replicated instead: `means: [replication]` beside a `recovery` AWS Region; or ask AWS for more; or name a further account under `moreAccounts` for new schools';
  if (key.startsWith('cloudtrail.'))
    return 'set `audit.forwarding` to `none`, or remove trails of others from the account';
  return 'name a further account under `moreAccounts` of the district, or put new schools into a second district; those that are placed stay';
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
    // Its schools stand in the stacks of their copies and restores, too, and are told once.
    const homes = stack.kind === 'shard' || stack.kind === 'node' ? stack.schools.length : 0;
    for (const key of new Set([...Object.keys(counts), ...(homes > 0 ? Object.keys(everything) : [])])) {
      const used = counts[key] ?? 0;
      const later = stack.kind === 'restore' && key in everything ? 0 : Math.max(used, homes * (everything[key] ?? 0));
      add(stack.account, accountWide.includes(key) ? '' : stack.awsRegion, key, used, later);
    }
    add(stack.account, stack.awsRegion, 'cfn.stacksPerRegion', 1, 1);
  }
  return [...uses.values()].filter(({ used, later = 0 }) => used + later > 0);
}

/** The largest registry entry of each stack; a school's names are what makes it long. */
function perEntry({ stacks, schoolsIn }: Counted): Use[] {
  return stacks.flatMap(({ name, account, awsRegion }) => {
    const sizes = (schoolsIn.get(name) ?? []).map(({ names }) => Buffer.byteLength(JSON.stringify(names)));
    const used = registryBytes + Math.max(...sizes);
    return sizes.length === 0 ? [] : [{ account, awsRegion, subject: name, key: 'ssm.standardParameterBytes', used }];
  });
}
