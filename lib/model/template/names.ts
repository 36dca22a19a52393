import type { Place } from './place';

/** What the ARN of a resource is made of. */
export interface Names extends Place {
  /** Physical name or id; may be opaque. */
  readonly name: string;
  /** IAM path, `/` where there is none. */
  readonly path: string;
}

/** How references to a type of resource become names and ARNs. */
export interface NamedType {
  /** Property that names the resource; without it (or where it is absent) CloudFormation makes a name. */
  readonly property?: string;
  /** Where in that property the name stands, as its first group. */
  readonly namePattern?: RegExp;
  /** What a made name ends with, where it matters to its readers. */
  readonly suffix?: string;
  readonly arn?: (names: Names) => string;
  /** What `Ref` and the attributes return; others are known only when deployed. `made` is a second name that AWS makes. */
  readonly returns: Readonly<Record<string, 'name' | 'arn' | 'made' | ((names: Names) => string)>>;
}

/** How references to a type become names and ARNs; undefined when all of it is known only when deployed. */
export function namedType(type: string): NamedType | undefined {
  return Object.hasOwn(namedTypes, type) ? namedTypes[type] : undefined;
}

const iam =
  (kind: string) =>
  ({ partition, account, path, name }: Names): string =>
    `arn:${partition}:iam::${account}:${kind}${path}${name}`;
const regional =
  (service: string, prefix = '') =>
  ({ partition, awsRegion, account, name }: Names): string =>
    `arn:${partition}:${service}:${awsRegion}:${account}:${prefix}${name}`;

/** Return values: the page of each type under https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
const namedTypes: Readonly<Record<string, NamedType>> = {
  'AWS::S3::Bucket': {
    property: 'BucketName',
    arn: ({ partition, name }) => `arn:${partition}:s3:::${name}`,
    returns: {
      Ref: 'name',
      Arn: 'arn',
      DomainName: ({ name, urlSuffix }) => `${name}.s3.${urlSuffix}`,
      DualStackDomainName: ({ name, awsRegion, urlSuffix }) => `${name}.s3.dualstack.${awsRegion}.${urlSuffix}`,
      RegionalDomainName: ({ name, awsRegion, urlSuffix }) => `${name}.s3.${awsRegion}.${urlSuffix}`,
    },
  },
  'AWS::KMS::Key': { arn: regional('kms', 'key/'), returns: { Ref: 'name', KeyId: 'name', Arn: 'arn' } },
  'AWS::KMS::ReplicaKey': {
    // A replica has the id of its primary key.
    property: 'PrimaryKeyArn',
    namePattern: /:key\/(.*)$/s,
    arn: regional('kms', 'key/'),
    returns: { Ref: 'name', KeyId: 'name', Arn: 'arn' },
  },
  'AWS::KMS::Alias': { property: 'AliasName', arn: regional('kms'), returns: { Ref: 'name' } },
  'AWS::IAM::Role': { property: 'RoleName', arn: iam('role'), returns: { Ref: 'name', Arn: 'arn' } },
  'AWS::IAM::User': { property: 'UserName', arn: iam('user'), returns: { Ref: 'name', Arn: 'arn' } },
  'AWS::IAM::Group': { property: 'GroupName', arn: iam('group'), returns: { Ref: 'name', Arn: 'arn' } },
  'AWS::IAM::ManagedPolicy': {
    property: 'ManagedPolicyName',
    arn: iam('policy'),
    returns: { Ref: 'arn', PolicyArn: 'arn' },
  },
  'AWS::IAM::SAMLProvider': { property: 'Name', arn: iam('saml-provider'), returns: { Ref: 'arn', Arn: 'arn' } },
  'AWS::IAM::OIDCProvider': {
    property: 'Url',
    namePattern: /^(?:https:\/\/)?(.*)$/s,
    arn: iam('oidc-provider'),
    returns: { Ref: 'arn', Arn: 'arn' },
  },
  'AWS::SNS::Topic': {
    property: 'TopicName',
    arn: regional('sns'),
    returns: { Ref: 'arn', TopicArn: 'arn', TopicName: 'name' },
  },
  'AWS::SQS::Queue': { property: 'QueueName', arn: regional('sqs'), returns: { Arn: 'arn', QueueName: 'name' } },
  'AWS::CloudTrail::Trail': {
    property: 'TrailName',
    arn: regional('cloudtrail', 'trail/'),
    returns: { Ref: 'name', Arn: 'arn' },
  },
  'AWS::Backup::BackupVault': {
    property: 'BackupVaultName',
    arn: regional('backup', 'backup-vault:'),
    returns: { Ref: 'name', BackupVaultName: 'name', BackupVaultArn: 'arn' },
  },
  'AWS::Backup::BackupPlan': { returns: { Ref: 'name', BackupPlanId: 'name' } },
  'AWS::CloudFront::Distribution': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {
    returns: { Ref: 'name', Id: 'name', S3CanonicalUserId: 'made' },
  },
  'AWS::CloudFront::OriginAccessControl': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::CloudFront::KeyGroup': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::CloudFront::PublicKey': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::Lambda::Function': {
    property: 'FunctionName',
    arn: regional('lambda', 'function:'),
    returns: { Ref: 'name', Arn: 'arn' },
  },
  'AWS::Organizations::Policy': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::Organizations::OrganizationalUnit': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::Organizations::Organization': { returns: { Ref: 'name', Id: 'name' } },
  'AWS::Organizations::Account': { suffix: '.AccountId', returns: { Ref: 'name', AccountId: 'name' } },
};
