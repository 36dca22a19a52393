import type { Audit, Delivery, DeliverySigning, Perimeter } from '../config';
import type {
  CloudPersona,
  DataClass,
  FederationMode,
  Forwarding,
  KeyScope,
  Names,
  SchoolKind,
  StoreClasses,
  StorePurpose,
  Tier,
} from '../vocabulary';
import type { Location } from './location';
import type { PlannedCanary, PlannedRecovery, PlannedSchoolRecovery } from './recovery/types';

export type { BucketNaming, Location } from './location';
export type * from './recovery/types';

/** `active`: in the region file. `frozen`: no longer listed, kept without grants and writes. */
export type Status = 'active' | 'frozen';

/** What will exist, where, and what follows from it. Plain data; the same region and ledger give the same plan. */
export interface Plan {
  readonly region: PlannedRegion;
  readonly shared: { readonly hub: PlannedHub; readonly logArchive: PlannedLogArchive };
  /** Sorted by id; external schools stand in `externals`. */
  readonly schools: readonly PlannedSchool[];
  readonly externals: readonly PlannedExternal[];
  /** What every account of the region has besides its stores, by account and AWS Region. */
  readonly bases: readonly PlannedBase[];
  /** Who may sign in, and where; none where the region file names no federation. */
  readonly federation?: PlannedFederation;
  /** What schools pay less for, and what they give up for it. */
  readonly costTiers: readonly CostTier[];
  /** Sorted by wave, then name. */
  readonly stacks: readonly PlannedStack[];
  readonly waves: readonly (readonly string[])[];
  readonly quotas: readonly QuotaUse[];
  readonly flows: readonly PlannedFlow[];
  readonly substitutions: readonly Substitution[];
  readonly changes: readonly Change[];
  readonly recovery: PlannedRecovery;
}

export interface PlannedRegion {
  readonly id: string;
  readonly names: Names;
  readonly partition: string;
  readonly jurisdiction: string;
  readonly home: string;
  readonly recovery?: string;
  readonly perimeter: Perimeter;
  readonly audit: Audit;
}

export interface PlannedHub extends Location {
  readonly deliveryLogs: { readonly bucket: string };
  readonly commons: { readonly bucket: string; readonly encryption: 'kms' | 's3-managed'; readonly keyAlias: string };
  /** None where nothing is delivered, or without a CDN. */
  readonly delivery?: PlannedDelivery;
}

/** How the CDN delivers the commons. */
export interface PlannedDelivery extends Pick<
  Delivery,
  'dataClasses' | 'domains' | 'certificate' | 'icp' | 'countries' | 'webAcl'
> {
  /** Public keys that vouch for signatures, and the one that signs; none where only `open` is delivered. */
  readonly signing?: Omit<DeliverySigning, 'keys'> & {
    readonly keys: readonly { readonly id: string; readonly pem: string }[];
  };
  /** Bucket of the CDN's own access logs; none where CloudFront cannot write any. */
  readonly logBucket?: string;
}

export interface PlannedLogArchive extends Location {
  readonly bucket: string;
}

/** The base of an account in one AWS Region; a node's is part of the node's own stack. */
export interface PlannedBase extends Location {
  /** Whether trail and roles, of which an account needs one set, stand here: false in its second AWS Region. */
  readonly trail: boolean;
  readonly trailBucket: string;
  readonly forwarding: Forwarding;
  readonly alarmEmails: readonly string[];
  /** Service roles are given what copying needs; none where nothing of the account is copied. */
  readonly copies?: { readonly replication: boolean; readonly backup: boolean; readonly recoveryAccount?: string };
  /** ARNs of the roles and users that may take the recovery role here. Sorted. */
  readonly recoveryTakenBy: readonly string[];
  /** Accounts whose canary has its copies here. Sorted. */
  readonly canaries: readonly PlannedCanary[];
}

/** Schools of one tier and key scope. */
export interface CostTier {
  readonly tier: Exclude<Tier, 'external'>;
  readonly keyScope: KeyScope;
  readonly schools: number;
  readonly keys: number;
  readonly givesUp: readonly Sacrifice[];
}

/** `own-account`: quotas and administrators are shared. `own-key`: so are the key and the day it is deleted. */
export type Sacrifice = 'own-account' | 'own-key';

export interface PlannedSchool extends Location {
  readonly id: string;
  readonly tier: Exclude<Tier, 'external'>;
  readonly status: Status;
  readonly recoveryRegion?: string;
  /** How its stores come back; none: what is lost stays lost. */
  readonly recovery?: PlannedSchoolRecovery;
  readonly district?: string;
  readonly names: Names;
  readonly kind: SchoolKind;
  readonly jurisdiction: string;
  readonly dataClasses: StoreClasses;
  readonly keyScope: KeyScope;
  readonly buckets: { readonly [store in StorePurpose]: string };
  readonly keyAlias: string;
  readonly parameter: string;
  /** How its people get AWS credentials; none for a frozen school, and where nobody signs in. */
  readonly signIn?: PlannedSignIn;
}

