import { FederatedPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { samlAudiences, type Partition } from '../lib/facts';
import { checkAdmissions, type FederatedAdmission } from './federated-admission';
import { checkText, siteOf, type Site } from './checks';
import { checkClientId, checkIssuer, oidcProviderArn } from './oidc-issuers';
import { userTag } from './tags';

/** Properties of {@link FederatedTrust.saml}. */
export interface SamlTrustProps {
  /** ARNs of SAML providers of the role's account; any of them lets people in. */
  readonly providerArns: string[];

  /** Whom of their people; any of these is enough. */
  readonly admissions: FederatedAdmission[];

  /**
   * AWS Regions whose own sign-in is accepted besides that of the whole partition.
   *
   * @default - the AWS Region of the stack
   */
  readonly awsRegions?: string[];

  /**
   * AWS Region in which alone the role can be taken.
   *
   * @default - any
   */
  readonly onlyAwsRegion?: string;
}

/** Properties of {@link FederatedTrust.oidc}. */
export interface OidcTrustProps {
  /** Issuer of an OIDC provider of the role's account, such as `https://login.hit.edu.cn`. */
  readonly issuer: string;

  /** The client whose people get in; AWS knows no other claim of an issuer of one's own. */
  readonly clientId: string;
}

/**
 * Who may take a role by signing in elsewhere, as statements of its trust policy.
 *
 * Three kinds, since the conditions that decide are known for the first alone: taking the role, passing the session tag
 * `educloud:user`, and setting a source identity, which everybody must. The latter two open nothing by themselves
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html).
 */
export class FederatedTrust {
  /** People of a SAML identity provider, by scoped affiliation, each under a persistent pseudonym. */
  public static saml(props: SamlTrustProps): FederatedTrust {
    return new FederatedTrust((scope) => samlStatements(scope, props));
  }

  /** People of one client of an OIDC issuer. */
  public static oidc(props: OidcTrustProps): FederatedTrust {
    return new FederatedTrust((scope) => oidcStatements(scope, props));
  }

  private constructor(private readonly make: (scope: Construct) => PolicyStatement[]) {}

  /**
   * The statements, for a role in the stack of `scope`.
   *
   * @throws EDU601 for a property that does not fit, or a partition whose sign-in is unknown
   */
  public statements(scope: Construct): PolicyStatement[] {
    return this.make(scope);
  }
}

/** @throws EDU601 where nobody knows at which address a partition's sign-in receives assertions */
export function requireSamlAudience(scope: Construct, { id, saml }: Partition): void {
  if (saml.audience !== null) return;
  throw failure('EDU601', 'nobody can sign in by SAML: the audience of the partition is unknown', {
    path: scope.node.path,
    found: `${id}: ${saml.reason ?? 'unknown'}`,
    allowed: 'a partition with a known sign-in, or OIDC',
  });
}

type Conditions = Record<string, Record<string, unknown>>;

const tagKeysAllowed: Conditions = { 'ForAllValues:StringEquals': { 'aws:TagKeys': userTag } };
const someSourceIdentity = { 'sts:SourceIdentity': 'false' };

function samlStatements(scope: Construct, props: SamlTrustProps): PolicyStatement[] {
  const { providerArns, admissions, awsRegions, onlyAwsRegion } = props;
  const site = siteOf(scope);
  requireSamlAudience(scope, site.partition);
  checkProviders(scope, site, providerArns);
  checkAdmissions(scope, admissions);
  for (const one of [...(awsRegions ?? []), ...(onlyAwsRegion === undefined ? [] : [onlyAwsRegion])])
    checkAwsRegion(scope, site, one);
  const audience = { 'saml:aud': oneOrMore(samlAudiences(site.partition, awsRegions ?? [site.awsRegion])) };
  return [
    ...admissions.map(({ scopedAffiliations, entitlements }) =>
      allowed(providerArns, 'sts:AssumeRoleWithSAML', {
        StringEquals: {
          ...audience,
          // A transient subject names nobody, so nothing that was done could be laid to anyone.
          'saml:sub_type': 'persistent',
          ...(onlyAwsRegion === undefined ? {} : { 'aws:RequestedRegion': onlyAwsRegion }),
        },
        'ForAnyValue:StringEquals': {
          'saml:edupersonscopedaffiliation': oneOrMore(scopedAffiliations),
          ...(entitlements === undefined ? {} : { 'saml:edupersonentitlement': oneOrMore(entitlements) }),
        },
        ...tagKeysAllowed,
        Null: someSourceIdentity,
      }),
    ),
    allowed(providerArns, 'sts:TagSession', { StringEquals: audience, ...tagKeysAllowed }),
    allowed(providerArns, 'sts:SetSourceIdentity', { Null: someSourceIdentity }),
  ];
}

function oidcStatements(scope: Construct, { issuer, clientId }: OidcTrustProps): PolicyStatement[] {
  const host = checkIssuer(scope, issuer);
  checkClientId(scope, 'clientId', clientId);
  const providers = [oidcProviderArn(siteOf(scope), host)];
  return [
    allowed(providers, 'sts:AssumeRoleWithWebIdentity', {
      StringEquals: { [`${host}:aud`]: clientId },
      ...tagKeysAllowed,
      Null: { [`${host}:sub`]: 'false', ...someSourceIdentity },
    }),
    allowed(providers, 'sts:TagSession', tagKeysAllowed),
    allowed(providers, 'sts:SetSourceIdentity', { Null: someSourceIdentity }),
  ];
}

function allowed(providerArns: readonly string[], action: string, conditions: Conditions): PolicyStatement {
  return new PolicyStatement({
    principals: [...new Set(providerArns)].sort().map((arn) => new FederatedPrincipal(arn)),
    actions: [action],
    conditions,
  });
}

/** One value stands alone: trust policies are short of room. */
function oneOrMore(values: readonly string[]): string | string[] {
  const [first = '', ...more] = [...new Set(values)].sort();
  return more.length === 0 ? first : [first, ...more];
}

function checkProviders(scope: Construct, { account, partition }: Site, arns: readonly string[]): void {
  if (arns.length === 0) {
    throw failure('EDU601', '`providerArns` is empty', {
      path: scope.node.path,
      allowed: 'at least one SAML provider',
    });
  }
  const stem = `arn:${partition.arnPartition}:iam::${account}:saml-provider/`;
  for (const arn of arns)
    checkText(
      scope,
      'providerArns',
      arn,
      new RegExp(`^${stem}[A-Za-z0-9._-]{1,128}$`),
      `${stem}<name>, of this account`,
    );
}

function checkAwsRegion(scope: Construct, { partition }: Site, awsRegion: string): void {
  const known = partition.awsRegions.map(({ id }) => id);
  if (known.includes(awsRegion)) return;
  throw failure('EDU601', 'the AWS Region is not of this partition', {
    path: scope.node.path,
    found: awsRegion,
    allowed: known.join(', '),
  });
}
