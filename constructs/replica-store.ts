import { BucketEncryption, ObjectLockRetention, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { baseBucket } from './base-bucket';
import {
  checkBucketName,
  checkDataClasses,
  checkPerimeter,
  checkRoleArns,
  checkSlug,
  checkText,
  siteOf,
} from './checks';
import { checkLock } from './copy-lock';
import type { Perimeter } from './perimeter';
import type { RecoveryKey } from './recovery-key';
import { replicaPolicy } from './replica-statements';
import { bucketArns } from './statements';
import { checkStoreKey } from './store-key';

/** Properties of {@link ReplicaStore}. */
export interface ReplicaStoreProps {
  /** Slug of the school that owns the copy. */
  readonly schoolId: string;

  /** Slug of the region: its replication role writes, and its recovery role alone breaks the promise. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the data, for tags. */
  readonly jurisdiction: string;

  /** What is copied: `records`, `materials` or `canary`. */
  readonly store: string;

  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Key of the copies, of this stack; a member of it must hold this bucket. */
  readonly key: RecoveryKey;

  /** Data classes of what is copied, such as `personal`. */
  readonly dataClasses: string[];

  /** Who counts as inside. The accounts of the copy and of its original always do. */
  readonly perimeter: Perimeter;

  /** Days for which no version can be deleted. */
  readonly lockDays: number;

  /** Days after which an old version is deleted; not less than `lockDays`. */
  readonly retentionDays: number;

  /** How it is locked: `governance`, which the recovery role may end, or `compliance`, which nobody may. */
  readonly immutability: string;

  /**
   * Whether it is understood that nobody, not even AWS, deletes a version before its time; asked for with `compliance`.
   *
   * @default false
   */
  readonly irrevocable?: boolean;

  /**
   * ARNs of roles in the account of the originals that read the copy to restore it: they carry the school's tag, too.
   *
   * @default - the school's restore role, see {@link RestoreRole}
   */
  readonly readerRoleArns?: string[];

  /**
   * ARN of the role with which CloudFormation deploys; see {@link SchoolStoreProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * A school's copy of one of its stores, in another AWS Region or account. S3 writes new versions into it, by the region's
 * replication role, and that is all that ever reaches it: no deletion, no delete marker, no tag of the school's own hand, no
 * setting. Every version is locked, and an old one goes when its time is over.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class ReplicaStore extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  /** Name of the bucket. */
  public readonly bucketName: string;

  /** ARN of the bucket, without a token. */
  public readonly bucketArn: string;

  constructor(scope: Construct, id: string, props: ReplicaStoreProps) {
    super(scope, id);
    checkProps(this, props);
    checkLock(this, props);
    checkStoreKey(this, props);
    const site = siteOf(this);
    const source = { ...site, account: props.key.sourceAccount };
    checkRoleArns(this, source, 'readerRoleArns', props.readerRoleArns ?? []);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    const lock = Duration.days(props.lockDays);
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: true,
      noncurrentDays: props.retentionDays,
      // Each drill writes a new object, and what deletes it there is not copied.
      ...(props.store === 'canary' ? { expireDays: props.retentionDays } : {}),
      more: {
        encryption: BucketEncryption.KMS,
        encryptionKey: props.key.key,
        bucketKeyEnabled: true,
        objectLockDefaultRetention:
          props.immutability === 'compliance'
            ? ObjectLockRetention.compliance(lock)
            : ObjectLockRetention.governance(lock),
      },
      statements: replicaPolicy(site, props),
      tags: {
        region: props.regionId,
        school: props.schoolId,
        store: `${props.store}-replica`,
        dataClasses: props.dataClasses.join('+'),
        jurisdiction: props.jurisdiction,
        keptDays: String(props.lockDays),
        immutability: props.immutability,
      },
    });
    this.bucketName = props.bucketName;
    this.bucketArn = bucketArns(site, props.bucketName)[0];
  }
}

function checkProps(scope: Construct, props: ReplicaStoreProps): void {
  checkSlug(scope, 'schoolId', props.schoolId);
  checkSlug(scope, 'regionId', props.regionId);
  checkBucketName(scope, props.bucketName);
  checkPerimeter(scope, props.perimeter);
  checkText(scope, 'store', props.store, /^(?:records|materials|canary)$/, 'records, materials or canary');
  checkDataClasses(scope, props.dataClasses);
}
