import { partitionOfAwsRegion } from '../../../lib/facts';
import type { Caller } from './evaluate';
import { organization, own } from './stage';

/** A role of the region by the last part of its name, able to do everything as far as its account is concerned. */
export function roleOf(awsRegion: string, what: string, account = own, tags: Record<string, string> = {}): Caller {
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  return {
    account,
    organization,
    arn: `arn:${arnPartition}:iam::${account}:role/educloud/educloud-northeast-${what}`,
    tags,
    identity: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  };
}

/** The role with which CloudFormation deploys. */
export function deployer(awsRegion: string): Caller {
  const { arnPartition } = partitionOfAwsRegion(awsRegion);
  const name = `cdk-hnb659fds-cfn-exec-role-${own}-${awsRegion}`;
  return { ...roleOf(awsRegion, ''), arn: `arn:${arnPartition}:iam::${own}:role/${name}` };
}
