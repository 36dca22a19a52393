import { alarmedRegions } from './alarms';
import { undecided } from './answers';
import { isTooLarge, outcomeOf, type Answer, type Context } from './context';
import { instanceOf } from './instance';
import type { PropertyPlan } from './property-plan';
import type { Subject } from './subject';

/** A refutation that hangs on rules of which nobody knows whether they raise an alarm is none. */
export function withUnsureAlarms(
  context: Context,
  subject: Subject,
  plan: PropertyPlan,
  index: number,
  answer: Answer,
): Answer {
  if (answer.verdict !== 'refuted' || subject.role === undefined) return answer;
  const { setting, cache } = context;
  const { unsure } = alarmedRegions(setting, subject.role);
  if (unsure.length === 0) return answer;
  const hopeful = instanceOf(setting, cache, subject, true, { hopeful: true });
  if (isTooLarge(hopeful) || outcomeOf(context, hopeful, plan, index).found.length > 0) return answer;
  return undecided(
    unsure.map(({ reason }) => reason).join('; '),
    unsure.map(({ source }) => source),
  );
}
