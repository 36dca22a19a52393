import { generateKeyPairSync } from 'node:crypto';
import type { Stack } from 'aws-cdk-lib/core';
import { CommonsStore, ContentDelivery, type CommonsStoreProps, type ContentDeliveryProps } from '../../../constructs';
import { capability, partitionOfAwsRegion } from '../../../lib/facts';
import { own, perimeter, stackIn } from './stage';

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

const pems = [publicKey(), publicKey()];

/** Properties that fit in the AWS Region. */
export function deliveryProps(awsRegion: string): ContentDeliveryProps {
  const { id } = partitionOfAwsRegion(awsRegion);
  const duty = capability(id, 'cdn.icpRequired').answer === 'yes';
  return {
    regionId: 'northeast',
    jurisdiction: 'cn',
    bucketName: commonsName,
    logBucketName: logName,
    countries: ['CN', 'BY'],
    domains: ['res.ne-edu.example'],
    certificate: duty ? { iam: 'ASCAEXAMPLE123456789' } : { acm: `arn:aws:acm:us-east-1:${own}:certificate/12ab-34cd` },
    ...(duty
      ? { icp: { recordalNumber: '辽ICP备12345678号-1', rootDomain: 'ne-edu.example', operator: 'sinnet' } }
      : { webAclArn: `arn:aws:wafv2:us-east-1:${own}:global/webacl/edge/12ab-34cd` }),
    signingKeys: pems.map((pem, index) => ({ id: `2026${index === 0 ? 'a' : 'b'}`, pem })),
  };
}

/** A hub as the kit makes it: a commons, and the CDN that delivers it. */
export function hub(
  awsRegion: string,
  more: Partial<ContentDeliveryProps> = {},
  commons: Partial<CommonsStoreProps> = {},
): { readonly stack: Stack; readonly delivery: ContentDelivery } {
  const stack = stackIn(awsRegion);
  const { dataClasses } = more;
  const { signingKeys, ...unsigned } = deliveryProps(awsRegion);
  const given = { ...unsigned, ...more };
  const signed = dataClasses === undefined || dataClasses.includes('licensed');
  const delivery = new ContentDelivery(stack, 'Delivery', signed && signingKeys ? { signingKeys, ...given } : given);
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
