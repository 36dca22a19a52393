import { hasOpaque, type Condition, type Principal, type Statement } from '../../model';
import { providerKey } from './builder';
import { keepsNames, scopeKey } from './names';
import type { PropertyPlan } from './property-plan';
import { appliesTo } from './problem';
import { isUnusual, newWriter, numberOf, writeCondition, writePolicy, type Writer } from './shape';
import type { Setting } from './setting';
import type { Subject } from './subject';

// As shape.ts does it for stores and keys. The names of a school in a trust policy are its identity providers, each a text of
// its own, and its domains, behind the one `@` of a value: both are compared for equality alone, or there is no shape.

/** The shape of a role; undefined where names could be told apart by more than equality. */
export function roleShapeOf(setting: Setting, subject: Subject): string | undefined {
  const { account, partition, owner, policy, arn } = subject;
  if (owner === undefined || policy === undefined || !keepsRoleNames(setting) || setting.closed.has(account))
    return undefined;
  if (setting.world.breakGlass.includes(arn) || isUnusual(setting, account, owner)) return undefined;
  const own = (setting.vouchers.byOwner.get(owner) ?? []).filter((provider) => provider.account === account);
  if (own.some(({ protocol, arn: provider }) => protocol !== 'saml' || hasOpaque(provider))) return undefined;
  const names: Names = {
    providers: own.map((provider) => provider.arn),
    domains: setting.vouchers.domainsOf(owner),
  };
  const writer = newWriter({ exact: new Map([[owner, '$owner']]), arns: [] });
  const head = [
    ...['role', account, partition, policy.unknown ?? '', String(setting.restoreRoles.has(arn))],
    ...names.providers.map((provider) => String(provider.includes(':saml-provider/'))),
    names.domains.length > 0 ? 'some' : 'none',
    ...setting.plans.filter(({ property }) => appliesTo(setting, property, subject)).map(({ property }) => property.id),
  ].join(' ');
  const { serviceControl = [], resourceControl = [] } = setting.accounts.get(account) ?? {};
  const levels = [...serviceControl, ...resourceControl].flatMap(({ policies }) => policies);
  const bodies = [
    ...policy.statements.map((statement) => writeTrust(writer, names, statement)),
    ...levels.map((one) => writePolicy(writer, one, arn)),
  ];
  if (bodies.includes(undefined) || [...writer.named].some((one) => writer.wild.has(one))) return undefined;
  return [head, ...bodies].join('\n\n');
}

/** What tells one school's roles from those of another. */
interface Names {
  readonly providers: readonly string[];
  readonly domains: readonly string[];
}

const answers = new WeakMap<readonly PropertyPlan[], boolean>();

/** Whether the properties of roles ask nothing that could tell names apart. */
function keepsRoleNames({ plans }: Setting): boolean {
  const known = answers.get(plans);
  if (known !== undefined) return known;
  const asked = plans
    .filter(({ property }) => property.subject === 'role')
    .flatMap(({ scope, twin }) => [...scope, ...twin]);
  const made = keepsNames(
    asked.map((one) => ({ ...one, conditions: one.conditions.filter((each) => !isAboutNames(each)) })),
  );
  answers.set(plans, made);
  return made;
}

/** A list as a whole; of providers also whether they are of one protocol, which stands in the shape. */
function isAboutNames({ key, values }: Condition): boolean {
  return values.every(
    ({ text }) =>
      /^\$\{subject:[a-z]+\}$/.test(text) || (key === providerKey && /^\*:(?:saml|oidc)-provider\/[^$?]*$/.test(text)),
  );
}

function writeTrust(writer: Writer, names: Names, statement: Statement): string | undefined {
  const { effect, principals, actions, resources, conditions, unknown } = statement;
  if (resources !== undefined || principals === undefined) return undefined;
  const who = principals.list.map((one) => writePrincipal(names, one));
  const asked = conditions.map((one) => writeTrustCondition(writer, names, one));
  if (who.includes(undefined) || asked.includes(undefined)) return undefined;
  return [effect, `${principals.not ? 'not' : ''}[${who.join()}]`, numberOf(actions), ...asked, unknown.join(';')].join(
    ' ',
  );
}

/** Roles and sessions by name may be those of some school. */
function writePrincipal({ providers }: Names, principal: Principal): string | undefined {
  if (principal.kind === 'arn') return undefined;
  const at = principal.kind === 'federated' ? providers.indexOf(principal.provider) : -1;
  return at < 0 ? JSON.stringify(principal) : `$provider${at}`;
}

function writeTrustCondition(writer: Writer, names: Names, condition: Condition): string | undefined {
  if (condition.key !== scopeKey) return writeCondition(writer, condition);
  if (
    condition.test !== 'StringEquals' ||
    condition.values.some(({ literal, text }) => literal === undefined || hasOpaque(text))
  )
    return undefined;
  return `${condition.operator} ${condition.key}(${condition.values.map(({ text }) => writeScoped(names, text)).join()})`;
}

function writeScoped({ domains }: Names, text: string): string {
  const sign = text.indexOf('@');
  const at = sign < 1 ? -1 : domains.indexOf(text.slice(sign + 1));
  return at < 0 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, sign))}@$domain`;
}
