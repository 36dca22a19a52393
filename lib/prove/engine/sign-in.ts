import { KitError } from '../../errors';
import { parseConditions, type IdentityProvider, type Statement } from '../../model';
import type { Glob } from '../sets/glob';
import { matches } from '../sets/matches';
import { alarmedRegions, type Alarmed } from './alarms';
import { providerKey, type NamedList } from './builder';
import { entitlementsOf } from './entitlements';
import { literalGlob } from './globs';
import { mayName } from './named-actions';
import { authorityTags } from './names';
import type { Setting } from './setting';
import type { Subject } from './subject';

/** What the properties of roles compare requests with. */
export interface SignInLists {
  /** By the variable that stands for it. */
  readonly lists: ReadonlyMap<string, NamedList>;
  /** A statement of a property as it is for this role: one for each OIDC provider, where it speaks of claims. */
  readonly instances: (statement: Statement) => readonly Statement[];
}

/** Who may sign in to a role, and how; nobody, where no file says it. */
export function signInOf(setting: Setting, subject: Subject, hopeful: boolean): SignInLists {
  const { world, vouchers } = setting;
  const { signIn } = world;
  const { owner, role } = subject;
  // What no template holds may vouch for anybody, and what stands in another account vouches for nobody here.
  const here = (all: readonly IdentityProvider[]): readonly IdentityProvider[] =>
    all.filter(({ account }) => account === subject.account);
  const bureau = here(vouchers.bureau);
  const own = owner === undefined ? bureau : here(vouchers.byOwner.get(owner) ?? []);
  const proxies = owner === undefined ? [] : here(vouchers.proxies);
  const oidc = own.filter(({ protocol }) => protocol === 'oidc');
  const entitlements = role === undefined ? [] : entitlementsOf(role.trust).filter((one) => !isCommon(setting, one));
  const lists: readonly (readonly [string, readonly Glob[]])[] = [
    ['providers', [...own, ...proxies].map(({ arn }) => literalGlob(arn))],
    ['bureau', bureau.map(({ arn }) => literalGlob(arn))],
    ['audiences', (signIn?.audiences ?? []).map(literalGlob)],
    ['scopes', scopesOf(setting, owner)],
    // Tags by which policies tell who may do what are never a matter of the user.
    ['usertags', (signIn?.userTags ?? []).filter((tag) => !authorityTags.test(tag)).map(literalGlob)],
    ['entitlements', entitlements.map(literalGlob)],
    ['alarmed', role === undefined ? [] : regionsOf(alarmedRegions(setting, role), hopeful).map(literalGlob)],
  ];
  return {
    lists: new Map(
      lists.map(([name, globs]) => [`subject:${name}`, { id: `${name} ${JSON.stringify(globs)}`, globs }]),
    ),
    instances: (statement) =>
      statement.conditions.some(({ key }) => key.startsWith(claim))
        ? oidc.map((provider) => instanceFor(statement, provider, clientOf(subject, provider)))
        : [statement],
  };
}

function regionsOf({ sure, unsure }: Alarmed, hopeful: boolean): readonly string[] {
  return hopeful ? [...new Set([...sure, ...unsure.map(({ awsRegion }) => awsRegion)])].sort() : sure;
}

function isCommon({ commonEntitlements }: Setting, entitlement: string): boolean {
  return commonEntitlements.some((glob) => matches(glob, entitlement, 'may'));
}

/** `value@domain` with one `@` alone; of any domain where those of the bureau are not told. */
function scopesOf({ world: { signIn }, vouchers }: Setting, owner: string | undefined): readonly Glob[] {
  const value: Glob['parts'] = [
    { kind: 'one', except: '@' },
    { kind: 'any', except: '@' },
  ];
  if (owner === undefined && signIn?.bureauDomains === undefined) {
    return [{ parts: [...value, { kind: 'text', text: '@' }, ...value] }];
  }
  const domains = owner === undefined ? (signIn?.bureauDomains ?? []) : vouchers.domainsOf(owner);
  return domains
    .filter((domain) => domain !== '' && !domain.includes('@'))
    .map((domain) => ({ parts: [...value, { kind: 'text', text: `@${domain}` }] }));
}

const claim = 'oidc:';

/** The issuer as it stands before the names of claims. */
function issuerOf({ arn }: IdentityProvider): string {
  return arn.slice(arn.indexOf(':oidc-provider/') + ':oidc-provider/'.length);
}

/** The one client that the trust policy asks for, if the provider knows it. */
function clientOf({ policy }: Subject, provider: IdentityProvider): string | undefined {
  const key = `${issuerOf(provider)}:aud`.toLowerCase();
  const asked = new Set(
    (policy?.statements ?? [])
      .filter(({ effect, actions }) => effect === 'Allow' && mayName(actions, 'sts:assumerolewithwebidentity'))
      .flatMap(({ conditions }) => conditions)
      .filter((one) => one.key === key && one.test === 'StringEquals' && !one.negated)
      .flatMap(({ values }) => values.map(({ text }) => text)),
  );
  const [client] = asked;
  return asked.size === 1 && client !== undefined && provider.clients?.includes(client) === true ? client : undefined;
}

function instanceFor(statement: Statement, provider: IdentityProvider, client: string | undefined): Statement {
  const issuer = issuerOf(provider);
  const conditions = statement.conditions.map((condition) => {
    if (!condition.key.startsWith(claim)) return condition;
    const name = `${issuer}:${condition.key.slice(claim.length)}`;
    const values = condition.values.flatMap((value) =>
      value.text === '${subject:client}' ? (client === undefined ? [] : literal(client)) : [value],
    );
    return { ...condition, key: name.toLowerCase(), name, values };
  });
  return { ...statement, conditions: [...conditions, ...through(provider)] };
}

function through({ arn }: IdentityProvider): Statement['conditions'] {
  return conditionsOf({ StringEquals: { [providerKey]: arn } });
}

function literal(text: string): Statement['conditions'][number]['values'] {
  return conditionsOf({ StringLike: { [providerKey]: text.replace(/[*?$]/g, '${$&}') } }).flatMap(
    ({ values }) => values,
  );
}

function conditionsOf(block: unknown): Statement['conditions'] {
  const { conditions, unknown } = parseConditions(block);
  if (unknown.length > 0) throw new KitError(`a condition of a property cannot be read: ${unknown.join('; ')}`);
  return conditions;
}
