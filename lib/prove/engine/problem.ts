import { hasOpaque, type Policy, type Principal, type Statement } from '../../model';
import { domainOf, only, type Branch } from './branch';
import { isCopied, isCopy, isKeyOfCopies, isLockableOriginal } from './copies';
import { deliveryText, isDelivered, isPublished } from './delivery';
import { newBuilder, type Builder } from './builder';
import type { Domain } from './domain';
import { exceptionStatements } from './exceptions';
import { marksOf, namedRoles, type Marks } from './marks';
import { bitOf, type Mask } from './mask';
import type { PropertyPlan } from './property-plan';
import { isRoleOf } from './role-kinds';
import { isUncertain, passesTag } from './session-tags';
import type { Seen, Setting } from './setting';
import { withoutReservedWords } from './reserved-words';
import { signInOf } from './sign-in';
import { addStatement } from './statements';
import type { Subject } from './subject';
import { isPlain, vaultPolicy } from './vault-policy';

/** The statements of one layer, by what they do. */
export interface Layer {
  readonly allows: Mask;
  readonly denies: Mask;
  /** A policy that cannot be read: it may allow anything, and may deny anything. */
  readonly unknown: boolean;
}

/** What one property asks for. */
export interface Question {
  readonly plan: PropertyPlan;
  readonly scope: Mask;
  readonly twin: Mask;
  readonly exceptions: Mask;
}

/** All that decides about a subject, as statements over variables. */
export interface Problem {
  readonly subject: Subject;
  readonly builder: Builder;
  /** Whether access comes out larger than it is, where it cannot be told exactly; else smaller. */
  readonly over: boolean;
  /** The role that asks, when the problem is about one. */
  readonly role?: Seen;
  /** Statement of each bit; none for bits that only mark requests. */
  readonly statements: readonly (Statement | undefined)[];
  readonly resource: Layer;
  /** Allows of the resource policy that need no policy of the principal's own: they name it, or everyone. */
  readonly direct: Mask;
  /** Allows that name a role, which its boundary limits. */
  readonly byRole: Mask;
  readonly resourceControl: Layer;
  readonly serviceControl: readonly Layer[];
  readonly identity: Layer;
  readonly boundary: Layer | undefined;
  readonly questions: readonly Question[];
  readonly marks: Marks;
  /** Roles of the templates that `marks.named` stands for. */
  readonly named: readonly string[];
  /** How the subject is delivered; equal for subjects that are delivered alike. */
  readonly delivery: string;
}

/** What narrows a problem: one role, values that keys are given. */
export interface Narrowing {
  readonly role?: Seen;
  readonly constants?: ReadonlyMap<string, string>;
  /** Rules of which it is not known are taken to raise alarms. */
  readonly hopeful?: boolean;
}

const everybody: Branch = { name: 'foreign', caller: 'iam' };
const nothing: Layer = { allows: 0n, denies: 0n, unknown: false };

/** Puts all that decides about a subject on variables. */
export function problemOf(setting: Setting, subject: Subject, over: boolean, narrowing: Narrowing = {}): Problem {
  const { role } = narrowing;
  const constants = constantsOf(subject, narrowing);
  const signsIn = subject.role === undefined ? undefined : signInOf(setting, subject, narrowing.hopeful === true);
  const builder = newBuilder({
    interner: setting.interner,
    partition: subject.partition,
    signsIn: signsIn !== undefined,
    constants,
    lists: signsIn?.lists ?? new Map(),
    domainOf: (key): Domain => {
      const known = constants.get(key);
      return known === undefined ? domainOf(key, everybody, subject, setting.owners) : only(known);
    },
    identities: setting.identities,
  });
  const statements: (Statement | undefined)[] = [];
  const layer = (policies: readonly Policy[]): Layer => {
    let [allows, denies] = [0n, 0n];
    for (const { statements: list } of policies) {
      for (const statement of list) {
        const allow = statement.effect === 'Allow';
        for (const bit of addStatement(builder, withoutReservedWords(statement), allow === over)) {
          statements[bit] = statement;
          if (allow) allows |= bitOf(bit);
          else denies |= bitOf(bit);
        }
      }
    }
    return { allows, denies, unknown: policies.some(({ unknown }) => unknown !== undefined) };
  };
  const mark = (list: readonly Statement[], larger: boolean): Mask =>
    list.flatMap((one) => addStatement(builder, one, larger)).reduce((mask, bit) => mask | bitOf(bit), 0n);

  const resource = subject.policy === undefined ? nothing : layer([policyOf(builder, subject.policy, subject, over)]);
  const reaching = (reach: Reach): Mask =>
    statements.reduce((mask, one, bit) => (reachOf(one, role, over) === reach ? mask | bitOf(bit) : mask), 0n);
  const [direct, byRole] = [reaching('direct'), reaching('role')];
  const account = setting.accounts.get(subject.account);
  // They bind a few services only, which are not those of vaults and trails.
  const isBound = subject.vault === undefined && subject.trail === undefined;
  const resourceControl =
    isBound || !over ? layer((account?.resourceControl ?? []).flatMap(({ policies }) => policies)) : nothing;
  const serviceControl = (account?.serviceControl ?? [])
    .filter(({ policies }) => policies.length > 0)
    .map(({ policies }) => layer(policies));
  const own = (policies: readonly Policy[], known: boolean): Layer => {
    const made = layer(policies);
    return known && !(role !== undefined && isUncertain(role)) ? made : { ...made, unknown: true };
  };
  const identity = role === undefined ? nothing : own(role.identity, true);
  const boundary =
    role?.boundary === undefined
      ? undefined
      : own(role.boundary === 'unknown' ? [] : [role.boundary], role.boundary !== 'unknown');
  const named = role === undefined ? namedRoles(setting, statements, subject.account) : [];
  const questions = setting.plans
    .filter(({ property }) => appliesTo(setting, property, subject))
    .map((plan): Question => ({
      plan,
      scope: mark(signsIn === undefined ? plan.scope : plan.scope.flatMap(signsIn.instances), true),
      twin: mark(plan.twin, true),
      exceptions: mark(exceptionStatements(setting, plan, subject), false),
    }));
  return {
    subject,
    builder,
    over,
    ...(role === undefined ? {} : { role }),
    statements,
    resource,
    direct,
    byRole,
    resourceControl,
    serviceControl,
    identity,
    boundary,
    questions,
    marks: marksOf(setting, builder, subject, named),
    named,
    delivery: deliveryText(setting.deliveries, subject),
  };
}

