import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { baseBucket } from './base-bucket';
import {
  checkBucketName,
  checkDataClasses,
  checkPerimeter,
  checkRoleArns,
  checkSlug,
  siteOf,
  type Site,
} from './checks';
import { grantInline } from './inline-grants';
import type { Perimeter } from './perimeter';
import { serviceRoleArn } from './service-role-arns';
import { denySettings, storeSettings } from './setting-statements';
import {
  bucketArns,
  deny,
  deployRoleOf,
  isolationConditions,
  listing,
  objectActions,
  outsideConditions,
  ownKeyDenies,
  transportDenies,
} from './statements';
import { checkStoreKey, type IStoreKey } from './store-key';

/** Properties of {@link QuarantineStore}. */
export interface QuarantineStoreProps {
  /** Slug of the school whose data is restored. */
  readonly schoolId: string;

  /** Slug of the region: its backup role may write. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the data, for tags. */
  readonly jurisdiction: string;

  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Key of this school, or one that it shares; its `bucketNames` must hold this bucket. */
  readonly key: IStoreKey;

  /** Data classes of whatever may be restored here. */
  readonly dataClasses: string[];

  /** Who counts as inside. The store's own account always does. */
  readonly perimeter: Perimeter;

  /**
   * ARN of the role with which CloudFormation deploys; see {@link SchoolStoreProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * Where what was lost arrives first, and is looked at before it goes back: as isolated as the school's stores, under the
 * same key, and empty again after 30 days.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class QuarantineStore extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  /** Name of the bucket. */
  public readonly bucketName: string;

  /** ARN of the bucket, without a token. */
  public readonly bucketArn: string;

  private readonly props: QuarantineStoreProps;

  constructor(scope: Construct, id: string, props: QuarantineStoreProps) {
    super(scope, id);
    checkProps(this, props);
    checkStoreKey(this, props);
    const site = siteOf(this);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: false,
      expireDays: 30,
      // What has expired is nobody's copy: the originals of a restore are the replica and the recovery points.
      noncurrentDays: 1,
      more: { encryption: BucketEncryption.KMS, encryptionKey: props.key.key, bucketKeyEnabled: true },
      statements: quarantinePolicy(site, props),
      tags: {
        region: props.regionId,
        school: props.schoolId,
        store: 'quarantine',
        dataClasses: props.dataClasses.join('+'),
        jurisdiction: props.jurisdiction,
      },
    });
    this.bucketName = props.bucketName;
    this.bucketArn = bucketArns(site, props.bucketName)[0];
    this.props = props;
  }

  /**
   * Lets a role of the same stack list and read what was restored. The role becomes a role of this school.
   *
   * @throws EDU602 for a role that is imported, of another stack or of another school
   */
  public grantRead(role: Role): void {
    const [bucket, objects] = bucketArns(siteOf(this), this.bucketName);
    grantInline(this, role, this.props.schoolId, [
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionTagging'],
        resources: [objects],
      }),
      new PolicyStatement({
        actions: ['s3:GetBucketVersioning', 's3:ListBucket', 's3:ListBucketVersions'],
        resources: [bucket],
      }),
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: [this.props.key.keyArn] }),
    ]);
  }
}

function checkProps(scope: Construct, props: QuarantineStoreProps): void {
  checkSlug(scope, 'schoolId', props.schoolId);
  checkSlug(scope, 'regionId', props.regionId);
  checkBucketName(scope, props.bucketName);
  checkPerimeter(scope, props.perimeter);
  checkDataClasses(scope, props.dataClasses);
}

function quarantinePolicy(site: Site, props: QuarantineStoreProps): PolicyStatement[] {
  const { schoolId, regionId, bucketName, key, perimeter, deployRoleArn = deployRoleOf(site) } = props;
  const arns = bucketArns(site, bucketName);
  const backup = serviceRoleArn(site, site.account, regionId, 'backup');
  return [
    ...transportDenies(arns),
    ...ownKeyDenies(arns[1], key.keyArn),
    deny('DenyOtherSchools', objectActions, arns, isolationConditions([schoolId], [backup])),
    deny('DenyListingByOthers', [listing], [arns[0]], isolationConditions([schoolId], [backup, deployRoleArn])),
    deny('DenyOutsiders', [...objectActions, listing], arns, outsideConditions(site, perimeter)),
    denySettings(arns[0], storeSettings, [deployRoleArn]),
  ];
}
