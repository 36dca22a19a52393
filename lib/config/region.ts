import type { Place } from '../errors';
import type {
  CloudPersona,
  CommonsClass,
  DeliveryMeans,
  FederationMode,
  FederationPreset,
  Forwarding,
  IcpOperator,
  IdentityProviderChoice,
  KeyScope,
  Names,
  SchoolKind,
  Immutability,
  RecoveryMeans,
  SchoolPersona,
  StoreClasses,
  StorePurpose,
  Tier,
} from '../vocabulary';

/** A valid region: every default filled in, every reference resolved. */
export interface Region {
  readonly id: string;
  readonly names: Names;
  readonly partition: string;
  readonly home: string;
  readonly recovery?: string;
  readonly jurisdiction: string;
  readonly perimeter: Perimeter;
  /** `recovery`: where copies of pooled schools are kept; in the account of each district where it is absent. */
  readonly accounts: { readonly hub: string; readonly logArchive: string; readonly recovery?: string };
  readonly audit: Audit;
  /** Who hears the alarms of hub, log archive and districts. Sorted. */
  readonly alarmEmails: readonly string[];
  /** Who may sign in; nobody where it is absent. */
  readonly federation?: Federation;
  /** How the commons reaches people without credentials of AWS; not at all where it is absent. */
  readonly delivery?: Delivery;
  /** Days between two drills. */
  readonly drillEveryDays: number;
  /** ARNs of the roles and users that may take the recovery role of accounts that are no node's. Sorted. */
  readonly recoveryTakenBy: readonly string[];
  readonly endedRecovery: readonly EndedRecovery[];
  readonly districts: readonly District[];
  /** Sorted by id. */
  readonly schools: readonly School[];
  readonly offboarded: readonly Offboarded[];
  readonly place: Place;
}

/** Who counts as inside: organisation ids, and accounts whether or not they belong to one. Both sorted. */
export interface Perimeter {
  readonly organizations: readonly string[];
  readonly accounts: readonly string[];
}

/** Trails and how long they are kept. */
export interface Audit {
  readonly retentionDays: number;
  readonly forwarding: Forwarding;
  readonly organizationTrail?: { readonly account: string; readonly managementAccount: string };
}

export interface District {
  readonly id: string;
  readonly names: Names;
  /** In the order in which they are filled; at least one. */
  readonly accounts: readonly string[];
  readonly keyScope: KeyScope;
  readonly home: string;
  readonly recovery?: string;
  /** Who of its schools may have AWS credentials, where it differs from the region's. */
  readonly cloudPersonas?: readonly CloudPersona[];
  readonly place: Place;
}

/** Who may sign in, and from where. */
export interface Federation {
  /** How people of pooled schools come in; chosen by numbers where it is absent. */
  readonly mode?: FederationMode;
  /** Sorted by id. */
  readonly feeds: readonly FederationFeed[];
  readonly cloudPersonas: readonly CloudPersona[];
  readonly bureau?: Bureau;
  readonly proxy?: { readonly entityId: string };
  readonly place: Place;
}

/** A feed of metadata, and what the values that its identity providers send mean here. */
export interface FederationFeed {
  readonly id: string;
  readonly preset: FederationPreset;
  /** Value of eduPersonScopedAffiliation without scope to persona; of what is not here nobody gets a role. */
  readonly affiliations: Readonly<Record<string, SchoolPersona>>;
  /** Value of eduPersonEntitlement to persona. */
  readonly entitlements: Readonly<Record<string, SchoolPersona>>;
  /** Values of registrationAuthority that are taken; every one where there is none. Sorted. */
  readonly registrars: readonly string[];
  /** SHA-256 of certificates that may verify the feed; any where there is none. Sorted. */
  readonly signers: readonly string[];
  readonly place: Place;
}

/** The bureau's own identity provider, and the entitlements of its people. */
export interface Bureau {
  readonly entityId: string;
  readonly domains: readonly string[];
  readonly entitlements: { readonly operators: string; readonly auditors: string; readonly breakGlass: string };
}

/** OpenID Connect provider of one school; the client id says what a person is. */
export interface Oidc {
  readonly issuer: string;
  readonly clients: { readonly [persona in CloudPersona]?: string };
}

