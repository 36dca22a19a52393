import type { Tags, World } from '../../model';
import type { Request } from '../request';
import { lastName } from './arn-fields';
import { visitorKey } from './delivery';
import { vaultKey } from './recovery-points';
import { serviceOf, type Target } from './target';
import type { Who } from './who';
import { indexOf } from './world-index';

/** What a condition key has in one request. */
export type KeyValue =
  | { readonly state: 'absent' }
  | { readonly state: 'present'; readonly values: readonly string[] }
  /** It may be there or not, with any value. */
  | { readonly state: 'unknown' };

/** The condition keys of one request. */
export interface Facts {
  /** By the name in lower case. */
  readonly get: (key: string) => KeyValue;
  /** Told of a key that a condition asks for and the request could have stated, by its name as the policy writes it. */
  readonly missed?: (name: string) => void;
}

const absent: KeyValue = { state: 'absent' };
const unknown: KeyValue = { state: 'unknown' };

/**
 * The condition keys of a request: what it states, and what follows from caller and resource. A key that is neither is
 * absent, except those that AWS always sends and nobody can derive.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function factsOf(
  world: World,
  request: Request,
  who: Who,
  target: Target,
  missed?: (name: string) => void,
): Facts {
  const given = new Map<string, KeyValue>();
  for (const [name, value] of Object.entries(request.context)) {
    given.set(name.toLowerCase(), typeof value === 'string' ? present(value) : present(...value));
  }
  // Of visits, and of the vault that holds a recovery point, AWS tells the policies nothing.
  for (const word of [visitorKey, vaultKey]) given.delete(word);
  const fixed = fixedKeys(request, who, target);
  const defaults = defaultKeys(world, request, who, target);
  return {
    ...(missed === undefined ? {} : { missed: toldOf(missed, fixed, who) }),
    get: (key) => {
      if (given.has(key) && isUndocumented(key, request)) return unknown;
      return fixed.get(key) ?? given.get(key) ?? defaults.get(key) ?? derivedTag(key, who, target);
    },
  };
}

/** What the two calls that come with a sign-in have of keys that are not those of every request. */
const ofSignIn: ReadonlyMap<string, RegExp> = new Map([
  ['sts:tagsession', /^(?:aws:(?:requesttag\/|tagkeys$)|saml:aud$|sts:transitivetagkeys$)/],
  ['sts:setsourceidentity', /^sts:sourceidentity$/],
]);

/**
 * Whether a key that a request states may be missing from it, or have another value there: of `sts:TagSession` and
 * `sts:SetSourceIdentity` only a few keys are documented, and for an assertion nothing is said of `aws:FederatedProvider`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
function isUndocumented(key: string, { action, caller }: Request): boolean {
  if (key === 'aws:federatedprovider') return caller.kind === 'anonymous';
  const documented = ofSignIn.get(action.toLowerCase());
  const ofEvery = key.startsWith('aws:') && !/^aws:(?:requesttag\/|tagkeys$)/.test(key);
  return documented !== undefined && !ofEvery && !documented.test(key);
}

/** Keys of which nobody documents what requests of an origin access identity have. */
const vague = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principalisawsservice']);

/** A key that follows, or that speaks of a principal where there is none, cannot be stated. */
function toldOf(missed: (name: string) => void, fixed: ReadonlyMap<string, KeyValue>, { arn, caller }: Who) {
  return (name: string): void => {
    const key = name.toLowerCase();
    const told =
      arn !== undefined || !key.startsWith('aws:principal') || (caller.kind === 'identity' && vague.has(key));
    if (!fixed.has(key) && told) missed(name);
  };
}

/** A key with these values; without any it is as good as absent. */
export function present(...values: string[]): KeyValue {
  return values.length === 0 ? absent : { state: 'present', values };
}

function maybe(value: string | undefined): KeyValue {
  return value === undefined ? absent : present(value);
}

