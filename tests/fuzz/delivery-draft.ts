import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capability, packageRoot, partition } from '../../lib/facts';
import type { Shape } from './valid-draft';

type Plain = Readonly<Record<string, unknown>>;

const [first, second] = ['2026a', '2026b'].map((id) =>
  readFileSync(join(packageRoot(), `examples/northeast/keys/${id}.pem`), 'utf8'),
);

/** Files of public keys, beside every region file. */
export const keyFiles: Readonly<Record<string, string>> = { 'first.pem': first ?? '', 'second.pem': second ?? '' };

/** `delivery` of a shape's region: what its partition has. */
export function deliveryOf({ delivery, site, id, accounts }: Shape): Plain {
  if (delivery === null) return {};
  const has = (key: string): boolean => capability(site.partition, key).answer === 'yes';
  if (!has('cdn.cloudfront') || delivery.cdn === 'none') return { delivery: { cdn: 'none' } };
  const { arnPartition, globalServiceHomes } = partition(site.partition);
  const place = `${globalServiceHomes.cloudfront ?? ''}:${accounts[0] ?? ''}`;
  const { licensed, countries, domains, said, wall } = delivery;
  const own = domains > 0 || !has('cdn.defaultDomainUsable');
  const acm = `arn:${arnPartition}:acm:${place}:certificate/0123-abcd`;
  return {
    delivery: {
      ...(said ? { cdn: 'cloudfront', store: 'commons' } : {}),
      ...(licensed && !said ? {} : { dataClasses: licensed ? ['licensed', 'open'] : ['open'] }),
      countries,
      ...(own
        ? {
            domains: [`${id}.example`, ...Array.from({ length: domains }, (_, index) => `res${index}.${id}.example`)],
            certificate: has('cdn.viewerCert.acm') && said ? { acm } : { iam: 'ASCAEXAMPLE000000000' },
            ...(has('cdn.icpRequired')
              ? {
                  icp: {
                    recordalNumber: said ? '沪ICP备2026012345号-12' : '辽ICP备12345678号',
                    rootDomain: `${id}.example`,
                    operator: said ? 'sinnet' : 'nwcd',
                  },
                }
              : {}),
          }
        : {}),
      ...(wall && has('cdn.waf')
        ? { webAcl: `arn:${arnPartition}:wafv2:${place}:global/webacl/edge/01234567-89ab-cdef-0123-456789abcdef` }
        : {}),
      ...(licensed
        ? {
            signing: {
              keys: [
                { id: 'first', publicKey: 'first.pem' },
                { id: 'second-2', publicKey: 'second.pem' },
              ],
              active: said ? 'first' : 'second-2',
              ...(said ? { longestHours: 744 } : {}),
            },
          }
        : {}),
    },
  };
}
