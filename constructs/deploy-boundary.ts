import { CfnManagedPolicy, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkSlug, siteOf } from './checks';
import { keyUseActions, listing, objectActions } from './statements';

/** Properties of {@link DeployBoundary}. */
export interface DeployBoundaryProps {
  /** Slug of the region; the policy is called `educloud-<regionId>-deploy-boundary`. */
  readonly regionId: string;
}

/**
 * A permissions boundary for the role with which CloudFormation deploys. It may change every resource and policy – in
 * `aws-cn` nobody else could undo a lockout – but reads and writes no object of a store, uses no key on data, takes no
 * other role, shortens no lock, and sheds no boundary.
 *
 * It is put on that role by bootstrapping once more: `cdk bootstrap --custom-permissions-boundary NAME`
 * (https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html).
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class DeployBoundary extends Construct {
  /** Name of the managed policy. */
  public readonly policyName: string;

  constructor(scope: Construct, id: string, props: DeployBoundaryProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const { account, partition } = siteOf(this);
    this.policyName = `educloud-${props.regionId}-deploy-boundary`;
    const stores = `arn:${partition.arnPartition}:s3:::edu-*`;
    // A request through an access point names that, not the bucket behind it.
    const accessPoints = `arn:${partition.arnPartition}:s3:*:*:accesspoint/*`;
    new CfnManagedPolicy(this, 'Policy', {
      managedPolicyName: this.policyName,
      description: 'Deploys everything and reads nothing.',
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({ sid: 'Deploys', actions: ['*'], resources: ['*'] }),
          refusal('ReadsNoObject', objectActions, [stores, accessPoints]),
          // Of a bucket itself CloudFormation asks by this action whether it is there.
          refusal('ListsNoObject', [listing], [accessPoints]),
          // S3 names the bucket or the object to KMS; keys of other buckets and services are none of this.
          refusal('UsesNoKeyOnData', keyUseActions, ['*'], {
            StringLike: { 'kms:EncryptionContext:aws:s3:arn': stores },
          }),
          refusal('TakesNoRole', ['sts:AssumeRole*', 'sts:TagSession', 'sts:GetFederationToken'], ['*']),
          refusal(
            'ShedsNoBoundary',
            ['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary'],
            [`arn:${partition.arnPartition}:iam::${account}:role/cdk-*`],
          ),
        ],
      }),
    });
  }
}

function refusal(
  sid: string,
  actions: string[],
  resources: string[],
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({ sid, effect: Effect.DENY, actions, resources, conditions });
}