/** Keys that a request cannot choose. */
function fixedKeys({ action }: Request, who: Who, target: Target): Map<string, KeyValue> {
  const { caller } = who;
  const keys = new Map<string, KeyValue>([
    ['aws:principalservicename', caller.kind === 'service' ? present(caller.name) : absent],
    ['aws:username', caller.kind === 'user' ? present(lastName(caller.arn)) : absent],
  ]);
  // Which of these keys requests of an origin access identity have is not documented: they are what a request states.
  if (caller.kind !== 'identity') {
    keys.set('aws:principalarn', maybe(who.arn));
    // "Anonymous requests return anonymous": documented for aws:PrincipalAccount.
    keys.set('aws:principalaccount', caller.kind === 'anonymous' ? present('anonymous') : maybe(who.account));
    const byService = caller.kind === 'anonymous' ? absent : present(String(caller.kind === 'service'));
    keys.set('aws:principalisawsservice', byService);
  }
  const type = { anonymous: 'Anonymous', role: 'AssumedRole', user: 'User', root: 'Account' } as const;
  if (caller.kind !== 'service' && caller.kind !== 'identity')
    keys.set('aws:principaltype', present(type[caller.kind]));
  const account = target.account === 'caller' ? who.account : target.account;
  if (account !== undefined) {
    keys.set('aws:resourceaccount', present(account));
    if (serviceOf(action) === 's3') keys.set('s3:resourceaccount', present(account));
  }
  if (serviceOf(action) === 'kms' && who.account !== undefined) keys.set('kms:calleraccount', present(who.account));
  return keys;
}

/** Keys that a request may state, and what they are when it does not. */
function defaultKeys(world: World, request: Request, who: Who, target: Target): Map<string, KeyValue> {
  const { accounts } = indexOf(world);
  const secure = Object.entries(request.context).find(([name]) => name.toLowerCase() === 'aws:securetransport')?.[1];
  const owner = target.account === undefined ? undefined : accounts.get(target.account);
  const keys = new Map<string, KeyValue>([
    ['aws:securetransport', present('true')],
    ['aws:viaawsservice', present('false')],
    [
      'aws:principalorgid',
      who.home !== undefined && who.home.organization === undefined ? unknown : maybe(who.home?.organization),
    ],
    ['aws:resourceorgid', owner?.organization === undefined ? unknown : present(owner.organization)],
    ['aws:requestedregion', regionOf(target)],
    ['aws:userid', userId(who)],
    ['aws:currenttime', unknown],
    ['aws:epochtime', unknown],
    ['aws:principaltype', unknown],
    ['aws:principalservicenameslist', who.caller.kind === 'service' ? unknown : absent],
    ['aws:resourceaccount', unknown],
    ['s3:resourceaccount', unknown],
  ]);
  const overTls = secure === undefined || secure === 'true';
  if (serviceOf(request.action) === 's3' && overTls) keys.set('s3:tlsversion', present('1.3'));
  if (target.kind === 'key') keys.set('kms:resourcealiases', present(...target.resource.aliases));
  return keys;
}

function regionOf(target: Target): KeyValue {
  return 'resource' in target && target.kind !== 'role' ? present(target.resource.awsRegion) : unknown;
}

/** Unique ids are given by AWS when a principal is made. */
function userId({ caller, account }: Who): KeyValue {
  if (caller.kind === 'anonymous') return present('anonymous');
  return caller.kind === 'root' ? maybe(account) : unknown;
}

function derivedTag(key: string, who: Who, target: Target): KeyValue {
  const principal = after(key, 'aws:principaltag/');
  if (principal !== undefined) return who.seen === undefined ? absent : tag(who.seen.tags, principal);
  const resource = after(key, 'aws:resourcetag/');
  if (resource === undefined) return absent;
  // Tags of a bucket count only where attribute-based access control is enabled for it, which no template says:
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html
  // A recovery point has tags of its own.
  if (target.kind === 'bucket' || target.kind === 'unseen' || (target.kind === 'vault' && target.point)) return unknown;
  return 'resource' in target ? tag(target.resource.tags, resource) : absent;
}

function after(key: string, prefix: string): string | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}

/** Keys of tags are compared without case in policies. */
function tag(tags: Tags, key: string): KeyValue {
  return maybe(Object.entries(tags).find(([name]) => name.toLowerCase() === key)?.[1]);
}
