import { AccountRootPrincipal, CfnRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkSlug, siteOf } from './checks';
import { applyTags } from './tags';

/** Properties of {@link RegistryIndexer}. */
export interface RegistryIndexerProps {
  /** Slug of the region; the role is called `educloud-<regionId>-registry`. */
  readonly regionId: string;
}

/**
 * The hub's role that reads the registry of every account: operators of the hub take it, and it can take the role
 * `educloud-<regionId>-registry-reader` wherever that trusts it, and do nothing else.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RegistryIndexer extends Construct {
  /** ARN that the role of a region has in the account of its hub, in the partition of `scope`. */
  public static roleArnIn(scope: Construct, hubAccount: string, regionId: string): string {
    return `arn:${siteOf(scope).partition.arnPartition}:iam::${hubAccount}:role/educloud/educloud-${regionId}-registry`;
  }

  constructor(scope: Construct, id: string, props: RegistryIndexerProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const { partition } = siteOf(this);
    const role = new CfnRole(this, 'Role', {
      roleName: `educloud-${props.regionId}-registry`,
      path: '/educloud/',
      description: 'educloud: builds the index of the registry',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [new PolicyStatement({ principals: [new AccountRootPrincipal()], actions: ['sts:AssumeRole'] })],
      }),
      policies: [
        {
          policyName: 'educloud',
          policyDocument: new PolicyDocument({
            statements: [
              new PolicyStatement({
                actions: ['sts:AssumeRole'],
                resources: [
                  `arn:${partition.arnPartition}:iam::*:role/educloud/educloud-${props.regionId}-registry-reader`,
                ],
              }),
            ],
          }),
        },
      ],
    });
    applyTags(role, { region: props.regionId });
  }
}
