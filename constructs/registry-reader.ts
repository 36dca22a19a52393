import { AccountPrincipal, CfnRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkSlug, checkText, siteOf } from './checks';
import { applyTags } from './tags';
import { RegistryIndexer } from './registry-indexer';

/** Properties of {@link RegistryReader}. */
export interface RegistryReaderProps {
  /** Slug of the region. */
  readonly regionId: string;

  /** Account of the hub, whose role `educloud-<regionId>-registry` may read. */
  readonly hubAccount: string;
}

/**
 * Lets the hub read the registry entries of this account, which say where each school keeps its data, and nothing else.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class RegistryReader extends Construct {
  /** Name of the role that the hub takes; its path is `/educloud/`. */
  public readonly roleName: string;

  constructor(scope: Construct, id: string, props: RegistryReaderProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    checkText(this, 'hubAccount', props.hubAccount, /^\d{12}$/, 'twelve digits');
    const { account, partition } = siteOf(this);
    this.roleName = `educloud-${props.regionId}-registry-reader`;
    const path = `arn:${partition.arnPartition}:ssm:*:${account}:parameter/educloud/${props.regionId}/schools`;
    const role = new CfnRole(this, 'Role', {
      roleName: this.roleName,
      path: '/educloud/',
      description: 'educloud: the hub reads registry entries',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            // Not the role itself: IAM refuses a principal that does not exist yet.
            principals: [new AccountPrincipal(props.hubAccount)],
            actions: ['sts:AssumeRole'],
            conditions: {
              ArnEquals: { 'aws:PrincipalArn': RegistryIndexer.roleArnIn(this, props.hubAccount, props.regionId) },
            },
          }),
        ],
      }),
      policies: [
        {
          policyName: 'educloud',
          policyDocument: new PolicyDocument({
            statements: [
              new PolicyStatement({
                actions: ['ssm:GetParametersByPath'],
                // The path itself is what IAM is asked about; with a slash at its end, the second form.
                resources: [path, `${path}/*`],
              }),
            ],
          }),
        },
      ],
    });
    applyTags(role, { region: props.regionId });
  }
}
