import { issue, type Issue, type Place } from '../../errors';
import { capability, partition } from '../../facts';
import type { ShellInput } from '../region-file-schema';
import type { Rule } from './rule';

/** Where certificates and web ACLs of the CDN lie: the AWS Region that CloudFront is at home in, where the partition takes them. */
export const deliveryAtHome: Rule = ({ shell, at }) => {
  const delivery = shell?.delivery;
  if (shell === undefined || delivery?.cdn !== 'cloudfront') return [];
  const has = (what: 'cdn.cloudfront' | 'cdn.viewerCert.acm' | 'cdn.waf'): boolean =>
    capability(shell.partition, what).answer === 'yes';
  if (!has('cdn.cloudfront')) return [];
  const home = partition(shell.partition).globalServiceHomes.cloudfront;
  const { certificate, webAcl } = delivery;
  return [
    ...(certificate !== undefined && 'acm' in certificate && has('cdn.viewerCert.acm')
      ? misplaced(shell, home, certificate.acm, at(['delivery', 'certificate', 'acm']))
      : []),
    ...(webAcl === undefined || !has('cdn.waf') ? [] : misplaced(shell, home, webAcl, at(['delivery', 'webAcl']))),
  ];
};

function misplaced(
  { partition: id, accounts }: ShellInput,
  home: string | undefined,
  arn: string,
  place: Place,
): Issue[] {
  const { arnPartition } = partition(id);
  const [, inPartition, , awsRegion, account, resource = ''] = arn.split(':');
  const scope = resource.startsWith('regional/') ? ['web ACL for AWS Regions'] : [];
  const wrong = [
    ...(inPartition === arnPartition ? [] : [`partition ${inPartition ?? ''}`]),
    ...(awsRegion === home ? [] : [awsRegion ?? '']),
    ...(account === accounts.hub ? [] : [`account ${account ?? ''}`]),
    ...scope,
  ];
  if (wrong.length === 0) return [];
  return [
    issue('EDU326', 'CloudFront uses only what lies in its own place', {
      ...place,
      found: wrong.join(', '),
      allowed: `partition ${arnPartition}, ${home ?? 'no AWS Region'}, account ${accounts.hub} (the hub)${scope.length > 0 ? ', scope CLOUDFRONT' : ''}`,
      fix: `make it in ${home ?? 'the AWS Region of CloudFront'} of the hub’s account and write its ARN`,
    }),
  ];
}
