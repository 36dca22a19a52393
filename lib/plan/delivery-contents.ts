import { capability } from '../facts';
import type { ResourceCounts } from './resource-counts';
import type { PlannedDelivery } from './types';

/** What a delivery puts into the hub's stack; nothing where there is none. */
export function deliveryContents(partition: string, delivery: PlannedDelivery | undefined): ResourceCounts[] {
  if (delivery === undefined) return [];
  const has = (key: string): boolean => capability(partition, key).answer === 'yes';
  const keys = delivery.signing?.keys.length ?? 0;
  const classes = delivery.dataClasses.length;
  return [
    one('cf.distributionsPerAccount'),
    one(has('cdn.originAccessControl') ? 'cf.oacPerAccount' : 'cf.oaiPerAccount'),
    // A bucket and its policy.
    ...(delivery.logBucket === undefined
      ? []
      : [{ resources: 2, counts: { 's3.generalPurposeBucketsPerAccount': 1 } }]),
    // For what never changes and for what does; headers also by data class.
    ...(has('cdn.cachePolicy') ? [some('cf.cachePoliciesPerAccount', 2)] : []),
    ...(has('cdn.responseHeadersPolicy') ? [some('cf.responseHeadersPoliciesPerAccount', 2 * classes)] : []),
    ...(keys === 0 ? [] : [one('cf.keyGroupsPerAccount'), { resources: keys, counts: {} }]),
  ];
}

/** Quotas of CloudFront count for a whole account. */
export const deliveryQuotas: readonly string[] = [
  'cf.distributionsPerAccount',
  'cf.oacPerAccount',
  'cf.oaiPerAccount',
  'cf.cachePoliciesPerAccount',
  'cf.responseHeadersPoliciesPerAccount',
  'cf.keyGroupsPerAccount',
];

function one(quota: string): ResourceCounts {
  return some(quota, 1);
}

function some(quota: string, amount: number): ResourceCounts {
  return { resources: amount, counts: { [quota]: amount } };
}
