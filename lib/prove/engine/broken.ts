import { sourceOf, type Doubt, type Statement } from '../../model';
import type { Who } from '../property';
import type { Request } from '../request';
import { distinct, refOf, undecided } from './answers';
import { requestOf } from './candidate';
import { isStandIn, type Candidate, type Instance } from './classes';
import { isTooLarge, outcomeOf, type Answer, type Context, type Readings } from './context';
import { instanceOf } from './instance';
import { mayDo } from './may-do';
import type { Narrowing } from './problem';
import type { PropertyPlan } from './property-plan';
import { ownerTagKey } from './names';
import { passesTag } from './session-tags';
import type { Seen, Setting } from './setting';

/** No role and no value in particular. */
const nobody: Narrowing = {};

/** A request that breaks the property, or why that is not known; undefined when there is none for sure. */
export function broken(context: Context, readings: Readings, plan: PropertyPlan, index: number): Answer | undefined {
  const denied = plan.property.expect === 'denied';
  const instance = denied ? readings.larger : readings.smaller;
  const outcome = outcomeOf(context, instance, plan, index);
  if (outcome.exceeded)
    return undecided('there are too many combinations of statements', [instance.problem.subject.source]);
  const certain = outcome.found.filter(({ named }) => !named);
  const roles = denied
    ? rolesToAsk(
        context.setting,
        instance,
        plan,
        outcome.found.some(({ named }) => named),
      )
    : [];
  const asked = roles.map((role) => ({
    role,
    instance: instanceOf(context.setting, context.cache, instance.problem.subject, true, { role }),
  }));
  const candidates = [
    ...certain.map((candidate) => ({ instance, candidate, narrowing: nobody })),
    ...asked.flatMap(({ role, instance: one }) => {
      if (isTooLarge(one)) return [];
      return outcomeOf(context, one, plan, index).found.map((candidate) => ({
        instance: one,
        candidate,
        narrowing: { role },
      }));
    }),
  ];
  const exceeded = asked.find(({ instance: one }) => isTooLarge(one) || outcomeOf(context, one, plan, index).exceeded);
  if (candidates.length === 0) {
    return exceeded === undefined
      ? undefined
      : undecided(`there are too many combinations of statements for ${exceeded.role.arn}`, [exceeded.role.source]);
  }
  for (const { instance: one, candidate } of candidates) {
    const answer = replayed(context, one, candidate, plan);
    if (answer !== undefined) return answer;
  }
  const variables = new Set(candidates.flatMap(({ instance: one }) => [...one.problem.builder.variables]));
  for (const { instance: one, candidate, narrowing } of candidates) {
    const answer = withValues(context, one, candidate, plan, index, narrowing, variables);
    if (answer === 'none') continue;
    if (answer !== undefined) return answer;
  }
  return notReplayed(context, candidates, plan);
}

/** Principals of the templates that the unseen principals do not stand for. */
function rolesToAsk(
  setting: Setting,
  { problem }: Instance,
  { property }: PropertyPlan,
  isNamed: boolean,
): readonly Seen[] {
  const { subject, named } = problem;
  const inAccount = setting.seenByAccount.get(subject.account) ?? [];
  if (property.requests.who === 'template-roles')
    return isNamed || setting.closed.has(subject.account)
      ? inAccount.filter((one) => mayDo(one, property.requests))
      : [];
  if (setting.closed.has(subject.account)) return inAccount;
  if (isStandIn(property.requests, problem)) return isNamed ? inAccount.filter(({ owner }) => owner !== undefined) : [];
  return inAccount.filter(
    (role) => (isNamed && named.includes(role.arn)) || (role.owner !== subject.owner && passesTag(role, ownerTagKey)),
  );
}

function replayed(
  { setting: { world }, evaluate }: Context,
  instance: Instance,
  candidate: Candidate,
  { property }: PropertyPlan,
): Answer | undefined {
  const found = requestOf(instance, candidate, property.requests.actions);
  const wanted = property.expect === 'denied' ? 'allowed' : 'denied';
  if (found === undefined || evaluate(world, found).decision !== wanted) return undefined;
  const { requests } = property;
  const asked = [requests, ...(requests.also ?? [])]
    .flatMap(({ when = [] }) => when)
    .flatMap((block) => Object.values(block).flatMap(Object.keys));
  const breaks = (one: Request): boolean => evaluate(world, one).decision === wanted;
  const anybody = byAnybody(found, instance, property.requests.who);
  const request = plainer(anybody !== undefined && breaks(anybody) ? anybody : found, asked, breaks);
  return { verdict: 'refuted', request, statements: evaluate(world, request).statements.map(refOf) };
}