/** Who of a school may get AWS credentials. */
export interface PlannedSignIn {
  /** `saml` and `oidc`: by the school's own identity provider; `proxy`: by the region's. */
  readonly via: 'saml' | 'oidc' | 'proxy';
  /** entityID or issuer of the school's own identity provider. */
  readonly identityProvider: string;
  /** Name of the feed that it is in; none for `oidc`. */
  readonly feed?: string;
  /** Domains that it may assert and that are the school's. Sorted; none for `oidc`. */
  readonly scopes: readonly string[];
  /** ARNs of the provider objects that the roles trust. */
  readonly providers: readonly string[];
  readonly roles: readonly PlannedPersonaRole[];
}

export interface PlannedPersonaRole {
  readonly persona: CloudPersona;
  readonly arn: string;
  /** Whom SAML lets in: any of these; none for `oidc`. */
  readonly admissions: readonly Admission[];
  /** Client with which people of this persona sign in, for `oidc`. */
  readonly clientId?: string;
}

/** Any of these scoped affiliations, and any of these entitlements where there are some. Both sorted. */
export interface Admission {
  readonly scopedAffiliations: readonly string[];
  readonly entitlements?: readonly string[];
}

export interface PlannedFederation {
  /** One for each account with schools whose people sign in. Sorted by account. */
  readonly homes: readonly IdentityHome[];
  readonly bureau?: PlannedBureau;
  /** The proxy, where an account needs it. */
  readonly proxy?: { readonly entityId: string; readonly active: 'blue' | 'green' };
  /** Metadata documents by what they are for: entityID of a school's provider, `bureau`, `proxy-blue`, `proxy-green`. */
  readonly documents: Readonly<Record<string, string>>;
}

/** How people of an account's schools come in. */
export interface IdentityHome {
  readonly account: string;
  readonly mode: FederationMode;
  /** Whether the region file asks for the mode; else numbers chose it. */
  readonly asked: boolean;
  /** SAML identity providers of its schools. */
  readonly identityProviders: number;
  /** How many an account may have before its schools need the proxy. */
  readonly most: number;
}

/** Sign-in of the bureau's own people. */
export interface PlannedBureau {
  readonly entityId: string;
  readonly scopes: readonly string[];
  readonly operators: readonly Admission[];
  readonly auditors: readonly Admission[];
  readonly breakGlass: readonly Admission[];
  /** Accounts with a break-glass role: those with stores of pooled schools. Sorted. */
  readonly breakGlassAccounts: readonly string[];
}

export interface PlannedExternal {
  readonly id: string;
  readonly tier: 'external';
  readonly names: Names;
  readonly jurisdiction: string;
}

export type StackKind =
  'log-archive' | 'hub' | 'organization-trail' | 'base' | 'recovery' | 'restore' | 'shard' | 'node' | 'drill';

export interface PlannedStack {
  readonly name: string;
  readonly kind: StackKind;
  readonly account: string;
  readonly awsRegion: string;
  /** Deployment order, from 1: every stack of a wave may be deployed once the waves before it stand. */
  readonly wave: number;
  /** Stacks of earlier waves that must stand before this one is deployed. Sorted. */
  readonly needs: readonly string[];
  /** Ids of its schools, sorted. */
  readonly schools: readonly string[];
}

export interface QuotaUse {
  readonly account: string;
  readonly awsRegion: string;
  readonly key: string;
  /** What the quota counts in, where it is not the account: a stack or a bucket. */
  readonly subject?: string;
  readonly used: number;
  readonly limit: number;
  readonly headroom: number;
  /** What will be used once every feature is switched on, where the plan can know. */
  readonly later?: number;
  readonly source: string;
}

/** A way that the templates open for data today. */
export interface PlannedFlow {
  readonly id: string;
  readonly kind: 'access' | 'backup' | 'deliver' | 'inventory' | 'log' | 'replicate';
  readonly from: string;
  readonly to: string;
  /** AWS Region that a copy goes to. */
  readonly toAwsRegion?: string;
  readonly store: string;
  readonly dataClasses: readonly DataClass[];
  readonly fromJurisdiction: string;
  /** None where an organisation is named whose accounts the region file does not list. */
  readonly toJurisdiction?: string;
}

/** A capability that the partition lacks, and what stands in for it. */
export interface Substitution {
  readonly capability: string;
  readonly substitute: string;
  readonly subject: string;
  readonly reason: string;
}

export interface Change {
  /** `retire`: the stack holds no school any more and is deleted by hand. */
  readonly kind: 'create' | 'add' | 'update' | 'freeze' | 'return' | 'offboard' | 'retire';
  readonly subject: string;
  readonly stack?: string;
  readonly detail: string;
}
