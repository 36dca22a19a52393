import { requestOf } from './candidate';
import { twinRequests, type Instance, type Outcome } from './classes';
import { isTooLarge, type Context, type Readings, type TwinOutcome } from './context';
import { instanceOf } from './instance';
import type { Narrowing } from './problem';
import type { PropertyPlan } from './property-plan';

const ownerTag = 'aws:principaltag/educloud:school';

/** Whether the twin of a property holds: without it, the property would hold for nothing. */
export function twinOf(context: Context, readings: Readings, plan: PropertyPlan, index: number): TwinOutcome {
  const { twin } = plan.property;
  const wantsAllowed = twin.expect === 'allowed';
  const instance = wantsAllowed ? readings.smaller : readings.larger;
  const entry = context.classOf(instance);
  const known = entry.twins.get(plan.property.id);
  if (known !== undefined) return known;
  const made = findTwin(context, readings, instance, plan, index);
  entry.twins.set(plan.property.id, made);
  return made;
}

function findTwin(
  { setting, evaluate, cache }: Context,
  readings: Readings,
  instance: Instance,
  plan: PropertyPlan,
  index: number,
): TwinOutcome {
  const { twin } = plan.property;
  const outcome = (one: Instance): Outcome => {
    const question = one.problem.questions[index];
    return question === undefined ? { found: [], carriers: 0n, exceeded: true } : twinRequests(one, question);
  };
  if (twin.expect === 'denied') return { holds: outcome(instance).found.length === 0 && !outcome(instance).exceeded };
  const { subject, builder } = instance.problem;
  // A principal of the school carries its tag, so what policies make of that tag is known.
  const tagged: Narrowing[] =
    builder.variables.has(ownerTag) && subject.owner !== undefined
      ? [{ constants: new Map([[ownerTag, subject.owner]]) }]
      : [];
  const own = setting.closed.has(subject.account)
    ? (setting.rolesByOwner.get(subject.owner ?? '') ?? []).map((role): Narrowing => ({ role }))
    : [];
  const instances = [
    instance,
    ...[...tagged, ...own].flatMap((narrowing) => {
      const one = instanceOf(setting, cache, subject, readings.larger === instance, narrowing);
      return isTooLarge(one) ? [] : [one];
    }),
  ];
  for (const one of instances) {
    for (const candidate of outcome(one).found) {
      const request = requestOf(one, candidate, twin.requests.actions);
      if (request !== undefined && evaluate(setting.world, request).decision === 'allowed') return { holds: true };
    }
  }
  return { holds: false };
}