/** The same request by a role of the account that no template holds and no policy names, instead of the role that deploys. */
function byAnybody(request: Request, { branches, problem }: Instance, who: Who): Request | undefined {
  const { partition, account } = problem.subject;
  const { caller } = request;
  const deploys = branches.some(
    ({ branch }) => branch.name === 'deploy' && 'arn' in caller && branch.arn === caller.arn,
  );
  if (!deploys || who === 'deploy-role') return undefined;
  return { ...request, caller: { kind: 'role', arn: `arn:${partition}:iam::${account}:role/unseen` } };
}

/** A request without the keys that make no difference; what the property asks for, and what tells who asks, stays. */
function plainer(request: Request, asked: readonly string[], breaks: (request: Request) => boolean): Request {
  const kept = new Set(
    [
      ...asked,
      'aws:FederatedProvider',
      'aws:PrincipalOrgID',
      'aws:SourceAccount',
      'aws:SourceArn',
      'aws:SourceOrgID',
      'recovery-point:vault',
    ].map((key) => key.toLowerCase()),
  );
  return Object.keys(request.context).reduce((one, key) => {
    if (kept.has(key.toLowerCase()) || /^(?:aws:principaltag\/|[^:]*\.[^:]*:)/i.test(key)) return one;
    const context = Object.fromEntries(Object.entries(one.context).filter(([other]) => other !== key));
    const without = { ...one, context };
    return breaks(without) ? without : one;
  }, request);
}

/** Tries values for the variables of policies; `none` when there is no variable. */
function withValues(
  context: Context,
  instance: Instance,
  candidate: Candidate,
  plan: PropertyPlan,
  index: number,
  narrowing: Narrowing,
  variables: ReadonlySet<string>,
): Answer | 'none' | undefined {
  const branch = instance.branches[candidate.branch];
  if (variables.size === 0 || branch === undefined) return 'none';
  for (const constants of valuesToTry(context.setting, instance, candidate, variables)) {
    const { subject } = instance.problem;
    const tried = instanceOf(context.setting, context.cache, subject, plan.property.expect === 'denied', {
      ...narrowing,
      constants,
    });
    if (isTooLarge(tried)) continue;
    for (const found of outcomeOf(context, tried, plan, index).found) {
      const answer = replayed(context, tried, found, plan);
      if (answer !== undefined) return answer;
    }
  }
  return undefined;
}

const mostValues = 8;

function valuesToTry(
  { owners }: Setting,
  { branches, problem: { subject } }: Instance,
  { branch, path }: Candidate,
  variables: ReadonlySet<string>,
): ReadonlyMap<string, string>[] {
  const others = branches[branch]?.levels.others ?? [];
  const strangers = owners.filter((owner) => owner !== subject.owner).slice(0, 2);
  const tries: Map<string, string>[] = [];
  for (const variable of variables) {
    const at = others.findIndex(({ name }) => name === variable);
    const values = others[at]?.values ?? [];
    const first = values[path[at + 1] ?? -1]?.witness;
    const texts = [
      first,
      // Who has another tag may stand in one class with who has none.
      ...(variable.startsWith('aws:principaltag/') ? [...strangers, 'other'] : []),
      ...values.map(({ witness }) => witness),
    ];
    for (const text of new Set(texts)) if (typeof text === 'string') tries.push(new Map([[variable, text]]));
  }
  return tries.slice(0, mostValues);
}

function notReplayed(
  { setting: { world }, evaluate }: Context,
  candidates: readonly { readonly instance: Instance; readonly candidate: Candidate }[],
  { property }: PropertyPlan,
): Answer {
  const doubts: Doubt[] = [];
  const statements: Statement[] = [];
  for (const { instance, candidate } of candidates) {
    const request = requestOf(instance, candidate, property.requests.actions);
    if (request === undefined) continue;
    const decision = evaluate(world, request);
    doubts.push(...decision.doubts);
    statements.push(
      ...instance.problem.statements.flatMap((one) => (one !== undefined && one.unknown.length > 0 ? [one] : [])),
    );
  }
  const reasons = [
    ...new Set([...doubts.map(({ reason }) => reason), ...statements.flatMap(({ unknown }) => unknown)]),
  ];
  const subject = candidates[0]?.instance.problem.subject.source;
  const relates = candidates.some(({ instance }) => instance.problem.builder.variables.size > 0);
  const at = [...doubts.map(({ source }) => source), ...statements.map(sourceOf)];
  return undecided(
    reasons.length > 0
      ? reasons.slice(0, 5).join('; ')
      : relates
        ? 'policy variables relate two keys in a way that is not decided'
        : property.requests.who === 'viewers'
          ? 'whether the distribution delivers every name of which that is possible is not decided'
          : 'the second evaluator denies what the prover takes for possible',
    distinct(at.length > 0 ? at : subject === undefined ? [] : [subject]).slice(0, 10),
  );
}
