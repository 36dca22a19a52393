import { ok } from 'node:assert/strict';
import { Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { SchoolCell, type Perimeter, type SchoolCellProps } from '../../../constructs';
import { EducloudError } from '../../../lib/errors';
import { partitionOfAwsRegion } from '../../../lib/facts';
import type { Caller, Statement, Target } from './evaluate';

/** The school's account, a member's, and one that has nothing to do with the region. */
export const own = '111122223333';
export const member = '444455556666';
export const foreign = '999988887777';
export const organization = 'o-abcde12345';
export const perimeter: Perimeter = { organizations: [organization], accounts: [member] };

/** One AWS Region of each partition that the constructs are tried in. */
export const awsRegions = ['cn-north-1', 'eu-central-1', 'us-gov-west-1'];

type Json = ReturnType<Template['toJSON']>;

interface Resource {
  readonly Type: string;
  readonly Properties: Json;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A stack of its own app, as the kit makes them. */
export function stackIn(awsRegion = 'cn-north-1', account = own): Stack {
  const app = new App({
    context: recommendedFlags,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    analyticsReporting: false,
  });
  return new Stack(app, 'Stack', { env: { account, region: awsRegion } });
}

/** A second stack of the same app; without an environment unless one is given. */
export function beside(stack: Stack, id: string, awsRegion?: string): Stack {
  const app = stack.node.root;
  ok(app instanceof App);
  return new Stack(app, id, awsRegion === undefined ? {} : { env: { account: own, region: awsRegion } });
}

export function cellProps(schoolId: string, more: Partial<SchoolCellProps> = {}): SchoolCellProps {
  return {
    schoolId,
    regionId: 'northeast',
    jurisdiction: 'cn',
    recordsBucketName: `edu-rec-${schoolId}`,
    recordsClasses: ['personal', 'sensitive'],
    materialsBucketName: `edu-mat-${schoolId}`,
    materialsClasses: ['internal'],
    perimeter,
    ...more,
  };
}

export function addCell(stack: Stack, schoolId: string, more: Partial<SchoolCellProps> = {}): SchoolCell {
  return new SchoolCell(stack, `school-${schoolId}`, cellProps(schoolId, more));
}

export function addRole(stack: Stack, id = 'Role'): Role {
  return new Role(stack, id, { roleName: `${id}-name`, path: '/educloud/', assumedBy: new AccountRootPrincipal() });
}

/** The synthesised template, read the way AWS would read it: references resolved. */
export class Built {
  public readonly resources: Record<string, Resource>;
  public readonly template: Json;
  private readonly arn: string;

  constructor(private readonly stack: Stack) {
    this.arn = `arn:${partitionOfAwsRegion(stack.region).arnPartition}`;
    this.template = Template.fromStack(stack).toJSON();
    this.resources = this.resolve(this.template.Resources) as Record<string, Resource>;
  }

  public ofType(type: string): Resource[] {
    return Object.values(this.resources).filter((one) => one.Type === type);
  }

  public bucket(name: string): Resource {
    return this.one('AWS::S3::Bucket', ({ BucketName }) => BucketName === name);
  }

  /** Objects of a bucket, with the bucket's policy. */
  public objects(name: string, key = 'a/b.json'): Target {
    return { ...this.bucketItself(name), resource: `${this.arn}:s3:::${name}/${key}` };
  }

  /** The bucket itself, with its policy. */
  public bucketItself(name: string): Target {
    const { PolicyDocument } = this.one('AWS::S3::BucketPolicy', ({ Bucket }) => Bucket === name).Properties;
    return { account: this.stack.account, policy: PolicyDocument.Statement, resource: `${this.arn}:s3:::${name}` };
  }

  /** The key behind an alias, with its policy. */
  public key(alias: string): Target {
    const { TargetKeyId } = this.one('AWS::KMS::Alias', ({ AliasName }) => AliasName === alias).Properties;
    const id = String(TargetKeyId).split('/').at(-1) ?? '';
    ok(this.resources[id], `${alias} leads to no key`);
    const { KeyPolicy } = this.resources[id].Properties;
    return { account: this.stack.account, policy: KeyPolicy.Statement, resource: TargetKeyId };
  }

  /** The role as a caller: with its tags and all of its inline policies. */
  public role(id = 'Role'): Caller {
    const { Tags = [], Policies = [] } = this.one(
      'AWS::IAM::Role',
      ({ RoleName }) => RoleName === `${id}-name`,
    ).Properties;
    return {
      account: this.stack.account,
      organization,
      arn: `${this.arn}:iam::${this.stack.account}:role/educloud/${id}-name`,
      tags: Object.fromEntries(Tags.map((tag: { Key: string; Value: string }) => [tag.Key, tag.Value])),
      identity: Policies.flatMap(
        (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
      ),
    };
  }

  /** Who may take the role of this name: its trust policy, as the policy of a resource. */
  public trust(roleName: string): Target {
    const { Path, AssumeRolePolicyDocument } = this.roleNamed(roleName).Properties;
    const resource = `${this.arn}:iam::${this.stack.account}:role${Path}${roleName}`;
    const policy = AssumeRolePolicyDocument.Statement.map((one: Statement) => ({ ...one, Resource: resource }));
    return { account: this.stack.account, policy, resource };
  }

  /** The role of this name as a caller, inside its boundary; with its inline policies unless others are given. */
  public as(roleName: string, more: Partial<Caller> = {}): Caller {
    const { Policies = [], PermissionsBoundary } = this.roleNamed(roleName).Properties;
    return {
      account: this.stack.account,
      arn: this.trust(roleName).resource,
      identity: Policies.flatMap(
        (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
      ),
      ...(PermissionsBoundary === undefined
        ? {}
        : { boundary: this.managedPolicy(String(PermissionsBoundary).split('/').at(-1) ?? '') }),
      ...more,
    };
  }

  /** Statements of a managed policy. */
  public managedPolicy(name: string): Statement[] {
    return this.one('AWS::IAM::ManagedPolicy', ({ ManagedPolicyName }) => ManagedPolicyName === name).Properties
      .PolicyDocument.Statement;
  }

  /** The topic of this name, with its policy. */
  public topic(name: string): Target {
    const resource = `${this.arn}:sns:${this.stack.region}:${this.stack.account}:${name}`;
    const { PolicyDocument } = this.one('AWS::SNS::TopicPolicy', ({ Topics }) => Topics[0] === resource).Properties;
    return { account: this.stack.account, policy: PolicyDocument.Statement, resource };
  }

  /** What no template of the kit has: ties to other stacks, and resources that other engines lack. */
  public foreignParts(): string[] {
    const types = Object.values(this.resources).map(({ Type }) => Type);
    const text = JSON.stringify(this.template);
    return [
      ...types.filter((type) => /^Custom::|^AWS::CloudFormation::|^AWS::Lambda::|^AWS::IAM::Policy$/.test(type)),
      ...['Fn::ImportValue', 'AssetParameters', 'cdk-hnb659fds-assets', 'Fn::Sub'].filter((one) => text.includes(one)),
      ...Object.keys(this.template.Parameters ?? {}).filter((one) => one !== 'BootstrapVersion'),
      ...Object.keys(this.template.Outputs ?? {}),
    ];
  }

  /** Every statement of every policy of the stack. */
  public statements(): Statement[] {
    return statementsIn(this.resources);
  }

  /** Accounts, without the stack's own, and `*` if it stands there, that an Allow names as principal. */
  public accountsLetIn(): string[] {
    const principals = this.statements()
      .filter(({ Effect, Principal }) => Effect === 'Allow' && Principal !== undefined)
      .map(({ Principal }) => JSON.stringify(Principal));
    const named = principals.flatMap((one) => one.match(/\d{12}|\*/g) ?? []);
    return [...new Set(named)].filter((account) => account !== this.stack.account).sort();
  }

  /** A caller that may do everything as far as its own account is concerned. */
  public admin(more: Partial<Caller> = {}): Caller {
    const account = more.account ?? this.stack.account;
    return {
      account,
      arn: `${this.arn}:iam::${account}:role/admin`,
      identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      ...more,
    };
  }

  private roleNamed(roleName: string): Resource {
    return this.one('AWS::IAM::Role', ({ RoleName }) => RoleName === roleName);
  }

  private one(type: string, is: (properties: Json) => boolean): Resource {
    const found = this.ofType(type).filter(({ Properties }) => is(Properties));
    ok(found[0] !== undefined && found.length === 1, `${String(found.length)} resources of type ${type} fit`);
    return found[0];
  }

  private reference(id: string): string {
    const { Type, Properties } = this.template.Resources[id];
    const { account, region } = this.stack;
    if (Type === 'AWS::SNS::Topic') return `${this.arn}:sns:${region}:${account}:${Properties.TopicName}`;
    if (Type === 'AWS::IAM::ManagedPolicy')
      return `${this.arn}:iam::${account}:policy${Properties.Path ?? '/'}${Properties.ManagedPolicyName}`;
    return Properties.BucketName ?? id;
  }

  private resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (typeof value !== 'object' || value === null) return value;
    const { Ref, 'Fn::GetAtt': att, 'Fn::Join': join } = value as Json;
    if (Ref === 'AWS::Partition') return this.arn.slice(4);
    if (Ref !== undefined) return this.reference(Ref);
    if (att !== undefined && att[1] !== 'Arn') return att.join('.');
    if (att !== undefined) return `${this.arn}:kms:${this.stack.region}:${this.stack.account}:key/${att[0]}`;
    if (join !== undefined) return (this.resolve(join[1]) as string[]).join(join[0]);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolve(one)]));
  }
}

function statementsIn(value: unknown): Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [...('Effect' in value ? [value as Statement] : []), ...Object.values(value).flatMap(statementsIn)];
}

/** What S3 sends to KMS when it uses a key for an object of the bucket. */
export function throughS3(
  bucketArn: string,
  awsRegion = 'cn-north-1',
  suffix = 'amazonaws.com',
): Record<string, string> {
  return { 'kms:ViaService': `s3.${awsRegion}.${suffix}`, 'kms:EncryptionContext:aws:s3:arn': bucketArn };
}

/** The code and details of what an action throws. */
export function thrown(action: () => unknown): { code?: string; path?: string; found?: string; message?: string } {
  try {
    action();
  } catch (error) {
    if (error instanceof EducloudError) return error.issues[0] ?? {};
    throw error;
  }
  return {};
}
