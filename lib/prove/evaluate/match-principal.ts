import type { Among, Principal } from '../../model';
import { answer, not, some, type Answer } from './answer';
import { arnFields, beforeSlash, lastName } from './arn-fields';
import { matchGlob } from './match-glob';
import { tokensOfText } from './tokens';
import type { Who } from './who';

/**
 * How a statement of a resource policy names the caller.
 *
 * - `direct`: the caller itself, or everyone; not limited by what a boundary or a session policy leaves out
 * - `role`: the role whose session it is; limited by them
 * - `account`: delegation, as far as the caller's own policies allow
 */
export type Reach = 'direct' | 'role' | 'account';

/** Whether a caller is named, and how. */
export interface Named {
  readonly match: Answer;
  /** How the caller is named for sure, or else at best. */
  readonly reach: Reach;
  /** How the caller is named at best, when what is unknown turns out in its favour. */
  readonly atBest: Reach;
}

/** One principal of a list. */
type One = Pick<Named, 'match' | 'reach'>;

/** An identity provider that vouches for a caller without credentials (`AssumeRoleWithSAML`, `AssumeRoleWithWebIdentity`). */
export type Provider =
  { readonly state: 'none' } | { readonly state: 'unknown' } | { readonly state: 'known'; readonly arn: string };

/**
 * Whether the principals of a statement are those of the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 *
 * @param effect `Deny` with `NotPrincipal` denies whoever has a permissions boundary, whatever it names
 */
export function matchPrincipals(
  principals: Among<Principal>,
  effect: 'Allow' | 'Deny',
  who: Who,
  provider: Provider,
): Named {
  if (principals.not) {
    return { match: matchOthers(principals.list, effect, who, provider), reach: 'direct', atBest: 'direct' };
  }
  return best(principals.list.map((principal) => matchPrincipal(principal, who, provider)));
}

const order: readonly Reach[] = ['direct', 'role', 'account'];

/** A sure match goes before a possible one, and among those the one that reaches farthest. */
function best(named: readonly One[]): Named {
  const sure = farthest(named.filter(({ match }) => match === 'yes'));
  const possible = farthest(named.filter(({ match }) => match !== 'no'));
  if (possible === undefined) return { match: 'no', reach: 'account', atBest: 'account' };
  return { match: sure === undefined ? 'unknown' : 'yes', reach: sure ?? possible, atBest: possible };
}

function farthest(named: readonly One[]): Reach | undefined {
  return order.find((reach) => named.some((one) => one.reach === reach));
}

function matchPrincipal(principal: Principal, who: Who, provider: Provider): One {
  switch (principal.kind) {
    case 'everyone':
      return { match: 'yes', reach: 'direct' };
    case 'account':
      return { match: who.account === undefined ? 'no' : equal(principal.account, who.account), reach: 'account' };
    case 'service':
      return { match: who.caller.kind === 'service' ? equal(principal.name, who.caller.name) : 'no', reach: 'direct' };
    case 'federated':
      return { match: matchProvider(principal.provider, who, provider), reach: 'direct' };
    case 'canonical':
      return { match: matchCanonical(principal.id, who), reach: 'direct' };
    case 'arn':
      return matchArn(principal.arn, who);
  }
}

/** Canonical ids stand for accounts and for origin access identities; of those of the templates alone it is known for which. */
function matchCanonical(id: string, { caller, account, canonicalId, identities }: Who): Answer {
  if (canonicalId !== undefined) return equal(id, canonicalId);
  if (caller.kind !== 'identity' && account === undefined) return 'no';
  return some(identities, (one) => equal(id, one)) === 'yes' ? 'no' : 'unknown';
}

function matchArn(arn: string, who: Who): One {
  if (who.caller.kind === 'identity') return { match: equalIdentities(arn, who.caller.arn), reach: 'direct' };
  if (who.arn === undefined) return { match: 'no', reach: 'direct' };
  if (who.caller.kind !== 'role') return { match: equal(arn, who.arn), reach: 'direct' };
  if (!arn.includes(':assumed-role/')) return { match: equal(arn, who.arn), reach: 'role' };
  if (who.sessionArn !== undefined) return { match: equal(arn, who.sessionArn), reach: 'direct' };
  const [, , , , account = '', session = ''] = arnFields(arn);
  const role = beforeSlash(session.slice('assumed-role/'.length)) ?? '';
  const possible = equal(account, who.account ?? '') !== 'no' && equal(role, lastName(who.arn)) !== 'no';
  // The request names no session: it may be this one.
  return { match: possible ? 'unknown' : 'no', reach: 'direct' };
}

function matchProvider(named: string, who: Who, provider: Provider): Answer {
  if (who.caller.kind !== 'anonymous' || provider.state === 'none') return 'no';
  return provider.state === 'known' ? equal(named, provider.arn) : 'unknown';
}

/**
 * `NotPrincipal`: AWS may look at the account, at the role and at the session one after the other, and asks for naming
 * account and role (or user). So whoever is named completely is left out for sure, whoever is not named at all is meant for
 * sure, and in between nobody knows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function matchOthers(list: readonly Principal[], effect: 'Allow' | 'Deny', who: Who, provider: Provider): Answer {
  if (effect === 'Deny' && who.seen?.boundary !== undefined) return 'yes';
  const names = (some_: readonly Principal[]): Answer => some(some_, (one) => matchPrincipal(one, who, provider).match);
  const named = names(list);
  // Whether who is vouched for is of the account of the provider, the page does not say.
  if (named === 'no' && provider.state !== 'none' && list.some(({ kind }) => kind === 'account')) return 'unknown';
  if (named !== 'yes' || who.account === undefined || who.caller.kind === 'root') return not(named);
  const self = names(list.filter(({ kind }) => kind !== 'account'));
  const account = names(list.filter(({ kind }) => kind === 'account'));
  const everyone = list.some(({ kind }) => kind === 'everyone');
  return everyone || (self === 'yes' && account === 'yes') ? 'no' : 'unknown';
}

/** What stands behind the same words is an id as a whole, so that two generated ones differ. */
function equalIdentities(one: string, other: string): Answer {
  const words = /^.*:user\/CloudFront Origin Access Identity /s.exec(one)?.[0];
  const same = words !== undefined && other.startsWith(words);
  return same ? equal(one.slice(words.length), other.slice(words.length)) : equal(one, other);
}

function equal(one: string, other: string): Answer {
  return one === other ? answer(true) : matchGlob(tokensOfText(one), tokensOfText(other));
}
