/** How buckets are set up; `s3:GetObject…` reads data and is not among them. */
const storageReads = [
  's3:GetAccelerateConfiguration',
  's3:GetAccessPoint',
  's3:GetAccessPointPolicy',
  's3:GetAccessPointPolicyStatus',
  's3:GetAccountPublicAccessBlock',
  's3:GetAnalyticsConfiguration',
  's3:GetBucket*',
  's3:GetEncryptionConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListAccessPoints',
  's3:ListAllMyBuckets',
];

/** Configuration, metrics and management events of the services in use, and no data. */
export const configurationReads = [
  'cloudformation:Describe*',
  'cloudformation:Get*',
  'cloudformation:List*',
  'cloudtrail:Describe*',
  'cloudtrail:Get*',
  'cloudtrail:List*',
  'cloudtrail:LookupEvents',
  'cloudwatch:Describe*',
  'cloudwatch:Get*',
  'cloudwatch:List*',
  'events:Describe*',
  'events:List*',
  'iam:Get*',
  'iam:List*',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:List*',
  ...storageReads,
  'servicequotas:Get*',
  'servicequotas:List*',
  'sns:Get*',
  'sns:List*',
  'ssm:DescribeParameters',
  'tag:GetResources',
];

/** Entries of the registry. */
export const registryReads = ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'];

/** Changes of IAM by their first letters, which those of `Get`, `List`, `Generate` and `Simulate` are not. */
export const iamChanges = ['A', 'C', 'D', 'E', 'P', 'R', 'Se', 'T', 'U'].map((first) => `iam:${first}*`);

/** Becoming somebody else with the credentials that one has. */
export const roleTaking = ['sts:Assume*', 'sts:GetFederationToken', 'sts:SetSourceIdentity', 'sts:TagSession'];
