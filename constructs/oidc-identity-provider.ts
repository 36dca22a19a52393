import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkSlug, siteOf } from './checks';
import { checkClientId, checkIssuer, oidcProviderArn } from './oidc-issuers';
import { applyTags } from './tags';

/** Properties of {@link OidcIdentityProvider}. */
export interface OidcIdentityProviderProps {
  /** Slug of the region, for tags. */
  readonly regionId: string;

  /**
   * Address of the issuer, such as `https://login.hit.edu.cn`, exactly as its tokens name it: https, no port, no query,
   * at most 255 characters, and not one that everybody shares. An account knows an issuer once.
   */
  readonly issuer: string;

  /** Ids of the clients for which tokens are accepted; 1 to 100. A role asks for one of them. */
  readonly clientIds: string[];

  /**
   * Slug of the school whose own issuer this is, for the tag by which proofs know its owner.
   *
   * @default - of no single school
   */
  readonly schoolId?: string;
}

/**
 * What an account knows of an OpenID Connect issuer. It gives nobody anything: a role's trust names the client whose
 * people get in, see {@link FederatedTrust}.
 *
 * No thumbprints: IAM checks the issuer's certificate by its own list of authorities
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html).
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class OidcIdentityProvider extends Construct {
  /** ARN of the provider, without a token. */
  public readonly providerArn: string;

  constructor(scope: Construct, id: string, props: OidcIdentityProviderProps) {
    super(scope, id);
    const { regionId, issuer, schoolId } = props;
    checkSlug(this, 'regionId', regionId);
    if (schoolId !== undefined) checkSlug(this, 'schoolId', schoolId);
    const host = checkIssuer(this, issuer);
    const clientIdList = [...new Set(props.clientIds)].sort();
    if (clientIdList.length === 0 || clientIdList.length > 100) {
      throw failure('EDU601', '`clientIds` does not fit', {
        path: this.node.path,
        found: String(clientIdList.length),
        allowed: '1 to 100 clients',
      });
    }
    for (const one of clientIdList) checkClientId(this, 'clientIds', one);
    this.providerArn = oidcProviderArn(siteOf(this), host);
    const provider = new CfnOIDCProvider(this, 'Provider', { url: issuer, clientIdList });
    applyTags(provider, { region: regionId, ...(schoolId === undefined ? {} : { school: schoolId }) });
  }
}
