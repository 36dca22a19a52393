import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Site } from './checks';
import { applyTags } from './tags';

/** What starts a drill, and when. */
export interface DrillClockProps {
  readonly regionId: string;
  /** Name of rule and state machine. */
  readonly name: string;
  readonly everyDays: number;
  readonly functionArn: string;
  readonly machineArn: string;
}

/** Names and ARNs of what a drill is made of, without tokens, in one account and AWS Region. */
export function drillNames({ account, awsRegion, partition }: Site, regionId: string) {
  const name = `educloud-${regionId}-drill`;
  const at = `${awsRegion}:${account}`;
  const arn = `arn:${partition.arnPartition}`;
  return {
    name,
    // An account may have drills in two AWS Regions, and roles are of the whole account.
    roleName: `${name}-${awsRegion}`,
    clockRoleName: `${name}-clock-${awsRegion}`,
    functionArn: `${arn}:lambda:${at}:function:${name}`,
    machineArn: `${arn}:states:${at}:stateMachine:${name}`,
    ruleArn: `${arn}:events:${at}:rule/${name}`,
    logGroup: `/aws/lambda/${name}`,
    logGroupArn: `${arn}:logs:${at}:log-group:/aws/lambda/${name}`,
  };
}

/** ARN of the role of the drill that an account has in an AWS Region, whether or not it exists yet. */
export function drillRoleArn({ partition }: Site, account: string, awsRegion: string, regionId: string): string {
  return `arn:${partition.arnPartition}:iam::${account}:role/educloud/educloud-${regionId}-drill-${awsRegion}`;
}

/** ARNs of the roles of drills of a region, in whatever account and AWS Region. */
export function drillRolePattern(site: Site, regionId: string): string {
  return drillRoleArn(site, '*', '*', regionId);
}

/** The role with which EventBridge starts the drill and Step Functions calls its function, each for this drill alone. */
export function clockRole(scope: Construct, site: Site, props: DrillClockProps): CfnRole {
  const { clockRoleName, ruleArn } = drillNames(site, props.regionId);
  const role = new CfnRole(scope, 'ClockRole', {
    roleName: clockRoleName,
    path: '/educloud/',
    description: 'educloud: starts drills and runs their steps',
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [taker('events.amazonaws.com', site, ruleArn), taker('states.amazonaws.com', site, props.machineArn)],
    }),
    policies: [
      {
        policyName: 'educloud',
        policyDocument: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['states:StartExecution'], resources: [props.machineArn] }),
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.functionArn] }),
          ],
        }),
      },
    ],
  });
  applyTags(role, { region: props.regionId });
  return role;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html#prevent-cross-service-confused-deputy */
function taker(service: string, { account }: Site, sourceArn: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions: ['sts:AssumeRole'],
    conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': sourceArn } },
  });
}

/** The rule that starts a drill every so many days. */
export function clockRule(scope: Construct, roleArn: string, props: DrillClockProps): CfnRule {
  const { everyDays } = props;
  return new CfnRule(scope, 'Clock', {
    name: props.name,
    description: 'Starts a drill of recovery.',
    scheduleExpression: `rate(${String(everyDays)} ${everyDays === 1 ? 'day' : 'days'})`,
    state: 'ENABLED',
    targets: [{ id: 'drill', arn: props.machineArn, roleArn, input: '{}' }],
  });
}
