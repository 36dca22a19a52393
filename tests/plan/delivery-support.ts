import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Delivery, Region } from '../../lib/config';
import { capability, partition } from '../../lib/facts';
import type { CommonsClass } from '../../lib/vocabulary';

const pem = (file: string): string => readFileSync(join(__dirname, '../../examples', file), 'utf8');
const known = ['northeast', 'lakes'].flatMap((name) => [pem(`${name}/keys/2026a.pem`), pem(`${name}/keys/2026b.pem`)]);
const made = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });

/** Up to five different keys, their names as long as they may be. */
export function keysOf(amount = 2): NonNullable<Delivery['signing']>['keys'] {
  return [...known, made.toString()]
    .slice(0, amount)
    .map((text, index) => ({ id: `${'k'.repeat(18)}${String(index).padStart(2, '0')}`, pem: text, place: {} }));
}

/** A delivery that the partition takes, as short as can be. */
export function deliveryIn(
  { partition: id, accounts }: Pick<Region, 'partition' | 'accounts'>,
  dataClasses: readonly CommonsClass[] = ['open', 'licensed'],
  more: Partial<Delivery> = {},
): Delivery {
  const { arnPartition, globalServiceHomes } = partition(id);
  const has = (key: string): boolean => capability(id, key).answer === 'yes';
  const acm = `arn:${arnPartition}:acm:${globalServiceHomes.cloudfront ?? ''}:${accounts.hub}:certificate/${'0'.repeat(36)}`;
  return {
    cdn: 'cloudfront',
    dataClasses,
    domains: ['res.demo.example'],
    certificate: has('cdn.viewerCert.acm') ? { acm } : { iam: 'ASCAEXAMPLE000000000' },
    ...(has('cdn.icpRequired')
      ? { icp: { recordalNumber: '辽ICP备12345678号-1', rootDomain: 'demo.example', operator: 'nwcd' } }
      : {}),
    countries: ['CN'],
    ...(dataClasses.includes('licensed') ? { signing: { keys: keysOf(), active: 'k', longestHours: 24 } } : {}),
    place: {},
    ...more,
  };
}
