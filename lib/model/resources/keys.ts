import { parsePolicy } from '../policy/parse-policy';
import type { Policy } from '../policy/policy';
import { placed, policyOf, property, sourceAt, textProperty, type Reader, type Resource } from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const readKey: Reader = (resource, draft) => {
  const { resolver, logicalId, type } = resource;
  const multiRegion = property(resource, 'MultiRegion');
  draft.keys.push({
    kind: 'key',
    ...placed(resource),
    arn: resolver.refer(logicalId, 'Arn'),
    id: resolver.refer(logicalId, 'Ref'),
    aliases: [],
    multiRegion:
      type === 'AWS::KMS::ReplicaKey' ||
      (multiRegion !== undefined && multiRegion !== false && multiRegion !== 'false'),
    policy: keyPolicy(resource),
  });
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const readAlias: Reader = (resource, draft) => {
  // What a name stands for that may not exist is not known.
  if (resource.uncertain !== undefined) return;
  const { account, awsRegion } = resource.resolver.template.place;
  draft.aliases.push({
    name: textProperty(resource, 'AliasName') ?? '',
    target: textProperty(resource, 'TargetKeyId') ?? '',
    account,
    awsRegion,
  });
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function keyPolicy(resource: Resource): Policy {
  const given = resource.raw.properties.KeyPolicy;
  const source = sourceAt(resource, 'KeyPolicy');
  if (given !== undefined && resource.resolver.resolve(given) !== undefined) {
    return policyOf(resource, given, source, 'resource');
  }
  const { partition, account } = resource.resolver.template.place;
  const all = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return parsePolicy({ Version: '2012-10-17', Statement: [all] }, source, 'resource');
}
