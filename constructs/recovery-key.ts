import { AccountPrincipal, PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { checkAlias, checkBucketName, checkRoleArns, checkSlug, checkText, siteOf, type Site } from './checks';
import { checkMembers, patternsOf, type DistrictKeyMember } from './key-members';
import { administer, denyForeignGrants, denyHastyDeletion, denyUseOutsideS3, throughS3 } from './key-statements';
import { restoreRoleArn, serviceRoleArn } from './service-role-arns';
import { allow, deny, deployRoleOf, isolationConditions, keyUseActions, ownAccount } from './statements';
import { storeKey, type IStoreKey } from './store-key';
import { tagKeys } from './tags';
import { denyUseOutsideS3AndBackup, vaultUse } from './vault-key-statements';

/** Properties of {@link RecoveryKey}. */
export interface RecoveryKeyProps {
  /** Alias of the key. */
  readonly aliasName: string;

  /**
   * The schools whose copies the key encrypts, at least one, with the names of their replica buckets. Of several, each name
   * holds the slug of its school once, between hyphens; with `vault` there may be no bucket.
   */
  readonly members: DistrictKeyMember[];

  /** Slug of the region: its service roles and restore roles use the key. */
  readonly regionId: string;

  /** Jurisdiction of the schools, for tags. */
  readonly jurisdiction: string;

  /**
   * Account of the originals, whose replication role writes and whose restore roles read.
   *
   * @default - the account of the stack
   */
  readonly sourceAccount?: string;

  /**
   * ARNs of roles in the account of the originals that restore: they carry the tag of their school, too.
   *
   * @default - the restore role of each school, see {@link RestoreRole}
   */
  readonly readerRoleArns?: string[];

  /**
   * Whether AWS Backup of this account may use the key for a vault.
   *
   * @default false
   */
  readonly vault?: boolean;

  /**
   * ARN of the role with which CloudFormation deploys, which makes the vault.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * The key of a school's copies: of its replicas, and of a vault if it is asked for. The replication role encrypts with it,
 * the school and its restore role decrypt, all through S3 or AWS Backup of its AWS Region; nobody disables or deletes it but
 * the recovery role, since a copy without its key is none, and nobody but that and CloudFormation puts another key behind its
 * alias.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RecoveryKey extends Construct implements IStoreKey {
  /** The key. */
  public readonly key: IKey;

  /** ARN of the key, as a token of this stack. */
  public readonly keyArn: string;

  /** Slugs of the schools whose copies it encrypts. */
  public readonly schoolIds: string[];

  /** Names of all replica buckets. */
  public readonly bucketNames: string[];

  /** Whether a vault may use it. */
  public readonly vault: boolean;

  /** Account of the originals. */
  public readonly sourceAccount: string;

  constructor(scope: Construct, id: string, props: RecoveryKeyProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkAlias(this, 'aliasName', props.aliasName);
    const site = siteOf(this);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    this.sourceAccount = props.sourceAccount ?? site.account;
    checkText(this, 'sourceAccount', this.sourceAccount, /^\d{12}$/, 'twelve digits');
    this.vault = props.vault ?? false;
    checkRoleArns(this, { ...site, account: this.sourceAccount }, 'readerRoleArns', props.readerRoleArns ?? []);
    const ids = membersOf(this, site, props);
    this.schoolIds = [...ids];
    this.bucketNames = props.members.flatMap(({ bucketNames }) => bucketNames);
    const [first, ...more] = ids;
    const key = storeKey(this, {
      description: `educloud: copies of ${more.length === 0 ? `school ${first}` : `${String(ids.length)} schools`}`,
      aliasName: props.aliasName,
      policy: policyOf(site, ids, this.sourceAccount, props),
      undeletable: true,
      tags: {
        region: props.regionId,
        jurisdiction: props.jurisdiction,
        ...(more.length === 0 ? { school: first } : {}),
      },
    });
    this.key = key;
    this.keyArn = key.keyArn;
  }
}

function membersOf(scope: Construct, site: Site, { members, vault }: RecoveryKeyProps): readonly [string, ...string[]] {
  const [only, ...more] = members;
  if (only === undefined || more.length > 0) return checkMembers(scope, site, members, vault === true ? 0 : 1);
  // A canary's bucket is named after the region, whose slug is nobody's.
  checkSlug(scope, 'members.schoolId', only.schoolId);
  for (const name of only.bucketNames) checkBucketName(scope, name);
  if (only.bucketNames.length === 0 && vault !== true) {
    throw failure('EDU601', 'the key would encrypt nothing', {
      path: scope.node.path,
      found: 'no bucket and no vault',
      allowed: 'at least one bucket name, or `vault: true`',
    });
  }
  return [only.schoolId];
}

/** Where several schools share the key, the caller's tag must stand in the bucket's name; see {@link DistrictKey}. */
function policyOf(
  site: Site,
  schoolIds: readonly [string, ...string[]],
  sourceAccount: string,
  { members, regionId, readerRoleArns, vault = false, deployRoleArn = deployRoleOf(site) }: RecoveryKeyProps,
): PolicyDocument {
  const recovery = serviceRoleArn(site, site.account, regionId, 'recovery');
  const replication = serviceRoleArn(site, sourceAccount, regionId, 'replication');
  const backup = serviceRoleArn(site, site.account, regionId, 'backup');
  const restore = readerRoleArns ?? schoolIds.map((id) => restoreRoleArn(site, sourceAccount, regionId, id));
  const vaultUsers = { schoolIds, roleArns: [backup, recovery, ...restore].sort(), deployRoleArn };
  const exempt = [recovery, replication, ...(vault ? [backup, deployRoleArn] : [])].sort();
  return new PolicyDocument({
    statements: [
      administer(),
      ...replicaUse(site, schoolIds, members, {
        sourceAccount,
        recovery,
        replication,
        restore,
      }),
      ...(vault ? vaultUse(site, vaultUsers) : []),
      vault ? denyUseOutsideS3AndBackup(site) : denyUseOutsideS3(site),
      deny('DenyOtherSchools', keyUseActions, ['*'], isolationConditions(schoolIds, exempt)),
      denyForeignGrants(),
      denyHastyDeletion(),
      deny('DenyKeyLoss', losses, ['*'], { ArnNotEquals: { 'aws:PrincipalArn': recovery } }),
      deny('DenyOtherKeyBehindAlias', aliasChanges, ['*'], {
        ArnNotEquals: { 'aws:PrincipalArn': [deployRoleArn, recovery].sort() },
      }),
    ],
  });
}

/** What makes all copies under a key unreadable, for a while or for ever. */
const losses = ['kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:ImportKeyMaterial', 'kms:ScheduleKeyDeletion'];

/**
 * Replication and vaults know the key by its alias: behind another key, what is copied from then on is readable to others or lost.
 * AWS asks for both on the key as well as on the alias: https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
const aliasChanges = ['kms:DeleteAlias', 'kms:UpdateAlias'];

interface ReplicaUsers {
  readonly sourceAccount: string;
  readonly recovery: string;
  readonly replication: string;
  /** Restore roles in the account of the originals. */
  readonly restore: readonly string[];
}

