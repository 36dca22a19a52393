import { hasOpaque, type Among, type Pattern, type Principal, type Statement } from '../../model';
import type { Glob } from '../sets/glob';
import {
  columnOf,
  kill,
  newBit,
  providerColumn,
  resourceColumn,
  serviceColumn,
  whoColumn,
  type Builder,
} from './builder';
import { identityKinds } from './caller-kinds';
import { addTest, atomOf } from './column';
import { addCondition } from './conditions';
import { anything, literalGlob, principalsOf } from './globs';
import { neverMatches, testPatterns, type Choice } from './patterns';

const session = /^(arn:[^:]*):sts::([^:]*):assumed-role\/([^/]+)\//;

/** The most halves that one statement is told in; further ones are left out where that makes it smaller. */
const mostHalves = 4;

/**
 * Puts a statement on the variables, larger (`over`) or smaller than it is where it cannot be told exactly.
 *
 * @returns the bits that stand for it: it matches where one of them does. None: it never matches for sure.
 */
export function addStatement(builder: Builder, statement: Statement, over: boolean): number[] {
  if (statement.unknown.length > 0) builder.exact = false;
  if (!over && statement.unknown.length > 0) return [];
  const bits: number[] = [];
  let halves = 1;
  for (let variant = 0; variant < halves; variant += 1) {
    let asked = 0;
    const choose: Choice = () => {
      const at = asked;
      asked += 1;
      if (at >= Math.log2(mostHalves)) return 'target';
      halves = Math.max(halves, 2 ** asked);
      return (variant >> at) % 2 === 0 ? 'target' : 'variable';
    };
    bits.push(addVariant(builder, statement, over, choose));
  }
  return bits;
}

function addVariant(builder: Builder, statement: Statement, over: boolean, choose: Choice): number {
  const bit = newBit(builder);
  const { principals, actions, resources, conditions } = statement;
  if (principals !== undefined) addPrincipals(builder, bit, principals, over);
  if (actions.list.length > 0 || actions.not) builder.actions.push({ bit, not: actions.not, patterns: actions.list });
  if (resources !== undefined && !addResources(builder, bit, resources, over, choose)) {
    builder.exact = false;
    if (!over) neverMatches(builder, bit);
  }
  for (const condition of conditions) {
    if (addCondition(builder, bit, condition, over, choose)) continue;
    builder.exact = false;
    if (!over) neverMatches(builder, bit);
  }
  return bit;
}

function addResources(
  builder: Builder,
  bit: number,
  resources: Among<Pattern>,
  over: boolean,
  choose: Choice,
): boolean {
  if (!resources.not && resources.list.some(({ text }) => text === '*')) return true;
  return testPatterns(builder, bit, resourceColumn, {
    patterns: resources.list,
    comparison: 'resource',
    negated: resources.not,
    absent: false,
    over,
    choose,
  });
}

/** What a list of principals says of each kind of caller. */
interface Named {
  readonly id: string;
  readonly iam: 'all' | readonly Glob[];
  readonly services: 'all' | readonly string[];
  readonly providers: 'all' | readonly string[];
  readonly anonymous: boolean;
}

function addPrincipals(builder: Builder, bit: number, principals: Among<Principal>, over: boolean): void {
  if (principals.not || principals.list.some((one) => isVague(one, builder))) builder.exact = false;
  if (principals.not) {
    addNotPrincipals(builder, bit, principals.list, over);
    return;
  }
  const { id, iam, services, providers, anonymous } = named(builder, principals.list, over);
  if (iam !== 'all') {
    if (iam.length === 0) kill(builder, bit, 'iam', ...identityKinds);
    else testWho(builder, bit, id, iam, false, over);
  }
  if (services !== 'all') {
    if (services.length === 0) kill(builder, bit, 'service');
    else testNames(builder, bit, serviceColumn, services, false, over);
  }
  if (providers !== 'all') {
    if (providers.length === 0) kill(builder, bit, 'federated');
    else testNames(builder, bit, providerColumn, providers, false, over);
  }
  if (!anonymous) kill(builder, bit, 'anonymous');
}

