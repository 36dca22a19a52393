import { issue, type Issue } from '../../errors';
import { nearest } from '../../facts';
import { readable, type IdentityProvider, type World } from '../../model';
import { isNamed } from './parse-caller';

type Protocol = IdentityProvider['protocol'];

/** Somebody without credentials, for whom an identity provider vouches. */
export interface Asserted {
  readonly protocol: Protocol;
  /** ARN, or the name of one of the four providers that AWS knows by itself. */
  readonly provider: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity */
const wellKnown = ['accounts.google.com', 'cognito-identity.amazonaws.com', 'graph.facebook.com', 'www.amazon.com'];

/** Who asks by `saml:PROVIDER` or `oidc:PROVIDER` of `--as`; an issue when there is no such provider, undefined for other forms. */
export function parseAsserted(world: World, text: string): Asserted | Issue | undefined {
  const [, protocol, name = ''] = /^(saml|oidc):(.*)$/s.exec(text) ?? [];
  if (protocol !== 'saml' && protocol !== 'oidc') return undefined;
  const ours = world.identityProviders.filter((one) => one.protocol === protocol);
  const known = ours.find(({ arn }) => isNamed(name, arn) || isNamed(name, nameOf(arn)));
  if (known !== undefined) return { protocol, provider: known.arn };
  // A provider of which no template speaks, such as one that somebody else made.
  const foreign = new RegExp(`^arn:aws[a-z-]*:iam::\\d{12}:${protocol}-provider/[^*?\\s]+$`).test(name);
  if (foreign || (protocol === 'oidc' && wellKnown.includes(name))) return { protocol, provider: name };
  const names = ours.flatMap(({ arn }) => [nameOf(arn), arn]).map(readable);
  const meant = nearest(name, names) ?? names[0];
  return issue('EDU711', `\`--as\` names no ${protocol === 'saml' ? 'SAML' : 'OIDC'} provider`, {
    found: text,
    allowed: `${protocol}: and the name or ARN of an identity provider of the templates, or the ARN of another`,
    fix: meant === undefined ? 'copy the ARN of the provider from IAM' : `did you mean \`${protocol}:${meant}\`?`,
  });
}

/** What stands behind `saml-provider/` or `oidc-provider/`; a generated ARN as it is. */
function nameOf(arn: string): string {
  return /:(?:saml|oidc)-provider\/(.+)$/s.exec(arn)?.[1] ?? arn;
}
