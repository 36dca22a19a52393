import { sourceOf, type Doubt, type Role, type Source, type Statement, type World } from '../../model';
import type { Decision } from '../decision';
import type { Request } from '../request';
import type { StatementRef, Verdict } from '../verdict';
import { requestOf } from './candidate';
import { keyOf, twinRequests, violations, type Candidate, type Instance, type Outcome } from './classes';
import { instanceOf, type TooLarge } from './instance';
import { newLevelCache, type LevelCache } from './levels';
import type { Mask } from './mask';
import { bitOf } from './mask';
import { appliesTo, type Narrowing, type Question } from './problem';
import type { PropertyPlan } from './property-plan';
import { canPassOwner } from './session-tags';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** Decides one request; the concrete evaluator, which shares nothing with this room but the parser. */
export type Evaluate = (world: World, request: Request) => Decision;

/** What is known of all subjects with one abstract problem. */
interface Class {
  readonly number: number;
  readonly outcomes: Map<string, Outcome>;
  readonly twins: Map<string, TwinOutcome>;
}

interface TwinOutcome {
  readonly holds: boolean;
  readonly reason?: string;
}

/** Gives the verdicts of one subject after the other. */
export interface Prover {
  readonly verdicts: (subject: Subject) => Verdict[];
  /** Abstract problems that were solved. */
  readonly classes: () => number;
  /** One problem of each class that was solved, for other solvers. */
  readonly representatives: readonly Instance[];
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
    const made: Class = { number: solved, outcomes: new Map(), twins: new Map() };
    solved += 1;
    representatives.push(instance);
    classes.set(key, made);
    byInstance.set(instance, made);
    return made;
  };
  const context: Context = { setting, cache, evaluate, classOf };
  return {
    verdicts: (subject) => verdictsOf(context, subject),
    classes: () => solved,
    representatives,
  };
}

interface Context {
  readonly setting: Setting;
  readonly cache: LevelCache;
  readonly evaluate: Evaluate;
  readonly classOf: (instance: Instance) => Class;
}

/** A subject read both ways. */
interface Readings {
  readonly larger: Instance;
  readonly smaller: Instance;
}

function verdictsOf(context: Context, subject: Subject): Verdict[] {
  const { setting, cache } = context;
  const larger = instanceOf(setting, cache, subject, true);
  const smaller = isTooLarge(larger) || larger.problem.builder.exact ? larger : instanceOf(setting, cache, subject, false);
  const plans = setting.plans.filter(({ property }) => appliesTo(property, subject));
  return plans.map((plan, index): Verdict => {
    const about = { property: plan.property.id, subject: subject.arn, ...ownerOf(subject) };
    if (isTooLarge(larger) || isTooLarge(smaller)) {
      const { variable } = isTooLarge(larger) ? larger : (smaller as TooLarge);
      return { ...about, verdict: 'undecided', statements: [], reason: tooMany(variable), at: [subject.source] };
    }
    return { ...about, ...decide(context, { larger, smaller }, plan, index) };
  });
}

type Answer = Pick<Verdict, 'verdict' | 'request' | 'statements' | 'reason' | 'at'>;

function decide(context: Context, readings: Readings, plan: PropertyPlan, index: number): Answer {
  const { property } = plan;
  const { larger } = readings;
  const { subject } = larger.problem;
  if (property.requests.who === 'deploy-role' && !larger.branches.some(({ branch }) => branch.name === 'deploy')) {
    return undecided('the assembly does not say which role deploys this stack', [subject.source]);
  }
  const { doubts } = subject;
  const answer = broken(context, readings, plan, index) ?? lacking(context, readings, plan);
  if (answer !== undefined) return answer;
  if (doubts.length > 0) return undecided(doubts.map(({ reason }) => reason).join('; '), doubts.map(({ source }) => source));
  const twin = twinOf(context, readings, plan, index);
  if (!twin.holds) return { verdict: 'vacuous', statements: [], reason: twin.reason ?? `the twin does not hold: ${property.twin.title.en}` };
  const { carriers } = outcomeOf(context, property.expect === 'denied' ? readings.larger : readings.smaller, plan, index);
  return { verdict: 'proved', statements: statementsOf(larger, carriers) };
}

