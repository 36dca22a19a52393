import { isObject } from '../is-object';
import { hasOpaque, readable, symbolsOf } from '../opaque';
import type { Among, Principal } from './policy';
import { kept, sharedLists } from './share';

/** Everyone: what stands for principals that cannot be read. */
export const everyone: Among<Principal> = { not: false, list: [{ kind: 'everyone' }] };

/**
 * Whom `Principal` (or, with `not`, `NotPrincipal`) names. What cannot be read is added to `reasons` and widens the set:
 * `Principal` to everyone, `NotPrincipal` by the member left out.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function readPrincipals(value: unknown, not: boolean, reasons: string[]): Among<Principal> {
  const before = reasons.length;
  const list = membersOf(value, reasons);
  if (!not && reasons.length > before) return everyone;
  return lists.among(not, list);
}

const lists = sharedLists<Principal>();
function membersOf(value: unknown, reasons: string[]): readonly Principal[] {
  if (value === '*') return everyone.list;
  if (!isObject(value)) {
    reasons.push('Principal is neither "*" nor an object');
    return [];
  }
  const members: Principal[] = [];
  for (const [type, given] of Object.entries(value)) {
    const read = Object.hasOwn(types, type) ? types[type] : undefined;
    if (read === undefined) reasons.push(`the kind of principal ${readable(type)} is not known`);
    const texts: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (texts.length === 0) reasons.push(`Principal names no one as ${readable(type)}`);
    for (const text of texts) {
      const principal = typeof text === 'string' && read !== undefined ? read(text) : null;
      if (principal !== null) members.push(principal);
      else if (read !== undefined)
        reasons.push(`the principal ${typeof text === 'string' ? readable(text) : 'is not text and'} is not known`);
    }
  }
  if (members.length === 0 && reasons.length === 0) reasons.push('Principal names no one');
  return members;
}

const all: Principal = { kind: 'everyone' };
const serviceName = /^[a-z\d-]+(?:\.[a-z\d-]+)*\.amazonaws\.(?:com|com\.cn|eu)$/i;
const accountId = /^\d{12}$/;
const identity = /^(?:user|role)\/./s;
const session = /^(?:assumed-role\/[^/]+\/[^/]+|federated-user\/[^/]+)$/s;

const types: Readonly<Record<string, (text: string) => Principal | null>> = {
  AWS: kept(readAws),
  Service: kept((name) =>
    serviceName.test(name) || (hasOpaque(name) && !hasWildcard(name)) ? { kind: 'service', name } : null,
  ),
  Federated: kept((provider) => (provider === '' || hasWildcard(provider) ? null : { kind: 'federated', provider })),
  CanonicalUser: kept((id) => (id === '' || hasWildcard(id) ? null : { kind: 'canonical', id })),
};

/** Unique ids (`AROA…`) name something that no template shows; wildcards inside an ARN are refused by AWS. */
function readAws(text: string): Principal | null {
  if (text === '*') return all;
  if (isAccount(text)) return { kind: 'account', account: text };
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  const resource = rest.join(':');
  if (prefix !== 'arn' || partition === '' || region !== '' || !account || hasWildcard(text)) return null;
  if (service === 'iam' && resource === 'root') return { kind: 'account', account };
  if (service === 'iam' && identity.test(resource)) return { kind: 'arn', arn: text };
  return service === 'sts' && session.test(resource) ? { kind: 'arn', arn: text } : null;
}

/** An account: its id, or the id of an account that is chosen when the stack is deployed. */
function isAccount(text: string): boolean {
  if (accountId.test(text)) return true;
  // A parameter that is called like it may stand for anything.
  return symbolsOf(text).length === 1 && /^\uE000(?:N;.*\.AccountId|V;.*\.AWS∶∶AccountId)\uE001$/su.test(text);
}

function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?') || text.includes('${');
}
