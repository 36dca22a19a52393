import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { failure } from '../lib/errors';
import { checkBucketName, checkSlug, checkText, siteOf } from './checks';
import { LogArchive } from './log-archive';
import { applyTags } from './tags';

/** Properties of {@link AccountTrail}. */
export interface AccountTrailProps {
  /** Slug of the region; the trail is called `educloud-<regionId>`, a second one `educloud-<regionId>.archive`. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the logs, for tags. */
  readonly jurisdiction: string;

  /** Name of the trail's own bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /**
   * Beginnings of the names of the buckets whose objects are watched.
   *
   * @default - `edu-rec-`, `edu-mat-`, `edu-rrc-`, `edu-rma-`, `edu-qua-`: every school's records and materials, their
   *   replicas, and what is restored
   */
  readonly bucketPrefixes?: string[];

  /**
   * Days for which no log file can be changed or deleted; at least 180.
   *
   * @default 400
   */
  readonly retentionDays?: number;

  /**
   * Bucket of a log archive to which a second trail writes. It must exist, and let this account write.
   *
   * @default - the account keeps its trail to itself
   */
  readonly archiveBucketName?: string;

  /**
   * Whether the second trail carries data events, too.
   *
   * @default false
   */
  readonly archiveDataEvents?: boolean;

  /**
   * ARN of the role with which CloudFormation deploys; see {@link LogArchiveProps.deployRoleArn}.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * The trail of one account, in a locked bucket of its own: management events of every AWS Region, and every access to an
 * object of a store, with digests that show what was changed afterwards.
 *
 * One `StartsWith` for each purpose covers all stores that there are and will be, so adding a school never changes the
 * trail, and the quota of 500 values is never near
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html).
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class AccountTrail extends Construct {
  /** The trail's own bucket. */
  public readonly bucket: Bucket;

  private readonly trails: CfnTrail[] = [];

  /** ARN of the trail, without a token. */
  public readonly trailArn: string;

  constructor(scope: Construct, id: string, props: AccountTrailProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const prefixes = props.bucketPrefixes ?? ['edu-rec-', 'edu-mat-', 'edu-rrc-', 'edu-rma-', 'edu-qua-'];
    if (prefixes.length === 0) {
      throw failure('EDU601', '`bucketPrefixes` is empty: no access to an object would be seen', {
        path: this.node.path,
        allowed: 'at least one beginning of a bucket name',
      });
    }
    for (const prefix of prefixes)
      checkText(this, 'bucketPrefixes', prefix, /^[a-z0-9][a-z0-9-]{2,62}$/, '3 to 63 of a–z, 0–9 and hyphens');
    const name = `educloud-${props.regionId}`;
    const { account, awsRegion, partition } = siteOf(this);
    this.trailArn = `arn:${partition.arnPartition}:cloudtrail:${awsRegion}:${account}:trail/${name}`;
    const locked = new LogArchive(this, 'Logs', {
      bucketName: props.bucketName,
      regionId: props.regionId,
      jurisdiction: props.jurisdiction,
      perimeter: { accounts: [], organizations: [] },
      trailArns: [this.trailArn],
      ...(props.retentionDays === undefined ? {} : { retentionDays: props.retentionDays }),
      ...(props.deployRoleArn === undefined ? {} : { deployRoleArn: props.deployRoleArn }),
    });
    this.bucket = locked.bucket;
    // The archive of a region is another store.
    if (locked.bucket.node.defaultChild instanceof CfnBucket)
      applyTags(locked.bucket.node.defaultChild, { store: 'trail' });
    const objects = prefixes.map((prefix) => `arn:${partition.arnPartition}:s3:::${prefix}`);
    const trail = makeTrail(this, 'Trail', name, props.bucketName, [managementEvents, dataEvents(objects)]);
    // CloudTrail tries the bucket's policy when the trail is made.
    if (locked.bucket.policy !== undefined) trail.node.addDependency(locked.bucket.policy);
    this.trails.push(trail);
    if (props.archiveBucketName === undefined) return;
    checkBucketName(this, props.archiveBucketName);
    const archived = makeTrail(this, 'ArchiveTrail', `${name}.archive`, props.archiveBucketName, [
      managementEvents,
      ...(props.archiveDataEvents ? [dataEvents(objects)] : []),
    ]);
    this.trails.push(archived);
  }

  /**
   * Makes the trails after something else of the stack: what fails before leaves no log behind, which nobody could delete
   * and which would keep the bucket where the next deployment wants to make it.
   */
  public makeAfter(...others: IConstruct[]): void {
    for (const trail of this.trails) trail.node.addDependency(...others);
  }
}

const managementEvents: CfnTrail.AdvancedEventSelectorProperty = {
  name: 'management',
  fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }],
};

function dataEvents(startsWith: string[]): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name: 'stores',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
      { field: 'resources.ARN', startsWith },
    ],
  };
}

function makeTrail(
  scope: Construct,
  id: string,
  trailName: string,
  s3BucketName: string,
  advancedEventSelectors: CfnTrail.AdvancedEventSelectorProperty[],
): CfnTrail {
  return new CfnTrail(scope, id, {
    trailName,
    s3BucketName,
    advancedEventSelectors,
    isLogging: true,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
  });
}
