import { tagKeys } from './tags';

/** Calls that change what others rely on; one rule of EventBridge each. */
export interface TamperEvents {
  /** Last part of the rule's name. */
  readonly id: string;
  readonly description: string;
  readonly pattern: Record<string, unknown>;
  /** IAM's calls are seen in one AWS Region of the partition only. */
  readonly onlyWhereIamIs: boolean;
  /** Whether calls that CloudTrail calls reading are looked at, too; they are many. */
  readonly alsoReading?: boolean;
  /** Whether the events are AWS Backup's own words of a job, and no calls. */
  readonly ofJobs?: boolean;
}

/** What else is watched, where there is such a thing. */
export interface AlsoWatched {
  readonly breakGlassRoleArn?: string;
  readonly identityProviders?: boolean;
}

/**
 * Names of calls as CloudTrail records them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html).
 */
export function tamperEvents(regionId: string, also: AlsoWatched = {}): TamperEvents[] {
  const ours = [{ prefix: `educloud-${regionId}-` }];
  const entries = [{ prefix: `/educloud/${regionId}/` }];
  return [
    {
      id: 'trail',
      description: 'A trail was stopped, changed or deleted.',
      pattern: calls('cloudtrail', ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail']),
      onlyWhereIamIs: false,
    },
    {
      id: 'store',
      description: 'The protection of a store was changed.',
      pattern: calls('s3', storeCalls, { bucketName: [{ prefix: 'edu-' }] }),
      onlyWhereIamIs: false,
    },
    {
      id: 'public-access',
      description: 'The block of public access of the whole account was changed.',
      pattern: calls('s3', ['DeleteAccountPublicAccessBlock', 'PutAccountPublicAccessBlock']),
      onlyWhereIamIs: false,
    },
    {
      id: 'key',
      description: 'A key was disabled, given another policy, or is to be deleted.',
      pattern: calls('kms', [
        'DeleteAlias',
        'DisableKey',
        'DisableKeyRotation',
        'PutKeyPolicy',
        'ScheduleKeyDeletion',
        'UpdateAlias',
      ]),
      onlyWhereIamIs: false,
    },
    {
      id: 'registry',
      description: 'A registry entry was written or deleted.',
      pattern: calls(
        'ssm',
        ['DeleteParameter', 'DeleteParameters', 'PutParameter'],
        { name: entries },
        // DeleteParameters takes a list.
        { names: entries },
      ),
      onlyWhereIamIs: false,
    },
    {
      id: 'alarms',
      description: 'A rule of these alarms was changed.',
      pattern: calls(
        'events',
        ['DeleteRule', 'DisableRule', 'PutRule', 'PutTargets', 'RemoveTargets'],
        { name: ours },
        // Calls about targets name the rule so.
        { rule: ours },
      ),
      onlyWhereIamIs: false,
    },
    {
      id: 'topic',
      description: 'A topic was changed or a subscription ended; these alarms go to one.',
      pattern: calls('sns', [
        'DeleteTopic',
        'RemovePermission',
        'SetSubscriptionAttributes',
        'SetTopicAttributes',
        'Unsubscribe',
      ]),
      onlyWhereIamIs: false,
    },
    {
      id: 'roles',
      description: 'A role of the kit was made, or its permissions, its trust or its boundary was changed.',
      pattern: calls('iam', roleCalls, { roleName: [...ours, { prefix: 'cdk-' }] }),
      onlyWhereIamIs: true,
    },
    {
      id: 'policies',
      description: 'A managed policy was changed.',
      pattern: calls('iam', ['CreatePolicyVersion', 'DeletePolicy', 'SetDefaultPolicyVersion']),
      onlyWhereIamIs: true,
    },
    {
      id: 'school-tags',
      description: 'A principal was given the tag of a school.',
      // IAM takes a tag for the same however its letters are written.
      pattern: calls('iam', ['CreateRole', 'CreateUser', 'TagRole', 'TagUser'], {
        tags: { key: [{ 'equals-ignore-case': tagKeys.school }] },
      }),
      onlyWhereIamIs: true,
    },
    {
      id: 'jobs',
      description: 'A batch job on objects was started: it copies, tags or locks as many as there are.',
      pattern: calls('s3', ['CreateJob', 'UpdateJobPriority', 'UpdateJobStatus']),
      onlyWhereIamIs: false,
    },
    {
      id: 'vaults',
      description: 'A vault, its lock, a recovery point or a backup plan was changed.',
      pattern: calls('backup', vaultCalls),
      onlyWhereIamIs: false,
    },
    {
      id: 'copies',
      description: 'A backup, a copy of one, or a restore failed.',
      pattern: failedJobs,
      onlyWhereIamIs: false,
      ofJobs: true,
    },
    ...(also.breakGlassRoleArn === undefined ? [] : [breakGlass(also.breakGlassRoleArn)]),
    ...(also.identityProviders === true ? [identityProviders] : []),
  ];
}

/** Whatever comes of it. An attempt that is refused may name the role among the resources alone. */
function breakGlass(roleArn: string): TamperEvents {
  return {
    id: 'break-glass',
    description: 'Somebody took, or tried to take, the role that reads every store of the account.',
    pattern: {
      source: ['aws.sts'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventName: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
        $or: [{ requestParameters: { roleArn: [roleArn] } }, { resources: { ARN: [roleArn] } }],
      },
    },
    onlyWhereIamIs: false,
    // CloudTrail marks the taking of a role as reading.
    alsoReading: true,
  };
}

const identityProviders: TamperEvents = {
  id: 'identity-providers',
  description: 'An identity provider was made, changed or deleted: whoever holds its keys is whom he likes.',
  pattern: calls('iam', [
    'AddClientIDToOpenIDConnectProvider',
    'CreateOpenIDConnectProvider',
    'CreateSAMLProvider',
    'DeleteOpenIDConnectProvider',
    'DeleteSAMLProvider',
    'RemoveClientIDFromOpenIDConnectProvider',
    'UpdateOpenIDConnectProviderThumbprint',
    'UpdateSAMLProvider',
  ]),
  onlyWhereIamIs: true,
};

/**
 * Jobs that end otherwise than they should. Those of restores call their state a status
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html).
 */
const failedJobs = {
  source: ['aws.backup'],
  'detail-type': ['Backup Job State Change', 'Copy Job State Change', 'Restore Job State Change'],
  detail: { $or: ['state', 'status'].map((key) => ({ [key]: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] })) },
};

