import type { Region } from '../config';
import { capability } from '../facts';
import type { PlannedHub, Substitution } from './types';

/** What the CDN does without in this partition, or without a domain of the region's own. */
export function deliverySubstitutions({ partition, delivery }: Region, hub: PlannedHub): Substitution[] {
  const cdn = capability(partition, 'cdn.cloudfront');
  if (delivery?.cdn === 'none') {
    const reason = cdn.answer === 'yes' ? 'the region file asks for no CDN' : cdn.reason;
    return [
      {
        capability: cdn.key,
        substitute: 'members read the commons with credentials of their own; packs are fetched from the bucket',
        subject: hub.commons.bucket,
        reason,
      },
    ];
  }
  if (hub.delivery === undefined) return [];
  const subject = `CDN of ${hub.commons.bucket}`;
  const lacking = stands.flatMap(({ key, substitute }): Substitution[] => {
    const found = capability(partition, key, hub.awsRegion);
    return found.answer === 'yes' ? [] : [{ capability: key, substitute, subject, reason: found.reason }];
  });
  if (hub.delivery.domains.length > 0) return lacking;
  return [
    ...lacking,
    {
      capability: 'TLS 1.2 at the edge',
      substitute: 'what the CDN’s own domain speaks, TLS 1.0 too',
      subject,
      reason:
        'CloudFront lets nobody choose a TLS policy for its own domain (https://docs.aws.amazon.com/AmazonCloudFront/latest/APIReference/API_ViewerCertificate.html)',
    },
  ];
}

const stands: readonly { readonly key: string; readonly substitute: string }[] = [
  { key: 'cdn.cachePolicy', substitute: 'forwarded values and lifetimes in the cache behaviour' },
  { key: 'cdn.http3', substitute: 'HTTP/2' },
  { key: 'cdn.ipv6', substitute: 'IPv4 alone' },
  { key: 'cdn.legacyLogs', substitute: 'no logs of the CDN; what it fetches from the bucket is logged by S3' },
  {
    key: 'cdn.responseHeadersPolicy',
    substitute: 'no security headers from the edge; those that objects carry are passed on',
  },
];
