import { issue } from '../../errors';
import { commonsClasses, type CommonsClass } from '../../vocabulary';
import type { Rule } from './rule';

/** A CDN shows what it has to strangers, so nothing but published material comes near it. */
export const deliveredClasses: Rule = ({ shell, at }) => {
  const delivery = shell?.delivery;
  if (delivery === undefined) return [];
  const guarded = delivery.dataClasses.flatMap((one, index) =>
    isPublished(one)
      ? []
      : [
          issue('EDU320', `the class \`${one}\` is never delivered by a CDN`, {
            ...at(['delivery', 'dataClasses', index]),
            found: one,
            allowed: commonsClasses.join(', '),
            fix: 'take it out; what is to reach everybody is published in the commons, by whoever may decide that it is `open` or `licensed`',
          }),
        ],
  );
  if (delivery.store === 'commons') return guarded;
  return [
    issue('EDU320', `a school’s \`${delivery.store}\` store is never delivered by a CDN`, {
      ...at(['delivery', 'store']),
      found: delivery.store,
      allowed: 'commons',
      fix: 'take the line out; a school shares by publishing in the commons',
    }),
    ...guarded,
  ];
};

export function isPublished(one: string): one is CommonsClass {
  return commonsClasses.some((published) => published === one);
}
