import type { BackupRule, Replication, Retention, Trail, Vault } from './copies';
import type { Policy } from './policy/policy';
import type { Placed } from './placed';
import type { Doubt, Source } from './source';

export type { BackupRule, BackupSelection, Replication, Retention, Trail, Vault } from './copies';
export type { Tags } from './placed';

export interface Bucket extends Placed {
  readonly kind: 'bucket';
  readonly name: string;
  readonly arn: string;
  /** Purpose by the tag `educloud:store`. */
  readonly store?: string;
  readonly policy?: Policy;
  readonly encryption: {
    /** `aws:kms`, `aws:kms:dsse` or `AES256`; S3 encrypts with `AES256` by default. */
    readonly algorithm: string;
    /** ARN, id or alias as the template gives it, resolved to an ARN where that is possible. */
    readonly key?: string;
    readonly bucketKey: boolean;
  };
  readonly blockPublicAccess: {
    readonly blockPublicAcls: boolean;
    readonly ignorePublicAcls: boolean;
    readonly blockPublicPolicy: boolean;
    readonly restrictPublicBuckets: boolean;
  };
  /** `BucketOwnerEnforced` is the default of S3 since April 2023. */
  readonly objectOwnership: string;
  /**
   * ARNs of the distributions that write their logs here by an access control list. Where there are some, lists are on for that alone,
   * which is an assumption and no doubt; absent where there are none, or where more than that is open.
   */
  readonly logDeliveryBy?: readonly string[];
  readonly versioned: boolean;
  readonly objectLock: boolean;
  /** Retention that Object Lock gives every new version; none: versions are not locked by themselves. */
  readonly retention?: Retention;
  /** By the tag `educloud:kept-days`: for how many days the bucket promises to keep every version. */
  readonly keptDays?: number;
  /** Days after which lifecycle rules delete versions, the shortest; none: never. */
  readonly expiryDays?: number;
  /** What of its lock, its lifecycle and that promise cannot be read; it opens and closes nothing. */
  readonly keepingDoubts?: readonly Doubt[];
  readonly replications: readonly Replication[];
}

export interface Key extends Placed {
  readonly kind: 'key';
  readonly arn: string;
  readonly id: string;
  /** Names with `alias/`. */
  readonly aliases: readonly string[];
  readonly multiRegion: boolean;
  /** The default key policy, where the template gives none, is made explicit. */
  readonly policy: Policy;
}

export interface Role extends Placed {
  readonly kind: 'role';
  readonly name: string;
  readonly arn: string;
  readonly trust: Policy;
  /** Inline and managed policies, AWS managed ones as far as the model knows them. */
  readonly identity: readonly Policy[];
  /** `unknown` when one is set that the assembly does not hold. */
  readonly boundary?: Policy | 'unknown';
}

export interface User extends Placed {
  readonly kind: 'user';
  readonly name: string;
  readonly arn: string;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy | 'unknown';
}

export interface IdentityProvider extends Placed {
  readonly kind: 'identity-provider';
  readonly protocol: 'saml' | 'oidc';
  readonly arn: string;
  /** OIDC: the clients (audiences) whose tokens it takes. */
  readonly clients?: readonly string[];
  /** What one party alone has: the address of the issuer, or the name and the certificates of the SAML metadata. */
  readonly voices?: readonly string[];
}

/** A distribution of CloudFront: whom it lets read what. Domain names, methods and caching are not part of the model. */
export interface Distribution extends Placed {
  readonly kind: 'distribution';
  readonly id: string;
  readonly arn: string;
  readonly origins: readonly Origin[];
  /** In the order in which they are tried; the default one, with the pattern `*`, is the last. */
  readonly behaviours: readonly Behaviour[];
}

/** Where a distribution fetches. */
export interface Origin {
  readonly id: string;
  /** ARN of the bucket, where it is one by its own endpoint; a website or another server has none. */
  readonly bucket?: string;
  /** What comes before the path of a request: empty, or with a leading and no trailing slash. */
  readonly path: string;
  /**
   * As whom it asks: as the service with the distribution as source (origin access control), as an origin access identity,
   * or as nobody.
   */
  readonly as: 'distribution' | 'identity' | 'anonymous';
  /** ARN of the origin access identity. */
  readonly identity?: string;
  readonly source: Source;
}

/** How a distribution treats requests by their path. */
export interface Behaviour {
  /** Without a leading slash; `*` and `?` are wildcards. */
  readonly pattern: string;
  /** Ids of origins; those of an origin group are listed one by one. */
  readonly origins: readonly string[];
  /** Whether a signed URL or signed cookies are needed. */
  readonly signed: boolean;
  /** Ids of the key groups of which any may have signed. */
  readonly keyGroups: readonly string[];
  /** Accounts whose root users' key pairs may have signed; `self` is the account of the distribution. */
  readonly trustedSigners: readonly string[];
  readonly source: Source;
}

