import type { Branch } from './branch';
import type { Instance } from './classes';
import { resourceColumn } from './builder';
import { levelsOf, targetsOf, type LevelCache } from './levels';
import { problemOf, type Narrowing, type Problem } from './problem';
import { isOpenToEveryone } from './public-policy';
import { sessionTags } from './session-tags';
import type { Seen, Setting } from './setting';
import type { Subject } from './subject';

/** A problem that has a variable with too many classes of values. */
export interface TooLarge {
  readonly variable: string;
}

/** A subject's problem with its variables in every branch in which somebody can ask. */
export function instanceOf(
  setting: Setting,
  cache: LevelCache,
  subject: Subject,
  over: boolean,
  narrowing: Narrowing = {},
): Instance | TooLarge {
  const problem = problemOf(setting, subject, over, narrowing);
  const target = targetsOf(cache, setting, problem);
  if (target === undefined) return { variable: resourceColumn };
  const branches: Instance['branches'][number][] = [];
  for (const branch of branchesOf(setting, problem, narrowing.role)) {
    const levels = levelsOf(setting, cache, problem, branch, target);
    if (typeof levels === 'string') return { variable: levels };
    branches.push({ branch, levels });
  }
  const { role } = narrowing;
  return {
    problem,
    branches,
    blocked: isBlocked(subject, over),
    own: role?.owner !== undefined && role.owner === subject.owner && role.account === subject.account,
  };
}

function branchesOf(
  { accounts, closed, deployRoles }: Setting,
  { subject }: Problem,
  role: Seen | undefined,
): Branch[] {
  const organization = accounts.get(subject.account)?.organization;
  const inside = { caller: 'iam', ...(organization === undefined ? {} : { organization }) } as const;
  if (role !== undefined) return [{ name: 'role', ...inside, arn: role.arn, ...sessionTags(role) }];
  return [
    ...(closed.has(subject.account) ? [] : [{ name: 'same', ...inside } as const]),
    { name: 'foreign', caller: 'iam' },
    { name: 'service', caller: 'service' },
    { name: 'anonymous', caller: 'anonymous' },
    ...(subject.role === undefined ? [] : [{ name: 'federated', caller: 'federated' } as const]),
    ...(deployRoles.get(subject.account) ?? []).map((arn): Branch => ({ name: 'deploy', ...inside, arn })),
  ];
}

/** Block Public Access counts only where the policy is public for sure; and where access must not come out larger, as soon as it may be. */
function isBlocked({ bucket, policy }: Subject, over: boolean): boolean {
  return (
    bucket?.blockPublicAccess.restrictPublicBuckets === true && policy !== undefined && isOpenToEveryone(policy, !over)
  );
}
