import { partition } from '../../facts';
import type { CloudPersona } from '../../vocabulary';

/** Whose provider object it is, in its name. */
export type ProviderOf = { readonly school: string } | 'bureau' | 'proxy-blue' | 'proxy-green';

/** Names of what people sign in with, as the constructs give them. */
export interface SignInArns {
  readonly saml: (account: string, whose: ProviderOf) => string;
  readonly oidc: (account: string, issuer: string) => string;
  readonly role: (account: string, school: string, persona: CloudPersona) => string;
}

export function signInArns(region: string, partitionId: string): SignInArns {
  const { arnPartition } = partition(partitionId);
  const iam = (account: string, rest: string): string => `arn:${arnPartition}:iam::${account}:${rest}`;
  return {
    saml: (account, whose) =>
      iam(account, `saml-provider/educloud-${region}-${typeof whose === 'string' ? whose : whose.school}`),
    oidc: (account, issuer) => iam(account, `oidc-provider/${issuer.replace(/^https:\/\//, '')}`),
    role: (account, school, persona) => iam(account, `role/educloud/educloud-${region}-${school}-${persona}`),
  };
}
