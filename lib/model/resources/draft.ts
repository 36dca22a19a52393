import type { Policy } from '../policy/policy';
import type { Doubt, Source } from '../source';
import type {
  BackupRule,
  BackupSelection,
  Bucket,
  DeployRole,
  Distribution,
  IdentityProvider,
  Key,
  KeyGroup,
  Origin,
  OriginIdentity,
  Other,
  Role,
  Trail,
  User,
  Vault,
} from '../world';

/** What stacks add to a World before the parts that refer to each other are joined. */
export interface Draft {
  readonly buckets: Bucket[];
  readonly bucketPolicies: {
    readonly bucket: string;
    readonly policy: Policy;
    /** Of the stack that attaches it. */
    readonly account: string;
    readonly awsRegion: string;
  }[];
  /** Doubts on a bucket by name, from resources that open another door to it. */
  readonly bucketDoubts: { readonly bucket: string; readonly doubt: Doubt }[];
  /** Buckets by name whose access control lists are on, as CloudFront needs it for its logs, and open to nobody by what they state. */
  readonly accessLists: { readonly bucket: string; readonly doubt: Doubt }[];
  readonly keys: Key[];
  readonly aliases: Alias[];
  readonly roles: Holder<Role>[];
  readonly users: Holder<User>[];
  readonly groups: Holder<Group>[];
  /** By ARN. */
  readonly managed: Map<string, Policy>;
  readonly attachments: Attachment[];
  readonly memberships: { readonly account: string; readonly user: string; readonly group: string }[];
  readonly identityProviders: IdentityProvider[];
  readonly others: Other[];
  readonly distributions: DraftDistribution[];
  /** Doubts on a distribution by its id, from resources that may change what it does. */
  readonly distributionDoubts: { readonly distribution: string; readonly doubt: Doubt }[];
  readonly keyGroups: KeyGroup[];
  /** Ids of public keys. */
  readonly publicKeys: Set<string>;
  readonly originIdentities: OriginIdentity[];
  /** By id. */
  readonly originControls: Map<string, OriginControl>;
  readonly vaults: Vault[];
  readonly backupRules: Omit<BackupRule, 'selections'>[];
  /** With the id of the plan. */
  readonly backupSelections: {
    readonly plan: string;
    readonly account: string;
    readonly awsRegion: string;
    readonly selection: BackupSelection;
  }[];
  readonly trails: Trail[];
  /** Policies of topics, by ARN. */
  readonly topicPolicies: { readonly topic: string; readonly policy: Policy }[];
  readonly organization: Organization;
  readonly deployRoles: Map<string, DeployRole>;
  readonly doubts: Doubt[];
  /** Resources whose code may do anything when they are deployed; told in one doubt. */
  readonly custom: Source[];
}

/** A distribution before the names in its origins are looked up. */
export interface DraftDistribution {
  readonly distribution: Omit<Distribution, 'origins'>;
  readonly origins: readonly DraftOrigin[];
  /** Name of the bucket into which it writes its logs. */
  readonly logs?: string;
}

export interface DraftOrigin extends Pick<Origin, 'id' | 'path' | 'source'> {
  /** Name of the bucket, where it is one by its own endpoint. */
  readonly bucket?: string;
  /** The domain name does not tell whether it is a bucket, and which. */
  readonly anyBucket?: true;
  /** Id of the origin access control. */
  readonly control?: string;
  /** Id of the origin access identity; empty where it cannot be read. */
  readonly identity?: string;
}

/** How a distribution signs what it asks of a bucket. */
export interface OriginControl {
  /** `always`, `never`, `no-override`; absent for origins that are no buckets, or where it may not exist. */
  readonly signing?: string;
}

export interface Alias {
  readonly name: string;
  /** Key id or ARN. */
  readonly target: string;
  readonly account: string;
  readonly awsRegion: string;
}

export interface Group {
  readonly account: string;
  readonly name: string;
  readonly identity: readonly Policy[];
}

/** A principal and what its policies are named by, before the names are looked up. */
export interface Holder<T> {
  readonly principal: T;
  readonly managed: readonly { readonly arn: string; readonly source: Source }[];
  readonly boundary?: string;
}

/** A policy that names whom it is attached to. */
export interface Attachment {
  readonly kind: 'role' | 'user' | 'group';
  readonly account: string;
  readonly name: string;
  readonly policy: Policy;
}

/** Accounts and units of the organisation's tree, and what is attached to them. */
export interface Organization {
  readonly id?: string;
  /** Parent of a unit or an account. */
  readonly parents: Map<string, string>;
  readonly policies: AttachedPolicy[];
  /** Accounts that deploy parts of the organisation: its management account, or one that acts for it. */
  readonly managers: Set<string>;
}

export interface AttachedPolicy {
  readonly name: string;
  readonly kind: 'service-control' | 'resource-control';
  readonly policy: Policy;
  readonly targets: readonly string[];
}

export function emptyDraft(): Draft {
  return {
    buckets: [],
    bucketPolicies: [],
    bucketDoubts: [],
    accessLists: [],
    keys: [],
    aliases: [],
    roles: [],
    users: [],
    groups: [],
    managed: new Map(),
    attachments: [],
    memberships: [],
    identityProviders: [],
    others: [],
    distributions: [],
    distributionDoubts: [],
    keyGroups: [],
    publicKeys: new Set(),
    originIdentities: [],
    originControls: new Map(),
    vaults: [],
    backupRules: [],
    backupSelections: [],
    trails: [],
    topicPolicies: [],
    organization: { parents: new Map(), policies: [], managers: new Set() },
    deployRoles: new Map(),
    doubts: [],
    custom: [],
  };
}
