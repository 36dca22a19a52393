import { issue } from '../../errors';
import type { Rule } from './rule';

const ofCdn = ['domains', 'certificate', 'icp', 'countries', 'webAcl', 'signing'] as const;

/** Without a CDN nothing of it has an effect, and a line without effect is a promise that nobody keeps. */
export const deliveryUnused: Rule = ({ shell, at }) => {
  const delivery = shell?.delivery;
  if (delivery?.cdn !== 'none') return [];
  return ofCdn
    .filter((key) => delivery[key] !== undefined)
    .map((key) =>
      issue('EDU327', `\`${key}\` has no effect without a CDN`, {
        ...at(['delivery', key]),
        found: key,
        allowed: '`cdn: cloudfront`, or `cdn: none` alone',
        fix: `take \`${key}\` out, or write \`cdn: cloudfront\``,
      }),
    );
};
