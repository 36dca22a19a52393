import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption, CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { baseBucket } from './base-bucket';
import {
  checkBucketName,
  checkDataClasses,
  checkPerimeter,
  checkRoleArns,
  checkSlug,
  checkText,
  siteOf,
  type Site,
} from './checks';
import { grantInline } from './inline-grants';
import type { Perimeter } from './perimeter';
import { checkReplica, replicationOf, type ReplicaTarget } from './replica-target';
import { serviceRoleArn } from './service-role-arns';
import { denyOwnLocks, denyStoreSettings } from './setting-statements';
import { checkStoreKey, type IStoreKey } from './store-key';
import {
  breakGlassOf,
  bucketArns,
  deny,
  denyBreakGlassChanges,
  deployRoleOf,
  isolationConditions,
  listing,
  objectActions,
  outsideConditions,
  ownKeyDenies,
  transportDenies,
  writeActions,
} from './statements';
import type { StorePurpose } from './store-purpose';

/** Properties of {@link SchoolStore}. */
export interface SchoolStoreProps {
  /** Slug of the school that owns the store. */
  readonly schoolId: string;

  /** What the store is for: `StorePurpose.records()` or `StorePurpose.materials()`. */
  readonly purpose: StorePurpose;

  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Key of this school, or one that it shares; its `bucketNames` must hold this store's bucket. */
  readonly key: IStoreKey;

  /** Data classes of what the store holds, such as `personal`. */
  readonly dataClasses: string[];

  /** Who counts as inside. The store's own account always does. */
  readonly perimeter: Perimeter;

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the data, for tags. */
  readonly jurisdiction: string;

  /**
   * Name of the school for people, for tags.
   *
   * @default - no such tag
   */
  readonly schoolName?: string;

  /**
   * ARNs of the roles that may handle objects without being the school: replication, backup, recovery.
   *
   * @default - only the school handles objects
   */
  readonly serviceRoleArns?: string[];

  /**
   * ARN of the role with which CloudFormation deploys. It asks whether the bucket is there by the action that lists
   * objects, so it may do that, and neither read nor write.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;

  /**
   * ARN of the role that reads in an emergency, see {@link BureauRoles}: it may list and get objects without being the
   * school, and change nothing.
   *
   * @default - nobody reads but the school
   */
  readonly breakGlassRoleArn?: string;

  /**
   * Where S3 copies new versions to. The region's replication role must be among `serviceRoleArns`.
   *
   * @default - nothing is copied
   */
  readonly replica?: ReplicaTarget;

  /**
   * Whose plan of AWS Backup selects the store: a school, or a shard whose schools share a key; it carries the tag `educloud:backup`. The
   * region's backup role must be among `serviceRoleArns`.
   *
   * @default - none does
   */
  readonly backupOwner?: string;

  /**
   * Keep everything, allow no writes, grant nothing, expire nothing. What is copied stays copied.
   *
   * @default false
   */
  readonly frozen?: boolean;
}

/**
 * One bucket of one school, isolated from both sides: identity policies name it exactly, and the bucket itself denies
 * object data to every principal that does not carry the school's tag.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class SchoolStore extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  /** Name of the bucket. */
  public readonly bucketName: string;

  /** ARN of the bucket, without a token. */
  public readonly bucketArn: string;

  private readonly props: SchoolStoreProps;

  constructor(scope: Construct, id: string, props: SchoolStoreProps) {
    super(scope, id);
    checkProps(this, props);
    checkStoreKey(this, props);
    const site = siteOf(this);
    checkRoleArns(this, site, 'serviceRoleArns', props.serviceRoleArns ?? []);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    checkRoleArns(this, site, 'breakGlassRoleArn', breakGlassOf(props));
    checkCopies(this, site, props);
    const frozen = props.frozen ?? false;
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: props.purpose.objectLock,
      ...(frozen ? {} : { noncurrentDays: props.purpose.noncurrentDays }),
      more: { encryption: BucketEncryption.KMS, encryptionKey: props.key.key, bucketKeyEnabled: true },
      statements: storePolicy(site, props),
      tags: {
        region: props.regionId,
        school: props.schoolId,
        store: props.purpose.name,
        dataClasses: props.dataClasses.join('+'),
        jurisdiction: props.jurisdiction,
        name: props.schoolName ?? '',
        status: frozen ? 'frozen' : '',
        backup: props.backupOwner ?? '',
      },
    });
    if (props.replica !== undefined) replicate(this, this.bucket, props.replica, copyingRole(site, props));
    this.bucketName = props.bucketName;
    this.bucketArn = bucketArns(site, props.bucketName)[0];
    this.props = props;
  }

  /**
   * Lets a role of the same stack list and read this store. The role becomes a role of this school.
   *
   * @throws EDU602 for a role that is imported, of another stack or of another school
   */
  public grantRead(role: Role): void {
    this.grant(role, readActions, listActions, ['kms:Decrypt']);
  }

  /**
   * Lets a role of the same stack list, read, write and delete in this store. Deleting leaves the old version behind.
   * The role becomes a role of this school.
   *
   * @throws EDU602 for a role that is imported, of another stack or of another school
   */
  public grantReadWrite(role: Role): void {
    this.grant(
      role,
      [
        ...readActions,
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:ListMultipartUploadParts',
        's3:PutObject',
        's3:PutObjectTagging',
      ],
      [...listActions, 's3:ListBucketMultipartUploads'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    );
  }

  private grant(role: Role, onObjects: string[], onBucket: string[], onKey: string[]): void {
    if (this.props.frozen) return;
    const [bucket, objects] = bucketArns(siteOf(this), this.bucketName);
    grantInline(this, role, this.props.schoolId, [
      new PolicyStatement({ actions: onObjects, resources: [objects] }),
      new PolicyStatement({ actions: onBucket, resources: [bucket] }),
      new PolicyStatement({ actions: onKey, resources: [this.props.key.keyArn] }),
    ]);
  }
}

