/** A text in the languages of the kit. */
export interface Texts {
  readonly en: string;
  readonly zh: string;
  readonly ru: string;
}

/**
 * Whom a property speaks of.
 *
 * - `others`: everyone but the principals of the school that owns the subject (same account, tag `educloud:school` equal)
 * - `outsiders`: principals of accounts and organisations outside the perimeter, AWS services acting for them, anonymous
 * - `anonymous`: requests without credentials
 * - `anyone`: everyone
 * - `own-admin`: a principal of the school, in the account of the subject, whose own policies allow everything
 * - `deploy-role`: the role that CloudFormation deploys the subject's stack with
 * - `federated`: whoever an identity provider vouches for and who has no credentials of AWS yet
 * - `across`: with credentials of AWS, on the other side of a school's border: for the role of a school everyone but the
 *   school, for any other role the principals of the templates that belong to schools
 * - `viewers`: whoever reads through a distribution of the World that has the subject as origin, as far as the distribution can
 *   ask for the object on their behalf
 * - `non-members`: outsiders, AWS services for anybody, also for accounts inside, and origin access identities
 * - `members`: principals inside the perimeter
 * - `template-roles`: roles and users of the World, in the account of the subject; those whom no template shows are not meant
 */
export type Who =
  | 'others'
  | 'outsiders'
  | 'anonymous'
  | 'anyone'
  | 'own-admin'
  | 'deploy-role'
  | 'federated'
  | 'across'
  | 'viewers'
  | 'non-members'
  | 'members'
  | 'template-roles';

/** A condition block as IAM writes it: operator, key, values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * A set of requests: action and who, and any of `when` (all requests when it is absent). Values of conditions may use
 * `${subject:arn}`, `${subject:owner}`, `${subject:key}` and `${subject:account}`. Those of roles may be a list as well,
 * alone: `${subject:providers}`, `${subject:audiences}`, `${subject:scopes}`, `${subject:usertags}`, `${subject:client}`,
 * `${subject:bureau}`, `${subject:entitlements}` and `${subject:alarmed}`. The key `sign-in:provider` is the identity provider that
 * vouches for somebody; a key that begins with `oidc:` is a claim of each OIDC provider among the role's own, and the block is
 * about requests through that one. The key `delivery:signed` is `true` where a viewer has a valid signature, else `false`; nobody
 * but viewers has it.
 */
export interface Requests {
  readonly who: Who;
  /** Names of actions, with wildcards; they stand for the actions that AWS documents. */
  readonly actions: readonly string[];
  readonly when?: readonly ConditionBlock[] | undefined;
  /** Names of objects, with `*` and `?`: requests for these alone. */
  readonly objects?: readonly string[] | undefined;
  /** Names of objects, with `*` and `?`: requests for everything else, the bucket too. */
  readonly exceptObjects?: readonly string[] | undefined;
  /** Requests for other actions by the same callers. */
  readonly also?: readonly Pick<Requests, 'actions' | 'when'>[] | undefined;
}

/**
 * Who else may, and why; printed with every verdict. `distribution`: the distributions of the subject's account that have it as
 * origin, and their origin access identities. `deploy-role`: the one of the subject's account and AWS Region. `restore-tests`: AWS Backup's
 * own role for restore testing, in the subject's account. `restore-services`: of a role
 * of `World.restoreRoles`, AWS Backup, S3 batch operations and AWS Lambda. `recovery-role`: the service roles that may delete or shorten copies. Of a copy that lies
 * in another account than what it is copied from, the service roles there are exceptions as well.
 */
export interface Exception {
  readonly who:
    | 'service-roles'
    | 'deploy-role'
    | 'break-glass'
    | 'distribution'
    | 'recovery-role'
    | 'restore-services'
    | 'restore-tests';
  /** Absent: every action of the property. */
  readonly actions?: readonly string[] | undefined;
  /** Any of these; absent: all requests. */
  readonly when?: readonly ConditionBlock[] | undefined;
  readonly reason: Texts;
}

/** What a property can want of its subject besides what requests show. */
export type Requirement =
  | 'own-key'
  | 'no-way-out'
  | 'deliverable'
  | 'own-key-groups'
  | 'locked'
  | 'copies-at-home'
  | 'stop-heard'
  | 'logs-here';

/** What must hold for all requests. */
export interface Property {
  readonly id: string;
  readonly title: Texts;
  readonly meaning: Texts;
  /** Law or control that it serves. */
  readonly serves: readonly {
    readonly id: string;
    readonly text: Texts;
    readonly source: string;
    readonly certainty: string;
  }[];
  /**
   * A key without owner that encrypts stores of schools counts once for each of those stores, and a vault without owner once for
   * each school of which it may hold copies. Requests to a vault are those to its recovery points, too.
   */
  readonly subject: 'bucket' | 'key' | 'role' | 'vault' | 'trail';
  /**
   * - `schools`: subjects with an owner
   * - `federated`: roles that an identity provider can vouch for, as far as it is said who may
   * - `chained`: roles of schools, and others in accounts with such roles
   * - `break-glass`: roles for emergencies
   * - `delivered`: buckets that are an origin of some distribution
   * - `published`: those, and buckets with the tag `educloud:store` = `commons`
   * - `copies`: buckets into which some bucket is replicated, and those of schools with the tag `educloud:kept-days`; all vaults; the
   *   keys of these
   * - `copied`: buckets that are replicated, or that some backup plan may select
   * - `originals`: buckets with Object Lock that are replicated: without it no version has a lock
   * - `trails`: buckets to which some trail writes
   */
  readonly of:
    | 'schools'
    | 'all'
    | 'federated'
    | 'chained'
    | 'break-glass'
    | 'delivered'
    | 'published'
    | 'copies'
    | 'copied'
    | 'originals'
    | 'trails';
  readonly requests: Requests;
  /** `denied`: AWS denies every one of the requests. `allowed`: AWS allows every one. */
  readonly expect: 'denied' | 'allowed';
  /**
   * What the subject itself must have, apart from requests.
   *
   * - `own-key`: it is encrypted by default with a key of its owner
   * - `no-way-out`: its own policies do not reach roles of others
   * - `deliverable`: all its data classes, by the tag `educloud:data-classes`, may be published
   * - `own-key-groups`: what is signed for, is signed by keys that stand in the World
   * - `locked`: a lock keeps what comes in for the days of its tag `educloud:kept-days`, and nothing deletes it earlier
   * - `copies-at-home`: all that copies it copies to the same owner, under a key of that owner, in the jurisdiction of its tag
   *   `educloud:jurisdiction`, and without delete markers
   * - `stop-heard`: the trail logs, and a rule tells somebody of whatever stops it
   * - `logs-here`: the bucket that the trail writes to stands in the World
   */
  readonly requires?: readonly Requirement[] | undefined;
  readonly exceptions: readonly Exception[];
  /** Shows that the property does not hold for nothing: at least one of these is allowed, or all of them are denied. */
  readonly twin: {
    readonly title: Texts;
    readonly requests: Requests;
    readonly expect: 'allowed' | 'denied';
    /**
     * Of what it is not asked. `frozen`: stores with the tag `educloud:status` = `frozen`, and buckets of `copies`, which take no
     * writes of their school. `unsigned`: buckets of whose distributions none asks for signatures.
     */
    readonly unless?: 'frozen' | 'unsigned' | undefined;
  };
}
