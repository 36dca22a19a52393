import { issue, type Issue, type Place } from '../../errors';
import { capability, type RefusedCapability, type SubstitutedCapability } from '../../facts';
import type { ShellInput } from '../region-file-schema';
import type { Rule } from './rule';

type Delivery = NonNullable<ShellInput['delivery']>;

/** What is asked of the CDN is what the partition has, where it has it. */
export const deliveryInPartition: Rule = ({ shell, at }) => {
  const delivery = shell?.delivery;
  if (shell === undefined || delivery?.cdn !== 'cloudfront') return [];
  const here = (...path: string[]): Place => at(['delivery', ...path]);
  const cdn = capability(shell.partition, 'cdn.cloudfront');
  if (cdn.answer !== 'yes') {
    return [
      refused(cdn, here(), {
        what: `there is no CDN in the partition ${shell.partition}`,
        found: 'cdn: cloudfront',
        allowed: 'cdn: none',
        fix: 'write `delivery: { cdn: none }`: members read the commons with credentials of their own, and packs reach schools from the bucket',
      }),
    ];
  }
  return [
    ...certificateKind(shell, delivery, here),
    ...ownDomain(shell, delivery, here),
    ...edgeWall(shell, delivery, here),
  ];
};

type Here = (...path: string[]) => Place;

function certificateKind({ partition: id }: ShellInput, { certificate }: Delivery, here: Here): Issue[] {
  if (certificate === undefined) return [];
  const kind = 'acm' in certificate ? 'acm' : 'iam';
  const takes = capability(id, `cdn.viewerCert.${kind}`);
  if (takes.answer === 'yes') return [];
  const other = kind === 'acm' ? 'iam' : 'acm';
  return [
    refused(takes, here('certificate', kind), {
      what: `CloudFront in ${id} takes no certificate of this kind`,
      found: kind,
      allowed: other,
      fix:
        other === 'iam'
          ? 'upload the certificate to IAM, under a path that begins with /cloudfront/, and write `certificate: { iam: ID }`'
          : 'request the certificate in AWS Certificate Manager',
    }),
  ];
}

function ownDomain({ partition: id }: ShellInput, { domains }: Delivery, here: Here): Issue[] {
  const usable = capability(id, 'cdn.defaultDomainUsable');
  if (domains !== undefined || usable.answer === 'yes') return [];
  return [
    refused(usable, here(), {
      what: 'the CDN serves nothing without a domain of the region’s own',
      found: 'no `domains`',
      allowed: '`domains` with a `certificate`',
      fix: 'add `domains`, `certificate` and, in mainland China, `icp`; until then write `cdn: none`',
    }),
  ];
}

function edgeWall({ partition: id }: ShellInput, { webAcl }: Delivery, here: Here): Issue[] {
  const wall = capability(id, 'cdn.waf');
  if (webAcl === undefined || wall.answer === 'yes') return [];
  return [
    refused(wall, here('webAcl'), {
      what: `AWS WAF does not stand before CloudFront in ${id}`,
      found: webAcl,
      allowed: 'no web ACL',
      fix: 'take `webAcl` out',
    }),
  ];
}

interface Words {
  readonly what: string;
  readonly found: string;
  readonly allowed: string;
  readonly fix: string;
}

function refused(fact: RefusedCapability | SubstitutedCapability, place: Place, { what, ...words }: Words): Issue {
  return issue('EDU319', `${what}: ${fact.reason} [source: ${fact.source}; certainty: ${fact.certainty}]`, {
    ...place,
    ...words,
  });
}
