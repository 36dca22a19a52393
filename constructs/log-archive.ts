import { type PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption, ObjectLockRetention, type Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { failure } from '../lib/errors';
import { baseBucket } from './base-bucket';
import { checkPerimeter, checkRoleArns, checkSlug, checkText, siteOf, type Site } from './checks';
import { drillReports, isNoDrill } from './drill-report-statements';
import type { Perimeter } from './perimeter';
import { denySettings, logSettings } from './setting-statements';
import { allow, bucketArns, deny, deployRoleOf, managedKeyDenies, transportDenies, writeActions } from './statements';

/** Properties of {@link LogArchive}. */
export interface LogArchiveProps {
  /** Name of the bucket. A name that ends with `-an` is created in the account-regional namespace. */
  readonly bucketName: string;

  /** Whose trails may write: accounts, and every account of an organisation. */
  readonly perimeter: Perimeter;

  /**
   * ARNs of trails that may write besides: an organisation's trail, which belongs to its management account. Without any
   * account and organisation in `perimeter`, these trails alone.
   *
   * @default - none
   */
  readonly trailArns?: string[];

  /** Slug of the region, for tags. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the logs, for tags. */
  readonly jurisdiction: string;

  /**
   * Days for which no log file can be changed or deleted (Object Lock, governance mode); at least 180.
   *
   * @default 400
   */
  readonly retentionDays?: number;

  /**
   * ARN of the role with which CloudFormation deploys, which alone changes what keeps the logs.
   *
   * @default - the role that `cdk bootstrap` makes with its default qualifier
   */
  readonly deployRoleArn?: string;
}

/**
 * Where trails are kept. Only CloudTrail writes, only for accounts of the perimeter, and drills of these their reports, under
 * `drills/` and the account; nobody changes or deletes what is written.
 *
 * SSE-S3 and nothing else, since a log that cannot be written or read for want of a key is a log lost.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class LogArchive extends Construct {
  /** The bucket. */
  public readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkPerimeter(this, props.perimeter);
    checkTrails(this, props);
    const site = siteOf(this);
    if (props.deployRoleArn !== undefined) checkRoleArns(this, site, 'deployRoleArn', [props.deployRoleArn]);
    const days = props.retentionDays ?? 400;
    if (!Number.isInteger(days) || days < 180) {
      throw failure('EDU601', '`retentionDays` does not fit', {
        path: this.node.path,
        found: String(days),
        allowed:
          'a whole number of days from 180 (six months is the least that network logs are kept in China; Cybersecurity Law, unverified)',
      });
    }
    this.bucket = baseBucket(this, {
      bucketName: props.bucketName,
      objectLock: true,
      more: {
        encryption: BucketEncryption.S3_MANAGED,
        objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(days)),
      },
      statements: archivePolicy(site, props),
      tags: {
        region: props.regionId,
        store: 'logs',
        dataClasses: 'internal+personal',
        jurisdiction: props.jurisdiction,
        keptDays: String(days),
      },
    });
  }
}

/** Somebody must be able to write, and trails are named exactly. */
function checkTrails(scope: Construct, { perimeter, trailArns = [] }: LogArchiveProps): void {
  const pattern = /^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/[A-Za-z0-9._-]{3,128}$/;
  for (const arn of trailArns) checkText(scope, 'trailArns', arn, pattern, 'the ARN of one trail, without wildcards');
  if (trailArns.length + perimeter.accounts.length + perimeter.organizations.length > 0) return;
  throw failure('EDU601', 'nobody may write to the archive', {
    path: scope.node.path,
    allowed: 'an account or an organisation in `perimeter`, or one of `trailArns`',
  });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function archivePolicy(
  site: Site,
  { bucketName, regionId, perimeter, trailArns = [], deployRoleArn = deployRoleOf(site) }: LogArchiveProps,
): PolicyStatement[] {
  const { accounts, organizations } = perimeter;
  const [bucket, objects] = bucketArns(site, bucketName);
  const reports = drillReports(site, [bucket, objects], perimeter, regionId);
  const trail = 'cloudtrail.amazonaws.com';
  const logs = `${bucket}/AWSLogs/*`;
  // One statement for looking and writing, since five hundred accounts have to fit into the policy as well as their drills.
  const write = (sid: string, key: string, values: string[]): PolicyStatement[] =>
    values.length === 0
      ? []
      : [
          allow(`${sid}Write`, [new ServicePrincipal(trail)], ['s3:GetBucketAcl', 's3:PutObject'], [bucket, logs], {
            StringEquals: { [key]: values },
          }),
        ];
  return [
    ...write('NamedTrails', 'aws:SourceArn', [...trailArns].sort()),
    ...write('AccountTrails', 'aws:SourceAccount', [...new Set(accounts)].sort()),
    ...write('OrganizationTrails', 'aws:SourceOrgID', [...organizations].sort()),
    deny('DenyLogsOfOthers', ['s3:PutObject'], [logs], {
      StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
    }),
    ...transportDenies([bucket, objects]),
    // A log under a key of whoever forwards it could be made unreadable by deleting the key.
    ...managedKeyDenies(objects),
    deny('DenyOtherWriters', writeActions, [bucket, objects], {
      StringNotEquals: { 'aws:PrincipalServiceName': trail },
      ...(reports.length === 0 ? {} : isNoDrill(site, regionId)),
    }),
    ...reports,
    denySettings(bucket, logSettings, [deployRoleArn]),
  ];
}