/** Whether a property speaks of a subject. */
export function appliesTo(
  setting: Setting,
  { subject: kind, of }: PropertyPlan['property'],
  subject: Subject,
): boolean {
  if (kind !== subject.kind) return false;
  if (subject.role !== undefined) return isRoleOf(setting, of, subject.role);
  if (subject.trail !== undefined) return of === 'all';
  if (subject.vault !== undefined && of === 'copies') return subject.store === undefined;
  if (of === 'copies' && kind === 'key') return subject.store === undefined && isKeyOf(setting, subject);
  if (of === 'copies') return subject.bucket !== undefined && isCopy(setting.copies, subject.bucket);
  if (of === 'copied') return subject.bucket !== undefined && isCopied(setting.copies, subject.bucket);
  if (of === 'originals') return subject.bucket !== undefined && isLockableOriginal(subject.bucket);
  if (of === 'trails') return subject.bucket !== undefined && setting.copies.trailed.has(subject.bucket.name);
  if (of === 'delivered') return subject.bucket !== undefined && isDelivered(setting.deliveries, subject.bucket);
  if (of === 'published') return subject.bucket !== undefined && isPublished(setting.deliveries, subject.bucket);
  return of === 'all' ? subject.store === undefined : of === 'schools' && subject.owner !== undefined;
}

/** The policy of the subject, as far as it says for sure what it does. */
function policyOf(builder: Builder, policy: Policy, { vault }: Subject, over: boolean): Policy {
  if (vault === undefined || isPlain(policy)) return policy;
  builder.exact = false;
  return vaultPolicy(policy, over);
}

function isKeyOf({ copies, storesByKey }: Setting, { arn }: Subject): boolean {
  return isKeyOfCopies(copies, arn, storesByKey.get(arn) ?? []);
}

type Reach = 'direct' | 'role' | 'account';

/**
 * How an Allow of a resource policy reaches those who ask: by itself, within the boundary of the role that it names, or by
 * delegation to an account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-iam-resource.html
 */
function reachOf(statement: Statement | undefined, asks: Seen | undefined, over: boolean): Reach {
  if (statement?.principals === undefined || statement.effect !== 'Allow') return 'account';
  const { not, list } = statement.principals;
  if (not) return 'direct';
  const reaches = list.map((one) => reachOfOne(one, asks, over));
  return reaches.find((one) => one === 'direct') ?? reaches.find((one) => one === 'role') ?? 'account';
}

function reachOfOne(principal: Principal, asks: Seen | undefined, over: boolean): Reach {
  if (principal.kind === 'everyone' || principal.kind === 'canonical') return 'direct';
  if (principal.kind !== 'arn') return 'account';
  if (asks === undefined) return 'direct';
  // A name that is known only when it is deployed may be that of whoever asks.
  if (hasOpaque(principal.arn) && principal.arn !== asks.arn) return over ? 'direct' : 'account';
  if (principal.arn === asks.arn) return asks.kind === 'role' ? 'role' : 'direct';
  return principal.arn.includes(`:assumed-role/${asks.name}/`) ? 'direct' : 'account';
}

function constantsOf(subject: Subject, { role, constants = new Map() }: Narrowing): ReadonlyMap<string, string> {
  const { arn, account, owner, key, kind, tags } = subject;
  return new Map<string, string>([
    ['subject:arn', arn],
    ['subject:account', account],
    ['aws:resourceaccount', account],
    ['s3:resourceaccount', account],
    ...(owner === undefined ? [] : [['subject:owner', owner] as const]),
    // Whoever names a key where the subject has none names another.
    ['subject:key', key ?? ''],
    ...(kind === 'bucket' || kind === 'vault' ? [] : Object.entries(tags)).map(
      ([tag, value]) => [`aws:resourcetag/${tag.toLowerCase()}`, value] as const,
    ),
    ...(role === undefined
      ? []
      : ([
          ['aws:principalaccount', role.account],
          ['aws:principalarn', role.arn],
          ...Object.entries(isUncertain(role) ? {} : role.tags)
            .filter(([tag]) => !passesTag(role, tag))
            .map(([tag, value]) => [`aws:principaltag/${tag.toLowerCase()}`, value] as const),
        ] as const)),
    ...constants,
  ]);
}
