import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import { checkBucketName, checkSlug, checkText, siteOf } from './checks';

/** Properties of {@link OrganizationTrail}. */
export interface OrganizationTrailProps {
  /** Slug of the region; the trail is called `educloud-<regionId>.organization`. */
  readonly regionId: string;

  /** Bucket of the log archive. It must exist, and let {@link OrganizationTrail.trailArn} write. */
  readonly archiveBucketName: string;

  /**
   * Management account of the organisation, where the trail stands whoever makes it.
   *
   * @default - the stack's own account is the management account
   */
  readonly managementAccount?: string;
}

/**
 * A trail of a whole organisation into the log archive: management events of every account and AWS Region.
 *
 * Deployed in the management account or in that of a delegated administrator. An account cannot stop it; accounts outside
 * the organisation do not appear in it, which is why every account has a trail of its own besides.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class OrganizationTrail extends Construct {
  /** ARN of the trail, without a token. */
  public readonly trailArn: string;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkBucketName(this, props.archiveBucketName);
    const { account, awsRegion, partition } = siteOf(this);
    const owner = props.managementAccount ?? account;
    checkText(this, 'managementAccount', owner, /^\d{12}$/, 'twelve digits');
    const trailName = `educloud-${props.regionId}.organization`;
    this.trailArn = `arn:${partition.arnPartition}:cloudtrail:${awsRegion}:${owner}:trail/${trailName}`;
    new CfnTrail(this, 'Trail', {
      trailName,
      s3BucketName: props.archiveBucketName,
      isOrganizationTrail: true,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
    });
  }
}