/** How the commons is delivered. */
export interface Delivery {
  /** `none`: members read the commons with credentials of their own, nobody else does. */
  readonly cdn: DeliveryMeans;
  /** What is delivered: `open` to everybody, `licensed` to whoever holds a signature. In the order of the vocabulary. */
  readonly dataClasses: readonly CommonsClass[];
  /** The region's own domains; empty where the CDN's own name is used. In the order of the file. */
  readonly domains: readonly string[];
  readonly certificate?: ViewerCertificate;
  readonly icp?: IcpRecordal;
  /** Countries whose viewers are served, as ISO 3166-1 alpha-2 codes. Sorted. */
  readonly countries: readonly string[];
  /** ARN of a web ACL of AWS WAF at the edge. */
  readonly webAcl?: string;
  /** Who signs for `licensed`; none where only `open` is delivered. */
  readonly signing?: DeliverySigning;
  readonly place: Place;
}

/** Certificate that viewers see: ARN in AWS Certificate Manager, or id of a server certificate in IAM. */
export type ViewerCertificate = { readonly acm: string } | { readonly iam: string };

/** Recordal of a website with the Chinese authorities, without which no CDN may serve a domain in mainland China. */
export interface IcpRecordal {
  /** Such as `辽ICP备12345678号-1`. */
  readonly recordalNumber: string;
  readonly rootDomain: string;
  readonly operator: IcpOperator;
}

export interface DeliverySigning {
  /** Two to five, in the order of the file. All are accepted; one signs. */
  readonly keys: readonly DeliveryKey[];
  /** Id of the key that signs now. */
  readonly active: string;
  /** Hours for which a signature may be valid, at most. */
  readonly longestHours: number;
}

/** A public key by which signed URLs and cookies are checked. */
export interface DeliveryKey {
  readonly id: string;
  /** RSA, 2048 bits, as PEM (SubjectPublicKeyInfo). */
  readonly pem: string;
  readonly place: Place;
}

/** What must come back, how much of it may be missing, and how soon. */
export interface RecoveryTarget {
  /** Minutes of work that may be lost (recovery point objective). */
  readonly rpoMinutes: number;
  /** Minutes until the data can be read again (recovery time objective). */
  readonly rtoMinutes: number;
  /** Days for which what was overwritten or deleted is kept in the copy. */
  readonly retentionDays: number;
  /** Days for which nothing of the copy can be deleted; at most `retentionDays`. */
  readonly lockDays: number;
  readonly immutability: Immutability;
  /** The means that are asked for; chosen by the plan where there are none. In the order of the vocabulary. */
  readonly means: readonly RecoveryMeans[];
}

/** Targets of each store of a school; none: what is lost there stays lost. */
export type RecoveryTargets = { readonly [store in StorePurpose]?: RecoveryTarget };

/** Copies that end, and why: no plan drops a copy without such an entry. */
export interface EndedRecovery {
  /** A school; all of the district, or of the region, where it is absent. */
  readonly school?: string;
  readonly district?: string;
  /** One store; both where it is absent. */
  readonly store?: StorePurpose;
  readonly reason: string;
  readonly place: Place;
}

export interface School {
  readonly id: string;
  readonly names: Names;
  readonly kind: SchoolKind;
  readonly tier: Tier;
  readonly jurisdiction: string;
  readonly domains: readonly string[];
  readonly dataClasses: StoreClasses;
  /** District of a pooled school. */
  readonly district?: string;
  /** Account of a node; a pooled school gets one of its district's accounts when it is placed. */
  readonly account?: string;
  /** AWS Region; none for an external school. */
  readonly home?: string;
  readonly recovery?: string;
  /** What must come back of its stores; none for an external school. */
  readonly recoveryTargets: RecoveryTargets;
  /** Where they are stated: of the node, its district or the region; none where they go without saying. */
  readonly targetsPlace?: Place;
  /** ARNs of the roles and users that may take the recovery role of a node's account. */
  readonly recoveryTakenBy?: readonly string[];
  /** What a node's trail sends to the log archive. */
  readonly forwarding?: Forwarding;
  /** Who hears the alarms of a node's account. */
  readonly alarmEmails?: readonly string[];
  /** Where its people sign in: as it is stated, whether or not the region has a federation. */
  readonly identityProvider: IdentityProviderChoice;
  readonly oidc?: Oidc;
  readonly place: Place;
}

export interface Offboarded {
  readonly id: string;
  readonly reason: string;
  readonly place: Place;
}
