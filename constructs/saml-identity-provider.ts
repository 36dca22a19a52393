import { CfnSAMLProvider } from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkSlug, siteOf } from './checks';
import { requireSamlAudience } from './federated-trust';
import { applyTags } from './tags';

/** Properties of {@link SamlIdentityProvider}. */
export interface SamlIdentityProviderProps {
  /** Slug of the region. */
  readonly regionId: string;

  /** Last part of the provider's name, which is `educloud-<regionId>-<name>`: a school's slug, `bureau`, `proxy-blue`. */
  readonly name: string;

  /** Metadata of the identity provider: an EntityDescriptor of 1,000 to 10,000,000 characters. */
  readonly metadata: string;

  /**
   * Slug of the school whose own identity provider this is, for the tag by which proofs know its owner.
   *
   * @default - of no single school: the bureau's, or a proxy of many schools
   */
  readonly schoolId?: string;
}

/**
 * What an account knows of a SAML identity provider. It gives nobody anything: a role's trust says who of its people gets
 * in, see {@link FederatedTrust}.
 *
 * @throws EDU601 for a property that does not fit, a partition whose sign-in is unknown, or an environment-agnostic stack
 */
export class SamlIdentityProvider extends Construct {
  /** ARN that a provider has in an account of the partition, whether or not it exists yet. */
  public static arnAt(partition: string, account: string, regionId: string, name: string): string {
    return `arn:${partition}:iam::${account}:saml-provider/${nameOf(regionId, name)}`;
  }

  /** ARN of the provider, without a token. */
  public readonly providerArn: string;

  constructor(scope: Construct, id: string, props: SamlIdentityProviderProps) {
    super(scope, id);
    const { regionId, name, metadata, schoolId } = props;
    checkSlug(this, 'regionId', regionId);
    checkSlug(this, 'name', name);
    if (schoolId !== undefined) checkSlug(this, 'schoolId', schoolId);
    checkMetadata(this, metadata);
    const { account, partition } = siteOf(this);
    requireSamlAudience(this, partition);
    this.providerArn = SamlIdentityProvider.arnAt(partition.arnPartition, account, regionId, name);
    const provider = new CfnSAMLProvider(this, 'Provider', {
      name: nameOf(regionId, name),
      samlMetadataDocument: metadata,
    });
    applyTags(provider, { region: regionId, ...(schoolId === undefined ? {} : { school: schoolId }) });
  }
}

function nameOf(regionId: string, name: string): string {
  return `educloud-${regionId}-${name}`;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html; IAM reads no byte order mark. */
function checkMetadata(scope: Construct, metadata: string): void {
  if (Token.isUnresolved(metadata)) return;
  const { length } = metadata;
  if (length >= 1_000 && length <= 10_000_000 && /^<[^]*EntityDescriptor/.test(metadata)) return;
  throw failure('EDU601', '`metadata` does not fit', {
    path: scope.node.path,
    found: `${String(length)} characters that begin with ${JSON.stringify(metadata.slice(0, 20))}`,
    allowed: 'an EntityDescriptor of 1,000 to 10,000,000 characters, without a byte order mark',
  });
}