/** A group of public keys that vouch for signed URLs. */
export interface KeyGroup extends Placed {
  readonly kind: 'key-group';
  readonly id: string;
  /** Ids of its public keys. */
  readonly keys: readonly string[];
}

/** A user of S3 that a distribution can be, older than origin access control. */
export interface OriginIdentity extends Placed {
  readonly kind: 'origin-identity';
  readonly id: string;
  /** `arn:…:iam::cloudfront:user/CloudFront Origin Access Identity ID`. */
  readonly arn: string;
  readonly canonicalId: string;
}

/** Resources that later properties speak of; their properties as the template gives them, references resolved. */
export interface Other extends Placed {
  readonly kind: 'trail' | 'vault' | 'topic' | 'rule' | 'other';
  readonly type: string;
  readonly name: string;
  readonly properties: unknown;
  readonly policy?: Policy;
}

/** Policies attached to one node of the organisation's tree. */
export interface PolicyLevel {
  /** Root, organisational unit or account. */
  readonly target: string;
  readonly policies: readonly Policy[];
}

export interface Account {
  readonly id: string;
  /** Organisation id, where it is known. */
  readonly organization?: string;
  /** Service control policies from the root to the account; a level without policies stands for full access. */
  readonly serviceControl: readonly PolicyLevel[];
  readonly resourceControl: readonly PolicyLevel[];
}

/** The role that CloudFormation uses to deploy a stack, by the manifest of the assembly. */
export interface DeployRole {
  readonly arn: string;
  readonly account: string;
  /** AWS Region of the stack; absent: of every one. */
  readonly awsRegion?: string;
}

export interface Perimeter {
  readonly organizations: readonly string[];
  readonly accounts: readonly string[];
}

/** What `educloud.json` or a cells file says of who signs in, and no template shows. */
export interface SignIn {
  /** ARNs of providers that vouch for people of many schools. */
  readonly proxies: readonly string[];
  /** ARNs of the bureau's own providers. */
  readonly bureau: readonly string[];
  /** Domains of each school, by its id. */
  readonly domains: Readonly<Record<string, readonly string[]>>;
  /** Domains of the bureau's own people, where they are told. */
  readonly bureauDomains?: readonly string[];
  /** Recipients of assertions: the addresses at which AWS takes them. */
  readonly audiences: readonly string[];
  /** Keys of session tags that say something of a user and nothing of what they may do. */
  readonly userTags: readonly string[];
}

/** All that an assembly says, without the words of CloudFormation. */
export interface World {
  readonly buckets: readonly Bucket[];
  readonly keys: readonly Key[];
  readonly roles: readonly Role[];
  readonly users: readonly User[];
  readonly identityProviders: readonly IdentityProvider[];
  readonly others: readonly Other[];
  readonly distributions: readonly Distribution[];
  readonly keyGroups: readonly KeyGroup[];
  readonly originIdentities: readonly OriginIdentity[];
  readonly vaults: readonly Vault[];
  readonly backupRules: readonly BackupRule[];
  readonly trails: readonly Trail[];
  readonly accounts: readonly Account[];
  readonly deployRoles: readonly DeployRole[];
  /** By `educloud.json` or a cells file; else the accounts of the assembly. */
  readonly perimeter: Perimeter;
  /** Accounts in which nobody is assumed but the principals of the templates (cells file). */
  readonly closedAccounts: readonly string[];
  /** Roles that may act on stores for AWS itself (replication, backup, recovery), by `educloud.json` or a cells file. */
  readonly serviceRoles: readonly string[];
  /** Of these the roles that may delete or shorten copies, by `educloud.json` or a cells file. */
  readonly recoveryRoles: readonly string[];
  /** ARNs of the people who take these besides AWS services, by the ARN of the role; from `educloud.json` or a cells file. */
  readonly recoveryTakers?: Readonly<Record<string, readonly string[]>>;
  /** Roles with which AWS restores for a school: services take them, for whoever may pass them. By `educloud.json` or a cells file. */
  readonly restoreRoles?: readonly string[];
  /** Roles of the bureau that may read everything in an emergency, by `educloud.json` or a cells file. */
  readonly breakGlass: readonly string[];
  /** Absent where no file says it. */
  readonly signIn?: SignIn;
  /** Taken from `educloud.json` or a cells file and not visible in any template; each a sentence. */
  readonly assumptions: readonly string[];
  readonly doubts: readonly Doubt[];
  readonly stacks: readonly {
    readonly name: string;
    /** Template, relative to the folder of the assembly. */
    readonly file: string;
    readonly account: string;
    readonly awsRegion: string;
  }[];
}