/** A request that breaks the property, or why that is not known; undefined when there is none for sure. */
function broken(context: Context, readings: Readings, plan: PropertyPlan, index: number): Answer | undefined {
  const denied = plan.property.expect === 'denied';
  const instance = denied ? readings.larger : readings.smaller;
  const outcome = outcomeOf(context, instance, plan, index);
  if (outcome.exceeded) return undecided('there are too many combinations of statements', [instance.problem.subject.source]);
  const certain = outcome.found.filter(({ named }) => !named);
  const roles = denied ? rolesToAsk(context.setting, instance, outcome.found.some(({ named }) => named)) : [];
  const asked = roles.map((role) => ({ role, instance: instanceOf(context.setting, context.cache, instance.problem.subject, true, { role }) }));
  const candidates = [
    ...certain.map((candidate) => ({ instance, candidate, narrowing: {} as Narrowing })),
    ...asked.flatMap(({ role, instance: one }) => {
      if (isTooLarge(one)) return [];
      return outcomeOf(context, one, plan, index).found.map((candidate) => ({ instance: one, candidate, narrowing: { role } }));
    }),
  ];
  const exceeded = asked.find(({ instance: one }) => isTooLarge(one) || outcomeOf(context, one, plan, index).exceeded);
  if (candidates.length === 0) {
    return exceeded === undefined ? undefined : undecided(`there are too many combinations of statements for ${exceeded.role.arn}`, [exceeded.role.source]);
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

/** Roles of the templates that the unseen principals do not stand for. */
function rolesToAsk(setting: Setting, { problem: { subject, named } }: Instance, isNamed: boolean): Role[] {
  const inAccount = setting.rolesByAccount.get(subject.account) ?? [];
  const closed = setting.world.closedAccounts.includes(subject.account);
  return inAccount.filter(
    (role) => closed || (isNamed && named.includes(role.arn)) || (role.owner !== subject.owner && canPassOwner(role)),
  );
}

function replayed({ setting: { world }, evaluate }: Context, instance: Instance, candidate: Candidate, { property }: PropertyPlan): Answer | undefined {
  const request = requestOf(instance, candidate, property.requests.actions);
  if (request === undefined) return undefined;
  const decision = evaluate(world, request);
  if (decision.decision !== (property.expect === 'denied' ? 'allowed' : 'denied')) return undefined;
  return { verdict: 'refuted', request, statements: decision.statements.map(refOf) };
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
    const tried = instanceOf(context.setting, context.cache, subject, plan.property.expect === 'denied', { ...narrowing, constants });
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
    const texts = [first, ...(variable.startsWith('aws:principaltag/') ? strangers : []), ...values.map(({ witness }) => witness)];
    for (const text of texts) if (typeof text === 'string') tries.push(new Map([[variable, text]]));
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
    statements.push(...instance.problem.statements.flatMap((one) => (one !== undefined && one.unknown.length > 0 ? [one] : [])));
  }
  const reasons = [...new Set([...doubts.map(({ reason }) => reason), ...statements.flatMap(({ unknown }) => unknown)])];
  const subject = candidates[0]?.instance.problem.subject.source;
  const at = [...doubts.map(({ source }) => source), ...statements.map(sourceOf)];
  return undecided(
    reasons.length > 0 ? reasons.slice(0, 5).join('; ') : 'policy variables relate two keys in a way that is not decided',
    distinct(at.length > 0 ? at : subject === undefined ? [] : [subject]).slice(0, 10),
  );
}

/** What the subject itself must have. */
function lacking({ setting: { world }, evaluate }: Context, { larger }: Readings, { property }: PropertyPlan): Answer | undefined {
  const { subject } = larger.problem;
  const { bucket, owner, account, partition } = subject;
  if (bucket === undefined || !(property.requires ?? []).includes('own-key')) return undefined;
  const key = world.keys.find(({ arn }) => arn === bucket.encryption.key);
  const own = bucket.encryption.algorithm.startsWith('aws:kms') && key !== undefined && (key.owner ?? owner) === owner;
  if (own) return undefined;
  if (bucket.encryption.key !== undefined && key === undefined) {
    return undecided('the key that the bucket is encrypted with is not in the assembly', [bucket.source]);
  }
  const request: Request = {
    caller: { kind: 'role', arn: `arn:${partition}:iam::${account}:role/unseen` },
    action: 's3:PutObject',
    resource: `${bucket.arn}/file`,
    context: owner === undefined ? {} : { 'aws:PrincipalTag/educloud:school': owner },
  };
  const with_ = key?.owner === undefined ? bucket.encryption.algorithm : `the key of ${key.owner}`;
  const reason = `what is written without naming a key is encrypted with ${with_}`;
  if (evaluate(world, request).decision !== 'allowed') return undecided(reason, [bucket.source]);
  return { verdict: 'refuted', request, statements: [], reason };
}

function twinOf(context: Context, readings: Readings, plan: PropertyPlan, index: number): TwinOutcome {
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

function findTwin({ setting, evaluate, cache }: Context, readings: Readings, instance: Instance, plan: PropertyPlan, index: number): TwinOutcome {
  const { twin } = plan.property;
  const outcome = (one: Instance): Outcome => {
    const question = one.problem.questions[index];
    return question === undefined ? { found: [], carriers: 0n, exceeded: true } : twinRequests(one, question);
  };
  if (twin.expect === 'denied') return { holds: outcome(instance).found.length === 0 && !outcome(instance).exceeded };
  const own = setting.world.closedAccounts.includes(instance.problem.subject.account)
    ? (setting.rolesByOwner.get(instance.problem.subject.owner ?? '') ?? [])
    : [];
  const instances = [
    instance,
    ...own.flatMap((role) => {
      const one = instanceOf(setting, cache, instance.problem.subject, readings.larger === instance, { role });
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

function outcomeOf({ classOf }: Context, instance: Instance, { property }: PropertyPlan, index: number): Outcome {
  const { outcomes } = classOf(instance);
  const known = outcomes.get(property.id);
  if (known !== undefined) return known;
  const question: Question | undefined = instance.problem.questions[index];
  const made = question === undefined ? { found: [], carriers: 0n, exceeded: true } : violations(instance, question);
  outcomes.set(property.id, made);
  return made;
}

function statementsOf({ problem: { statements } }: Instance, mask: Mask): StatementRef[] {
  return statements.flatMap((statement, bit) => (statement !== undefined && (mask & bitOf(bit)) !== 0n ? [refOf(statement)] : []));
}

function refOf(statement: Statement): StatementRef {
  const { effect, sid, actions } = statement;
  return { ...sourceOf(statement), effect, text: sid ?? `${effect} ${actions.not ? 'NotAction ' : ''}${actions.list.map(({ text }) => text).join(', ')}` };
}

function undecided(reason: string, at: readonly Source[]): Answer {
  return { verdict: 'undecided', statements: [], reason, at };
}

function tooMany(variable: string): string {
  return `the patterns on ${variable} make too many classes of values`;
}

function ownerOf({ owner }: Subject): Pick<Verdict, 'owner'> {
  return owner === undefined ? {} : { owner };
}

function distinct(list: readonly Source[]): Source[] {
  return [...new Map(list.map((one) => [`${one.file}#${one.pointer}`, one])).values()];
}

function isTooLarge(one: Instance | TooLarge): one is TooLarge {
  return 'variable' in one;
}
