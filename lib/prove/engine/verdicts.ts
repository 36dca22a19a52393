import { KitError } from '../../errors';
import type { Verdict } from '../verdict';
import { statementsOf, undecided } from './answers';
import { assumedBy } from './assumed';
import { broken } from './broken';
import { keyOf, type Instance } from './classes';
import { isTooLarge, outcomeOf, type Answer, type Class, type Context, type Evaluate, type Readings } from './context';
import { isCopy } from './copies';
import { deliveryDoubts } from './delivery';
import { isSignedFor } from './delivery-lacking';
import { instanceOf, type TooLarge } from './instance';
import { lacking } from './lacking';
import { newLevelCache } from './levels';
import { appliesTo } from './problem';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';
import type { Subject } from './subject';
import { roleShapeOf } from './role-shape';
import { shapeOf } from './shape';
import { alike, isTaken, shapeFrom, type Shape } from './shared-verdicts';
import { twinOf } from './twins';
import { withUnsureAlarms } from './unsure-alarms';

/** Gives the verdicts of one subject after the other. */
export interface Prover {
  readonly verdicts: (subject: Subject) => readonly Verdict[];
  /** Abstract problems that were solved. */
  readonly classes: () => number;
  /** One problem of each class that was solved, for other solvers. */
  readonly representatives: readonly Instance[];
  readonly setting: Setting;
}

export interface ProverOptions {
  readonly evaluate: Evaluate;
  /** Solve equal abstract problems once; without, every one anew (for a test of the sharing). */
  readonly share?: boolean;
}

export function proverOf(setting: Setting, { evaluate, share = true }: ProverOptions): Prover {
  const cache = newLevelCache();
  const classes = new Map<string, Class>();
  const representatives: Instance[] = [];
  let solved = 0;
  const byInstance = new WeakMap<Instance, Class>();
  const classOf = (instance: Instance): Class => {
    const found = byInstance.get(instance);
    if (found !== undefined) return found;
    const key = keyOf(instance);
    const known = share ? classes.get(key) : undefined;
    if (known !== undefined) {
      byInstance.set(instance, known);
      return known;
    }
    const made: Class = { outcomes: new Map(), twinOutcomes: new Map(), twins: new Set() };
    solved += 1;
    representatives.push(instance);
    classes.set(key, made);
    byInstance.set(instance, made);
    return made;
  };
  const context: Context = { setting, cache, evaluate, classOf };
  const shapes = new Map<string, Shape>();
  return {
    verdicts: (subject) => {
      const text = share ? shapeTextOf(setting, subject) : undefined;
      if (text === undefined) return verdictsOf(context, subject).verdicts;
      const known = shapes.get(text);
      if (known === undefined || !isTaken(known)) {
        const { verdicts, key, isPersonal } = verdictsOf(context, subject);
        if (known !== undefined && known.key !== key) throw new KitError('one shape stands for two abstract problems');
        shapes.set(text, shapeFrom(setting, verdicts, key, subject, known, shapes.size, isPersonal));
        return verdicts;
      }
      return alike(context, known, subject) ?? verdictsOf(context, subject).verdicts;
    },
    classes: () => solved,
    representatives,
    setting,
  };
}

function shapeTextOf(setting: Setting, subject: Subject): string | undefined {
  return subject.role === undefined ? shapeOf(setting, subject) : roleShapeOf(setting, subject);
}

/** The verdicts of a subject, made from the ground up, and the key of its abstract problem. */
function verdictsOf(
  context: Context,
  subject: Subject,
): { readonly verdicts: readonly Verdict[]; readonly key: string; readonly isPersonal: boolean } {
  const { setting, cache } = context;
  const larger = instanceOf(setting, cache, subject, true);
  const smaller =
    isTooLarge(larger) || larger.problem.builder.exact ? larger : instanceOf(setting, cache, subject, false);
  const plans = setting.plans.filter(({ property }) => appliesTo(setting, property, subject));
  const verdicts = plans.map((plan, index): Verdict => {
    const about = {
      property: plan.property.id,
      subject: subject.arn,
      ...ownerOf(subject),
      ...assumedBy(setting, subject, plan.property),
    };
    if (isTooLarge(larger) || isTooLarge(smaller)) {
      const variable = [larger, smaller].flatMap((one) => (isTooLarge(one) ? [one.variable] : [])).join();
      return { ...about, ...undecided(tooMany(variable), [subject.source]) };
    }
    return { ...about, ...decide(context, { larger, smaller }, plan, index) };
  });
  const key = [larger, smaller].map((one) => (isTooLarge(one) ? one.variable : keyOf(one))).join('\n');
  return { verdicts, key, isPersonal: plans.some((plan, index) => !isCommon(context, larger, smaller, plan, index)) };
}

/** Whether the abstract problem alone says what holds. */
function isCommon(
  context: Context,
  larger: Instance | TooLarge,
  smaller: Instance | TooLarge,
  plan: PropertyPlan,
  index: number,
): boolean {
  if (isTooLarge(larger) || isTooLarge(smaller)) return false;
  const { id, expect, twin } = plan.property;
  const { found } = outcomeOf(context, expect === 'denied' ? larger : smaller, plan, index);
  return found.length === 0 && (twin.expect === 'denied' || context.classOf(smaller).twins.has(id));
}

function decide(context: Context, readings: Readings, plan: PropertyPlan, index: number): Answer {
  const { property } = plan;
  const { larger } = readings;
  const { subject } = larger.problem;
  if (property.requests.who === 'deploy-role' && !larger.branches.some(({ branch }) => branch.name === 'deploy')) {
    return undecided('the assembly does not say which role deploys this stack', [subject.source]);
  }
  const { deliveries, doubtsOf } = context.setting;
  const doubts = [...subject.doubts, ...doubtsOf(subject.account), ...deliveryDoubts(deliveries, property, subject)];
  const answer = broken(context, readings, plan, index) ?? lacking(context, readings, plan);
  if (answer !== undefined) return withUnsureAlarms(context, subject, plan, index, answer);
  if (doubts.length > 0)
    return undecided(
      doubts.map(({ reason }) => reason).join('; '),
      doubts.map(({ source }) => source),
    );
  const { unless } = property.twin;
  const isSpared = unless === 'unsigned' && !isSignedFor(context, subject);
  const twin = isSpared ? 'holds' : twinOf(context, readings, plan, index);
  if (twin === 'unknown') {
    return undecided(`whether the twin holds is not known: ${property.twin.title.en}`, [subject.source]);
  }
  if (twin === 'fails' && !(unless === 'frozen' && takesNoWrites(context, subject))) {
    return { verdict: 'vacuous', statements: [], reason: `the twin does not hold: ${property.twin.title.en}` };
  }
  const { carriers } = outcomeOf(
    context,
    property.expect === 'denied' ? readings.larger : readings.smaller,
    plan,
    index,
  );
  return { verdict: 'proved', statements: statementsOf(larger, carriers) };
}

/** Stores that are frozen, and copies, which AWS alone writes. */
function takesNoWrites({ setting }: Context, { bucket, tags }: Subject): boolean {
  return tags[statusTag] === 'frozen' || (bucket !== undefined && isCopy(setting.copies, bucket));
}

/** Constructs put it on stores of schools that have left the region file. */
const statusTag = 'educloud:status';

function tooMany(variable: string): string {
  return `the patterns on ${variable} make too many classes of values`;
}

function ownerOf({ owner }: Subject): Pick<Verdict, 'owner'> {
  return owner === undefined ? {} : { owner };
}