const vaultCalls = [
  'CreateBackupSelection',
  'DeleteBackupPlan',
  'DeleteBackupSelection',
  'DeleteBackupVault',
  'DeleteBackupVaultAccessPolicy',
  'DeleteBackupVaultLockConfiguration',
  'DeleteRecoveryPoint',
  'DisassociateRecoveryPoint',
  'DisassociateRecoveryPointFromParent',
  'PutBackupVaultAccessPolicy',
  'PutBackupVaultLockConfiguration',
  'StopBackupJob',
  'UpdateBackupPlan',
  'UpdateGlobalSettings',
  'UpdateRecoveryPointLifecycle',
  'UpdateRegionSettings',
];

/** Where the names of an API call and of its event may differ, both stand here. */
const storeCalls = [
  'CreateBucketMetadataConfiguration',
  'CreateBucketMetadataTableConfiguration',
  'DeleteBucket',
  'DeleteBucketEncryption',
  'DeleteBucketLifecycle',
  'DeleteBucketOwnershipControls',
  'DeleteBucketPolicy',
  'DeleteBucketPublicAccessBlock',
  'DeleteBucketReplication',
  'DeletePublicAccessBlock',
  'PutAccelerateConfiguration',
  'PutBucketAccelerateConfiguration',
  'PutBucketAcl',
  'PutBucketAnalyticsConfiguration',
  'PutBucketEncryption',
  'PutBucketInventoryConfiguration',
  'PutBucketLifecycle',
  'PutBucketLifecycleConfiguration',
  'PutBucketLogging',
  'PutBucketNotification',
  'PutBucketNotificationConfiguration',
  'PutBucketObjectLockConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketPublicAccessBlock',
  'PutBucketReplication',
  'PutBucketVersioning',
  'PutBucketWebsite',
  'PutObjectLockConfiguration',
  'PutPublicAccessBlock',
];

const roleCalls = [
  'AttachRolePolicy',
  'CreateRole',
  'DeleteRole',
  'DeleteRolePermissionsBoundary',
  'DeleteRolePolicy',
  'DetachRolePolicy',
  'PutRolePermissionsBoundary',
  'PutRolePolicy',
  'UntagRole',
  'UpdateAssumeRolePolicy',
];

/** Calls of a service, with any parameters or with one of the given. */
function calls(
  service: string,
  eventName: string[],
  ...requestParameters: Record<string, unknown>[]
): Record<string, unknown> {
  const [first, ...more] = requestParameters.map((one) => ({ requestParameters: one }));
  return {
    source: [`aws.${service}`],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventName, ...(more.length === 0 ? first : { $or: [first, ...more] }) },
  };
}
