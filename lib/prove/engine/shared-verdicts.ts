import type { Property } from '../property';
import type { StatementRef, Verdict } from '../verdict';
import { refOf } from './answers';
import { assumedBy } from './assumed';
import type { Context } from './context';
import { isLacking } from './lacking';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** What is known of all subjects with one shape. */
export interface Shape {
  /** Of the abstract problem. */
  readonly key: string;
  /** How many subjects with the shape were looked at from the ground up. */
  readonly confirmed: number;
  /** In the order in which shapes were met. */
  readonly number: number;
  /** How many were taken to be alike since. */
  taken: number;
  /** What holds for each property; undefined where a subject has to be looked at by itself. */
  readonly holds: readonly Holding[] | undefined;
}

/** A verdict without names. */
interface Holding {
  readonly property: Property;
  readonly verdict: 'proved' | 'vacuous';
  readonly reason?: string;
  /** Positions in the policy of the subject; statements of other policies as they are. */
  readonly statements: readonly (number | StatementRef)[];
}

/** Shapes of which a second subject is looked at from the ground up; of all shapes, every thousandth one is. */
const [confirmedShapes, every] = [50, 1_000];

/** Whether the next subject with this shape is taken to be like the others. */
export function isTaken(shape: Shape): boolean {
  if ((shape.confirmed < 2 && shape.number < confirmedShapes) || shape.taken >= every) return false;
  shape.taken += 1;
  return true;
}

/** `isPersonal`: principals of the templates, or a replay, had a say in a verdict; that is no matter of the shape. */
export function shapeFrom(
  setting: Setting,
  verdicts: readonly Verdict[],
  key: string,
  subject: Subject,
  known: Shape | undefined,
  number: number,
  isPersonal: boolean,
): Shape {
  return {
    key,
    number: known?.number ?? number,
    confirmed: (known?.confirmed ?? 0) + 1,
    taken: 0,
    holds: known === undefined ? (isPersonal ? undefined : holdingsOf(setting, verdicts, subject)) : known.holds,
  };
}

/** The verdicts of a subject with a known shape; undefined where it has to be looked at by itself. */
export function alike({ setting }: Context, { holds }: Shape, subject: Subject): Verdict[] | undefined {
  if (
    holds === undefined ||
    subject.doubts.length > 0 ||
    setting.doubtsOf(subject.account).length > 0 ||
    isLacking(setting, subject)
  )
    return undefined;
  const statements = subject.policy?.statements ?? [];
  return holds.map(({ property, verdict, reason, statements: list }) => ({
    property: property.id,
    subject: subject.arn,
    ...(subject.owner === undefined ? {} : { owner: subject.owner }),
    ...assumedBy(setting, subject, property),
    verdict,
    ...(reason === undefined ? {} : { reason }),
    statements: list.flatMap((one) => {
      const statement = typeof one === 'number' ? statements[one] : undefined;
      return typeof one === 'number' ? (statement === undefined ? [] : [refOf(statement)]) : [one];
    }),
  }));
}

function holdingsOf(
  { plans }: Setting,
  verdicts: readonly Verdict[],
  { policy, doubts }: Subject,
): readonly Holding[] | undefined {
  if (doubts.length > 0) return undefined;
  const own = (policy?.statements ?? []).map(refOf);
  const found: Holding[] = [];
  for (const { property, verdict, reason, statements } of verdicts) {
    if (verdict !== 'proved' && verdict !== 'vacuous') return undefined;
    const plan = plans.find((one) => one.property.id === property);
    if (plan === undefined) return undefined;
    found.push({
      property: plan.property,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      statements: statements.map((ref) => {
        const at = own.findIndex(({ file, pointer }) => file === ref.file && pointer === ref.pointer);
        return at < 0 ? ref : at;
      }),
    });
  }
  return found;
}
