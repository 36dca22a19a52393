import { compare, KitError } from '../errors';
import { commonsClasses } from '../vocabulary';
import type { DeliveryInput } from './delivery-schema';
import type { Draft } from './draft';
import { publicKeyOf } from './public-key';
import type { Delivery, DeliverySigning } from './region';

/** Fills in defaults. */
export function deliveryOf(input: DeliveryInput, draft: Draft): Delivery {
  const { cdn, dataClasses, domains = [], certificate, icp, countries = [], webAcl, signing } = input;
  return {
    cdn,
    dataClasses: commonsClasses.filter((one) => dataClasses.includes(one)),
    domains,
    ...(certificate === undefined ? {} : { certificate }),
    ...(icp === undefined ? {} : { icp }),
    countries: [...new Set(countries)].sort(compare),
    ...(webAcl === undefined ? {} : { webAcl }),
    ...(signing === undefined ? {} : { signing: signingOf(signing, draft) }),
    place: draft.at(['delivery']),
  };
}

function signingOf(
  { keys, active, longestHours }: NonNullable<DeliveryInput['signing']>,
  { publicKeys, at }: Draft,
): DeliverySigning {
  return {
    keys: keys.map(({ id }, index) => {
      const pem = publicKeyOf(publicKeys?.get(index) ?? '');
      if (typeof pem !== 'string') throw new KitError(`the rules let the key ${id} pass`);
      return { id, pem, place: at(['delivery', 'signing', 'keys', index, 'publicKey']) };
    }),
    active,
    longestHours,
  };
}
