import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { checkRoleArns, checkSlug, checkText, siteOf } from './checks';
import { breakGlassOf, deny } from './statements';
import { applyTags } from './tags';
import { tamperEvents } from './tamper-events';

/** Properties of {@link TamperAlarms}. */
export interface TamperAlarmsProps {
  /** Slug of the region; topic and rules are called `educloud-<regionId>-…`. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for the account, for tags. */
  readonly jurisdiction: string;

  /**
   * E-mail addresses that are subscribed; each has to confirm.
   *
   * @default - nobody is subscribed
   */
  readonly emails?: string[];

  /**
   * ARN of the role that reads in an emergency. Whoever takes it is told of; the role's trust pins the taking to the AWS
   * Region of this stack, as {@link BureauRoles} does.
   *
   * @default - nobody is told of anybody who takes a role
   */
  readonly breakGlassRoleArn?: string;

  /**
   * Whether people sign in by identity providers of this account, changes of which are then told of.
   *
   * @default false
   */
  readonly identityProviders?: boolean;
}

/**
 * One topic, and a message on it whenever somebody changes what the others rely on: the trail, a store's protection, a
 * key, the registry, a vault, these alarms themselves, and – in the AWS Region where IAM is at home, which alone sees it – roles,
 * their boundaries, and who carries a school's tag.
 *
 * Deployments change such things, too, and raise the same messages: an alarm that an intruder can silence by working
 * through CloudFormation is none. The rules listen to a trail's management events, so the account needs one.
 *
 * The topic is not encrypted with a key of its own: messages name callers and resources and carry no data, and a key is
 * one more thing whose loss would silence the alarms.
 *
 * @throws EDU601 for a property that does not fit, or an environment-agnostic stack
 */
export class TamperAlarms extends Construct {
  /** ARN of the topic, without a token. Other alarms may use it. */
  public readonly topicArn: string;

  constructor(scope: Construct, id: string, props: TamperAlarmsProps) {
    super(scope, id);
    checkSlug(this, 'regionId', props.regionId);
    const emails = props.emails ?? [];
    for (const email of emails) checkText(this, 'emails', email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'an e-mail address');
    const site = siteOf(this);
    const { account, awsRegion, partition } = site;
    checkRoleArns(this, site, 'breakGlassRoleArn', breakGlassOf(props));
    const name = `educloud-${props.regionId}-alarms`;
    this.topicArn = `arn:${partition.arnPartition}:sns:${awsRegion}:${account}:${name}`;
    const topic = new CfnTopic(this, 'Topic', { topicName: name, displayName: 'educloud' });
    applyTags(topic, { region: props.regionId, jurisdiction: props.jurisdiction });
    emails.forEach((endpoint, index) => {
      new CfnSubscription(this, `Email${index + 1}`, { topicArn: topic.ref, protocol: 'email', endpoint });
    });
    const rules = `arn:${partition.arnPartition}:events:${awsRegion}:${account}:rule/educloud-${props.regionId}-*`;
    const metricAlarms = `arn:${partition.arnPartition}:cloudwatch:${awsRegion}:${account}:alarm:educloud-${props.regionId}-*`;
    // EventBridge is documented to publish without saying for which rule, so an Allow with a condition could lose every
    // alarm; where it says so, other rules are denied
    // (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions).
    const policy = new CfnTopicPolicy(this, 'Policy', {
      topics: [topic.ref],
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'RulesPublish',
            principals: [new ServicePrincipal('events.amazonaws.com')],
            actions: ['sns:Publish'],
            resources: [this.topicArn],
          }),
          new PolicyStatement({
            sid: 'DenyOtherRules',
            effect: Effect.DENY,
            principals: [new ServicePrincipal('events.amazonaws.com')],
            actions: ['sns:Publish'],
            resources: [this.topicArn],
            conditions: { ArnNotLike: { 'aws:SourceArn': rules }, Null: { 'aws:SourceArn': 'false' } },
          }),
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
          new PolicyStatement({
            sid: 'AlarmsPublish',
            principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
            actions: ['sns:Publish'],
            resources: [this.topicArn],
            conditions: { ArnLike: { 'aws:SourceArn': metricAlarms }, StringEquals: { 'aws:SourceAccount': account } },
          }),
          // Whoever floods the topic ends its e-mail subscriptions; so only services speak. `Bool`, not `BoolIfExists`:
          // where a service does not say that it is one, nothing is lost.
          deny('DenyPublishByPrincipals', ['sns:Publish'], [this.topicArn], {
            Bool: { 'aws:PrincipalIsAWSService': 'false' },
          }),
          deny('DenyPlainHttp', ['sns:Publish'], [this.topicArn], { Bool: { 'aws:SecureTransport': 'false' } }),
        ],
      }),
    });
    const iamIsHere = partition.globalServiceHomes.iam === awsRegion;
    for (const event of tamperEvents(props.regionId, props)) {
      const { id: what, description, pattern, onlyWhereIamIs, alsoReading, ofJobs } = event;
      if (onlyWhereIamIs && !iamIsHere) continue;
      new CfnRule(this, `Rule${what.charAt(0).toUpperCase()}${what.slice(1)}`, {
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
        ...(alsoReading === true ? { state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' } : {}),
        name: `educloud-${props.regionId}-${what}`,
        description,
        eventPattern: pattern,
        targets: [
          {
            id: 'alarms',
            arn: topic.ref,
            inputTransformer: ofJobs === true ? jobMessage(what) : message(what, alsoReading === true),
          },
        ],
      }).addResourceDependency(policy);
    }
  }
}

/**
 * One sentence that names what was called, by whom, from where and in which account; AWS fills in the values. Who signs in
 * has no ARN yet, but a name and a session.
 */
function message(what: string, signsIn: boolean): CfnRule.InputTransformerProperty {
  return {
    inputPathsMap: {
      time: '$.time',
      account: '$.account',
      awsRegion: '$.region',
      call: '$.detail.eventName',
      who: '$.detail.userIdentity.arn',
      from: '$.detail.sourceIPAddress',
      event: '$.detail.eventID',
      ...(signsIn
        ? { user: '$.detail.userIdentity.userName', session: '$.detail.requestParameters.roleSessionName' }
        : {}),
    },
    inputTemplate: `"educloud ${what}: <call> by <who>${signsIn ? '<user> as <session>' : ''} from <from> in account <account>, <awsRegion>, at <time> (event <event>)"`,
  };
}

/** A job says what it is, what became of it, and of what; which of these it says depends on the job. */
function jobMessage(what: string): CfnRule.InputTransformerProperty {
  return {
    inputPathsMap: {
      time: '$.time',
      account: '$.account',
      awsRegion: '$.region',
      job: '$.detail-type',
      state: '$.detail.state',
      status: '$.detail.status',
      resource: '$.detail.resourceArn',
      event: '$.id',
    },
    inputTemplate: `"educloud ${what}: <job> <state><status> of <resource> in account <account>, <awsRegion>, at <time> (event <event>)"`,
  };
}
