/** A finding of cdk-nag that stands, and why. */
export interface Acknowledgement {
  /** Rule, with the finding in brackets where the rule makes several. */
  readonly rule: RegExp;
  /** Constructs that it holds for. */
  readonly construct: RegExp;
  readonly reason: string;
}

/** Every finding of the pack AwsSolutions that stands. One that nothing answers to any more is an error. */
export const acknowledgements: readonly Acknowledgement[] = [
  {
    rule: /^AwsSolutions-S1$/,
    construct:
      /\/(?:LogArchive|Logs|DeliveryLogs|Records|Materials|(?:records|materials)-[a-z0-9-]+|Quarantine|Store|Replica)\/Bucket\/Resource$/,
    reason:
      'access is logged once, centrally: the trail of each account records every access to an object of a store, in a locked bucket; server access logs are delivered on a best effort, and the buckets of logs would log themselves',
  },
  {
    rule: /^AwsSolutions-S10$/,
    construct: /\/Bucket\/(?:Resource|Policy\/Resource)$/,
    reason:
      'every policy denies plain HTTP (statement DenyPlainHttp); the rule looks for the bucket by reference, and the statements name its ARN literally, so that a policy can be read without its stack',
  },
  {
    rule: /^AwsSolutions-IAM5\[(?:Action|Resource)::.*\*\]$/,
    construct: /\/Base\/(?:ServiceRoles\/Boundary|DeployBoundary\/Policy)$/,
    reason: 'a permissions boundary allows nothing: it is the most that other policies can allow',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws[a-z-]*:ssm:\*:\d{12}:parameter\/educloud\/[a-z0-9-]+\/schools(?:\/\*)?\]$/,
    construct: /\/RegistryReader\/Role$/,
    reason: 'the registry entries of one region, in whatever AWS Region of the account its schools live',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws[a-z-]*:iam::\*:role\/educloud\/educloud-[a-z0-9-]+-registry-reader\]$/,
    construct: /\/RegistryIndexer\/Role$/,
    reason: 'one role by its exact name, in any account: each account decides whom it trusts',
  },
  {
    rule: /^AwsSolutions-IAM5\[(?:Action::[a-z0-9]+:(?:Get|List|Describe|GetBucket)\*|Resource::.*)\]$/,
    construct: /\/BureauRoles\/(?:Operator|Auditor)\/Resource$/,
    reason:
      'configuration of whatever stands in the account, and no data: objects, keys, roles and changes of IAM are denied explicitly',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.*\]$/,
    construct: /\/BureauRoles\/BreakGlass\/Resource$/,
    reason:
      'break-glass reads every store of the account, by its purpose; stores name the role, deny it every change, and an alarm tells of it',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws[a-z-]*:s3:::edu-(?:rec|mat|qua)-[a-z0-9-]+\/\*\]$/,
    construct: /\/sign-in-[a-z0-9-]+\/(?:Teacher|SchoolAdmin)\/Role\/Resource$/,
    reason: 'all objects of one store of one school, by its exact name',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.*\]$/,
    construct: /\/Base\/ServiceRoles\/(?:Replication|Backup|Recovery)$/,
    reason:
      'what copies does so for every store of the account, by its purpose; grants name the account, stores and keys name the role, and services alone take it unless the region file says who',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.*\]$/,
    construct: /\/(?:RestoreRole|restore-[a-z0-9-]+)\/Role$/,
    reason:
      'stores by their exact names, with all of their objects; AWS asks for a recovery point and not for its vault, and keys and vaults themselves say which school they are for',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.*\]$/,
    construct: /\/Drill\/Role$/,
    reason:
      'objects of the canary under a prefix of its own, and nothing of a school; recovery points and keys have no name before they exist and are bound by conditions, by vaults and by keys; metrics have no ARN and are bound by their namespace',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws[a-z-]*:s3:::awsbackup-restore-test-\*(?:\/\*)?\]$/,
    construct: /\/Drill\/RestoreTestRole$/,
    reason: 'AWS Backup makes and removes buckets of this name for its own restore tests',
  },
  {
    rule: /^AwsSolutions-L1$/,
    construct: /\/Drill\/Function$/,
    reason: 'one runtime that the AWS Regions of every partition know; the newest is known to some of them only',
  },
  {
    rule: /^AwsSolutions-SF[12]$/,
    construct: /\/Drill\/Machine$/,
    reason:
      'each drill writes a report into the log archive and tells of a missed target; its steps carry a canary and nothing else',
  },
  {
    rule: /^AwsSolutions-CFR2$/,
    construct: /\/Delivery\/Distribution$/,
    reason:
      'a web ACL is named in the region file where the partition has WAF at the edge; China has none, and static objects that answer to GET and HEAD alone offer it little',
  },
];
