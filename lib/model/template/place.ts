import type { StackFile } from '../assembly/read-assembly';
import { opaque } from '../opaque';

/** Where a stack is deployed: what pseudo parameters stand for. Texts may hold opaque parts. */
export interface Place {
  readonly account: string;
  readonly awsRegion: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html (partitions) */
export function placeOf({ account, awsRegion, environment }: StackFile): Place {
  const partition = awsRegion === undefined ? undefined : partitionOf(awsRegion);
  return {
    account: account ?? opaque('value', `${environment}.AWS::AccountId`),
    awsRegion: awsRegion ?? opaque('value', `${environment}.AWS::Region`),
    partition: partition ?? opaque('value', `${environment}.AWS::Partition`),
    urlSuffix:
      (partition === undefined ? undefined : suffixes[partition]) ?? opaque('value', `${environment}.AWS::URLSuffix`),
  };
}

/** The partition that an AWS Region is in, by its name. */
function partitionOf(awsRegion: string): string {
  return prefixes.find(([prefix]) => awsRegion.startsWith(prefix))?.[1] ?? 'aws';
}

const prefixes = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
] as const;

const suffixes: Readonly<Record<string, string>> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
  'aws-eusc': 'amazonaws.eu',
};
