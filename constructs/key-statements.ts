import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { allow, bucketArns, deny, keyUseActions, ownAccount, viaS3 } from './statements';

/** Looking after a key, without any use of it on data and without grants. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** The account administers the key through IAM; this statement is also what keeps the key from being locked out. */
export function administer(): PolicyStatement {
  return allow('Administer', [ownAccount()], administration, ['*']);
}

/** What reading and writing an object asks of its key. */
export const useActions = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Allows of the named service roles; none where nobody is named. */
export function serviceRoleUse(
  ways: Record<string, Record<string, unknown>>,
  serviceRoleArns: readonly string[],
): PolicyStatement[] {
  if (serviceRoleArns.length === 0) return [];
  const byServiceRole = { ArnEquals: { 'aws:PrincipalArn': [...serviceRoleArns] } };
  return [
    allow('ServiceRolesUseThroughS3', [ownAccount()], useActions, ['*'], { ...ways, ...byServiceRole }),
    allow('ServiceRolesGrantToAws', [ownAccount()], ['kms:CreateGrant'], ['*'], {
      ...byServiceRole,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
  ];
}

/**
 * Allows the named role to decrypt, for whatever bucket: data under this key is in its own buckets alone, since nobody is
 * allowed to encrypt for another.
 */
export function breakGlassUse(site: Site, breakGlass: readonly string[]): PolicyStatement[] {
  return breakGlass.map((arn) =>
    allow('BreakGlassReadsThroughS3', [ownAccount()], ['kms:Decrypt'], ['*'], {
      StringEquals: { 'kms:ViaService': viaS3(site) },
      ArnEquals: { 'aws:PrincipalArn': arn },
    }),
  );
}

/** A key works through S3 of its own AWS Region only: a direct call carries no `kms:ViaService` and is denied too. */
export function denyUseOutsideS3(site: Site): PolicyStatement {
  return deny('DenyUseOutsideS3', keyUseActions, ['*'], { StringNotEquals: { 'kms:ViaService': viaS3(site) } });
}

/** Grants bypass every policy, so only AWS services may be given one, on the holder's behalf. */
export function denyForeignGrants(): PolicyStatement {
  return deny('DenyGrantsToPrincipals', ['kms:CreateGrant'], ['*'], {
    BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' },
  });
}

/**
 * A deletion waits the longest time that KMS knows, in which it can be noticed and cancelled. Whoever names no number of
 * days gets 30 (https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html).
 */
export function denyHastyDeletion(): PolicyStatement {
  return deny('DenyHastyDeletion', ['kms:ScheduleKeyDeletion'], ['*'], {
    NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' },
  });
}

/**
 * Through S3, for objects of these buckets. With a bucket key the encryption context is the ARN of the bucket, without
 * one the ARN of the object, so both forms stand here.
 */
export function throughS3(site: Site, bucketNames: readonly string[]): Record<string, Record<string, unknown>> {
  return {
    StringEquals: { 'kms:ViaService': viaS3(site) },
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': bucketNames.flatMap((name) => bucketArns(site, name)) },
  };
}
