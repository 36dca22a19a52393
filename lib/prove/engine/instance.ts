import type { Branch } from './branch';
import type { Instance } from './classes';
import { resourceColumn, whoColumn, type Builder } from './builder';
import { hasKey, identityKinds } from './caller-kinds';
import { levelsOf, targetsOf, type LevelCache } from './levels';
import { problemOf, type Narrowing, type Problem } from './problem';
import { deployersOf } from './exceptions';
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

function branchesOf(setting: Setting, problem: Problem, role: Seen | undefined): Branch[] {
  const { accounts, closed } = setting;
  const { subject, builder } = problem;
  const organization = accounts.get(subject.account)?.organization;
  const inside = { caller: 'iam', ...(organization === undefined ? {} : { organization }) } as const;
  if (role !== undefined) return [{ name: 'role', ...inside, arn: role.arn, ...sessionTags(role) }];
  return [
    ...(closed.has(subject.account) ? [] : [{ name: 'same', ...inside } as const]),
    { name: 'foreign', caller: 'iam' },
    { name: 'service', caller: 'service' },
    { name: 'anonymous', caller: 'anonymous' },
    ...(subject.role === undefined ? [] : [{ name: 'federated', caller: 'federated' } as const]),
    ...(subject.kind === 'bucket' ? told(builder, { name: 'identity' }) : []),
    ...viewers(setting, problem),
    ...deployersOf(setting, subject).map((arn): Branch => ({ name: 'deploy', ...inside, arn })),
  ];
}

/** The branch of an identity for each kind that it can be, as far as some statement tells them apart. */
function told({ dead, columns }: Builder, branch: Omit<Branch, 'caller'>): Branch[] {
  const tests = columns.get(whoColumn)?.tests ?? [];
  const isTold = (key: 'arn' | 'account'): boolean => tests.some((test) => 'by' in test && test.by === key);
  const keys = (['arn', 'account'] as const).filter(isTold);
  const texts = identityKinds.map((kind) => `${dead[kind]} ${keys.filter((key) => hasKey(kind, key)).join()}`);
  return identityKinds
    .filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
    .map((caller) => ({ ...branch, caller }));
}

/** A distribution that has the subject as origin asks for whoever reads through it. */
function viewers({ accounts, deliveries }: Setting, { subject, builder }: Problem): Branch[] {
  return (deliveries.get(subject.arn) ?? []).flatMap(({ distribution: { arn, account }, as, identity }, index) => {
    const way = { index, arn, account };
    if (as === 'anonymous') return [{ name: 'viewer', caller: 'anonymous', way }];
    if (as === 'identity')
      return told(builder, { name: 'viewer', way, ...(identity === undefined ? {} : { arn: identity }) });
    const organization = accounts.get(account)?.organization;
    return [{ name: 'viewer', caller: 'service', way, ...(organization === undefined ? {} : { organization }) }];
  });
}

/** Block Public Access counts only where the policy is public for sure; and where access must not come out larger, as soon as it may be. */
function isBlocked({ bucket, policy }: Subject, over: boolean): boolean {
  return (
    bucket?.blockPublicAccess.restrictPublicBuckets === true && policy !== undefined && isOpenToEveryone(policy, !over)
  );
}
