import type { World } from '../../model';
import type { Decision } from '../decision';
import type { Request } from '../request';
import type { Verdict } from '../verdict';
import { violations, type Instance, type Outcome } from './classes';
import type { TooLarge } from './instance';
import type { LevelCache } from './levels';
import type { PropertyPlan } from './property-plan';
import type { Setting } from './setting';

/** Decides one request; the concrete evaluator, which shares nothing with this room but the parser. */
export type Evaluate = (world: World, request: Request) => Decision;

/** What is known of all subjects with one abstract problem. */
export interface Class {
  readonly outcomes: Map<string, Outcome>;
  readonly twinOutcomes: Map<string, Outcome>;
  /** Properties whose twins hold for all of them. */
  readonly twins: Set<string>;
}

/** What every step of a decision needs. */
export interface Context {
  readonly setting: Setting;
  readonly cache: LevelCache;
  readonly evaluate: Evaluate;
  readonly classOf: (instance: Instance) => Class;
}

/** A subject read both ways. */
export interface Readings {
  readonly larger: Instance;
  readonly smaller: Instance;
}

/** What is said of one property of one subject. */
export type Answer = Pick<Verdict, 'verdict' | 'request' | 'statements' | 'reason' | 'at'>;

/** The outcome of a property for all that share the abstract problem. */
export function outcomeOf(
  { classOf }: Context,
  instance: Instance,
  { property }: PropertyPlan,
  index: number,
): Outcome {
  const { outcomes } = classOf(instance);
  const known = outcomes.get(property.id);
  if (known !== undefined) return known;
  const question = instance.problem.questions[index];
  const made = question === undefined ? { found: [], carriers: 0n, exceeded: true } : violations(instance, question);
  outcomes.set(property.id, made);
  return made;
}

/** Whether a variable had too many classes of values. */
export function isTooLarge(one: Instance | TooLarge): one is TooLarge {
  return 'variable' in one;
}
