import type { Mask } from './mask';

/**
 * The kinds of callers that differ in which keys of a request exist. Of an origin access identity it is not documented whether its
 * requests have `aws:PrincipalArn` and `aws:PrincipalAccount`, so each combination is a kind.
 */
export type CallerKind = 'iam' | 'service' | 'anonymous' | 'federated' | IdentityKind;

/** An origin access identity, by which of its keys its requests have: both, one, or none. */
export type IdentityKind = (typeof identityKinds)[number];

export const identityKinds = ['identity', 'identity-by-arn', 'identity-by-account', 'identity-by-nothing'] as const;

export const callerKinds: readonly CallerKind[] = ['iam', 'service', 'anonymous', 'federated', ...identityKinds];

/** Whether requests of a kind of caller that is told by an ARN have the key for it, or for the account in it. */
export function hasKey(kind: CallerKind, key: 'arn' | 'account'): boolean {
  return kind === 'iam' || kind === 'identity' || kind === `identity-by-${key}`;
}

/** The kinds of identities that have a key, or those that do not. */
export function identitiesBy(key: 'arn' | 'account', has: boolean): readonly IdentityKind[] {
  return identityKinds.filter((kind) => hasKey(kind, key) === has);
}

/** No statement for any kind of caller. */
export function noStatements(): Record<CallerKind, Mask> {
  return {
    iam: 0n,
    service: 0n,
    anonymous: 0n,
    federated: 0n,
    identity: 0n,
    'identity-by-arn': 0n,
    'identity-by-account': 0n,
    'identity-by-nothing': 0n,
  };
}

export function isIdentity(kind: CallerKind): kind is IdentityKind {
  return identityKinds.some((one) => one === kind);
}
