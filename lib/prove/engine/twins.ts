import { requestOf } from './candidate';
import { twinRequests, type Instance, type Outcome } from './classes';
import { isTooLarge, type Context, type Readings } from './context';
import { instanceOf } from './instance';
import { branchNames } from './leaf';
import { ownerTag } from './names';
import type { Narrowing } from './problem';
import type { PropertyPlan } from './property-plan';

/** Whether the twin of a property holds: without it, the property would hold for nothing. */
export function twinOf(
  context: Context,
  { smaller, larger }: Readings,
  plan: PropertyPlan,
  index: number,
): 'holds' | 'fails' | 'unknown' {
  const { twin, id } = plan.property;
  const wantsAllowed = twin.expect === 'allowed';
  if (wantsAllowed) {
    const { twins } = context.classOf(smaller);
    if (twins.has(id)) return 'holds';
    if (isAllowed(context, smaller, plan, index)) {
      // A request of the smaller reading is one of every subject with the same problem.
      twins.add(id);
      return 'holds';
    }
  }
  const { subject } = larger.problem;
  const asksSeen = wantsAllowed || context.setting.closed.has(subject.account);
  const instances = [larger, ...(asksSeen ? narrowed(context, larger, plan) : [])];
  const isOpen = instances.some((one) => {
    const { found, exceeded } = outcomeOfTwin(context, one, plan, index);
    // Roles that the policies name are asked for themselves.
    return exceeded || found.some(({ named }) => !named || !wantsAllowed);
  });
  if (!isOpen) return wantsAllowed ? 'fails' : 'holds';
  if (instances.some((one) => isAllowed(context, one, plan, index))) return wantsAllowed ? 'holds' : 'fails';
  return 'unknown';
}

/** The problem of each principal of the templates whom the twin may mean, and that of the school's tag. */
function narrowed({ setting, cache }: Context, larger: Instance, { property }: PropertyPlan): Instance[] {
  const { subject, builder, named } = larger.problem;
  const { who } = property.twin.requests;
  const { owner } = subject;
  if (!branchNames(who).includes('same')) return [];
  const inAccount = setting.seenByAccount.get(subject.account) ?? [];
  const seen =
    who === 'own-admin' ? inAccount.filter((one) => one.owner === owner || named.includes(one.arn)) : inAccount;
  // A principal of the school carries its tag, so what policies make of that tag is known.
  const tagged: Narrowing[] =
    builder.variables.has(ownerTag) && owner !== undefined ? [{ constants: new Map([[ownerTag, owner]]) }] : [];
  return [...tagged, ...seen.map((role): Narrowing => ({ role }))].flatMap((narrowing) => {
    const one = instanceOf(setting, cache, subject, true, narrowing);
    return isTooLarge(one) ? [] : [one];
  });
}

function isAllowed(context: Context, instance: Instance, plan: PropertyPlan, index: number): boolean {
  const { evaluate, setting } = context;
  const { requests } = plan.property.twin;
  return outcomeOfTwin(context, instance, plan, index).found.some((candidate) => {
    const request = requestOf(instance, candidate, requests.actions);
    return request !== undefined && evaluate(setting.world, request).decision === 'allowed';
  });
}

function outcomeOfTwin({ classOf }: Context, instance: Instance, { property }: PropertyPlan, index: number): Outcome {
  const { twinOutcomes } = classOf(instance);
  const known = twinOutcomes.get(property.id);
  if (known !== undefined) return known;
  const question = instance.problem.questions[index];
  const made = question === undefined ? { found: [], carriers: 0n, exceeded: true } : twinRequests(instance, question);
  // A principal of the templates that statements single out is asked on its own.
  const unseen = { ...made, found: made.found.filter(({ named }) => !named) };
  twinOutcomes.set(property.id, unseen);
  return unseen;
}
