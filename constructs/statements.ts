import { AccountRootPrincipal, AnyPrincipal, Effect, PolicyStatement, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import type { Perimeter } from './perimeter';
import { tagKeys } from './tags';

// The statements of which bucket and key policies are made. Denies touch object data and the use of keys only: the role
// that deploys must always be able to replace a policy, and in aws-cn no root user could undo a lockout.

/**
 * `s3:UpdateObjectEncryption`, which moves an object to another key, in a pattern that `s3:DeleteObject` fits as well:
 * S3 refuses a bucket policy with an action that it does not know, and not every partition is known to know this one.
 */
const updateObject = 's3:*teObject*';

/** `s3:InitiateReplication`, in a pattern that `s3:GetObjectVersionForReplication` fits as well, for the same reason. */
const initiateReplication = 's3:*Replication';

/** `s3:ListObjectAnnotations` and the like, in a pattern that `s3:ListBucketVersions` fits as well, for the same reason. */
const listAnnotations = 's3:List*ions';

/** Gives a copy in another account to that account. */
const ownerOverride = 's3:ObjectOwnerOverrideToBucketOwner';

/** Actions that read, write or list objects, but for `listing`. `s3:PutBucket…` and the like are not among them. */
export const objectActions = [
  initiateReplication,
  listAnnotations,
  updateObject,
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:GetObject*',
  's3:ListBucketMultipartUploads',
  's3:ListMultipartUploadParts',
  ownerOverride,
  's3:PutObject*',
  's3:Replicate*',
  's3:RestoreObject',
];

/**
 * Listing objects, and `HeadBucket`, which the same action allows: CloudFormation asks it before it changes a bucket, so
 * its role is let in where a school is (schema of `AWS::S3::Bucket`, permissions of its handlers).
 */
export const listing = 's3:ListBucket';

/** Actions that change or remove objects. */
export const writeActions = [
  updateObject,
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  ownerOverride,
  's3:PutObject*',
  's3:Replicate*',
  's3:RestoreObject',
];

/** Every use of a key on data. */
export const keyUseActions = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** Actions that change or remove objects, but for those of a copy: `s3:ReplicateObject` does not fit the first pattern. */
export const writeActionsButCopies = [
  's3:*teObject*ion*',
  ...writeActions.filter((action) => ![updateObject, 's3:Replicate*', ownerOverride].includes(action)),
];

/** What writes a copy into another bucket; what replicates the removal of a version stands elsewhere. */
export const copyActions = [ownerOverride, 's3:ReplicateObject', 's3:ReplicateTags'];

type Conditions = Record<string, Record<string, unknown>>;

/** ARNs of a bucket and of everything in it; literal, so that a policy can be read without its stack. */
export function bucketArns(site: Site, bucketName: string): [string, string] {
  const bucket = `arn:${site.partition.arnPartition}:s3:::${bucketName}`;
  return [bucket, `${bucket}/*`];
}

/** `kms:ViaService` of S3 in the site's AWS Region: every form that the partition may send. */
export function viaS3({ awsRegion, partition }: Site): string[] {
  return partition.kmsViaServiceSuffixes.map((suffix) => `s3.${awsRegion}.${suffix}`);
}

export function deny(sid: string, actions: string[], resources: string[], conditions: Conditions): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions,
    resources,
    conditions,
  });
}

export function allow(
  sid: string,
  principals: IPrincipal[],
  actions: string[],
  resources: string[],
  conditions: Conditions = {},
): PolicyStatement {
  return new PolicyStatement({ sid, principals, actions, resources, conditions });
}

/** The site's own account: its IAM policies decide further, so nothing is granted by this principal alone. */
export function ownAccount(): IPrincipal {
  return new AccountRootPrincipal();
}