/**
 * An Allow for all but some may reach everybody; a Deny for all but some spares the whole account of each, since AWS wants
 * account, role and session named.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function addNotPrincipals(builder: Builder, bit: number, list: readonly Principal[], over: boolean): void {
  if (over) return;
  const { id, iam, services, providers, anonymous } = named(
    builder,
    list.map((one) => wholeAccount(builder, one)),
    true,
  );
  if (iam === 'all' || services === 'all' || providers === 'all' || anonymous) {
    neverMatches(builder, bit);
    return;
  }
  if (providers.length > 0) testNames(builder, bit, providerColumn, providers, true, over);
  if (iam.length > 0) testWho(builder, bit, id, iam, true, over);
  if (services.length > 0) testNames(builder, bit, serviceColumn, services, true, over);
}

function isVague(principal: Principal, { signsIn, identities }: Builder): boolean {
  switch (principal.kind) {
    case 'federated':
      return !signsIn || hasOpaque(principal.provider);
    case 'canonical':
      return !identities.has(principal.id);
    case 'arn':
      return hasOpaque(principal.arn) || session.test(principal.arn);
    case 'account':
      return hasOpaque(principal.account);
    case 'service':
      return hasOpaque(principal.name);
    case 'everyone':
      return false;
  }
}

function wholeAccount({ identities }: Builder, principal: Principal): Principal {
  const arn =
    principal.kind === 'arn'
      ? principal.arn
      : principal.kind === 'canonical'
        ? identities.get(principal.id)
        : undefined;
  return arn === undefined ? principal : { kind: 'account', account: arn.split(':')[4] ?? '' };
}

function testWho(
  builder: Builder,
  bit: number,
  id: string,
  globs: readonly Glob[],
  negated: boolean,
  over: boolean,
): void {
  const column = columnOf(builder, whoColumn);
  const reading = over === negated ? 'must' : 'may';
  const name = `principals ${id}`;
  const atom = atomOf(column, name, reading, () => globs);
  addTest(column, `${reading}${negated ? '!' : ''}${name}`, { kind: 'text', bit, atom, negated, absent: false });
}

function testNames(
  builder: Builder,
  bit: number,
  name: typeof serviceColumn | typeof providerColumn,
  names: readonly string[],
  negated: boolean,
  over: boolean,
): void {
  const column = columnOf(builder, name);
  const reading = over === negated ? 'must' : 'may';
  const id = `${name}s ${names.join(',')}`;
  const atom = atomOf(column, id, reading, () => names.map(literalGlob));
  addTest(column, `${reading}${negated ? '!' : ''}${id}`, { kind: 'text', bit, atom, negated, absent: false });
}

/** `over`: counts everyone who may be meant; else only those who are meant for sure. */
function named({ partition, signsIn, identities }: Builder, list: readonly Principal[], over: boolean): Named {
  const globs: Glob[] = [];
  const services: string[] = [];
  const providers: string[] = [];
  const ids: string[] = [];
  for (const principal of list) {
    switch (principal.kind) {
      case 'everyone':
        return { id: '*', iam: 'all', services: 'all', providers: 'all', anonymous: true };
      case 'account':
        globs.push(principalsOf(partition, literalGlob(principal.account)));
        ids.push(principal.account);
        break;
      case 'arn': {
        const taken = session.exec(principal.arn);
        if (taken === null) globs.push(literalGlob(principal.arn));
        else if (over) globs.push(...takenRole(taken));
        ids.push(principal.arn);
        break;
      }
      case 'service':
        services.push(principal.name);
        break;
      case 'federated':
        // In a policy of a role this is who signs in; elsewhere some session, which the model cannot tell.
        if (signsIn) providers.push(principal.provider);
        else if (over) globs.push(anything);
        ids.push(principal.kind);
        break;
      case 'canonical': {
        const identity = identities.get(principal.id);
        // Some account, or an identity that no template shows: the model cannot tell.
        if (identity !== undefined) globs.push(literalGlob(identity));
        else if (over) globs.push(anything);
        ids.push(identity ?? principal.kind);
      }
    }
  }
  return { id: ids.join(','), iam: globs, services, providers, anonymous: false };
}

/** A role by the ARN of its sessions, which leaves out the path. */
function takenRole([, head = '', account = '', role = '']: readonly string[]): Glob[] {
  const start = `${head}:iam::${account}:role/`;
  return [
    literalGlob(start + role),
    { parts: [{ kind: 'text', text: start }, { kind: 'any' }, { kind: 'text', text: `/${role}` }] },
  ];
}