/**
 * S3 writes a replica as the replication role; a bucket key is decrypted before it is used again
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html).
 */
function replicaUse(
  site: Site,
  schoolIds: readonly [string, ...string[]],
  members: readonly DistrictKeyMember[],
  { sourceAccount, recovery, replication, restore }: ReplicaUsers,
): PolicyStatement[] {
  const names = members.flatMap(({ bucketNames }) => bucketNames).sort();
  if (names.length === 0) return [];
  const all = throughS3(site, names);
  const own = schoolIds.length === 1 ? all : throughS3(site, patternsOf(members));
  const byTag = { [`aws:PrincipalTag/${tagKeys.school}`]: schoolIds.length === 1 ? schoolIds[0] : [...schoolIds] };
  const source = new AccountPrincipal(sourceAccount);
  return [
    allow('SchoolsReadThroughS3', [ownAccount()], ['kms:Decrypt'], ['*'], {
      ...own,
      StringEquals: { ...own.StringEquals, ...byTag, 'kms:CallerAccount': site.account },
    }),
    ...(sourceAccount === site.account
      ? []
      : [
          allow('RestoreRolesReadThroughS3', [source], ['kms:Decrypt'], ['*'], {
            ...own,
            StringEquals: { ...own.StringEquals, ...byTag },
            ArnEquals: { 'aws:PrincipalArn': [...restore] },
          }),
        ]),
    allow('CopiesEncryptThroughS3', [source], ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], ['*'], {
      ...all,
      ArnEquals: { 'aws:PrincipalArn': replication },
    }),
    allow('RecoveryUsesThroughS3', [ownAccount()], ['kms:Decrypt', 'kms:GenerateDataKey'], ['*'], {
      ...all,
      ArnEquals: { 'aws:PrincipalArn': recovery },
    }),
  ];
}
