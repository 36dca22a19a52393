import { generateKeyPairSync } from 'node:crypto';
import { ok } from 'node:assert/strict';
import type { Stack } from 'aws-cdk-lib/core';
import { CommonsStore, ContentDelivery, type CommonsStoreProps, type ContentDeliveryProps } from '../../../constructs';
import { capability, partitionOfAwsRegion } from '../../../lib/facts';
import { Built, own, perimeter, stackIn } from './stage';

export const commonsName = 'edu-com-northeast';
export const logName = 'edu-cdn-northeast';
export const alias = 'alias/educloud/commons';

/** Where a CDN is tried: with and without origin access control. */
export const cdnRegions = ['eu-central-1', 'us-east-1', 'cn-north-1', 'cn-northwest-1'];

export function publicKey(bits = 2_048): string {
  return generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
}

export const pems: readonly [string, string] = [publicKey(), publicKey()];

/** Properties that fit in every AWS Region where the CDN's own domain may serve. */
export const plainProps: ContentDeliveryProps = {
  regionId: 'northeast',
  jurisdiction: 'cn',
  bucketName: commonsName,
  logBucketName: logName,
  countries: ['CN', 'BY'],
};

export const signingKeys = [
  { id: '2026a', pem: pems[0] },
  { id: '2026b', pem: pems[1] },
];

/** Properties that fit in the AWS Region; the keys are left to the caller. */
export function domainProps(awsRegion: string): ContentDeliveryProps {
  const duty = capability(partitionOfAwsRegion(awsRegion).id, 'cdn.icpRequired').answer === 'yes';
  return {
    ...plainProps,
    domains: ['res.ne-edu.example'],
    certificate: duty ? { iam: 'ASCAEXAMPLE123456789' } : { acm: `arn:aws:acm:us-east-1:${own}:certificate/12ab-34cd` },
    ...(duty
      ? { icp: { recordalNumber: '辽ICP备12345678号-1', rootDomain: 'ne-edu.example', operator: 'sinnet' } }
      : { webAclArn: `arn:aws:wafv2:us-east-1:${own}:global/webacl/edge/12ab-34cd` }),
  };
}

/** What a hub is made of here: an AWS Region, and what differs from what fits there. */
export interface HubSettings {
  readonly delivery?: Partial<ContentDeliveryProps>;
  readonly commons?: Partial<CommonsStoreProps>;
  readonly stack?: Stack;
  /** Whether it has a domain, a certificate and a recordal of its own. */
  readonly ownDomain?: boolean;
}

/** A hub as the kit makes it: a commons, and the CDN that delivers it. */
export function hub(
  awsRegion: string,
  { delivery: more = {}, commons = {}, stack = stackIn(awsRegion), ownDomain = true }: HubSettings = {},
): { readonly stack: Stack; readonly delivery: ContentDelivery } {
  const signed = more.dataClasses?.includes('licensed') ?? true;
  const delivery = new ContentDelivery(stack, 'Delivery', {
    ...(ownDomain ? domainProps(awsRegion) : plainProps),
    ...(signed ? { signingKeys } : {}),
    ...more,
  });
  new CommonsStore(stack, 'Commons', {
    bucketName: commonsName,
    perimeter,
    regionId: 'northeast',
    jurisdiction: 'cn',
    encryption: delivery.reader.kind === 'identity' ? 's3-managed' : 'kms',
    deliveredBy: delivery.reader,
    ...commons,
  });
  return { stack, delivery };
}

/** The distribution of a hub as it stands in the template; the default behaviour as the last one, with the pattern `*`. */
export function distributionOf(awsRegion: string, settings: HubSettings = {}) {
  const built = new Built(hub(awsRegion, settings).stack);
  const [distribution, another] = built.ofType('AWS::CloudFront::Distribution');
  ok(distribution !== undefined && another === undefined);
  const config = distribution.Properties.DistributionConfig;
  const behaviours = [...config.CacheBehaviors, { PathPattern: '*', ...config.DefaultCacheBehavior }];
  return { built, config, behaviours };
}

/** Logical id of the one resource of a type, which stands for its `Ref`. */
export function idOf({ resources }: Built, type: string): string {
  const ids = Object.entries(resources).filter(([, { Type }]) => Type === type);
  ok(ids[0] !== undefined && ids.length === 1, `${String(ids.length)} resources of type ${type}`);
  return ids[0][0];
}
