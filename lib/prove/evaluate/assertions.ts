import type { World } from '../../model';
import type { Request } from '../request';
import type { Provider } from './match-principal';
import { indexOf } from './world-index';

/**
 * The identity provider that vouches for a caller without credentials, by `aws:FederatedProvider`. AWS has this key in requests of
 * sessions that OIDC began; of a sign-in itself it says nothing of the key, so conditions do not see it there (`factsOf`).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function providerOf({ action, caller, context }: Request): Provider {
  if (caller.kind !== 'anonymous' || !/^sts:/i.test(action)) return { state: 'none' };
  const given = Object.entries(context).find(([name]) => name.toLowerCase() === 'aws:federatedprovider')?.[1];
  return typeof given === 'string' ? { state: 'known', arn: given } : { state: 'unknown' };
}

/** How a call of AWS STS is made for somebody whom an assertion names. */
const protocols: ReadonlyMap<string, 'saml' | 'oidc'> = new Map([
  ['sts:assumerolewithsaml', 'saml'],
  ['sts:assumerolewithwebidentity', 'oidc'],
]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
const wellKnown = new Set([
  ...['accounts.google.com', 'cognito-identity.amazonaws.com', 'graph.facebook.com', 'www.amazon.com'],
]);

/**
 * Whether AWS STS takes a call from such a caller at all, whatever policies say. An assertion of its own protocol stands for the caller
 * of the two calls that take one; `sts:AssumeRole` needs credentials, and not those of a root user
 * or of an origin access identity, which reads from S3 and nothing else.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function canCall(world: World, request: Request): boolean {
  const { caller } = request;
  const action = request.action.toLowerCase();
  if (action === 'sts:assumerole') return !['anonymous', 'root', 'identity'].includes(caller.kind);
  const protocol = protocols.get(action);
  if (protocol === undefined) return true;
  if (caller.kind !== 'anonymous') return false;
  const provider = providerOf(request);
  const spoken = provider.state === 'known' ? protocolOf(world, provider.arn) : undefined;
  return spoken === undefined || spoken === protocol;
}

/** The protocol of a provider; undefined where its name does not tell. */
function protocolOf(world: World, provider: string): 'saml' | 'oidc' | undefined {
  const known = indexOf(world).identityProviders.get(provider)?.protocol;
  if (known !== undefined || wellKnown.has(provider)) return known ?? 'oidc';
  if (provider.includes(':saml-provider/')) return 'saml';
  return provider.includes(':oidc-provider/') ? 'oidc' : undefined;
}
