import type { PlannedHub } from './types';

type Hub = Pick<PlannedHub, 'commons' | 'delivery'>;

// Upper bounds of what a delivery adds, as in budget.ts: where the commons has a key of its own the distribution comes by
// origin access control with policies for caches and headers, else by an identity with values of its own.

const templates = {
  kms: { base: 15_400, licensed: 5_400 },
  's3-managed': { base: 11_200, licensed: 3_200 },
} as const;
const each = { key: 1_350, domain: 12, country: 15 } as const;

/** Bytes of the hub's template. */
export function deliveryTemplateBytes({ commons, delivery }: Hub): number {
  if (delivery === undefined) return 0;
  const { base, licensed } = templates[commons.encryption];
  return (
    base +
    (delivery.signing === undefined ? 0 : licensed + each.key * delivery.signing.keys.length) +
    delivery.domains.reduce((all, { length }) => all + length + each.domain, 0) +
    each.country * delivery.countries.length
  );
}

const policies = { kms: { bucket: 1_400, key: 480 }, 's3-managed': { bucket: 1_600, key: 0 } } as const;
const licensedFolder = 110;

/** Bytes of the policies of the commons and of its key. */
export function deliveryPolicyBytes({ commons, delivery }: Hub): { readonly bucket: number; readonly key: number } {
  if (delivery === undefined) return { bucket: 0, key: 0 };
  const { bucket, key } = policies[commons.encryption];
  return { bucket: bucket + (delivery.dataClasses.length > 1 ? licensedFolder : 0), key };
}