/** With tags and with what a bucket says of old versions, without which nothing can be brought back as it was. */
const readActions = ['s3:GetObject', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionTagging'];
const listActions = ['s3:GetBucketVersioning', 's3:ListBucket', 's3:ListBucketVersions'];

function checkProps(scope: Construct, props: SchoolStoreProps): void {
  checkSlug(scope, 'schoolId', props.schoolId);
  checkSlug(scope, 'regionId', props.regionId);
  checkBucketName(scope, props.bucketName);
  checkPerimeter(scope, props.perimeter);
  checkDataClasses(scope, props.dataClasses);
}

/** Who copies must be let in: a rule whose role reads nothing fails in silence, object by object. */
function checkCopies(scope: Construct, site: Site, props: SchoolStoreProps): void {
  const { replica, backupOwner, serviceRoleArns = [] } = props;
  if (replica !== undefined) checkReplica(scope, replica);
  if (backupOwner !== undefined) {
    const allowed = '1 to 50 of letters, digits, `-` and `_`';
    checkText(scope, 'backupOwner', backupOwner, /^[A-Za-z0-9_-]{1,50}$/, allowed);
  }
  const missing = listersOf(site, props).find((arn) => !serviceRoleArns.includes(arn));
  if (missing === undefined) return;
  throw failure('EDU601', 'who copies the store is not let in', {
    path: scope.node.path,
    found: serviceRoleArns.join(', ') || 'no `serviceRoleArns`',
    allowed: missing,
    fix: 'pass `ServiceRoles.arnsIn(stack, regionId)` as `serviceRoleArns`',
  });
}

function copyingRole(site: Site, { regionId }: SchoolStoreProps): string {
  return serviceRoleArn(site, site.account, regionId, 'replication');
}

/** Roles of services that copy this store. */
function listersOf(site: Site, props: SchoolStoreProps): string[] {
  return [
    ...(props.backupOwner === undefined ? [] : [serviceRoleArn(site, site.account, props.regionId, 'backup')]),
    ...(props.replica === undefined ? [] : [copyingRole(site, props)]),
  ];
}

function replicate(scope: Construct, bucket: Bucket, replica: ReplicaTarget, roleArn: string): void {
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket) resource.replicationConfiguration = replicationOf(siteOf(scope), replica, roleArn);
}

function storePolicy(site: Site, props: SchoolStoreProps): PolicyStatement[] {
  const arns = bucketArns(site, props.bucketName);
  const services = props.serviceRoleArns ?? [];
  const deployer = props.deployRoleArn ?? deployRoleOf(site);
  const breakGlass = breakGlassOf(props);
  const readers = [...services, ...breakGlass];
  return [
    ...transportDenies(arns),
    ...ownKeyDenies(arns[1], props.key.keyArn),
    deny('DenyOtherSchools', objectActions, arns, isolationConditions([props.schoolId], readers)),
    deny('DenyListingByOthers', [listing], [arns[0]], isolationConditions([props.schoolId], [...readers, deployer])),
    ...breakGlass.map((arn) => denyBreakGlassChanges(arns, arn)),
    deny('DenyOutsiders', [...objectActions, listing], arns, outsideConditions(site, props.perimeter)),
    ...denyStoreSettings(arns[0], deployer, listersOf(site, props)),
    ...(props.replica !== undefined && props.purpose.objectLock
      ? denyOwnLocks(arns[1], serviceRoleArn(site, site.account, props.regionId, 'recovery'))
      : []),
    ...(props.frozen ? [deny('DenyWritesWhileFrozen', writeActions, arns, {})] : []),
  ];
}