/** TLS only, and nothing older than TLS 1.2. */
export function transportDenies(arns: string[]): PolicyStatement[] {
  return [
    deny('DenyPlainHttp', ['s3:*'], arns, { Bool: { 'aws:SecureTransport': 'false' } }),
    deny('DenyOldTls', ['s3:*'], arns, { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
  ];
}

/**
 * Objects are encrypted with the store's key or not written at all.
 *
 * A request without headers falls back to the bucket's default key, so absent headers must pass. `…IfExists` does not
 * let them: with a negated operator an absent key counts as unequal, hence `Null`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). A request that
 * asks for `aws:kms` and names no key would get the account's AWS managed key, hence the third statement.
 */
export function ownKeyDenies(objects: string, keyArn: string): PolicyStatement[] {
  const algorithm = 's3:x-amz-server-side-encryption';
  const key = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  return [
    deny('DenyOtherEncryption', ['s3:PutObject'], [objects], presentAndNot(algorithm, 'aws:kms')),
    deny('DenyOtherKeys', ['s3:PutObject'], [objects], presentAndNot(key, keyArn)),
    deny('DenyUnnamedKey', ['s3:PutObject'], [objects], {
      StringEquals: { [algorithm]: 'aws:kms' },
      Null: { [key]: 'true' },
    }),
    denyCustomerKeys(objects),
  ];
}

/** Objects are encrypted with keys of S3 or not written at all; what `ownKeyDenies` is for a store with a key. */
export function managedKeyDenies(objects: string): PolicyStatement[] {
  const algorithm = 's3:x-amz-server-side-encryption';
  return [
    deny('DenyOtherEncryption', ['s3:PutObject'], [objects], presentAndNot(algorithm, 'AES256')),
    deny('DenyOtherKeys', ['s3:PutObject'], [objects], { Null: { [`${algorithm}-aws-kms-key-id`]: 'false' } }),
    denyCustomerKeys(objects),
  ];
}

function presentAndNot(key: string, value: string): Conditions {
  return { Null: { [key]: 'false' }, StringNotEquals: { [key]: value } };
}

function denyCustomerKeys(objects: string): PolicyStatement {
  return deny('DenyCustomerKeys', ['s3:PutObject'], [objects], {
    Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' },
  });
}

/**
 * Everyone but the school, or the schools that share a key, is denied, whatever anybody's identity policy says.
 *
 * An absent tag is denied, since a negated operator holds for an absent key; so is an anonymous request, for which
 * `aws:PrincipalIsAWSService` is absent (`BoolIfExists`).
 */
export function isolationConditions(
  schoolIds: readonly [string, ...string[]],
  serviceRoleArns: readonly string[],
): Conditions {
  const [first, ...more] = schoolIds;
  return {
    StringNotEquals: { [`aws:PrincipalTag/${tagKeys.school}`]: more.length === 0 ? first : [...schoolIds] },
    ...(serviceRoleArns.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': [...serviceRoleArns] } }),
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };
}

/** The role that reads in an emergency, alone in a list, or nobody. */
export function breakGlassOf({ breakGlassRoleArn }: { readonly breakGlassRoleArn?: string }): string[] {
  return breakGlassRoleArn === undefined ? [] : [breakGlassRoleArn];
}

/** Who reads in an emergency is let through where a school is, but changes nothing and starts no copy. */
export function denyBreakGlassChanges(arns: string[], roleArn: string): PolicyStatement {
  return deny('DenyBreakGlassChanges', [initiateReplication, ...writeActions], arns, {
    ArnEquals: { 'aws:PrincipalArn': roleArn },
  });
}

/**
 * The role that `cdk bootstrap` makes for CloudFormation with its default qualifier
 * (https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html). CloudFormation alone can take it.
 */
export function deployRoleOf({ account, awsRegion, partition }: Site): string {
  return `arn:${partition.arnPartition}:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${awsRegion}`;
}

/** Everyone outside the perimeter, and whoever has no account at all; the site's own account is always inside. */
export function outsideConditions({ account }: Site, { organizations, accounts }: Perimeter): Conditions {
  return {
    StringNotEquals: {
      'aws:PrincipalAccount': [...new Set([account, ...accounts])].sort(),
      ...(organizations.length === 0 ? {} : { 'aws:PrincipalOrgID': [...organizations].sort() }),
    },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };
}
