import type { CloudPersona, Names } from '../../vocabulary';

/** Software of identity providers for which a hand-out can be written. */
export const handoutSoftware = ['shibboleth', 'adfs', 'keycloak', 'cas', 'entra', 'oidc'] as const;

export type HandoutSoftware = (typeof handoutSoftware)[number];

/** Software for SAML that nobody has tried. */
export type OtherSoftware = Exclude<HandoutSoftware, 'shibboleth' | 'oidc'>;

/** All that hand-outs of a region say, taken from its plan. */
export interface HandoutRegion {
  /** Id of the region. */
  readonly region: string;
  /** AWS Region of the base. */
  readonly home: string;
  readonly serviceProvider: ServiceProvider;
  /** Key of the one session tag that is allowed: `educloud:user`. */
  readonly userTag: string;
  readonly proxy?: { readonly entityId: string };
  /** Every school of the region file, also those whose people cannot sign in. */
  readonly schools: readonly HandoutSchool[];
}

/** AWS as a service provider of SAML, in one partition. */
export interface ServiceProvider {
  /** `urn:amazon:webservices`, in China `urn:amazon:webservices:cn-north-1`. */
  readonly entityId: string;
  /** The global audience first, then those of the AWS Regions in use. */
  readonly audiences: readonly string[];
  /** Where its metadata are, for the home AWS Region; absent where the facts do not know. */
  readonly metadataUrl?: string;
}

/** A school and how its people sign in. */
export interface HandoutSchool {
  readonly id: string;
  readonly names: Names;
  readonly domains: readonly string[];
  readonly signIn: HandoutSignIn;
}

export type HandoutSignIn =
  | { readonly kind: 'saml'; readonly provider: LockedProvider; readonly roles: readonly HandoutRole[] }
  | { readonly kind: 'proxy'; readonly entitlements: readonly string[]; readonly affiliations: readonly string[] }
  | {
      readonly kind: 'oidc';
      readonly issuer: string;
      readonly clients: { readonly [persona in CloudPersona]?: string };
      readonly roles: readonly HandoutRole[];
    }
  /** Nobody signs in: no identity provider is wanted, the school is elsewhere, or its data are frozen. */
  | { readonly kind: 'absent'; readonly why: 'none' | 'external' | 'frozen' };

/** The school's identity provider as the lock knows it. */
export interface LockedProvider {
  readonly entityId: string;
  /** Addresses of sign-in. */
  readonly signOn: readonly string[];
  /** ARN of its provider object in IAM. */
  readonly arn: string;
}

/** A role that people of the school may take. */
export interface HandoutRole {
  readonly persona: CloudPersona;
  readonly arn: string;
  /** Any of them is enough. Empty for OpenID Connect. */
  readonly admissions: readonly HandoutAdmission[];
}

/** One of the scoped affiliations and, where the list is there, one of the entitlements. */
export interface HandoutAdmission {
  /** `faculty@hit.edu.cn`. */
  readonly scopedAffiliations: readonly string[];
  readonly entitlements?: readonly string[];
}
